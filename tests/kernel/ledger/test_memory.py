"""The log in memory sits the exam of every store."""

from __future__ import annotations

import pytest

from guiju.kernel.ledger import MemoryLedger
from tests.exams.ledger_store import LedgerStoreExam
from tests.kernel.ledger.samples import LOG


class TestMemoryLedger(LedgerStoreExam):
    @pytest.fixture
    def store(self):
        return MemoryLedger(LOG)
