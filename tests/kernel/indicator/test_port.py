"""The reference engine sits the exam that it is the reference of."""

from __future__ import annotations

from tests.exams.figure_engine import FigureEngineExam, NaiveEngine


class TestNaiveEngine(FigureEngineExam):
    def engine(self, rows, columns, ancestors, ledger_size):
        return NaiveEngine(rows, ancestors, ledger_size)
