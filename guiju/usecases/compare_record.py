"""Compare claims with the record: every figure of a period and body in one evaluation, then each claim judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from guiju.kernel.audit.claim import Claim
from guiju.kernel.audit.verdict import Recorded, judge
from guiju.kernel.indicator.definition import Indicator
from guiju.kernel.indicator.figure import Figure
from guiju.kernel.indicator.period import Period
from guiju.kernel.indicator.record import Record, Records
from guiju.store import views
from guiju.usecases.ask_figure import figure_room, figures_of
from guiju.usecases.house import House
from guiju.usecases.registry import registry


@dataclass(frozen=True, slots=True)
class Asked:
    """What the figures of one group of claims are asked for."""

    period: str
    body: str


def compare_record(house: House, claims: Sequence[Claim], body: str) -> tuple[Claim, ...]:
    """The claims with their verdicts, in their order; ``body`` is the code of the reporting body."""
    bodies = named_bodies(house, (claim.body for claim in claims), body)
    asked = [Asked(claim.period or "", bodies.get(claim.body, "")) for claim in claims]
    kept = {code: recorded_procedures(house, code) for code in {one.body for one in asked}}
    judged: dict[int, Claim] = {}
    order = sorted(range(len(claims)), key=lambda at: (asked[at].period, asked[at].body))
    for key, group in groupby(order, key=lambda at: asked[at]):
        places = list(group)
        found = _judged(house, [claims[at] for at in places], key, kept[key.body])
        judged |= dict(zip(places, found, strict=True))
    return tuple(judged[at] for at in range(len(claims)))


def named_bodies(house: House, names: Iterable[str], own: str) -> dict[str, str]:
    """Code by printed name, for names that the registry knows; "" is the reporting body."""
    known = {body.name: body.code for body in registry(house).bodies(house.today())}
    return {"": own} | {name: known[name] for name in names if name in known}


def recorded_procedures(house: House, body: str) -> frozenset[str]:
    """The procedures of which the body or one below it has ever had a matter; what it never had is not a 0."""
    known, today = registry(house), house.today()
    below = [one.code for one in known.bodies(today) if known.within(body, one.code, today)]
    rows = views.matters(bodies=below).order_by() if below else views.matters().none()
    return frozenset(rows.values_list("procedure", flat=True).distinct())


def procedures_of(indicator: Indicator) -> frozenset[str]:
    """The procedures whose matters an indicator counts; empty where it names none."""
    return frozenset(
        str(value)
        for tally in indicator.tallies
        for where in tally.where
        if where.column == "procedure" and where.comparison in ("eq", "in")
        for value in where.values
    )


def _judged(house: House, claims: Sequence[Claim], asked: Asked, kept: frozenset[str]) -> Iterator[Claim]:
    wanted = _askable(house, claims, asked, kept)
    figures = figures_of(house, sorted(wanted), asked.period, asked.body) if wanted else {}
    for claim in claims:
        figure = figures.get(claim.indicator or "")
        recorded = _recorded(house, figure, asked) if figure is not None else None
        judged = judge(claim, recorded)
        if judged.verdict == "differs" and recorded is not None and figure is not None:
            judged = judge(claim, _explained(house, recorded, figure, asked))
        yield judged


def _askable(house: House, claims: Sequence[Claim], asked: Asked, kept: frozenset[str]) -> set[str]:
    """The indicators of these claims that the record can speak to: it has such matters, and reaches back so far."""
    size = house.ledger().size()
    if not asked.body or not asked.period or not size:
        return set()
    if Period.parse(asked.period).last_day.year < house.ledger().entry(0).year:
        return set()
    known = house.catalogue.indicators
    names = {claim.indicator for claim in claims if claim.indicator in known}
    return {
        name
        for name in names
        if name and (procedures_of(known[name]) & kept or not procedures_of(known[name]))
    }


def _recorded(house: House, figure: Figure, asked: Asked) -> Recorded:
    indicator = house.catalogue.indicators[figure.indicator]
    records = figure_room(house).records(indicator, Period.parse(asked.period), asked.body)
    return Recorded(figure.value, figure.unit, matters_of(records))


def _explained(house: House, recorded: Recorded, figure: Figure, asked: Asked) -> Recorded:
    """With the months and last year's value, where they can explain a difference."""
    indicator, span = house.catalogue.indicators[figure.indicator], Period.parse(asked.period)
    last = figure_room(house).figure(indicator, span.same_last_year(), asked.body).value
    months: list[tuple[Decimal, tuple[str, ...]]] = []
    if all(tally.is_monthly and tally.measure.kind in ("count", "sum") for tally in indicator.tallies):
        for figure_of_month in figure_room(house).series(indicator, span, asked.body):
            month = Period.parse(figure_of_month.period)
            rows = figure_room(house).records(indicator, month, asked.body)
            months.append((figure_of_month.value or Decimal(0), matters_of(rows)))
    return Recorded(recorded.value, recorded.unit, recorded.records, tuple(months), last)


def matters_of(records: Records) -> tuple[str, ...]:
    """The matters counted, each once; of a ratio those above and below the line."""
    rows: tuple[Record, ...] = records.records + (records.numerator or ()) + (records.denominator or ())
    return tuple(dict.fromkeys(row.matter for row in rows))
