"""``guiju open | act | duties | matter | deadline``."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import typer

from guiju.cli.context import BODY, HOME, JSON, TODAY, day, findings_out, house, out
from guiju.errors import Denied, InputFault, Refused
from guiju.usecases import show_matter
from guiju.usecases.count_deadline import count_deadline
from guiju.usecases.form import fields_from_json
from guiju.usecases.house import House
from guiju.usecases.list_duties import list_duties
from guiju.usecases.record_act import Command, record_act
from guiju.usecases.registry import registry

SYSTEM = "system"


def add(app: typer.Typer) -> None:
    """Register the commands."""
    for name, command in (
        ("open", open_matter),
        ("act", act),
        ("duties", duties),
        ("matter", matter),
        ("deadline", deadline),
    ):
        app.command(name)(command)


def open_matter(
    context: typer.Context,
    procedure: str = typer.Argument(..., help="程序编号"),
    by: str = typer.Option(..., "--by", help="人员编号"),
    on: str = typer.Option(..., "--on", help="发生日"),
    step: str = typer.Option(None, "--step", help="开启步骤（默认第一个）"),
    body: str = BODY,
    fields: Path = typer.Option(None, "--fields", help="字段（JSON 文件）"),
    today: str = TODAY,
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """开启一个事项。"""
    at = house(context)
    when = day(on)
    assert when is not None
    own = _body(at, by, body, when)
    definition = at.catalogue.procedures.at(procedure, when, own)
    first = step or definition.opening()[0].id
    command = Command(procedure, first, by, own, when)
    return _record(at, command, fields, day(today), as_json=as_json)


def act(
    context: typer.Context,
    matter: str = typer.Argument(..., help="事项编号"),
    step: str = typer.Argument(..., help="步骤编号"),
    by: str = typer.Option(..., "--by", help="人员编号"),
    on: str = typer.Option(..., "--on", help="发生日"),
    body: str = BODY,
    effective: str = typer.Option(None, "--effective", help="生效日"),
    corrects: int = typer.Option(None, "--corrects", help="更正：所更正的记录序号"),
    seen: int = typer.Option(None, "--seen", help="办理时看到的行为数，用于发现同时办理"),
    fields: Path = typer.Option(None, "--fields", help="字段（JSON 文件）"),
    today: str = TODAY,
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """在事项中登记一个行为。"""
    at = house(context)
    when = day(on)
    assert when is not None
    shown = show_matter.show_matter(at, matter)
    command = Command(
        shown.matter.definition.id,
        step,
        by,
        _body(at, by, body, when),
        when,
        matter=matter,
        effective_on=day(effective),
        corrects=corrects,
        seen=seen,
    )
    return _record(at, command, fields, day(today), as_json=as_json)


def _body(at: House, by: str, body: str | None, when: Any) -> str:
    if by == SYSTEM:
        raise Denied("“system”只用于依法自动发生的行为，不能由人以其名义登记")
    if body:
        return body
    posts = registry(at).posts(by, when)
    if not posts:
        raise InputFault(f"人员“{by}”在 {when} 没有任职，请用 --body 指明机关或核对人员编号")
    return posts[0].body


def _record(at: House, command: Command, fields: Path | None, today: date | None, *, as_json: bool) -> int:
    raw = _json(fields) if fields is not None else {}
    try:
        given = fields_from_json(at, command, raw)
        done = record_act(at, replace(command, fields=given), today)
    except Refused as refused:
        return findings_out(refused.findings, as_json=as_json) or 1
    result = {
        "matter": done.matter.id,
        "entry": done.entry,
        "digest": done.digest,
        "warnings": [finding.as_dict() for finding in done.warnings],
    }
    out(
        result,
        as_json=as_json,
        lines=[f"已登记：{done.matter.id} 第 {done.entry} 号记录 {done.digest[:16]}…"],
    )
    return 0


def _json(path: Path | None) -> Any:
    if path is None:
        return ()
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise InputFault(f"文件“{path}”读不出：应为 UTF-8 的 JSON（{fault}）") from fault


def duties(
    context: typer.Context,
    official: str = typer.Option("", "--official", help="人员编号"),
    body: str = typer.Option("", "--body", help="机关代码"),
    today: str = TODAY,
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """谁在什么时候以前要做什么。"""
    lines = list_duties(house(context), official=official, body=body, today=day(today))
    marks = {"overdue": "逾期", "due_soon": "临期", "open": "在办"}
    out(
        [line.as_dict() for line in lines],
        as_json=as_json,
        lines=(
            f"{marks[d.status]} {d.due or '        '} {d.matter} {d.step_title}（{d.title}）{d.citation}"
            for d in lines
        ),
    )
    return 0


def matter(
    context: typer.Context,
    name: str = typer.Argument(..., help="事项编号"),
    today: str = TODAY,
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """显示事项：经过、闸口、期限、后续步骤。"""
    at = house(context)
    table = show_matter.as_dict(at, show_matter.show_matter(at, name, day(today)))
    lines = [f"{table['matter']} {table['title']}（{table['stage']}）"]
    lines += [
        f"  {t['happened_on']} {t['title']} {t['by_name']} #{t['entry']}" + ("（补录）" if t["late"] else "")
        for t in table["timeline"]
    ]
    lines += [f"  期限 {r['title']}：{r['due']} {r['status']} {r['citation']}" for r in table["limits"]]
    lines += [f"  闸口 {'开' if g['open'] else '闭'} {g['title']} {g['citation']}" for g in table["gates"]]
    out(table, as_json=as_json, lines=lines)
    return 0


def deadline(
    context: typer.Context,
    rule: str = typer.Argument(..., help="期限规则编号"),
    start: str = typer.Option(..., "--from", help="起算日"),
    events: Path = typer.Option(None, "--events", help="中止、扣除、延长等（JSON 文件）"),
    explain: bool = typer.Option(False, "--explain", help="逐日说明"),
    today: str = TODAY,
    body: str = typer.Option("", "--body", help="机关代码：其所在地区有地方规定的，按地方规定"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """计算一个期限，逐日说明理由。"""
    when = day(start)
    assert when is not None
    result, findings = count_deadline(
        house(context), rule, when, _json(events), today=day(today), body=body, explain=explain
    )
    result["findings"] = [finding.as_dict() for finding in findings]
    lines = [
        f"{key}：{value}"
        for key, value in result.items()
        if key not in ("steps", "findings") and value is not None
    ]
    lines += [f"  {s['day']} {'计' if s['counts'] else '不计'} {s['why']}" for s in result["steps"]]
    lines += [f"注意：{finding.message}" for finding in findings]
    out(result, as_json=as_json, lines=lines)
    return 1 if any(finding.level != "note" for finding in findings) else 0
