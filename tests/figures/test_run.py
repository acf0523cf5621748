"""The Ibis engine sits the exam of every figure engine, from memory and from Parquet."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest

from guiju.figures.compile import Compiler
from guiju.figures.run import FigureRoom
from guiju.figures.tables import FactTables
from tests.exams.figure_engine import (
    CONCLUDED,
    IN_TIME,
    LATE,
    THREE_CONCLUDED,
    YEAR,
    FigureEngineExam,
)
from tests.exams.figure_questions import ANCESTORS, COLUMNS

COMPILER = Compiler(COLUMNS)


class TestFigureRoomInMemory(FigureEngineExam):
    def engine(self, rows, columns, ancestors, ledger_size):
        return FigureRoom(FactTables.from_rows(rows, columns, ancestors, ledger_size), compiler=COMPILER)


class TestFigureRoomOverParquet(FigureEngineExam):
    @pytest.fixture(autouse=True)
    def _folder(self):
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            yield

    def engine(self, rows, columns, ancestors, ledger_size):
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        FactTables.from_rows(rows, columns, ancestors, ledger_size).store(folder)
        return FigureRoom(FactTables.stored(folder, columns, ancestors, ledger_size), compiler=COMPILER)


def test_the_sql_of_a_tally_is_compiled_once_for_all_periods_and_bodies():
    compiler = Compiler(COLUMNS)
    first = compiler.total(CONCLUDED.tally)
    assert compiler.total(CONCLUDED.tally) is first
    assert set(first.names) == {"first", "last", "body"}


def test_the_same_conditions_stand_in_the_sql_of_value_and_records():
    compiler = Compiler(COLUMNS)
    conditions = [
        re.sub(r'"t\d+"\.|\s+', "", query.sql.partition("WHERE")[2].partition("AND NOT")[0])
        for query in (compiler.total(LATE.tally), compiler.rows(LATE.tally), compiler.bodies(LATE.tally))
    ]
    assert conditions[0]
    assert len(set(conditions)) == 1


def test_a_tally_compiles_for_another_engine_too():
    query = Compiler(COLUMNS, dialect="postgres").total(IN_TIME.numerator)
    assert '"due_on" BETWEEN $first AND $last' in query.sql


def test_a_question_reads_only_the_columns_it_speaks_of():
    wide = {**COLUMNS, "matters": {**COLUMNS["matters"], **{f"f_field_{n}": "int" for n in range(300)}}}
    compiler = Compiler(wide)
    assert "f_field" not in compiler.rows(CONCLUDED.tally).sql + compiler.bodies(CONCLUDED.tally).sql


def test_two_threads_may_ask_one_room():
    from concurrent.futures import ThreadPoolExecutor

    room = FigureRoom(FactTables.from_rows(THREE_CONCLUDED, COLUMNS, ANCESTORS, 12))
    with ThreadPoolExecutor(4) as pool:
        values = list(pool.map(lambda _: room.figure(CONCLUDED, YEAR, "990101").value, range(20)))
    assert set(values) == {3}
