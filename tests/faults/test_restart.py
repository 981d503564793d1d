"""A PostgreSQL that restarts: every connection is looked at before it is used."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from mlopsprep.settings import database
from tests.faults.servers import Server, own_postgresql

pytestmark = [
    pytest.mark.database,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with own_postgresql() as own:
        yield own


@pytest.fixture(params=["0", "1"], ids=["a connection for each thread", "a pool"])
def site(
    request: Any, server: Server, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[Any]:
    """The connection that production's settings make."""
    monkeypatch.setenv("DATABASE_URL", server.url)
    monkeypatch.setenv("DATABASE_POOL", request.param)
    made: Any = ConnectionHandler({"default": database()})["default"]
    with django_db_blocker.unblock():
        yield made
        made.close()
    if request.param == "1":
        made.close_pool()


def page(site: Any) -> list[Any]:
    """What a page does: begin, ask the database, end."""
    site.close_if_unusable_or_obsolete()
    with site.cursor() as cursor:
        cursor.execute("SELECT 1")
        rows: list[Any] = cursor.fetchall()
    site.close_if_unusable_or_obsolete()
    return rows


def test_no_page_fails_after_a_restart(site, server):
    for _ in range(8):
        page(site)
    server.restart()
    assert [page(site) for _ in range(8)] == [[(1,)]] * 8


def test_the_first_page_after_an_outage_finds_the_database(site, server):
    page(site)
    server.stop()
    if site.pool:
        site.pool.timeout = 0.1
    with pytest.raises(OperationalError):
        page(site)
    site.close()
    server.start()
    if site.pool:
        site.pool.timeout = 5
    assert page(site) == [(1,)]


def test_nobody_waits_long_for_a_lock_or_a_statement(site):
    with site.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name LIKE '%timeout' AND source = 'client'"
        )
        assert dict(cursor.fetchall()) == {
            "idle_in_transaction_session_timeout": "30000",
            "lock_timeout": "5000",
            "statement_timeout": "15000",
        }
