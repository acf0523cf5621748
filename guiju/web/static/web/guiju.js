/* Everything works without this file; it only saves a few clicks. */
"use strict";
(function () {
  /* A form that records something is sent once. */
  document.querySelectorAll("form[data-once]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      form.querySelectorAll("button").forEach(function (button) { button.setAttribute("aria-disabled", "true"); });
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-once]").forEach(function (form) { delete form.dataset.sent; });
  });
  /* A long list of choices gets a box to narrow it. */
  document.querySelectorAll("[data-filter]").forEach(function (list) {
    var box = document.createElement("input");
    box.type = "search";
    box.className = "narrow-box";
    box.placeholder = "输入姓名或名称筛选";
    box.setAttribute("aria-label", "筛选：" + list.dataset.filter);
    box.addEventListener("input", function () {
      var words = box.value.trim();
      list.querySelectorAll("label").forEach(function (label) {
        var kept = label.querySelector("input").checked || label.textContent.indexOf(words) >= 0;
        label.hidden = !kept;
      });
    });
    box.addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); } });
    list.parentNode.insertBefore(box, list);
  });
  /* What stands in the way is read out first. */
  var fault = document.querySelector("div.notice.error[tabindex]");
  if (fault) { fault.focus(); }
})();
