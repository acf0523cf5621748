"""Rows and declarations for the exam of figure engines: a small district, random facts, random questions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from guiju.kernel.indicator import Indicator, Measure, Period, Tally, Where

COLUMNS = {
    "acts": {
        "entry": "int", "matter": "matter", "procedure": "choice", "step": "choice", "body": "body",
        "happened_on": "date", "recorded_on": "date", "late": "bool", "voided": "bool",
        "f_result": "choice", "f_amount": "money", "f_people": "int", "f_rate": "decimal", "f_handler": "official",
    },
    "matters": {
        "matter": "matter", "procedure": "choice", "body": "body", "opened_on": "date", "closed_on": "date",
        "outcome": "choice", "f_amount": "money",
    },
    "limits": {
        "matter": "matter", "procedure": "choice", "body": "body", "limit": "choice", "started_on": "date",
        "due_on": "date", "done_on": "date", "in_time": "bool",
    },
}  # fmt: skip
ANCESTORS = {
    "990101": [],
    "990101.sfj": ["990101"],
    "990101.gaj": ["990101"],
    "990101.gaj.zd": ["990101.gaj", "990101"],
}
BODIES = list(ANCESTORS)

# --- random rows -------------------------------------------------------------------------------------------

DAYS = st.integers(0, 730).map(lambda n: date(2022, 6, 1) + timedelta(days=n))
PROCEDURES = st.sampled_from(["penalty", "mediation", "reconsideration"])
STEPS = st.sampled_from(["open", "review", "decide"])
RESULTS = st.sampled_from(["维持", "撤销", "驳回"])
AMOUNTS = st.integers(-500, 100_000).map(lambda cents: Decimal(cents) / 100)
RATES = st.integers(0, 2_000_000).map(lambda n: Decimal(n) / 1_000_000)
SOME_BODY = st.sampled_from([*BODIES, "990199.none"])
OPTIONAL = {
    "choice": RESULTS, "money": AMOUNTS, "int": st.integers(-3, 40), "decimal": RATES, "date": DAYS,
    "bool": st.booleans(), "official": st.sampled_from(["p1", "p2", "p3"]),
}  # fmt: skip
REQUIRED = {
    "procedure": PROCEDURES,
    "step": STEPS,
    "body": SOME_BODY,
    "limit": STEPS,
    "voided": st.booleans(),
}


def _row(fact):
    types = {name: kind for name, kind in COLUMNS[fact].items() if name not in ("entry", "matter")}
    cells = {n: REQUIRED[n] if n in REQUIRED else st.none() | OPTIONAL[kind] for n, kind in types.items()}
    if fact == "limits":
        cells["started_on"] = DAYS
    return st.fixed_dictionaries(cells)


def _named(fact, rows):
    for number, row in enumerate(rows):
        row["matter"] = f"m-{number // 2 if fact != 'matters' else number:05}"
        if fact != "matters" and number % 2:
            row["body"] = rows[number - 1]["body"]
        if fact == "acts":
            row["entry"] = number
        if fact == "limits":
            row["started_on"] = date(2022, 1, 1) + timedelta(days=number)
    return rows


FACTS = st.fixed_dictionaries(
    {fact: st.lists(_row(fact), max_size=25).map(lambda rows, f=fact: _named(f, rows)) for fact in COLUMNS}
)

# --- random declarations -----------------------------------------------------------------------------------

VALUES = {
    "procedure": PROCEDURES,
    "step": STEPS,
    "limit": STEPS,
    "body": SOME_BODY,
    "matter": st.just("m-00001"),
}


@st.composite
def wheres(draw, fact):
    """A condition that the reader would accept."""
    column = draw(
        st.sampled_from([name for name, kind in COLUMNS[fact].items() if name not in ("voided", "entry")])
    )
    kind = COLUMNS[fact][column]
    value = VALUES[column] if column in VALUES else OPTIONAL[kind]
    ordered = ["between", "ge", "le"] if kind in ("int", "money", "decimal", "date") else []
    several = [] if kind == "bool" else ["in"]
    about = ["within_period", "by_period_end", "not_by_period_end"] if kind == "date" else []
    comparison = draw(st.sampled_from(["eq", "ne", "is_set", "not_set", *ordered, *several, *about]))
    if comparison in ("is_set", "not_set", *about):
        return Where(column, comparison)
    if comparison == "in":
        return Where(column, comparison, tuple(draw(st.lists(value, min_size=1, max_size=3, unique=True))))
    if comparison == "between":
        return Where(column, comparison, tuple(sorted([draw(value), draw(value)])))
    return Where(column, comparison, (draw(value),))


HAPPENED_IN = Where("happened_on", "within_period")
PERIOD_DAY = {"acts": "happened_on", "matters": "closed_on", "limits": "due_on"}
SUMMED = {"acts": ["f_amount", "f_people", "f_rate"], "matters": ["f_amount"], "limits": []}
DISTINGUISHED = {
    "acts": ["f_handler", "matter", "happened_on", "body"],
    "matters": ["outcome", "body"],
    "limits": ["matter"],
}


@st.composite
def tallies(draw, monthly=True):
    """A tally that the reader would accept."""
    fact = draw(st.sampled_from(list(COLUMNS)))
    sums = [Measure("sum", column) for column in SUMMED[fact]]
    distinct = [Measure("distinct", column) for column in DISTINGUISHED[fact]]
    least = [Measure("min_per_month")] if monthly else []
    measure = draw(st.sampled_from([Measure(), Measure(), *sums, *distinct, *least]))
    extra = draw(st.lists(wheres(fact), max_size=3))
    about = st.sampled_from(["within_period", "by_period_end"])
    comparison = "within_period" if measure.kind == "min_per_month" else draw(about)
    if measure.kind == "min_per_month":
        extra = [where for where in extra if not where.comparison.endswith(("period", "period_end"))]
    if draw(st.booleans()):  # the usual declaration: one procedure, perhaps one step
        extra = [where for where in extra if where.comparison == "eq"]
    return Tally(fact, (Where(PERIOD_DAY[fact], comparison), *extra), measure)


@st.composite
def indicators(draw, number):
    """An indicator, plain or ratio."""
    decimals = draw(st.integers(0, 3))
    if draw(st.booleans()):
        return Indicator(f"i{number}", "数", "件", draw(tallies()), decimals=decimals)
    top, base = draw(tallies(monthly=False)), draw(tallies(monthly=False))
    return Indicator(f"i{number}", "率", "%", None, top, base, decimals)


INDICATORS = st.integers(1, 6).flatmap(lambda n: st.tuples(*(indicators(number) for number in range(n))))
PERIODS = st.sampled_from(["2023", "2023H1", "2023Q2", "2023-05", "2022-11..2023-02"]).map(Period.parse)


OF_LIKE_SHAPE = [
    Indicator(
        f"{measure}.{procedure}.{step}",
        "数",
        "件",
        Tally("acts", (*wheres_of, HAPPENED_IN), measure),
        decimals=2,
    )
    for measure in (
        Measure(),
        Measure("sum", "f_amount"),
        Measure("distinct", "matter"),
        Measure("distinct", "body"),
    )
    for procedure in ("penalty", "mediation", "reconsideration")
    for step in (None, "open", "review", "decide")
    for wheres_of in [
        tuple(Where(c, "eq", (v,)) for c, v in (("procedure", procedure), ("step", step)) if v is not None)
    ]
]
