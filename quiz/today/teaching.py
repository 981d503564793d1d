"""What Today begins with for whoever teaches: their cohorts, and what those need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from quiz.cohorts.assigned import Assigned
from quiz.cohorts.measuring.standing import Spared, status_of, worked_out
from quiz.cohorts.models import Cohort
from quiz.cohorts.reporting.cohort_page import (
    TO_TEACH,
    Read,
    confusions_at_hand,
    members_in,
    read_cohort,
    report_of,
)
from quiz.cohorts.reporting.groups import Group

MOST = 6
"""Cohorts that Today looks into, the newest; the others are on the page of cohorts."""


class NextDue(NamedTuple):
    """The next due day, and how many of those asked are there."""

    day: date
    there: int
    asked: int

    @property
    def words(self) -> str:
        return _("reached by %(there)s of %(asked)s") % {"there": self.there, "asked": self.asked}


class Action(NamedTuple):
    """The one thing to do next."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a cohort needs."""

    members: int
    need_help: frozenset[UUID]
    """Users."""
    confusions: int
    due: NextDue | None
    """None where nothing is due any more."""
    was_assigned: bool


@dataclass(frozen=True, slots=True)
class Taught:
    """A cohort as its instructor meets it on Today."""

    cohort: Cohort
    found: Found | None
    """None where it cannot be worked out."""

    @property
    def due(self) -> NextDue | None:
        return self.found.due if self.found else None

    @property
    def url(self) -> str:
        """Its first page, or where to begin with it."""
        has_begun = not self.found or (self.found.members and self.found.was_assigned)
        return self.cohort.get_absolute_url() if has_begun or not self.action else self.action.url

    @property
    def needs(self) -> str:
        """In a line."""
        if self.found is None:
            return _("What it needs cannot be worked out now.")
        if not self.found.members:
            return _("Nobody has joined yet: invite the people you prepare.")
        if not self.found.was_assigned:
            return _("Nothing is assigned yet: assign what to learn first.")
        parts = [help_words(len(self.found.need_help)), confusion_words(self.found.confusions)]
        return " · ".join(filter(None, parts)) or self._fine

    @property
    def _fine(self) -> str:
        return _("Nobody needs help.") if self.due else _("Everything assigned has ended.")

    @property
    def action(self) -> Action | None:
        """What it needs before anything else; None for nothing."""
        if self.found is None:
            return None
        if not self.found.members:
            return Action(reverse("cohort-invitations", args=[self.cohort.pk]), _("Invite people"))
        if not self.found.was_assigned:
            return Action(reverse("assignment-new", args=[self.cohort.pk]), _("Assign something"))
        if self.found.need_help:
            return Action(self.cohort.get_absolute_url(), _("See who, and why"))
        if self.found.confusions:
            return Action(reverse("cohort-teach", args=[self.cohort.pk]), _("Teach this"))
        return None

    @property
    def urgency(self) -> tuple[int, int, str]:
        found = self.found
        return (
            (-len(found.need_help), -found.confusions, str(self.cohort))
            if found
            else (0, 0, str(self.cohort))
        )


@dataclass(frozen=True)
class Teaching:
    cohorts: Sequence[Taught]
    """What needs most comes first."""
    leaves_out: bool

    @property
    def need_help(self) -> int:
        """People, each once however many cohorts they are in."""
        return len({user for one in self.cohorts if one.found for user in one.found.need_help})

    @property
    def headline(self) -> str:
        if self.need_help:
            words = ngettext("%(number)s person needs help.", "%(number)s people need help.", self.need_help)
            return words % {"number": self.need_help}
        if confusions := sum(one.found.confusions for one in self.cohorts if one.found):
            words = ngettext("%(number)s confusion to teach.", "%(number)s confusions to teach.", confusions)
            return words % {"number": confusions}
        if all(one.found and not one.found.members for one in self.cohorts):
            return _("Invite the people you prepare.")
        if any(one.found is None for one in self.cohorts):
            return _("Your cohorts.")
        if self.leaves_out:
            return _("Nobody needs help in your %(number)s newest cohorts.") % {"number": len(self.cohorts)}
        return _("Nobody needs help today.")

    @property
    def action(self) -> Action | None:
        return next((one.action for one in self.cohorts if one.action), None)


def teaching_of(user: User | AnonymousUser, now: datetime, zone: tzinfo) -> Teaching | None:
    """None for whoever teaches no cohort that runs; that takes one query."""
    if not user.is_authenticated:
        return None
    running = Cohort.objects.taught_by(user).running()
    cohorts = list(running.order_by("-created_at", "-pk")[: MOST + 1])
    if not cohorts:
        return None
    taught = [Taught(one, worked_out(partial(look_into, one, now, zone))) for one in cohorts[:MOST]]
    return Teaching(sorted(taught, key=lambda one: one.urgency), len(cohorts) > MOST)


def look_into(cohort: Cohort, now: datetime, zone: tzinfo) -> Found:
    """By what the cohort's own page has: whom it groups under *needs help*, and what it would teach."""
    read = read_cohort(cohort, now=now, zone=zone)
    rows = zip(members_in(read.current), report_of(read).rows, strict=True)
    need_help = frozenset(member.user_id for member, row in rows if row.place.group is Group.NEEDS_HELP)
    confusions = confusions_at_hand(read)[:TO_TEACH]
    running = next((one for one in read.assigned if one.due > now), None)
    due = due_of(running, read) if running else None
    return Found(len(read.people), need_help, len(confusions), due, bool(read.assigned))


def due_of(assigned: Assigned, read: Read) -> NextDue:
    """How many are there, of those whom it asks."""
    found = [
        worked_out(partial(status_of, assigned, person, known.predicted, read.now))
        for person in read.people
        if person.user and (known := read.known[person.user])
    ]
    asked = [status for status in found if status and not isinstance(status, Spared)]
    return NextDue(assigned.assignment.due_on, sum(status.is_done for status in asked), len(asked))


def help_words(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(number)s needs help", "%(number)s need help", number) % {"number": number}


def confusion_words(number: int) -> str:
    if not number:
        return ""
    words = ngettext("%(number)s confusion to teach", "%(number)s confusions to teach", number)
    return words % {"number": number}
