"""Does the database take what is written? One row is committed to see, as `/readyz` asks.

The row is the same for all processes, and each commits it once in ten seconds at most: in between, what the last
one found counts, unless a page of this process has met a failure since.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from database.at_hand import AtHand
from database.models import Heartbeat

EVERY_SECONDS = 10
LONGEST_WAIT_MS = 1000
ROOM = "SELECT count(*) FROM (SELECT n FROM generate_series(1, 20000) AS n ORDER BY md5(n::text)) AS sorted"
"""More than fits in the 64 kB that it is given, so that PostgreSQL writes it to the disk."""
_last: Final = AtHand[str, float](1)
"""When this process last saw the row committed, on the monotonic clock, by the name of the connection."""


def beat(now: datetime) -> None:
    """Commit the row, if it is time to. Raises what the database says."""
    last = _last.get(connection.alias)
    if last is not None and time.monotonic() - last < EVERY_SECONDS:
        return
    with impatiently():
        make_sure_of_room()
        Heartbeat.objects.bulk_create(
            [Heartbeat(at=now)], update_conflicts=True, unique_fields=["id"], update_fields=["at"]
        )
    _last.keep(connection.alias, time.monotonic())


def doubt() -> None:
    """A page has met a failure: look again when next asked."""
    _last.clear()


@contextmanager
def impatiently() -> Iterator[None]:
    """A transaction that waits one second at most for whoever holds a lock."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            run(f"SET LOCAL lock_timeout = {LONGEST_WAIT_MS}")
            yield
        return
    usual_ms = int(connection.settings_dict["OPTIONS"]["timeout"] * 1000)
    run(f"PRAGMA busy_timeout = {LONGEST_WAIT_MS}")
    try:
        with transaction.atomic():
            yield
    finally:
        run(f"PRAGMA busy_timeout = {usual_ms}")


def make_sure_of_room() -> None:
    """PostgreSQL writes the row where the last one has made room, even on a full disk; answers need new pages."""
    if connection.vendor == "postgresql":
        run("SET LOCAL work_mem = '64kB'")
        run(ROOM)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
