"""All indicators in one evaluation, beside the same questions one by one, at 10⁴, 10⁵ and 10⁶ acts.

Peers, interleaved round by round over the same tables: hand-written DuckDB SQL one by one (grouped by body,
rolled up by the same Python), the same one by one through our Ibis compiler, and as a floor one bare
GROUP BY a table. Every round's numbers are compared with the fused ones before anything is printed.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

from bench.declared import Declared
from guiju.figures.compile import Compiler
from guiju.figures.fuse import rolled_up
from guiju.figures.run import FigureRoom
from guiju.figures.tables import FactTables
from guiju.kernel.indicator.definition import Indicator, Measure, Tally, Where
from guiju.kernel.indicator.figure import Tallied
from guiju.kernel.indicator.period import Period

COLUMNS = {
    "acts": {
        "entry": "int", "matter": "matter", "procedure": "choice", "step": "choice", "body": "body",
        "acting_body": "body", "by": "official", "happened_on": "date", "recorded_on": "date", "late": "bool",
        "voided": "bool", "f_result": "choice", "f_amount": "money", "f_people": "int", "f_kind": "choice",
    },
    "matters": {
        "matter": "matter", "procedure": "choice", "body": "body", "opened_on": "date", "closed_on": "date",
        "stage": "choice", "outcome": "choice", "f_result": "choice", "f_amount": "money", "f_people": "int",
    },
    "limits": {
        "matter": "matter", "procedure": "choice", "body": "body", "limit": "choice", "duty": "choice",
        "started_on": "date", "due_on": "date", "done_on": "date", "in_time": "bool",
    },
}  # fmt: skip
TOP = "990101"
BUREAUS = [f"{TOP}.b{n:02}" for n in range(40)]
TEAMS = [f"{bureau}.t{n}" for bureau in BUREAUS[:10] for n in range(2)]
ANCESTORS = {TOP: [], **{b: [TOP] for b in BUREAUS}, **{t: [t.rpartition(".")[0], TOP] for t in TEAMS}}
BODIES = list(ANCESTORS)
STEPS = ["receive", "accept", "investigate", "review", "decide", "serve", "publish"]
PROCEDURES = [f"procedure_{n:02}" for n in range(30)]
RESULTS = ["维持", "撤销", "驳回", "终止"]
KINDS = ["甲类", "乙类", "丙类"]
YEAR = Period.parse("2023")


def facts(acts: int, seed: int = 2023) -> dict[str, Iterator[dict[str, object]]]:
    """Rows of a made-up district: seven acts a matter, one limit a matter, five years."""
    return {
        "acts": _acts(acts, random.Random(seed)),
        "matters": _matters(acts // 7, random.Random(seed + 1)),
        "limits": _limits(acts // 7, random.Random(seed + 2)),
    }


def _case(number: int, chance: random.Random) -> dict[str, object]:
    return {
        "matter": f"m-{number:07}",
        "procedure": PROCEDURES[min(int(chance.expovariate(0.12)), 29)],
        "body": chance.choice(BODIES),
    }


def _acts(count: int, chance: random.Random) -> Iterator[dict[str, object]]:
    case: dict[str, object] = {}
    for entry in range(count):
        if entry % 7 == 0:
            case, opened = _case(entry // 7, chance), date(2019, 1, 1) + timedelta(chance.randrange(1800))
        step = STEPS[entry % 7]
        day = opened + timedelta(3 * (entry % 7))
        row = {
            **case, "entry": entry, "step": step, "acting_body": case["body"], "by": f"p{chance.randrange(2000)}",
            "happened_on": day, "recorded_on": day, "late": chance.random() < 0.03, "voided": chance.random() < 0.01,
        }  # fmt: skip
        if step == "decide":
            row |= {"f_result": chance.choice(RESULTS), "f_amount": Decimal(chance.randrange(10**7)) / 100}
        if step == "publish":
            row |= {"f_kind": chance.choice(KINDS), "f_people": chance.randrange(300)}
        yield row


def _matters(count: int, chance: random.Random) -> Iterator[dict[str, object]]:
    for number in range(count):
        opened = date(2019, 1, 1) + timedelta(chance.randrange(1800))
        closed = opened + timedelta(chance.randrange(10, 200)) if chance.random() < 0.9 else None
        yield {
            **_case(number, chance), "opened_on": opened, "closed_on": closed, "stage": "decided" if closed else "open",
            "outcome": chance.choice(RESULTS) if closed else None, "f_result": chance.choice(RESULTS) if closed else None,
            "f_amount": Decimal(chance.randrange(10**7)) / 100 if closed else None, "f_people": chance.randrange(300),
        }  # fmt: skip


def _limits(count: int, chance: random.Random) -> Iterator[dict[str, object]]:
    for number in range(count):
        started = date(2019, 1, 1) + timedelta(chance.randrange(1800))
        due = started + timedelta(60)
        done = started + timedelta(chance.randrange(5, 75)) if chance.random() < 0.95 else None
        yield {
            **_case(number, chance), "limit": chance.choice(STEPS), "duty": chance.choice(STEPS), "started_on": started,
            "due_on": due, "done_on": done, "in_time": done is not None and done <= due,
        }  # fmt: skip


# --- the questions -----------------------------------------------------------------------------------------

_CLOSED, _HAPPENED, _DUE = (Where(c, "within_period") for c in ("closed_on", "happened_on", "due_on"))
_OPEN = (Where("opened_on", "by_period_end"), Where("closed_on", "not_by_period_end"))


def _is(column: str, *values: str | bool) -> Where:
    return Where(column, "eq" if len(values) == 1 else "in", values)


def _plain(code: str, tally: Tally, decimals: int = 0) -> Indicator:
    return Indicator(code, code, "件", tally, decimals=decimals)


def questions(count: int) -> list[Indicator]:
    """Indicators of the kinds a report needs, in the proportions of the annual report's (ratios are two questions)."""
    kinds: list[Callable[[str, int], Indicator]] = [
        lambda p, n: _plain(f"concluded_{n}", Tally("matters", (_is("procedure", p), _CLOSED))),
        lambda p, n: _plain(
            f"done_{n}", Tally("acts", (_is("procedure", p), _is("step", STEPS[n % 7]), _HAPPENED))
        ),
        lambda p, n: _plain(
            f"outcome_{n}",
            Tally("matters", (_is("procedure", p), _is("outcome", *RESULTS[n % 3 : n % 3 + 2]), _CLOSED)),
        ),
        lambda p, n: _plain(
            f"decided_{n}",
            Tally("acts", (_is("procedure", p), _is("step", "decide"), _is("f_result", RESULTS[n % 4]), _HAPPENED)),
        ),
        lambda p, n: _plain(
            f"fined_{n}",
            Tally("acts", (_is("procedure", p), _is("step", "decide"), _HAPPENED), Measure("sum", "f_amount")),
            2,
        ),
        lambda p, n: Indicator(
            f"in_time_{n}", "按期率", "%", None,
            Tally("limits", (_is("procedure", p), _is("in_time", True), _DUE)),
            Tally("limits", (_is("procedure", p), _DUE)), 2,
        ),
        lambda p, n: _plain(
            f"in_place_{n}",
            Tally("matters", (_is("procedure", p), *_OPEN)),
        ),
        lambda p, n: _plain(
            f"reached_{n}",
            Tally(
                "acts", (_is("procedure", p), _is("step", "publish"), _is("f_kind", KINDS[n % 3]), _HAPPENED),
                Measure("sum", "f_people"),
            ),
        ),
        lambda p, n: _plain(
            f"large_{n}",
            Tally("acts", (_is("procedure", p), _is("step", "decide"), Where("f_amount", "ge", (Decimal(50000),)), _HAPPENED)),
        ),
    ]  # fmt: skip
    listed = [kinds[n % len(kinds)](PROCEDURES[(n // len(kinds)) % 30], n) for n in range(count - 3)]
    return [*listed, *_not_adding_up()]


def _not_adding_up() -> list[Indicator]:
    """Two distinct counts and a monthly minimum, as many as the annual report has."""
    people = Tally("acts", (_is("procedure", PROCEDURES[1]), _HAPPENED), Measure("distinct", "by"))
    bodies = Tally(
        "acts",
        (_is("procedure", PROCEDURES[2]), _is("step", "decide"), _HAPPENED),
        Measure("distinct", "body"),
    )
    monthly = Tally(
        "acts", (_is("procedure", PROCEDURES[0]), _is("step", "publish"), _HAPPENED), Measure("min_per_month")
    )
    return [_plain("people", people), _plain("bodies", bodies), _plain("monthly", monthly)]


# --- the peers ---------------------------------------------------------------------------------------------

Numbers = dict[Tally, dict[str, Tallied]]
ABOVE = {body: [body, *above] for body, above in ANCESTORS.items()}


def hand_written(tally: Tally) -> str:
    """The SQL that somebody who knows DuckDB writes for one question and all bodies."""
    conditions = [_condition(f'"{where.column}"', where) for where in tally.where]
    if tally.fact == "acts":
        conditions.append("NOT voided")
    where = " AND ".join(conditions)
    if tally.measure.kind == "min_per_month":
        month = "date_trunc('month', happened_on)"
        return f"SELECT body, {month}, count(*), count(*) FROM {tally.fact} WHERE {where} GROUP BY ALL"
    if tally.measure.column is None:
        return f"SELECT body, count(*), count(*) FROM {tally.fact} WHERE {where} GROUP BY body"
    column = f'f."{tally.measure.column}"'
    if tally.measure.column == "matter":
        return f"SELECT body, count(DISTINCT matter), count(matter) FROM {tally.fact} WHERE {where} GROUP BY body"
    if tally.measure.kind == "distinct":
        return (
            f"SELECT ancestor, count(DISTINCT {column}), count({column}) FROM {tally.fact} f JOIN below USING (body) "
            f"WHERE {where} AND {column} IS NOT NULL GROUP BY ancestor"
        )
    return (
        f"SELECT body, sum({column}), count({column}) FROM {tally.fact} f "
        f"WHERE {where} AND {column} IS NOT NULL GROUP BY body"
    )


def _condition(column: str, where: Where) -> str:
    first, last = f"DATE '{YEAR.first_day}'", f"DATE '{YEAR.last_day}'"
    values = [_spelled(value) for value in where.values]
    return {
        "eq": f"{column} = {''.join(values)}",
        "ne": f"{column} <> {''.join(values)}",
        "in": f"{column} IN ({', '.join(values)})",
        "ge": f"{column} >= {''.join(values)}",
        "is_set": f"{column} IS NOT NULL",
        "not_set": f"{column} IS NULL",
        "within_period": f"{column} BETWEEN {first} AND {last}",
        "by_period_end": f"{column} <= {last}",
        "not_by_period_end": f"({column} IS NULL OR {column} > {last})",
    }[where.comparison]


def _spelled(value: object) -> str:
    return str(value) if isinstance(value, bool | int | Decimal) else f"'{value}'"


def one_by_one_by_hand(tables: FactTables, tallies: list[Tally]) -> Numbers:
    """Each question as its own hand-written query."""
    with tables.connect() as connection:
        return {tally: _read(tally, connection.execute(hand_written(tally)).fetchall()) for tally in tallies}


def one_by_one_through_ibis(tables: FactTables, compiler: Compiler, tallies: list[Tally]) -> Numbers:
    """Each question as its own query compiled through Ibis."""
    found: Numbers = {}
    known = {"first": YEAR.first_day, "last": YEAR.last_day}
    with tables.connect() as connection:
        for tally in tallies:
            query = compiler.bodies(tally)
            rows = connection.execute(query.sql, {name: known[name] for name in query.names}).fetchall()
            found[tally] = _read(tally, rows)
    return found


def _read(tally: Tally, rows: list[tuple]) -> dict[str, Tallied]:
    if tally.measure.kind == "distinct" and tally.measure.column != "matter":
        return {body: Tallied(Decimal(value), records) for body, value, records in rows}
    if tally.measure.kind != "min_per_month":
        return rolled_up(rows, ABOVE)
    months: dict[object, list[tuple]] = {}
    for body, month, value, records in rows:
        months.setdefault(month, []).append((body, value, records))
    rolled = [rolled_up(own, ABOVE) for own in months.values()]
    nothing = Tallied(Decimal(0), 0)
    found = {}
    for body in {body for month in rolled for body in month}:
        each = [month.get(body, nothing) for month in rolled] + [nothing] * (YEAR.length - len(rolled))
        found[body] = Tallied(min(t.value for t in each), sum(t.records for t in each))
    return found


def bare_group_by(tables: FactTables) -> None:
    """The floor: one pass over each table."""
    with tables.connect() as connection:
        for fact in tables.columns:
            connection.execute(f"SELECT procedure, count(*) FROM {fact} GROUP BY procedure").fetchall()


FUSED, FIGURES = "fused", "fused, as figures"
HAND, IBIS = "by hand, one by one", "through Ibis, one by one"
FLOOR = "floor: a bare GROUP BY a table"

# --- the run -----------------------------------------------------------------------------------------------


def run(quick: bool) -> None:
    """Print the tables; ``quick`` stops at 10⁴ acts and two rounds."""
    sizes, rounds = ([10**4], 2) if quick else ([10**4, 10**5, 10**6], 5)
    print("indicators: one evaluation of all, for all bodies, beside the same questions one by one")
    print(
        f"{len(BODIES)} bodies, period {YEAR.code}; medians of {rounds} interleaved rounds, seconds; ratios round by round\n"
    )
    declared = Declared.of_catalogue(BODIES)
    for size in sizes:
        cases = [
            (
                f"{len(declared.indicators)} of the catalogue",
                declared.facts(size),
                declared.columns,
                [declared.indicators],
            ),
            ("made up", facts(size), COLUMNS, [questions(40), questions(300)]),
        ]
        for name, rows, columns, sets in cases:
            started = time.perf_counter()
            memory = FactTables.from_rows(rows, columns, ANCESTORS, size)
            loaded = time.perf_counter() - started
            print(
                f"{size:,} acts, {size // 7:,} matters and limits each, {name} (rows made and loaded in {loaded:.1f} s)"
            )
            with tempfile.TemporaryDirectory() as folder:
                memory.store(Path(folder))
                parquet = FactTables.stored(Path(folder), columns, ANCESTORS, size)
                assert parquet is not None
                for indicators in sets:
                    _compare("in memory", memory, indicators, rounds)
                    _compare("Parquet", parquet, indicators, rounds)
                parquet.close()
            memory.close()


def _compare(storage: str, tables: FactTables, indicators: list[Indicator], rounds: int) -> None:
    tallies = list(dict.fromkeys(tally for indicator in indicators for tally in indicator.tallies))
    compiler, room = Compiler(tables.columns), FigureRoom(tables)
    first, fused_numbers = _timed(lambda: room.tallied(tallies, YEAR, BODIES))
    compiled, _ = _timed(lambda: [compiler.bodies(tally) for tally in tallies])
    peers = {
        FUSED: lambda: room.tallied(tallies, YEAR, BODIES),
        FIGURES: lambda: room.all(indicators, [YEAR], BODIES),
        HAND: lambda: one_by_one_by_hand(tables, tallies),
        IBIS: lambda: one_by_one_through_ibis(tables, compiler, tallies),
        FLOOR: lambda: bare_group_by(tables),
    }
    times: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, ask in peers.items():
            seconds, numbers = _timed(ask)
            times[name].append(seconds)
            if name in (FUSED, HAND, IBIS):
                assert numbers == fused_numbers, f"{name} disagrees"
    _print(f"{storage}: {len(indicators)} indicators, {len(tallies)} different questions", times)
    print(
        f"    first fused evaluation, compiling included {first:.3f} s; compiling the single queries {compiled:.3f} s\n"
    )


def _timed(ask: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    answer = ask()
    return time.perf_counter() - started, answer


def _print(title: str, times: dict[str, list[float]]) -> None:
    def ratio(above: str, below: str) -> float:
        return median(a / b for a, b in zip(times[above], times[below], strict=True))

    print(f"  {title}")
    for name, seconds in times.items():
        print(f"    {name:32} {median(seconds):8.4f}   ({min(seconds):.4f} – {max(seconds):.4f})")
    print(f"    {HAND} / {FUSED}: {ratio(HAND, FUSED):.2f} × (aim ≥ 2)")
    print(f"    {HAND} / {FIGURES}: {ratio(HAND, FIGURES):.2f} ×")
    print(f"    {IBIS} / {HAND}: {ratio(IBIS, HAND):.2f} × (aim ≤ 1.3)")
    print(f"    {FUSED} / {FLOOR}: {ratio(FUSED, FLOOR):.2f} ×")
