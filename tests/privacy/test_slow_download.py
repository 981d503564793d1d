"""Somebody downloads their data over a slow line: the database serves everybody else as before."""

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from accounts.models import SecurityEvent
from quiz.own_data.parts import AT_ONCE, PARTS, Owner
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def test_no_statement_stays_open_while_rows_wait_to_be_written(learner: Person) -> None:
    """On SQLite it would hold up the write-ahead log; PgBouncer passes no cursor on."""
    now, many = timezone.now(), AT_ONCE + 100
    event = {"user": learner.user, "kind": "signed_in", "at": now, "device": ""}
    SecurityEvent.objects.bulk_create(SecurityEvent(**event) for _ in range(many))
    assert learner.user
    (part,) = (each for each in PARTS if each.name == "security")
    rows = part.rows(Owner(learner.user, learner.learner, until=now))
    next(rows)
    assert not is_a_statement_open()
    assert len(list(rows)) == many - 1


def is_a_statement_open() -> bool:
    """SQLite drops no table while there is one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '_django%'")
            return bool(cursor.fetchone()[0])
        cursor.execute("CREATE TEMPORARY TABLE dropped (a)")
        try:
            cursor.execute("DROP TABLE dropped")
        except OperationalError:
            return True
        return False
