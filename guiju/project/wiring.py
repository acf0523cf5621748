"""Builds the House once from the configuration; faces hand it to use cases."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import cache
from pathlib import Path

from guiju.errors import InputFault
from guiju.project.config import Config
from guiju.project.settings import CONFIG
from guiju.store.catalogue import load
from guiju.store.definitions import kept
from guiju.store.ledger import SqlLedger
from guiju.store.transaction import NoTables, dbapi, make_tables, vendor
from guiju.usecases.house import CHINA, House
from guiju.usecases.make_home import clear_demonstration, clock_offset, make_folders, mark_of
from guiju.usecases.verify_ledger import make_signer


@cache
def house() -> House:
    """The House of the configured home; for an empty place one that can tell of the catalogue alone."""
    return build(CONFIG)


def build(config: Config) -> House:
    """A House for a configuration."""
    log = mark_of(config.home).get("log", "")

    def ledger() -> SqlLedger:
        if not log:
            raise InputFault(f"“{config.home}”还不是数据目录；请先运行 guiju init 或 guiju demo build")
        return SqlLedger(dbapi(), vendor(), log=log)

    offset = clock_offset(config.home)
    return House(
        home=config.home,
        log=log,
        catalogue=load(config.catalogue, _past() if log else {}, config.home / "days" if log else None),
        ledger=ledger,
        clock=lambda: datetime.now(CHINA) + offset,
        salt=lambda: secrets.token_bytes(16),
        demonstration=log.startswith("demo-"),
        signing_key=Path(config.checkpoint_key) if config.checkpoint_key else None,
    )


def make_home(log: str) -> House:
    """An empty home at the configured place, and its House; raises InputFault where one is already there."""
    make_folders(CONFIG.home, log)
    make_tables()
    house.cache_clear()
    made = house()
    make_signer(made)
    return made


def clear() -> bool:
    """Throw the configured home away if it is a demonstration; raises InputFault otherwise."""
    if CONFIG.database_url:
        raise InputFault("演示库在 PostgreSQL 中，请自行删除其数据库后再建")
    return clear_demonstration(CONFIG.home)


def _past() -> dict[str, str]:
    try:
        return kept()
    except NoTables:
        return {}
