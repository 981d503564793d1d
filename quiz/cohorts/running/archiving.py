"""Putting a cohort away, and taking it out again: nothing of it is lost. Renaming it."""

from datetime import datetime

from django.db import transaction

from accounts.lines import one_line
from quiz.cohorts.models import Cohort


class NameMoved(Exception):
    """It was renamed since the page was made on which a new name was typed. It bears that name still."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def archive(*, cohort: Cohort, now: datetime) -> None:
    """From now on nothing of it changes and nothing is asked of its members. A second time changes nothing.

    Waits for what is being made in it. Owns its transaction.
    """
    with transaction.atomic():
        cohort.locked()
        Cohort.objects.running().filter(pk=cohort.pk).update(archived_at=now)


def restore(*, cohort: Cohort) -> None:
    """It goes on as it was: what was due meanwhile was due. A second time changes nothing. One statement."""
    Cohort.objects.filter(pk=cohort.pk).update(archived_at=None)


def rename(*, cohort: Cohort, name: str, seen: str) -> None:
    """Give it this name. Owns its transaction.

    Raises `NameMoved` where it has neither the name that the page showed (`seen`) nor the new one already, and
    `CohortArchived`.
    """
    with transaction.atomic():
        current = cohort.locked_while_running().name
        if one_line(current) not in {one_line(seen), name}:
            raise NameMoved(current)
        Cohort.objects.filter(pk=cohort.pk).update(name=name)
