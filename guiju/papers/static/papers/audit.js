/* The page can be read without this file; it brings the details of a mark beside it, and filters. */
"use strict";
(function () {
  var root = document.getElementById("a-audit");
  if (!root) { return; }
  var side = document.getElementById("a-side");
  var marks = Array.prototype.slice.call(root.querySelectorAll("a.a-num, a.a-flag"));
  var current = null;
  root.classList.add("a-js");

  function cardOf(mark) { return document.getElementById(mark.getAttribute("href").slice(1)); }
  function markOf(card) { return document.getElementById((card.id[0] === "c" ? "m" : "n") + card.id.slice(1)); }
  function shown(mark) { return !root.classList.contains("a-hide-" + mark.dataset.kind); }
  function isWide() { return getComputedStyle(side).position === "sticky"; }

  function turnOn(card) {
    root.querySelectorAll(".is-on").forEach(function (each) { each.classList.remove("is-on"); });
    current = card;
    root.classList.toggle("a-open", Boolean(card));
    if (!card) { return; }
    card.classList.add("is-on");
    var mark = markOf(card);
    if (mark) { mark.classList.add("is-on"); }
    if (isWide() && side.contains(card)) {
      side.scrollTop += card.getBoundingClientRect().top - side.getBoundingClientRect().top - 8;
    }
  }
  function goTo(mark) {
    turnOn(cardOf(mark));
    mark.focus({ preventScroll: true });
    var place = mark.getBoundingClientRect();
    if (place.top < 80 || place.bottom > innerHeight * (isWide() ? 0.9 : 0.4)) {
      scrollBy(0, place.top - innerHeight * (isWide() ? 0.35 : 0.2));
    }
  }
  function back() {
    var mark = current && markOf(current);
    if (!isWide()) { turnOn(null); }
    if (mark) { mark.focus(); }
  }
  function step(by) {
    var seen = marks.filter(shown);
    if (!seen.length) { return; }
    var from = current ? seen.indexOf(markOf(current)) : -1;
    if (from < 0) {
      from = seen.findIndex(function (mark) { return mark.getBoundingClientRect().top > 80; });
      from = from < 0 ? 0 : from - (by > 0 ? 1 : 0);
    }
    goTo(seen[Math.max(0, Math.min(seen.length - 1, from + by))]);
  }

  root.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (event.target.closest(".a-close")) { back(); return; }
    if (!link || !root.contains(link)) { return; }
    var target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) { return; }
    event.preventDefault();
    if (target.classList.contains("a-card")) {
      turnOn(target);
      if (event.detail === 0) { target.focus({ preventScroll: isWide() }); }
    } else {
      goTo(target.matches("a") ? target : target.nextElementSibling || target);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) { return; }
    var inside = event.target.closest(".a-num, .a-flag, .a-card");
    if (event.key === "j" || (inside && event.key === "ArrowDown")) { step(1); event.preventDefault(); }
    else if (event.key === "k" || (inside && event.key === "ArrowUp")) { step(-1); event.preventDefault(); }
    else if (event.key === "Escape") { back(); }
  });
  root.querySelectorAll("[data-show]").forEach(function (button) {
    button.addEventListener("click", function () {
      var hide = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!hide));
      root.classList.toggle("a-hide-" + button.dataset.show, hide);
      marks.forEach(function (mark) { mark.tabIndex = shown(mark) ? 0 : -1; });
      if (current && !shown(current)) { turnOn(null); }
    });
  });
  function follow() {
    var card = document.getElementById(location.hash.slice(1));
    if (card && card.classList.contains("a-card")) { turnOn(card); }
  }
  addEventListener("hashchange", follow);
  follow();
})();
