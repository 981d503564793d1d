"""What a person's data are, in the order of the ZIP: tables, each with what it is about, whose rows are in it, and its
columns with where they are read from.

No secret is among them: no password, no key of a session, no address of a calendar; and nothing of another person.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

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
from quiz.own_data.columns import phrase
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

AT_ONCE: Final = 500
"""Rows in memory."""
Row = dict[str, Any]
"""A value for each column."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose data they are, and until when: what is answered while they are read comes after it, and is left out."""

    user: User
    learner: Learner
    until: datetime


@dataclass(frozen=True)
class Part:
    """A table."""

    name: str
    model: type[Model]
    whose: Callable[[Owner], Q]
    about: str
    read: str
    """The names of its columns, each with where it is read from, if by another name: `words=revision__text`."""

    @property
    def columns(self) -> Mapping[str, str]:
        pairs = (each.partition("=") for each in self.read.split())
        return {name: place or name for name, _, place in pairs}

    @property
    def described(self) -> Mapping[str, str]:
        """Its columns, each with what it holds."""
        return {column: phrase(self.name, column) for column in self.columns}

    def rows(self, owner: Owner) -> Iterator[Row]:
        """In the order of their keys, read as they are written. No statement stays open meanwhile, however slowly
        somebody downloads.
        """
        whose = self.model._default_manager.filter(self.whose(owner)).order_by("pk")
        first = self.values(whose[:AT_ONCE])
        yield from first
        keys = list(whose.values_list("pk", flat=True)[AT_ONCE:]) if len(first) == AT_ONCE else []
        for start in range(0, len(keys), AT_ONCE):
            yield from self.values(whose.filter(pk__in=keys[start : start + AT_ONCE]))

    def values(self, found: QuerySet[Any]) -> list[Row]:
        rows = found.values_list(*self.columns.values())
        return [dict(zip(self.columns, values, strict=True)) for values in rows]


def themselves(owner: Owner) -> Q:
    return Q(pk=owner.user.pk)


def learners(owner: Owner) -> Q:
    return Q(pk=owner.learner.pk) | Q(merged_into=owner.learner.pk)


def users(owner: Owner) -> Q:
    return Q(user=owner.user)


def practised(owner: Owner) -> Q:
    return of(owner.learner)


def begun(owner: Owner) -> Q:
    return of(owner.learner) & Q(started_at__lte=owner.until)


def logged(owner: Owner) -> Q:
    return of(owner.learner) & Q(at__lte=owner.until)


def interviewed(owner: Owner) -> Q:
    return Q(interview__in=Interview.objects.filter(of(owner.learner)))


def reported(owner: Owner) -> Q:
    return Q(report__in=AskedReport.objects.filter(of(owner.learner)))


def created(owner: Owner) -> Q:
    return Q(created_by=owner.user)


def joined(owner: Owner) -> Q:
    return Q(joined_by=owner.user)


def acted(owner: Owner) -> Q:
    return Q(by=owner.user.pk)


# fmt: off
PARTS: Final = (
    Part("account", User, themselves, "your name, address and settings",
         "id email name theme motion time_zone date_joined last_login is_staff is_superuser leaving_since"),
    Part("addresses", EmailAddress, users, "your e-mail addresses, and whether each was confirmed",
         "email verified primary"),
    Part("devices", SignInSession, users, "where you are signed in",
         "device made_at seen_on expires_at=expire_date"),
    Part("security", SecurityEvent, users, "what happened to your account in the last year",
         "kind at device"),
    Part("second_step", Authenticator, users,
         "passkeys, codes from an app and recovery codes: since when you have them",
         "type created_at last_used_at"),
    Part("learners", Learner, learners,
         "since when you practise: one row, and one for each browser in which you began without it",
         "id created_at last_at merged_at"),
    Part("plan", Plan, practised, "your plan",
         "interview_on minutes days_off weights way target resting interviewed_on"),
    Part("sessions", PracticeSession, begun, "your practice sessions",
         "id kind title minutes started_at ended_at only first"),
    Part("answers", Prompt, logged, "each question you were asked, with your answer and its grade, if you answered",
         "id session=session_id question=question__key way options reason words=revision__text asked_at=at "
         "answered_at=review__at response=review__response grade=review__grade "
         "machine_grade=review__machine_grade guess_chance=review__guess_chance ms=review__ms "
         "estimated=review__estimated predicted=review__predicted local_day=review__local_day"),
    Part("corrections", Correction, logged, "answers you took back, and grades you changed",
         "kind grade at answer=review_id"),
    Part("events", Event, logged, "what else you did: revealed, skipped, said in an interview, left out, started over",
         "kind detail at local_day answer=prompt_id question=question__key"),
    Part("cards", Card, practised, "for each question: when it was last asked, whether you left it out",
         "question=question__key asked_at left_out read_on sheet_on"),
    Part("notes", Note, practised, "your notes",
         "question=question__key words"),
    Part("stars", Mark, practised, "questions you starred",
         "question=question__key starred"),
    Part("notices", Notice, practised, "changed answers that you read about",
         "question=revision__question__key seen"),
    Part("forecasts", DailyForecast, practised, "what we predicted on each day you practised",
         "local_day for_date expected low high total minutes forecast forecast_low forecast_high"),
    Part("flags", Flag, practised, "what you said is wrong with a question, and the reply",
         "question=question__key words made answered_at answer outcome read_at"),
    Part("interviews", Interview, practised, "your mock interviews; what you said in them is in events",
         "id manner timing started_at ended_at session=session_id drill=drill__drill__key"),
    Part("drill_answers", DrillAnswer, interviewed, "your answers in interviews on a drill",
         "text time said_at points interview=interview_id"),
    Part("links_for_friends", Pairing, interviewed, "links with which a friend could ask you",
         "name made_at expires_at bound_at revoked_at interview=interview_id"),
    Part("heard", Heard, interviewed, "what a friend ticked while you spoke",
         "points reply_points answer=prompt_id interview=interview_id"),
    Part("reports", AskedReport, practised, "interviews of which you told us what was asked, and what we lack",
         "day line"),
    Part("reported", AskedQuestion, reported, "the questions you were asked there, and whether you could answer",
         "question=question__key could day=report__day"),
    Part("cohorts", Membership, users, "cohorts you are or were in",
         "cohort=cohort__name role agreed_at agreed_to left_at was_removed"),
    Part("arrangements", Arrangement, users, "due dates of your own, and what you were excused from",
         "is_asked due_on excused_at cohort=assignment__cohort__name"),
    Part("results", Result, users, "what you had reached when assignments ended",
         "total answered at_level excused cohort=assignment__cohort__name due_on=assignment__due_on"),
    Part("mail", MailWishes, users, "which mails you want",
         "instructors_reminders due_reminders digest practice_hour"),
    Part("sent_mail", SentMail, users, "which mails we sent you in the last 30 days",
         "kind day is_sent"),
    Part("calendar", CalendarAddress, users, "since when your calendar has an address",
         "made_at"),
    Part("invitations_accepted", MailedInvitation, joined, "invitations by mail that you accepted",
         "address state sent_at cohort=cohort__name"),
    Part("invitations_made", Invitation, created, "invitations you made, as an instructor",
         "created_at expires_at most_uses role cohort=cohort__name"),
    Part("assignments_made", Assignment, created, "assignments you made, as an instructor",
         "created_at opens_on due_on note cohort=cohort__name"),
    Part("revisions_made", Revision, created, "questions you wrote or edited, as a curator",
         "question=question__key status created_at words=text"),
    Part("drills_made", DrillRevision, created, "drills you wrote or edited, as a curator",
         "drill=drill__key status created_at"),
    Part("acts", AuditLine, acted, "what you did in the admin, as a curator or superuser",
         "act about_kind about at before after"),
)
# fmt: on
