"""What a person's data are: each part with its columns, and the rows of this person alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model, Q, QuerySet

from accounts.audit.models import AuditLine
from accounts.models import SecurityEvent, SignInSession, User
from quiz.bank.drills.models import DrillRevision
from quiz.bank.models import Revision
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.models import Arrangement, Assignment, Membership
from quiz.cohorts.telling.models import CalendarAddress, MailWishes, SentMail
from quiz.interview.models import DrillAnswer, Heard, Interview, Pairing
from quiz.mastery.models import DailyForecast
from quiz.own_data.columns import COLUMNS, WHERE
from quiz.practice.asked_lately.models import AskedQuestion, AskedReport
from quiz.practice.flags.models import Flag
from quiz.practice.models import (
    Card,
    Correction,
    Event,
    Learner,
    Mark,
    Note,
    Notice,
    Plan,
    PracticeSession,
    Prompt,
    of,
)

AT_ONCE = 500
"""Rows in memory."""


@dataclass(frozen=True)
class Part:
    """A table: `columns` are the names in the file, each with where it is read from."""

    name: str
    about: str
    model: type[Model]
    whose: Q
    columns: Mapping[str, str]

    def rows(self) -> Iterator[dict[str, Any]]:
        """In the order of their keys, read as they are written. No statement stays open meanwhile, however slowly
        somebody downloads.
        """
        whose = self.model._default_manager.filter(self.whose).order_by("pk")
        some = self.read(whose[:AT_ONCE])
        yield from some
        keys = list(whose.values_list("pk", flat=True)[AT_ONCE:]) if len(some) == AT_ONCE else []
        for first in range(0, len(keys), AT_ONCE):
            yield from self.read(whose.filter(pk__in=keys[first : first + AT_ONCE]))

    def read(self, found: QuerySet[Any]) -> list[dict[str, Any]]:
        rows = found.values_list(*self.columns.values())
        return [dict(zip(self.columns, values, strict=True)) for values in rows]


def parts_of(user: User, learner: Learner, until: datetime) -> Sequence[Part]:
    """Every part, those without rows too. What is answered while they are read comes after `until`, and is left out."""
    own, users = of(learner), Q(user=user)
    made, interviewed = Q(at__lte=until), Q(interview__in=Interview.objects.filter(own))
    whose: dict[type[Model], Q] = {
        User: Q(pk=user.pk),
        EmailAddress: users,
        Authenticator: users,
        SignInSession: users,
        SecurityEvent: users,
        Plan: own,
        PracticeSession: own & Q(started_at__lte=until),
        Prompt: own & made,
        Correction: own & made,
        Event: own & made,
        Card: own,
        Note: own,
        Mark: own,
        Notice: own,
        DailyForecast: own,
        Flag: own,
        Interview: own,
        DrillAnswer: interviewed,
        Pairing: interviewed,
        Heard: interviewed,
        AskedReport: own,
        AskedQuestion: Q(report__in=AskedReport.objects.filter(own)),
        Membership: users,
        Arrangement: users,
        Result: users,
        MailWishes: users,
        SentMail: users,
        CalendarAddress: users,
        Invitation: Q(created_by=user),
        MailedInvitation: Q(joined_by=user),
        Assignment: Q(created_by=user),
        Revision: Q(created_by=user),
        DrillRevision: Q(created_by=user),
        AuditLine: Q(by=user.pk),
        Learner: Q(pk=learner.pk) | Q(merged_into=learner.pk),
    }
    return [Part(name, about, model, whose[model], COLUMNS[name]) for name, (model, about) in WHERE.items()]
