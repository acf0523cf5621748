"""The whole path of an act — check → append → project, one durable commit each — as the record grows.

A people's-mediation matter of four acts is lived through again and again by the use case a form posts to.
The floor of the same round is a raw SQLite insert of the same number of rows at the same durability.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from ast import literal_eval
from collections.abc import Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from statistics import median

DAY = date(2023, 3, 1)
GOV, COMMITTEE = "990101", "990101.tw"
STEPS = (
    ("register", {"title": "邻里纠纷", "disputant": "甲某", "other_disputant": "乙某", "disputants": 2, "dispute_type": "邻里",
                  "dispute_source": "当事人申请"}),
    ("mediate", {"consent": True, "mediator_chosen": "调委会指定", "rights_told": True}),
    ("agree", {"agreement_form": "口头协议", "content_recorded": True, "performed_at_once": True}),
    ("archive", {}),
)  # fmt: skip


class WholePath:
    """Records acts the way a form does."""

    name = "whole path: check, append, project"

    def __init__(self) -> None:
        wiring = import_module("guiju.project.wiring")
        self.record = import_module("guiju.usecases.record_act")
        self.play = import_module("guiju.usecases.play_scenario")
        self.plan = import_module("guiju.kernel.scenario.plan").PlannedAct
        self.zone = import_module("guiju.usecases.house").CHINA
        self.house = wiring.make_home("demo-bench")
        self.house.clock = lambda: datetime(2023, 3, 2, 10, tzinfo=self.zone)
        self.matter, self.at = "", 0

    def planned(self, key: str, procedure: str, body: str, step: str, by: str, fields: dict):
        """One planned act on the day."""
        moment = datetime(2023, 3, 1, 10, tzinfo=self.zone)
        return self.plan(key, procedure, body, step, by, body, DAY, moment, fields=fields)

    def fill(self, size: int) -> None:
        """Bring a new record to about ``size`` acts through the scenario player."""
        acts = [
            self.planned("g", "body", GOV, "establish", "system", {"code": GOV, "title": "甲区", "body_kind": "政府"}),
            self.planned("c", "body", COMMITTEE, "establish", "system",
                         {"code": COMMITTEE, "title": "调委会", "parent": GOV, "body_kind": "人民调解委员会"}),
            self.planned("p", "official", COMMITTEE, "enrol", "system", {"official_id": "m1", "title": "某"}),
            self.planned("p", "official", COMMITTEE, "appoint", "system",
                         {"appointment": "1", "post_body": COMMITTEE, "post": "调解员", "roles": ["mediator"]}),
        ]  # fmt: skip
        for number in range((size - len(acts)) // len(STEPS)):
            acts += [
                self.planned(f"m{number}", "mediation", COMMITTEE, s, "m1", fields) for s, fields in STEPS
            ]
        self.play.play_scenario(self.house, acts)

    def write(self, count: int) -> None:
        """Record so many acts, each in a transaction of its own."""
        for _ in range(count):
            step, fields = STEPS[self.at]
            command = self.record.Command("mediation", step, "m1", COMMITTEE, DAY, fields, self.matter)
            done = self.record.record_act(self.house, command)
            self.at = (self.at + 1) % len(STEPS)
            self.matter = done.matter.id if self.at else ""


class AsPeer:
    """The whole path among the peers of ``bench/ledger.py``."""

    name = WholePath.name

    def __init__(self) -> None:
        self.path = WholePath()
        self.path.fill(40)

    def write(self, acts: Sequence) -> None:
        """As many acts as were handed in (its own ones: an act must be true to be recorded)."""
        self.path.write(len(acts))

    def written(self) -> int:
        """How many acts stand in the record."""
        return self.path.house.ledger().size()


def peer(folder: Path) -> AsPeer:
    """The whole path in the program's own Django, already set up on the home ``folder``."""
    assert os.environ["GUIJU_HOME"] == str(folder)
    return AsPeer()


def run(quick: bool) -> None:
    """Print one table: the cost of an act at each size of the record."""
    sizes, rounds, each = ([10**4], 3, 200) if quick else ([10**4, 10**5, 10**6], 5, 200)
    print(
        f"whole path: SQLite WAL synchronous=FULL, {rounds} rounds of {each} acts, the floor in the same round\n"
    )
    print(
        f"  {'acts in the record':>20} {'acts/s':>10} {'ms an act':>10} {'raw insert/s':>13} {'share of raw':>13}"
    )
    costs = []
    for size in sizes:
        rates, floors = _measured(size, rounds, each)
        ratio = median(a / b for a, b in zip(rates, floors, strict=True))
        costs.append(1000 / median(rates))
        print(
            f"  {size:>20,} {median(rates):>10,.0f} {costs[-1]:>10.2f} {median(floors):>13,.0f} {ratio:>13.3f}"
        )
    if len(costs) > 1:
        print(
            f"\n  cost of an act at {sizes[-1]:,} / at {sizes[0]:,}: {costs[-1] / costs[0]:.2f} (aim: about 1)\n"
        )


def _measured(size: int, rounds: int, each: int) -> tuple[list[float], list[float]]:
    """In a process of its own, because Django has one home a process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, repr(_in_child(size, rounds, each)).encode())
        finally:
            os._exit(0)
    os.close(write)
    told = b"".join(iter(lambda: os.read(read, 65536), b""))
    os.waitpid(child, 0)
    rates, floors = literal_eval(told.decode())
    return rates, floors


def _in_child(size: int, rounds: int, each: int) -> tuple[list[float], list[float]]:
    with tempfile.TemporaryDirectory(prefix="guiju-bench-") as folder:
        os.environ["GUIJU_HOME"] = str(Path(folder) / "home")
        os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.project.settings"
        import_module("django").setup()
        path, floor = WholePath(), _Floor(Path(folder))
        path.fill(size)
        path.write(20)
        rates, floors = [], []
        for _ in range(rounds):
            rates.append(each / _seconds(lambda: path.write(each)))
            floors.append(each / _seconds(lambda: floor.write(each)))
        return rates, floors


class _Floor:
    """A raw insert, one durable commit each."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
        self.connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (i INTEGER PRIMARY KEY, m TEXT, p BLOB);"
            "CREATE INDEX x ON t (m, i)"
        )

    def write(self, count: int) -> None:
        """So many rows."""
        for number in range(count):
            self.connection.execute("INSERT INTO t (m, p) VALUES (?, ?)", (f"m{number // 4}", b"x" * 600))


def _seconds(do) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun
