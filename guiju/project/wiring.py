"""Builds the House once from the configuration; faces hand it to use cases."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError

from guiju.project.config import Config
from guiju.project.settings import CONFIG
from guiju.store.catalogue import load
from guiju.store.definitions import kept
from guiju.store.ledger import SqlLedger
from guiju.usecases.house import CHINA, House

MARK = "home.json"


@cache
def house() -> House:
    """The House of the configured home."""
    return build(CONFIG)


def build(config: Config) -> House:
    """A House for a configuration."""
    log = log_name()

    def ledger() -> SqlLedger:
        connection.ensure_connection()
        return SqlLedger(connection.connection, connection.vendor, log=log)

    return House(
        home=config.home,
        log=log,
        catalogue=load(config.catalogue, _past()),
        ledger=ledger,
        clock=lambda: datetime.now(CHINA),
        salt=lambda: secrets.token_bytes(16),
        demonstration=log.startswith("demo-"),
    )


def _past() -> dict[str, str]:
    try:
        return kept()
    except DatabaseError:
        return {}


def log_name() -> str:
    """The name of this home's log, from the mark that ``guiju init`` made."""
    mark = settings.CONFIG.home / "log.name"
    return mark.read_text(encoding="utf-8").strip() if mark.exists() else "local"
