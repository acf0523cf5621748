"""Keep guiju/catalogue/coverage/<page>.toml in step with a folder of pages of facts.

    .venv/bin/python scripts/coverage.py FOLDER [PAGE ...]     write or update the list of rows of pages
    .venv/bin/python scripts/coverage.py --docs                write docs/coverage.md from the catalogue

A page is Markdown with tables. Its rows are all those whose first cell is an id (``LIC-L01``), and those
without an id in the parts about time limits, disclosure, outcomes and indicators, called
``<page>/<first cell>``. Explanations in the files are kept; an explained row that the page no longer has
stays listed there and is found by ``guiju catalogue check``.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from guiju.store.catalogue import SHIPPED, read
from guiju.usecases.cover_facts import coverage_table

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "guiju" / "catalogue" / "coverage"
DOCS = ROOT / "docs" / "coverage.md"
NOT_COVERED = ("README", "law-versions", "time-computation")
WANTED = re.compile(r"time limit|disclosure|outcome|indicator", re.IGNORECASE)
_ID = re.compile(r"[A-Z]{2,4}-\w+")
_RULER = re.compile(r"[\s:|-]+")


def pages_of(folder: Path) -> list[Path]:
    """The pages of a folder that speak of procedures."""
    return [page for page in sorted(folder.glob("*.md")) if not page.name.startswith(NOT_COVERED)]


def rows_of(page: Path) -> list[str]:
    """The rows of a page that must be encoded or explained, in their order, each once."""
    return list(dict.fromkeys(name for name, wanted in _rows(page) if wanted))


def all_rows_of(page: Path) -> set[str]:
    """The names of all rows of all its tables, those that need no explanation included."""
    return {name for name, _ in _rows(page)}


def title_of(page: Path) -> str:
    """The Chinese name of a page, from its heading."""
    heading = page.read_text(encoding="utf-8").splitlines()[0]
    found = re.findall(r"[（(]([^()（）]*[\u4e00-\u9fff][^()（）]*)[)）]", heading)
    return found[-1] if found else heading.lstrip("# ")


def _rows(page: Path) -> Iterator[tuple[str, bool]]:
    part, seen_head = "", False
    wanted = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line
            wanted = bool(WANTED.search(part))
        if not line.startswith("|"):
            seen_head = False
            continue
        first = _plain(line.strip().strip("|").split("|")[0])
        if _ID.fullmatch(first):
            yield first, True
        elif seen_head and not _RULER.fullmatch(line):
            yield f"{page.stem}/{first}", wanted
        seen_head = True


def _plain(cell: str) -> str:
    return re.sub(r"\s+", " ", cell.replace("**", "").replace("`", "")).strip()


def update(page: Path) -> Path:
    """Write the list of rows of a page into its file, made where there is none; what it explains stays."""
    file = PAGES / f"{page.stem}.toml"
    old = file.read_text(encoding="utf-8") if file.is_file() else ""
    told = tomllib.loads(old) if old else {}
    rows = rows_of(page)
    known = all_rows_of(page)
    kept = [row for row in told.get("rows", []) if row in known and row not in rows]
    listed = "".join(f"    {_quoted(row)},\n" for row in [*rows, *kept])
    head = f'format = 1\npage = "{page.stem}"\ntitle = {_quoted(told.get("title", title_of(page)))}\n'
    tail = old[old.index("\n[[") :] if "\n[[" in old else ""
    PAGES.mkdir(exist_ok=True)
    file.write_text(f"{head}rows = [\n{listed}]\n{tail}", encoding="utf-8")
    return file


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def document() -> str:
    """docs/coverage.md: one line a page."""
    table = coverage_table(read(SHIPPED))
    lines = [
        f"| {name} | {page['title']} | {len(page['rows'])} | {page['encoded']} | {page['explained']} "
        f"| {len(page['open'])} |"
        for name, page in table.items()
    ]
    totals = [sum(len(p["rows"]) for p in table.values())]
    totals += [sum(p[key] for p in table.values()) for key in ("encoded", "explained")]
    return (
        "# What the catalogue covers\n\n"
        "Made by `scripts/coverage.py --docs` from `guiju/catalogue/coverage/*.toml`. Each row of a page of facts is\n"
        "either named as `row` by entries of the catalogue, or explained in the page's file; `guiju catalogue check`\n"
        "fails on a gap. `guiju catalogue coverage --rows` lists every row with its keys or its reason.\n\n"
        "| Page | Chinese | Rows | Encoded | Explained | Open |\n|---|---|---|---|---|---|\n"
        + "\n".join(lines)
        + f"\n| **all** | | {totals[0]} | {totals[1]} | {totals[2]} | {totals[0] - totals[1] - totals[2]} |\n"
    )


def main(arguments: list[str]) -> int:
    """Run; the exit code."""
    if arguments == ["--docs"]:
        DOCS.write_text(document(), encoding="utf-8")
        return 0
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    folder, names = Path(arguments[0]), arguments[1:]
    for page in pages_of(folder):
        if not names or page.stem in names:
            print(update(page))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
