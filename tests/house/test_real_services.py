"""The services that tests lean on are real, or are skipped with the reason."""

from __future__ import annotations

import psycopg
import pytest


@pytest.mark.postgres
def test_the_server_of_the_run_is_a_real_postgresql(postgres_url):
    with psycopg.connect(postgres_url) as connection:
        version = connection.execute("select version()").fetchone()
        encoding = connection.execute("show server_encoding").fetchone()
    assert "PostgreSQL" in str(version)
    assert encoding == ("UTF8",)


@pytest.mark.postgres
def test_each_test_has_a_database_of_its_own(postgres_url):
    with psycopg.connect(postgres_url) as connection:
        found = connection.execute("select count(*) from pg_class where relname = 'left_behind'").fetchone()
        connection.execute("create table left_behind (n int)")
    assert found == (0,)
