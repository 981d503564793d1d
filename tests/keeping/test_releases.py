"""A database of each release is upgraded as docs/deploying.md says: everything of people is there, and pages open."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from quiz.cohorts.models import Cohort
from tests import databases
from tests.conftest import Person, give_app
from tests.keeping import release

TABLES = (
    "quiz_prompt",
    "quiz_review",
    "quiz_event",
    "quiz_membership",
    "accounts_user",
    "account_emailaddress",
)


@pytest.fixture(params=release.RELEASES)
def commit(request: pytest.FixtureRequest, fresh_db: None) -> Iterator[str]:
    databases.databases.create("release")
    databases.databases.use("release")
    release.make(request.param)
    yield request.param
    databases.databases.drop("release")
    databases.databases.use(databases.copies[-1])


def rows() -> dict[str, list[dict[str, Any]]]:
    return {table: table_of(table) for table in TABLES}


def table_of(name: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} ORDER BY 1")
        return [dict(zip([each[0] for each in cursor.description], row, strict=True)) for row in cursor]


def same_columns(after: list[dict[str, Any]], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{column: row[column] for column in before[0]} for row in after]


def opens(email: str, address: str) -> None:
    user = User.objects.get(email=email)
    if user.is_staff:
        give_app(user)
    assert Person().sign_in(user).get(address, follow=True).status_code == 200


def test_everything_of_people_is_there_after_an_upgrade(commit: str, backups: object) -> None:
    before = rows()
    for step in ("migrate", "load_bank", "rebuild_cards"):
        call_command(step, verbosity=0)
    after = rows()
    assert {table: same_columns(after[table], before[table]) for table in TABLES} == before
    assert len(before["quiz_review"]) > 100
    call_command("check_integrity")
    opens("learner1@example.org", "/practice/")
    opens("instructor1@example.org", Cohort.objects.get().get_absolute_url())
    opens("curator1@example.org", "/admin/")
