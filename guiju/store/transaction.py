"""Transactions of the operating database, for use cases (which know no Django)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db import transaction as django_transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError


def atomic() -> AbstractContextManager[Any]:
    """A transaction: all or nothing."""
    return django_transaction.atomic()


def on_commit(then: Callable[[], object]) -> None:
    """Call it once the transaction has been committed."""
    django_transaction.on_commit(then)


def vendor() -> str:
    """The database's kind: sqlite or postgresql."""
    return connection.vendor


def dbapi() -> Any:
    """The open connection underneath Django's, for the record (which knows no ORM)."""
    connection.ensure_connection()
    return connection.connection


def make_tables() -> None:
    """Bring the database's tables up to date."""
    call_command("migrate", verbosity=0, interactive=False)


def tables_behind() -> list[str]:
    """The changes to tables that this database has not seen yet: it was made by an earlier version."""
    executor = MigrationExecutor(connection)
    return [
        f"{one.app_label}.{one.name}"
        for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


NoTables = DatabaseError
"""What asking a database without our tables raises."""
