"""``guiju audit``: one report, or a folder of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from guiju.cli.context import BODY, HOME, JSON, Progress, house, out, say
from guiju.errors import InputFault
from guiju.kernel.audit.reading import Audit, Reading
from guiju.usecases.audit_folder import Audited, audit_folder, reports_in
from guiju.usecases.audit_text import Asked, audit_alone, audit_text, read_claims, read_file
from guiju.usecases.house import House
from guiju.usecases.show_audit import audit_lines, marked_up, page_of

MARKS = {"error": "错误", "warning": "注意", "note": "提示"}


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command("audit")(audit)


def audit(
    context: typer.Context,
    file: Path = typer.Argument(..., help="报告（txt、docx、pdf、html、ofd），或者装有报告的文件夹"),
    period: str = typer.Option("", "--period", help="报告期（默认从报告中读出）"),
    body: str = BODY,
    no_home: bool = typer.Option(False, "--no-home", help="只看文本，不与记录核对"),
    html: Path | None = typer.Option(None, "--html", help="写出带批注的网页（文件夹：写入的文件夹）"),
    docx: Path | None = typer.Option(None, "--docx", help="写出带批注的 Word 文件"),
    against: list[Path] = typer.Option([], "--against", help="与之比较的往年或者其他机关的报告，可多次"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """审校一份报告：每个数字找出来、认清楚、核对过；有问题退出码为 1。"""
    at = house(context)
    asked = Asked(period, body or "")
    if file.is_dir():
        if docx is not None:
            raise InputFault("文件夹不能写成一个 Word 文件；请逐份审校，或者用 --html 写出网页")
        return _folder(at, file, asked, html, as_json)
    text, original = read_file(file)
    others = _others(at, against)
    done = audit_alone(at.catalogue, text, asked, others) if no_home else audit_text(at, text, asked, others)
    if html is not None:
        _write(html, page_of(at, done).encode())
    if docx is not None:
        _write(docx, marked_up(at, done, original))
    out(done.as_dict(), as_json=as_json, lines=audit_lines(at, done))
    return 1 if is_wrong(done) else 0


def is_wrong(done: Audit) -> bool:
    """Whether a number differs from the record, or a finding is more than a note."""
    return any(claim.verdict == "differs" for claim in done.reading.claims) or any(
        finding.level != "note" for finding in done.findings
    )


def _others(at: House, against: list[Path]) -> tuple[Reading, ...]:
    paths = [path for given in against for path in (reports_in(given) if given.is_dir() else [given])]
    return tuple(read_claims(at.catalogue, read_file(path)[0]) for path in paths)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise InputFault(f"“{path}”写不进去：{fault.strerror}；请换一个位置") from fault
    say(f"已写出 {path}")


def _folder(at: House, folder: Path, asked: Asked, html: Path | None, as_json: bool) -> int:
    progress = Progress("审校")
    done = audit_folder(at.catalogue, reports_in(folder), asked, progress)
    progress.close()
    if html is not None:
        html.mkdir(parents=True, exist_ok=True)
        for number, one in enumerate(done, start=1):
            if one.audit is not None:
                (html / f"{number:04d}-{one.path.stem}.html").write_text(
                    page_of(at, one.audit), encoding="utf-8"
                )
        say(f"已写出 {html}")
    out([_told(folder, one) for one in done], as_json=as_json, lines=(_line(folder, one) for one in done))
    return 1 if any(one.audit is None or is_wrong(one.audit) for one in done) else 0


def _told(folder: Path, one: Audited) -> dict[str, Any]:
    path = one.path.relative_to(folder).as_posix()
    return {"file": path, "fault": one.fault} if one.audit is None else {"file": path, **one.audit.as_dict()}


def _line(folder: Path, one: Audited) -> str:
    path = one.path.relative_to(folder).as_posix()
    if one.audit is None:
        return f"{path}：读不了，{one.fault}"
    levels = [finding.level for finding in one.audit.findings]
    counts = "，".join(f"{word} {sum(one == level for one in levels)}" for level, word in MARKS.items())
    return f"{path}：数字 {len(one.audit.reading.claims)} 个；{counts}"
