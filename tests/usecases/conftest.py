"""A house in a database of the test's own."""

from __future__ import annotations

import pytest

from guiju.store.catalogue import load
from guiju.store.ledger import SqlLedger
from guiju.usecases.house import House
from tests.usecases.small_town import at, settle


@pytest.fixture(scope="session")
def catalogue():
    """The shipped catalogue, read once."""
    return load()


@pytest.fixture
def house(transactional_db, tmp_path, catalogue) -> House:
    """An empty house with a test database (its tables made by the migration)."""
    from datetime import date

    from django.db import connection

    from guiju.store.ledger_schema import create, drop

    connection.ensure_connection()
    drop(connection.connection, connection.vendor)
    create(connection.connection, connection.vendor)
    (tmp_path / "keys").mkdir()
    salts = iter(range(10**9))
    made = House(
        home=tmp_path,
        log="test",
        catalogue=catalogue,
        ledger=lambda: SqlLedger(connection.connection, connection.vendor, log="test"),
        clock=lambda: None,
        salt=lambda: next(salts).to_bytes(16, "big"),
    )
    at(made, date(2020, 1, 6))
    return made


@pytest.fixture
def town(house: House) -> House:
    """The house with the small town enrolled."""
    settle(house)
    return house
