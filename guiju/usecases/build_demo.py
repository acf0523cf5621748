"""Build the demonstration: an empty home, a year lived through, accounts, a checkpoint and the annual report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from guiju.errors import Refused
from guiju.kernel.finding import has_errors
from guiju.kernel.scenario.expand import expand
from guiju.store.accounts import make_account
from guiju.store.catalogue import scenario as scenario_tables
from guiju.usecases.compose_report import write_report
from guiju.usecases.house import CHINA, House
from guiju.usecases.make_home import set_clock
from guiju.usecases.play_scenario import DEMONSTRATION, Played, Progress, play_scenario
from guiju.usecases.registry import registry
from guiju.usecases.verify_ledger import checkpoint

REPORT = "annual"
FORMATS = ("html", "docx")
PASSWORD = "demo-guiju-2023"  # noqa: S105  the demonstration says so on its own front page
LOGINS = (
    ("leader", "leader", "", "区政府主要负责人"),
    ("office", "legal_officer", "sfj", "司法局法治工作人员"),
    ("handler", "case_officer", "sfj", "行政复议办案人员"),
    ("chief", "office_head", "sfj", "行政复议机构负责人"),
    ("respondent", "respondent_handler", "scjg", "市场监管部门法治工作人员"),
    ("officer", "enforcement_officer", "scjg", "行政执法人员"),
    ("registrar", "registrar", "", "名册管理员"),
)
"""User name, role, the slug of the body (the top body if ""), what he or she is."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built."""

    home: Path
    played: Played
    period: str
    report: Path
    seconds: float
    logins: Mapping[str, str]
    password: str

    def as_dict(self) -> dict[str, Any]:
        """With the keys that the contract fixes."""
        return {
            "matters": self.played.matters,
            "acts": self.played.acts,
            "period": self.period,
            "report": str(self.report),
            "seconds": round(self.seconds, 1),
        }

    def lines(self) -> list[str]:
        """What to open and how to sign in."""
        return [
            f"演示区已建成：{self.played.matters} 个事项、{self.played.acts} 个行为，用时 {self.seconds:.0f} 秒（全部虚构）",
            f"年度报告：{self.report}",
            "登录：" + "，".join(f"{name}（{what}）" for name, what in self.logins.items()),
            f"口令均为：{self.password}",
        ]


def build_demo(
    make_home: Callable[[str], House], name: str, seed: int, progress: Progress, say: Callable[[str], None]
) -> Built:
    """The demonstration in the configured home; raises InputFault where a home is already there."""
    begun = datetime.now(CHINA)
    house = make_home(DEMONSTRATION + name.removeprefix("demo_"))
    say("正在展开情景……")
    tables = scenario_tables(house.catalogue.root, name)
    expansion = expand(tables, house.catalogue.procedures, house.calendar, str(seed))
    if has_errors(expansion.findings):
        raise Refused(f"情景“{name}”有误", expansion.findings)
    last = expansion.acts[-1].recorded_at
    shown = datetime.combine(_next_workday(house, last), time(9), CHINA)
    set_clock(house.home, begun, shown)
    offset = shown - begun
    house.clock = lambda: datetime.now(CHINA) + offset
    played = play_scenario(house, expansion.acts, progress)
    checkpoint(house)
    period = str(tables_year(name))
    say("正在写出年度报告……")
    path = house.home / "reports" / f"{REPORT}-{period}.docx"
    for extension in FORMATS:
        write_report(house, REPORT, period, None, path.with_suffix(f".{extension}"))
    logins = _accounts(house)
    seconds = (datetime.now(CHINA) - begun).total_seconds()
    return Built(house.home, played, period, path, seconds, logins, PASSWORD)


def tables_year(name: str) -> int:
    """The year that a scenario lives through, by its name (demo_2023)."""
    return int(name.rsplit("_", 1)[1])


def _next_workday(house: House, moment: datetime) -> Any:
    day = moment.date() + timedelta(days=1)
    while not house.calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def _accounts(house: House) -> dict[str, str]:
    known, today = registry(house), house.today()
    top = known.top(today)
    logins: dict[str, str] = {}
    for username, role, slug, what in LOGINS:
        body = f"{top}.{slug}" if slug else top
        holders = known.holders(role, body, today)
        if holders:
            make_account(username, PASSWORD, official=holders[0])
            logins[username] = f"{what} {known.name_of_official(holders[0])}"
    make_account("auditor", PASSWORD, kind="audit")
    return {**logins, "auditor": "审计管理员"}
