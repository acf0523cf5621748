"""``guiju calendar …``: look at a year, try a year's table, take it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from guiju.cli.context import HOME, JSON, Progress, findings_out, house, out, say
from guiju.errors import Refused
from guiju.kernel.days.calendar import WEEKDAYS
from guiju.usecases.add_calendar import add_calendar
from guiju.usecases.preview_calendar import Moved, Preview, preview_calendar
from guiju.usecases.show_calendar import Year, show_calendar

app = typer.Typer(no_args_is_help=True, help="日历：放假与调休", rich_markup_mode=None)
FILE = typer.Argument(..., help="一年的放假与调休（TOML，与 catalogue/days 的文件同一格式）")
SHOWN = 200


@app.command("preview")
def preview(context: typer.Context, file: Path = FILE, home: Path = HOME, as_json: bool = JSON) -> int:
    """试算：哪些日子改变，哪些待办的期限随之移动。不作任何改动。"""
    progress = Progress("试算")
    try:
        told = preview_calendar(house(context), file, progress)
    except Refused as refused:
        return _refused(refused, as_json=as_json)
    finally:
        progress.close()
    out(told.as_dict(), as_json=as_json, lines=[*_lines(told), "以上为试算，未作任何改动"])
    return 0


@app.command("add")
def add(context: typer.Context, file: Path = FILE, home: Path = HOME, as_json: bool = JSON) -> int:
    """收入一年的放假与调休，重新计算待办，并说明差别。"""
    progress = Progress("收入日历")
    try:
        told = add_calendar(house(context), file, progress)
    except Refused as refused:
        return _refused(refused, as_json=as_json)
    finally:
        progress.close()
    done = f"已收入 {told.table.year} 年的日历，待办已重新计算；正在运行的网页服务须重新启动"
    out(told.as_dict(), as_json=as_json, lines=[*_lines(told), done])
    return 0


@app.command("show")
def show(
    context: typer.Context,
    year: int = typer.Argument(..., help="年份"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """一年的放假与调休：已公布还是暂定，依据，各节日。"""
    found = show_calendar(house(context), year)
    out(found.as_dict(), as_json=as_json, lines=_year_lines(found))
    return 0


def _refused(refused: Refused, *, as_json: bool) -> int:
    say(refused.message)
    return findings_out(refused.findings, as_json=as_json) or 1


def _lines(told: Preview) -> list[str]:
    status = "正式" if told.table.official else "暂定"
    lines = [f"{told.table.year} 年（{status}）：{told.table.source}"]
    lines.append(f"改变 {len(told.changes)} 天" + ("：" if told.changes else ""))
    lines += [f"  {c.day} {'休' if c.before.rest else '班'} → {c.after.why}" for c in told.changes]
    lines.append(f"期限移动的待办 {len(told.moved)} 项" + ("：" if told.moved else ""))
    lines += [f"  {_moved(one)}" for one in told.moved[:SHOWN]]
    if len(told.moved) > SHOWN:
        lines.append(f"  ……共 {len(told.moved)} 项，全部见 --json")
    if told.settled:
        lines.append(f"日期不变、由暂定转为确定的待办 {len(told.settled)} 项")
    if told.unsettled:
        lines.append(f"日期不变、由确定转为暂定的待办 {len(told.unsettled)} 项")
    return lines


def _moved(one: Moved) -> str:
    tail = "（暂定）" if one.is_provisional else ""
    return f"{one.matter}  {one.title}  {one.old or '未定'} → {one.new or '未定'}{tail}  {one.citation}"


def _year_lines(found: Year) -> list[str]:
    status = "已公布" if found.status == "official" else "暂定"
    origins = {
        "home": "数据目录 days",
        "shipped": "随程序发布",
        "": "没有该年的放假数据，只按周末和固定节日推算",
    }
    lines = [f"{found.year} 年：{status}（{origins[found.origin]}），工作日 {found.workdays} 天"]
    if found.source:
        lines.append(f"依据：{found.source}")
    for festival in found.festivals:
        work = f"；上班 {_days(festival.work)}" if festival.work else ""
        lines.append(f"  {festival.name}：放假 {_days(festival.rest)}{work}")
    if found.unknown:
        lines.append(f"  尚不能确定：{'、'.join(found.unknown)}和调休")
    if found.open_end:
        lines.append(f"  12月29日至31日可能随 {found.year + 1} 年元旦的安排改变，暂定")
    return lines


def _days(days: tuple[date, ...]) -> str:
    return "、".join(f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()][-1]}）" for day in days) or "无"
