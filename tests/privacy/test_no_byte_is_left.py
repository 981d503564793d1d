"""Once somebody is erased, none of their words is in any file or table; the numbers that stay are as they were."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from database.scrubbing import tables
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.models import Assignment
from quiz.practice.models import Learner, Plan
from tests.privacy.cast import CANARY, ask_to_leave, fill, join

pytestmark = pytest.mark.usefixtures("fresh_db")
ADDRESS = f"{CANARY.lower()}@example.org"


def texts() -> str:
    """Every column of every table as text."""
    with closing(connection.cursor()) as cursor:
        found = []
        for table in tables():
            cursor.execute(f"SELECT * FROM {table}")
            found.append(str([[as_text(value) for value in row] for row in cursor.fetchall()]))
    return "\n".join(found)


def as_text(value: Any) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def database_bytes() -> bytes:
    """The file and its log; of PostgreSQL nothing, whose files belong to the server."""
    if connection.vendor != "sqlite":
        return b""
    name = connection.settings_dict["NAME"]
    files = [Path(f"{name}{end}") for end in ("", "-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


@pytest.fixture
def gone(learner, instructor, ask, caplog, backups_aside):
    """Somebody who did a bit of everything asked for it a week ago; the night has come."""
    learner.post("/settings/", {"name": f"Name {CANARY}", "time_zone": "UTC"})
    user = learner.user
    type(user).objects.filter(pk=user.pk).update(email=ADDRESS)
    user.refresh_from_db()
    Plan.objects.create(learner=Learner.objects.create(user=user), way=Plan.AsksBy.RECALL)
    fill(learner, ask(learner, "what-is-mlops"))
    cohort = join(learner, instructor)
    figures(cohort, instructor)
    assert CANARY in texts() and ADDRESS in texts()
    if connection.vendor == "sqlite":
        assert CANARY.encode() in database_bytes()
    before = sums()
    ask_to_leave(learner)
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        call_command("erase_due")
    return before, caplog


@pytest.fixture
def backups_aside(tmp_path, settings):
    settings.BACKUPS = tmp_path / "backups"


def figures(cohort, instructor) -> None:
    now = timezone.now()
    invitation = Invitation.objects.create(
        cohort=cohort, token="a" * 43, created_at=now, expires_at=now, most_uses=1, created_by=instructor.user
    )
    MailedInvitation.objects.create(
        invitation=invitation, cohort=cohort, address=ADDRESS, token="b" * 43, created_at=now
    )
    Assignment.objects.create(
        cohort=cohort, opens_on=now, due_on=now, created_at=now, ended_members=1, ended_done=1
    )
    CohortWeek.objects.create(
        cohort=cohort, monday=now, due_on=now, total=20, members=1, low=1, expected=2, high=3
    )


def sums() -> list[dict[str, Any]]:
    return [
        Assignment.objects.aggregate(Sum("ended_members"), Sum("ended_done")),
        CohortWeek.objects.aggregate(Sum("expected"), Sum("members")),
    ]


def test_no_table_file_log_or_mail_holds_a_word_of_theirs_and_sums_stay(gone):
    before, caplog = gone
    held = texts().lower()
    assert CANARY.lower() not in held
    assert CANARY.lower().encode() not in database_bytes().lower()
    assert CANARY.lower() not in caplog.text.lower()
    assert sums() == before
    call_command("rebuild_cards", check=True)
    call_command("check_integrity")
