"""``guiju catalogue …`` and ``guiju deadline``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from guiju.cli.context import HOME, JSON, Progress, day, findings_out, house, out
from guiju.errors import InputFault
from guiju.usecases import show_catalogue
from guiju.usecases.check_catalogue import check_catalogue
from guiju.usecases.preview_amendment import preview_amendment

app = typer.Typer(no_args_is_help=True, help="目录：程序、期限、指标、报告提纲", rich_markup_mode=None)


@app.command("check")
def check(
    folder: Path = typer.Argument(None, help="目录文件夹（默认随程序发布的目录）"),
    texts: Path = typer.Option(None, "--texts", help="法规文本文件夹：逐条核对引证"),
    as_json: bool = JSON,
) -> int:
    """检查目录：引用、可达性、死路、闸口、范例、引证。"""
    for path in filter(None, (folder, texts)):
        if not path.is_dir():
            raise InputFault(f"没有文件夹“{path}”")
    progress = Progress("检查目录")
    findings = check_catalogue(folder, texts, progress)
    progress.close()
    code = findings_out(findings, as_json=as_json)
    if not findings and not as_json:
        out(None, as_json=False, lines=["目录无误"])
    return code


@app.command("list")
def listed(context: typer.Context, home: Path = HOME, as_json: bool = JSON) -> int:
    """列出全部声明。"""
    rows = show_catalogue.catalogue_list(house(context))
    out(rows, as_json=as_json, lines=(f"{r['kind']:<10} {r['id']:<40} {r['title']}" for r in rows))
    return 0


@app.command("show")
def show(
    context: typer.Context,
    name: str = typer.Argument(..., help="声明的编号"),
    on: str = typer.Option(None, "--on", help="当日有效的版本"),
    body: str = typer.Option("", "--body", help="对该机关适用的版本（有地方变体的，按其所在地区）"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """显示一个声明在某日的有效版本，每项附引证和来源层级。"""
    table = show_catalogue.shown(house(context), name, day(on), body)
    lines = [f"{key}：{value}" for key, value in table.items() if not isinstance(value, list)]
    for kind in ("steps", "gates", "limits", "sections"):
        for row in table.get(kind, []):
            lines.append(f"  {row['id']:<32} {row['title']}  {row['citation']}{_known(row)}")
    lines += [f"  {row['amount']} {row['unit']}  {row['citation']}" for row in table.get("versions", [])]
    out(table, as_json=as_json, lines=lines)
    return 0


@app.command("rules")
def rules(context: typer.Context, home: Path = HOME, as_json: bool = JSON) -> int:
    """列出全部期限规则。"""
    rows = show_catalogue.rules(house(context))
    out(
        rows,
        as_json=as_json,
        lines=(f"{r['id']:<48} {r['amount']} {r['unit']:<12} {r['title']}  {r['citation']}" for r in rows),
    )
    return 0


@app.command("coverage")
def coverage(
    context: typer.Context,
    rows: bool = typer.Option(False, "--rows", help="逐行列出"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """哪些系统由哪些声明承担，哪些还没有；事实页的每一行由哪一项承担，未编入的有何理由。"""
    table = show_catalogue.coverage(house(context))
    lines = [f"{system} {'、'.join(ids) or '（无）'}" for system, ids in table["systems"].items()]
    lines.append(f"尚无声明：{len(table['missing'])} 个")
    for name, page in table["pages"].items():
        told = f"编入 {page['encoded']}，说明理由 {page['explained']}，未处理 {len(page['open'])}"
        lines.append(f"{name} {page['title']}：{len(page['rows'])} 行，{told}")
        if rows:
            lines += [
                f"  {row}：{'、'.join(one['keys']) or one['why'] or '（未处理）'}"
                for row, one in page["rows"].items()
            ]
    out(table, as_json=as_json, lines=lines)
    return 0


@app.command("preview")
def preview(
    context: typer.Context,
    folder: Path = typer.Argument(..., help="修订的目录部分：同名文件代替现有的，其余为新增"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """预览修订：触及哪些规则、在办和已结事项、指标和报告语句；不作任何改动。"""
    if not folder.is_dir():
        raise InputFault(f"没有文件夹“{folder}”")
    progress = Progress("重演已结事项")
    told = preview_amendment(house(context), folder, progress)
    progress.close()
    out(told, as_json=as_json, lines=_previewed(told))
    return 1 if any(finding["level"] == "error" for finding in told["findings"]) else 0


def _previewed(told: dict[str, Any]) -> Iterator[str]:
    changes = {"new": "新增", "changed": "修改", "removed": "取消", "added": "新增"}
    for finding in told["findings"]:
        yield f"问题 {finding['place']}：{finding['message']}"
    for one in told["procedures"]:
        until = f"至 {one['until']}" if one["until"] else "起"
        yield f"{changes[one['change']]}程序 {one['id']} {one['title']}（{one['since']} {until}）"
        for rule in one["rules"]:
            yield f"  {changes[rule['change']]} {rule['rule']} {rule['title']}  {rule['citation']}"
            for key in sorted({*rule["before"], *rule["after"]} if rule["change"] == "changed" else ()):
                yield f"    {key}：{rule['before'].get(key, '（无）')} → {rule['after'].get(key, '（无）')}"
    for one in told["shared_rules"]:
        yield f"修改期限规则 {one['id']} {one['title']}"
    for one in told["indicators"]:
        yield f"指标 {one['id']} {one['title']}：{one['why']}"
    for one in told["report_sentences"]:
        yield f"报告语句 {one['report']}.{one['section']}：{one['text']}"
    for one in told["open_matters"]:
        yield f"在办 {one['matter']}（{one['stage']}）：{one['why']}"
        for due in one["due"]:
            yield f"  如适用修订后的版本：{due['title']} {due['before'] or '—'} → {due['after'] or '—'}"
    closed = told["closed_matters"]
    yield f"重演已结事项 {closed['replayed']} 件：会被拒绝的行为 {len(closed['refused'])} 个，会逾期的 {len(closed['late'])} 项"
    for one in closed["refused"]:
        yield f"  拒绝 {one['matter']} {one['on']} {one['step']}：{one['message']}（{one['citation']}）"
    for one in closed["late"]:
        yield f"  逾期 {one['matter']} {one['title']}：{one['due']} 届满，{one['done_on'] or '未'}完成"


def _known(row: dict[str, Any]) -> str:
    """How a rule is known, and whether it is switched off."""
    mark = "" if row.get("textual", True) else f"〔{row['source_words']}〕"
    off = []
    for one in row.get("switched_off", []):
        until = f"至 {one['until']}" if one["until"] else ""
        off.append(f"〔停用：{one['since']} 起{until}，记录第 {one['entry']} 条，{one['reason']}〕")
    return mark + "".join(off)
