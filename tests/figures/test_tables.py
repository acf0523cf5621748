"""Fact tables: what rows become, what is refused, what is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from guiju.errors import HouseFault
from guiju.figures.run import FigureRoom
from guiju.figures.tables import FactTables
from guiju.kernel.indicator import Indicator, Measure, Tally, Where, spoken_of
from tests.exams.figure_engine import CONCLUDED, THREE_CONCLUDED, YEAR
from tests.exams.figure_questions import ANCESTORS, COLUMNS

ACT = {"entry": 0, "matter": "m", "body": "990101", "happened_on": date(2023, 1, 1)}


FINED = Indicator(
    "fined",
    "罚款",
    "元",
    Tally("acts", (Where("happened_on", "within_period"),), Measure("sum", "f_amount")),
    decimals=2,
)


def tables(rows, size=1):
    return FactTables.from_rows(rows, COLUMNS, ANCESTORS, size)


def cells(made, names):
    with made.connect() as connection:
        return connection.execute(f"SELECT {names} FROM acts ORDER BY entry").fetchall()


def test_a_row_keeps_its_values_and_what_it_leaves_out_is_unset():
    made = tables(
        {"acts": [{**ACT, "f_amount": Decimal("12.30"), "f_rate": Decimal("0.123456"), "f_people": 3}]}
    )
    found = cells(made, "happened_on, f_amount, f_rate, f_people, f_result, voided")
    assert found == [(date(2023, 1, 1), Decimal("12.30"), Decimal("0.123456"), 3, None, False)]


def test_rows_may_come_from_a_stream_of_many_batches():
    made = tables({"acts": ({**ACT, "entry": n, "matter": f"m{n}"} for n in range(45_000))})
    assert cells(made, "entry")[-1] == (44_999,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"f_amount": Decimal("0.001")}, "类型不符"),
        ({"f_people": "三"}, "类型不符"),
        ({"happened_on": "2023-01-01"}, "类型不符"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_nothing_is_rounded(change, said):
    with pytest.raises(HouseFault, match=said):
        tables({"acts": [{**ACT, **change}]})


def test_only_the_columns_that_indicators_speak_of_are_kept():
    columns = spoken_of([FINED], COLUMNS)
    assert [name for name in columns["acts"] if name.startswith("f_")] == ["f_amount"]
    row = {**ACT, "f_amount": Decimal("9.99"), "f_people": 3, "f_result": "维持"}
    room = FigureRoom(FactTables.from_rows({"acts": [row]}, columns, ANCESTORS, 1))
    assert room.figure(FINED, YEAR, "990101").value == Decimal("9.99")


def test_facts_without_their_naming_columns_are_refused():
    with pytest.raises(HouseFault, match="voided"):
        FactTables.from_rows({}, {"acts": {"entry": "int", "matter": "matter", "body": "body"}}, {}, 0)
    with pytest.raises(HouseFault, match="类型不认识"):
        FactTables.from_rows({}, {"matters": {"matter": "matter", "body": "place"}}, {}, 0)


def test_a_text_column_of_many_values_is_kept_as_well_as_one_of_few():
    made = tables(
        {"acts": [{**ACT, "entry": n, "matter": f"m{n}", "f_result": "维'持"} for n in range(5000)]}
    )
    found = cells(made, "matter, f_result")
    assert len({matter for matter, _ in found}) == 5000
    assert {result for _, result in found} == {"维'持"}


def test_stored_tables_give_the_figures_of_their_size_after_the_record_has_grown(tmp_path):
    tables({"matters": THREE_CONCLUDED["matters"][:1]}, 4).store(tmp_path)
    tables(THREE_CONCLUDED, 12).store(tmp_path)
    values = {}
    for size in (4, 12):
        room = FigureRoom(FactTables.stored(tmp_path, COLUMNS, ANCESTORS, size))
        values[room.ledger_size] = room.figure(CONCLUDED, YEAR, "990101").value
    assert values == {4: 1, 12: 3}
    assert sorted(folder.name for folder in tmp_path.iterdir()) == ["12", "4"]


def test_what_is_stored_is_never_written_again(tmp_path):
    place = tables(THREE_CONCLUDED, 12).store(tmp_path)
    before = {file.name: file.read_bytes() for file in place.iterdir()}
    assert tables({}, 12).store(tmp_path) == place
    assert {file.name: file.read_bytes() for file in place.iterdir()} == before
    assert list(place.parent.iterdir()) == [place]


def test_tables_of_other_columns_or_bodies_are_not_taken_for_these(tmp_path):
    tables(THREE_CONCLUDED, 12).store(tmp_path)
    wider = {**COLUMNS, "matters": {**COLUMNS["matters"], "f_new": "int"}}
    assert FactTables.stored(tmp_path, wider, ANCESTORS, 12) is None
    assert FactTables.stored(tmp_path, COLUMNS, {**ANCESTORS, "990101.new": ["990101"]}, 12) is None
    assert FactTables.stored(tmp_path, COLUMNS, ANCESTORS, 13) is None


def test_no_database_file_is_ever_written(tmp_path):
    tables(THREE_CONCLUDED, 12).store(tmp_path)
    assert {file.suffix for file in tmp_path.rglob("*") if file.is_file()} == {".parquet"}
