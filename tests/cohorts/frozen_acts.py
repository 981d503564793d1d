"""Answers given at a chosen time, and what is frozen of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

from django.core.management import call_command

from quiz.cohorts.models import Cohort
from quiz.practice.models import Prompt
from tests.cohorts.acts import report, report_rows
from tests.conftest import Person
from tests.practice.acts import answer_well

END = datetime(2026, 12, 4, 12, tzinfo=UTC)
"""Of the due day, Thursday 3 December."""
Ask = Callable[..., Prompt]


def answer(member: Person, ask: Ask, *keys: str, at: datetime) -> None:
    for place, key in enumerate(keys):
        answer_well(
            ask(member, key, now=at + timedelta(minutes=place)), now=at + timedelta(minutes=place, seconds=9)
        )


def last_cell(instructor: Person, cohort: Cohort) -> str:
    return report_rows(report(instructor, cohort))[0][-1]


def freeze() -> str:
    printed = StringIO()
    call_command("freeze_assignments", stdout=printed)
    return printed.getvalue()
