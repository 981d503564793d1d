"""Alive whatever the database does; ready only if it takes what is written."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from database import heartbeat
from database.models import Heartbeat

WAITS = "from django.db import connection as c; print(c.settings_dict['OPTIONS'].get('{0}', 'for ever'))"


@pytest.fixture(autouse=True)
def unknown() -> None:
    """No earlier test has seen the database at work."""
    heartbeat.doubt()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.parametrize("header", [{}, {"HX-Request": "true"}, {"Host": "10.0.0.1"}], ids=str)
def test_neither_asks_for_a_session(no_database, address, header):
    browser = Client(raise_request_exception=False)
    browser.cookies.load(dict.fromkeys((settings.SESSION_COOKIE_NAME, "zone", "messages"), "a" * 32))
    reply = browser.get(address, headers=header)
    expected = {"/healthz": (200, "ok"), "/readyz": (503, "not ready")}
    assert (reply.status_code, reply.json()["status"]) == expected[address]


@pytest.mark.django_db
def test_ready_means_that_a_row_was_committed_once_in_ten_seconds():
    Client().get("/readyz")
    first = Heartbeat.objects.get().at
    Client().get("/readyz")
    assert Heartbeat.objects.get().at == first
    heartbeat.doubt()
    Client().get("/readyz")
    assert Heartbeat.objects.get().at > first


@pytest.mark.django_db
def test_there_is_one_heartbeat():
    with pytest.raises(IntegrityError, match="there_is_one_heartbeat"):
        Heartbeat.objects.create(id=2, at=timezone.now())


def test_a_locked_database_is_not_ready(fresh_db, lock, monkeypatch):
    monkeypatch.setattr(heartbeat, "LONGEST_WAIT_MS", 100)
    with lock(table="database_heartbeat"):
        reply = Client().get("/readyz")
    assert (reply.status_code, reply.json()["missing"]) == (503, ["The database is locked."])
    assert Client().get("/readyz").status_code == 200


def test_a_database_that_takes_no_changes_is_not_ready(read_only):
    read_only()
    reply = Client().get("/readyz")
    assert (reply.status_code, reply.json()["missing"]) == (503, ["The database takes no changes."])


@pytest.mark.django_db
def test_a_database_that_is_not_migrated_is_not_ready(change):
    change("DELETE FROM django_migrations WHERE app = 'database'")
    assert "not migrated" in Client().get("/readyz").json()["missing"][0]


def test_looking_does_not_change_how_long_pages_wait(fresh_db):
    Client().get("/readyz")
    option = "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"
    with connection.cursor() as cursor:
        cursor.execute(option)
        assert cursor.fetchone()[0] in {5000, "5s"}


@pytest.mark.database
@pytest.mark.parametrize("start", ["import mlopsprep.wsgi", "import django; django.setup()"])
def test_a_command_waits_longer_than_a_page(start):
    option = "timeout" if connection.vendor == "sqlite" else "options"
    done = subprocess.run(
        [sys.executable, "-c", f"{start}; {WAITS.format(option)}"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"SERVING": "0", "DJANGO_SETTINGS_MODULE": "mlopsprep.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    is_page = start == "import mlopsprep.wsgi"
    assert done.stdout.startswith(("5", "-c lock_timeout=5s") if is_page else ("20", "for ever"))
