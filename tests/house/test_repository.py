"""The rules of the house for the repository: commands, declarations, documents, what may not be named."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from tests.house.tree import ROOT, files, named

TEXT = {
    ".py",
    ".toml",
    ".md",
    ".sh",
    ".txt",
    ".lock",
    ".yaml",
    ".yml",
    ".html",
    ".css",
    ".js",
    ".svg",
    ".cfg",
    "",
}
# patterns are split so that this file does not find itself
MACHINE_PATHS = re.compile(
    r"(?<![\w.:/])/(?:wo" r"rk/(?:main|shared)|ro" r"ot/|ho" r"me/\w|Us" r"ers/\w)|[A-Z]:\\\\Us" r"ers"
)
REGISTRY_HOSTS = re.compile(
    r"py" r"pi\.org|pythonhos" r"ted\.org|deb\.deb" r"ian\.org|registry\.np" r"mjs|extra-index" r"-url"
)
VERBS = ["demo", "test", "check", "bench", "help", "fix", "docs"]


def readable():
    return [p for p in files() if p.suffix in TEXT and b"\0" not in p.read_bytes()[:4096]]


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRY_HOSTS], ids=["machine path", "registry host"])
def test_nothing_names_the_machine_it_was_written_on(pattern):
    found = [
        f"{named(path)}:{number}"
        for path in readable()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("path", [p for p in files() if p.suffix == ".toml"], ids=named)
def test_every_declaration_is_well_formed_toml(path):
    assert tomllib.loads(path.read_text(encoding="utf-8"))


def test_file_names_travel_through_any_desktop():
    plain = re.compile(r"[A-Za-z0-9._/@-]+")
    assert [named(p) for p in files() if not plain.fullmatch(named(p)) and "/fixtures/" not in named(p)] == []


def test_make_help_lists_the_verbs():
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = re.findall(r"^  make (\S+)", said, re.MULTILINE)
    assert [verb for verb in VERBS if verb not in listed] == []


def test_continuous_integration_runs_make_test():
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"])
def test_every_pinned_dependency_carries_its_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9][\w.\[\]-]*)==\S+(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert pinned
    assert [name for name, rest in pinned if "--hash=sha256:" not in rest] == []


def test_every_decision_can_be_found_from_the_index():
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    records = sorted(p.name for p in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert records
    assert [name for name in records if f"decisions/{name}" not in index] == []


def test_every_room_has_a_page_and_the_index_leads_to_it():
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    outer = {"store", "figures", "papers", "usecases", "web", "cli", "project"}
    inner = {p.name for p in (ROOT / "guiju/kernel").iterdir() if (p / "__init__.py").exists()}
    assert [room for room in sorted(outer | inner) if f"rooms/{room}.md" not in index] == []


def test_no_two_decisions_share_a_number():
    numbers = [p.name[:4] for p in (ROOT / "docs/decisions").glob("[0-9]*.md")]
    assert sorted(numbers) == sorted(set(numbers))


def test_every_word_of_the_glossary_stands_in_both_languages():
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line)
    ]
    header, *words = rows
    assert header[:3] == ["English", "中文", "Meaning"]
    assert len(words) >= 40
    bad = [
        row for row in words if not (re.search(r"[a-z]", row[0]) and re.search(r"[一-鿿]", row[1]) and row[2])
    ]
    assert bad == []


def test_links_between_documents_lead_somewhere():
    link = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
    dead = [
        f"{named(page)} → {target}"
        for page in files()
        if page.suffix == ".md"
        for target in link.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_the_licence_is_apache():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
