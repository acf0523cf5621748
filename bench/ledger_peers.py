"""Those who write acts in the ledger's benchmark: the floor, ours, and the libraries people would take.

Every peer writes the same payloads to a SQLite file of its own with WAL and synchronous=FULL.
``written`` counts what really stands in the file, so that no peer is timed for work it did not do.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import django
from django.core.management import call_command
from django.db import connection as django_connection
from django.db import models
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from simple_history.models import HistoricalRecords

from guiju.kernel.ledger import Draft
from guiju.store.ledger import SqlLedger
from guiju.store.ledger_schema import create

LOG = "990101"
TIME = "2023-06-01T09:00:00+08:00"


class Peer(Protocol):
    """A way of writing acts; ``name`` is what the table calls it."""

    name: str

    def write(self, acts: Sequence[Draft]) -> None:
        """Write these acts, each durable by itself."""

    def written(self) -> int:
        """How many acts stand in the file."""


def acts(count: int, seed: int = 2023) -> list[Draft]:
    """Invented acts, five to a matter, with payloads of 384 bytes in the mean."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        fields = {
            "applicant": {"commitment": f"{chance.getrandbits(256):064x}"},
            "amount": chance.randrange(10**6),
            "result": chance.choice(["维持", "撤销", "确认违法", "驳回"]),
            "note": "材料齐全，予以受理" * chance.randint(0, 6),
        }
        act = {
            "format": 1, "procedure": "reconsideration", "step": f"step_{number % 5}",
            "by": f"990101.sfj-{chance.randrange(40):03}", "happened_on": "2023-06-01",
            "definition": f"{number % 7:064x}", "fields": fields,
        }  # fmt: skip
        matter = f"reconsideration-990101.sfj-2023-{number // 5:06}"
        payload = json.dumps(act, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        made.append(Draft("990101.sfj", 2023, matter, TIME, payload))
    return made


def open_sqlite(path: Path) -> sqlite3.Connection:
    """A connection in autocommit with WAL and FULL, as the program's settings have it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


class Raw:
    """The floor: one INSERT of (number, matter, payload), with the index by matter."""

    name = "raw SQLite insert, + (matter, seq) index"

    def __init__(self, folder: Path) -> None:
        self.connection = open_sqlite(folder / "raw.sqlite3")
        self.connection.execute(
            "CREATE TABLE raw (seq INTEGER PRIMARY KEY, matter TEXT NOT NULL, payload BLOB NOT NULL)"
        )
        self.connection.execute("CREATE INDEX raw_matter ON raw (matter, seq)")
        self.next = 0

    def write(self, acts: Sequence[Draft]) -> None:
        execute = self.connection.execute
        for act in acts:
            execute("BEGIN IMMEDIATE")
            execute("INSERT INTO raw VALUES (?, ?, ?)", (self.next, act.matter, act.payload))
            execute("COMMIT")
            self.next += 1

    def synchronous(self, level: str) -> None:
        self.connection.execute(f"PRAGMA synchronous = {level}")

    def write_batch(self, acts: Sequence[Draft]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        rows = [(number, act.matter, act.payload) for number, act in enumerate(acts, self.next)]
        self.connection.executemany("INSERT INTO raw VALUES (?, ?, ?)", rows)
        self.connection.execute("COMMIT")
        self.next += len(acts)

    def written(self) -> int:
        return int(self.connection.execute("SELECT COUNT(*) FROM raw").fetchone()[0])


class Ours:
    """The ledger: head read under the lock, header and payload hashed, index, triggers."""

    name = "Guiju ledger append"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ledger.sqlite3"
        self.connection = open_sqlite(self.path)
        create(self.connection, "sqlite")
        self.ledger = SqlLedger(self.connection, "sqlite", log=LOG)

    def write(self, acts: Sequence[Draft]) -> None:
        for act in acts:
            self.ledger.append([act])

    def synchronous(self, level: str) -> None:
        self.connection.execute(f"PRAGMA synchronous = {level}")

    def write_batch(self, acts: Sequence[Draft]) -> None:
        self.ledger.append(acts)

    def written(self) -> int:
        return int(self.connection.execute("SELECT COUNT(*) FROM guiju_ledger").fetchone()[0])


class Matter(Aggregate):
    """An aggregate of the eventsourcing library: one event opens it, later ones are added."""

    @event("Recorded")
    def __init__(self, payload: str) -> None:
        self.payloads = [payload]

    @event("Added")
    def add(self, payload: str) -> None:
        self.payloads.append(payload)


class EventSourcing:
    """``Application.save`` of a new aggregate with one event, SQLite recorder."""

    name = "eventsourcing app.save, one-event aggregate"

    def __init__(self, folder: Path) -> None:
        env = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "events.sqlite3")}
        self.app = Application[Any](env=env)
        self.path = folder / "events.sqlite3"

    def write(self, acts: Sequence[Draft]) -> None:
        for act in acts:
            self.app.save(Matter(act.payload.decode()))

    def synchronous(self, level: str) -> None:
        pool = self.app.factory.datastore.pool
        connection = pool.get_connection(is_writer=True)
        connection.cursor().execute(f"PRAGMA synchronous = {level}")
        pool.put_connection(connection)

    def write_matters(self, acts: Sequence[Draft], each: int = 5) -> list[Any]:
        """Aggregates of five events; their ids."""
        made = []
        for first in range(0, len(acts), each):
            matter = Matter(acts[first].payload.decode())
            for act in acts[first + 1 : first + each]:
                matter.add(act.payload.decode())
            made.append(matter)
        for matter in made:
            self.app.save(matter)
        return [matter.id for matter in made]

    def written(self) -> int:
        connection = sqlite3.connect(self.path)
        count = int(connection.execute("SELECT COUNT(*) FROM stored_events").fetchone()[0])
        connection.close()
        return count


def set_up_django() -> tuple[type[models.Model], type[models.Model]]:
    """The program's own Django on an empty home; a plain model and one with history."""
    django.setup()
    call_command("migrate", verbosity=0)

    class Plain(models.Model):
        matter = models.CharField(max_length=100, db_index=True)
        payload = models.BinaryField()

        class Meta:
            app_label = "store"

        def __str__(self) -> str:
            return self.matter

    class Kept(models.Model):
        matter = models.CharField(max_length=100, db_index=True)
        payload = models.BinaryField()
        history = HistoricalRecords()

        class Meta:
            app_label = "store"

        def __str__(self) -> str:
            return self.matter

    with django_connection.schema_editor() as editor:
        for model in (Plain, Kept, Kept.history.model):
            editor.create_model(model)
    return Plain, Kept


class DjangoCreate:
    """``objects.create`` of a Django model."""

    def __init__(self, name: str, model: Any) -> None:
        self.name, self.model = name, model

    def write(self, acts: Sequence[Draft]) -> None:
        for act in acts:
            self.model.objects.create(matter=act.matter, payload=act.payload)

    def synchronous(self, level: str) -> None:
        django_connection.cursor().execute(f"PRAGMA synchronous = {level}")

    def written(self) -> int:
        counted = [self.model.objects.count()]
        if hasattr(self.model, "history"):
            counted.append(self.model.history.count())
        assert len(set(counted)) == 1, "a row without its history row"
        return int(counted[0])
