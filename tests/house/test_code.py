"""The rules of the house for code: sizes, imports, names, suppressions."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.tree import ROOT, files, functions, imported, modules, named, parsed

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MOST_SUPPRESSIONS = 20
BANNED_NAMES = {"utils", "helpers", "common", "misc", "base", "extras"}
# tokens are split so that this file does not find itself
SUPPRESSION = re.compile(
    r"#\s*(?:no"
    r"qa|type:\s*ig"
    r"nore|ruff:\s*no"
    r"qa)(?::\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*|\[[\w, -]+\])?\s*#?\s*(?P<reason>.*)"
)


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {named(p): n for p in modules("guiju", "tests", "scripts", "bench")
            if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE}  # fmt: skip
    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{named(path)}:{node.name}": length
        for path in modules("guiju")
        for node in functions(path)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_import_of_ours_hides_inside_a_function():
    hidden = [
        f"{named(path)}:{inner.lineno}"
        for path in modules("guiju")
        for node in functions(path)
        for inner in ast.walk(node)
        if (isinstance(inner, ast.ImportFrom) and (inner.module or "").split(".")[0] == "guiju")
        or (isinstance(inner, ast.Import) and any(a.name.split(".")[0] == "guiju" for a in inner.names))
    ]
    assert hidden == []


def test_the_kernel_never_asks_what_day_it_is():
    clocks = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")}
    asked = [
        f"{named(path)}:{node.lineno}"
        for path in modules("guiju/kernel")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and (_last(node.value), node.attr) in clocks
    ]
    assert asked == []


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_only_the_store_reaches_the_database():
    others = [p for p in modules("guiju") if not named(p).startswith("guiju/store/")]
    reached = [
        f"{named(p)}:{line}" for p in others for name, line in imported(p) if name.startswith("django.db")
    ]
    assert reached == []


def test_only_the_configuration_reads_the_environment():
    readers = [p for p in modules("guiju") if named(p) != "guiju/project/config.py"]
    read = [
        f"{named(p)}:{line}"
        for p in readers
        for name, line in imported(p)
        if name in ("os.environ", "os.getenv")
    ]
    read += [
        f"{named(p)}:{node.lineno}"
        for p in readers
        for node in ast.walk(parsed(p))
        if _reads_environment(node)
    ]
    assert read == []


def _reads_environment(node: ast.AST) -> bool:
    """``os.getenv``, ``os.environ.get``, ``os.environ[…]`` read; telling Django its settings is a writing."""
    if isinstance(node, ast.Subscript):
        return _last(node.value) == "environ" and isinstance(node.ctx, ast.Load)
    if not isinstance(node, ast.Attribute):
        return False
    return (_last(node.value), node.attr) in {("os", "getenv"), ("environ", "get"), ("environ", "items")}


def test_every_package_says_that_it_is_one():
    folders = {p.parent for p in modules("guiju")}
    assert [named(f) for f in sorted(folders) if not (f / "__init__.py").is_file()] == []


def test_no_file_is_named_after_nothing():
    assert [
        named(p) for p in modules("guiju") if p.stem in BANNED_NAMES or p.parent.name in BANNED_NAMES
    ] == []


def test_suppressions_are_few_and_each_says_why():
    found = [
        (f"{named(path)}:{number}", match["reason"])
        for path in modules("guiju", "tests", "bench", "scripts")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := SUPPRESSION.search(line))
    ]
    assert len(found) <= MOST_SUPPRESSIONS
    assert [place for place, reason in found if not reason] == []


@pytest.mark.parametrize("library", ["pymerkle", "fitz", "viewflow"])
def test_no_library_whose_licence_would_bind_the_user(library):
    assert not any(name.split(".")[0] == library for p in modules("guiju") for name, _ in imported(p))


def test_the_catalogue_holds_no_program():
    allowed = {".toml", ".md"}
    strange = [
        named(p) for p in files() if named(p).startswith("guiju/catalogue/") and p.suffix not in allowed
    ]
    assert (ROOT / "guiju/catalogue").is_dir()
    assert strange == []
