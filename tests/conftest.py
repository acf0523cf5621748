"""What every room's tests may ask for. Nothing here needs Django."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_server import PostgresServer, Unavailable

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "guiju.project.settings"


def pytest_configure(config: pytest.Config) -> None:
    """A home of the run's own, before any settings are read; a test that needs one makes its own."""
    if "GUIJU_HOME" not in os.environ:
        home = tempfile.mkdtemp(prefix="guiju-test-home-")
        os.environ["GUIJU_HOME"] = home
        config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    os.environ.pop("GUIJU_DATABASE_URL", None)
    os.environ.setdefault("GUIJU_ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")
    if all((ROOT / "guiju" / part).exists() for part in ("project/settings.py", "web/apps.py", "store/models")):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``shared`` beside the repository; skips where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("没有与仓库并列的 shared 目录：条文与对照数据不在本机")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL server of this run's own; skips with the reason where none can be started."""
    try:
        server = PostgresServer.start()
    except Unavailable as reason:
        pytest.skip(f"PostgreSQL 不可用：{reason}")
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of an empty database that only this test uses."""
    name = postgres_server.create_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)
