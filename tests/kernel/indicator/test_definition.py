"""What makes a definition the same definition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from guiju.kernel.indicator.definition import Indicator, Measure, Tally, Where

TALLY = Tally("matters", (Where("procedure", "eq", ("penalty",)), Where("closed_on", "within_period")))
INDICATOR = Indicator("closed", "结案件数", "件", TALLY, cites=("行政处罚法(2021)#57",))


def test_the_digest_names_its_algorithm_and_is_stable():
    assert INDICATOR.digest.startswith("sm3:")
    assert len(INDICATOR.digest) == 4 + 64
    assert INDICATOR.digest == replace(INDICATOR).digest


@pytest.mark.parametrize(
    "change",
    [
        {"title": "办结件数"},
        {"unit": "个"},
        {"decimals": 1},
        {"gist": "另一种口径"},
        {"cites": ()},
        {"tally": Tally("acts", TALLY.where)},
        {"tally": Tally("matters", TALLY.where[:1])},
        {"tally": Tally("matters", TALLY.where[::-1])},
        {"tally": Tally("matters", TALLY.where, Measure("distinct", "body"))},
    ],
)
def test_any_change_of_the_declaration_changes_the_digest(change):
    assert replace(INDICATOR, **change).digest != INDICATOR.digest


def test_the_canonical_form_is_readable_and_spells_numbers_one_way():
    tally = Tally(
        "acts",
        (Where("f_amount", "ge", (Decimal("100.50"),)), Where("happened_on", "le", (date(2023, 1, 31),))),
    )
    text = Indicator("fined", "罚款", "元", tally).canonical().decode()
    assert '["f_amount","ge","100.5"],["happened_on","le","2023-01-31"]' in text


def test_numerator_and_denominator_are_told_apart():
    ratio = Indicator("rate", "率", "%", None, TALLY, Tally("matters", TALLY.where[1:]), 2)
    turned = replace(ratio, numerator=ratio.denominator, denominator=ratio.numerator)
    assert ratio.digest != turned.digest
    assert ratio.is_ratio
    assert ratio.tallies == (ratio.numerator, ratio.denominator)


def test_only_what_happened_within_the_period_can_be_split_by_month():
    stock = Tally("matters", (Where("opened_on", "by_period_end"), Where("closed_on", "not_by_period_end")))
    both = Tally("matters", (*TALLY.where, Where("opened_on", "within_period")))
    assert [t.is_monthly for t in (TALLY, stock, both)] == [True, False, False]
    assert TALLY.month_column == "closed_on"
