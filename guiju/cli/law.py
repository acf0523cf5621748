"""``guiju law …``: bring statute texts in, open a citation."""

from __future__ import annotations

from pathlib import Path

import typer

from guiju.cli.context import HOME, JSON, Progress, house, out, say
from guiju.errors import InputFault
from guiju.kernel.finding import has_errors
from guiju.usecases.import_texts import import_texts
from guiju.usecases.show_article import Article, article

app = typer.Typer(no_args_is_help=True, help="法规文本：导入、打开引证", rich_markup_mode=None)


@app.command("import")
def bring_in(
    context: typer.Context,
    folder: Path = typer.Argument(..., help="文件夹：每个文本一个 Markdown 文件，文件名须已登记"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """导入法规文本，使引证可以打开。不认识的文件不动，逐个说明原因。"""
    if not folder.is_dir():
        raise InputFault(f"没有文件夹“{folder}”")
    progress = Progress("导入法规文本")
    done = import_texts(house(context), folder, progress)
    progress.close()
    kinds = [f"{word} {len(done.stems(kind))}" for kind, word in _KINDS]
    lines = [f"认出 {len(done.accepted)} 个文本（{'，'.join(kinds)}）"]
    if done.missing:
        lines.append(f"已登记而尚未导入 {len(done.missing)} 个：")
        lines += [f"  {one.stem}.md  《{one.title}》{one.version}" for one in done.missing]
    if done.rejected:
        lines.append(f"未导入的文件 {len(done.rejected)} 个：")
        lines += [f"  {one.file}：{one.reason}" for one in done.rejected]
    out(done.as_dict(), as_json=as_json, lines=lines)
    if has_errors(done.findings()):
        say("有已登记的文本未能导入，见上")
        return 1
    return 0


_KINDS = (("new", "新增"), ("replaced", "替换"), ("unchanged", "未变"))


@app.command("show")
def show(
    context: typer.Context,
    citation: str = typer.Argument(..., help="行政复议法(2023)#62.1 或 《行政复议法》（2023）第六十二条"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """打开一条引证：印出条文。"""
    found = article(house(context), citation)
    out(found.as_dict(), as_json=as_json, lines=_lines(found))
    return 0


def _lines(found: Article) -> list[str]:
    version = f"（{found.version}）" if found.version else ""
    adopted = f"{found.adopted}通过或公布，" if found.adopted else ""
    span = f"{found.in_force_from or '（施行日不详）'}起施行"
    until = f"，至{found.in_force_until}止" if found.in_force_until else ""
    lines = [f"《{found.title}》{version}{found.place}", f"{adopted}{span}{until}", "", found.text]
    return [*lines, "", f"注：{found.note}"] if found.note else lines
