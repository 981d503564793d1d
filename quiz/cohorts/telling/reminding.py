"""*Remind those behind*: an instructor asks for it, of each by name; once a day at most for each member.

What came of it never says who wants no reminders, nor that another cohort had one sent: both read the same.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.base_address import full_address
from accounts.post import IN_A_REQUEST, Outcome, Post
from quiz.cohorts.models import Cohort
from quiz.cohorts.telling.local_days import where_they_are
from quiz.cohorts.telling.mails import mail_of, name_in_mail
from quiz.cohorts.telling.models import MailWishes, SentMail
from quiz.cohorts.telling.sent_once import send_once
from quiz.cohorts.telling.who_is_behind import Behind, Left, behind_in
from quiz.mastery.dates import day_words


@dataclass(frozen=True)
class Reminded:
    """Those who were ticked, with what came of it."""

    outcomes: Sequence[tuple[str, Outcome | None]]
    """By name; None for those who had one today, or want none."""
    caught_up: tuple[str, ...]
    """Not behind any more."""

    def named(self, outcome: Outcome | None) -> tuple[str, ...]:
        return tuple(name for name, each in self.outcomes if each is outcome)

    @property
    def sent(self) -> tuple[str, ...]:
        return self.named(Outcome.SENT)

    @property
    def not_today(self) -> tuple[str, ...]:
        return self.named(None)

    @property
    def perhaps(self) -> tuple[str, ...]:
        return self.named(Outcome.PERHAPS)

    @property
    def refused(self) -> tuple[str, ...]:
        return self.named(Outcome.REFUSED)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Not reached in this request."""
        return self.named(Outcome.WAITING)


@dataclass(frozen=True, slots=True)
class Line:
    """What is left of one assignment, as the mail says it."""

    title: str
    answered: int
    total: int
    rest: int
    due: str


def remind(*, cohort: Cohort, chosen: Collection[UUID], now: datetime) -> Reminded:
    """Mail those of the chosen memberships that are behind now. Each mail has a row of its own before it goes."""
    behind = behind_in(cohort, now)
    ticked = [one for one in behind if one.membership.pk in chosen]
    outcomes = [(one.name, outcome) for one, outcome in sent_to(cohort, ticked, now)]
    return Reminded(outcomes, caught_up(cohort, chosen, behind))


def sent_to(
    cohort: Cohort, ticked: Collection[Behind], now: datetime
) -> Iterator[tuple[Behind, Outcome | None]]:
    """Once the time is over, or the server out of reach, all others wait."""
    unwanted = who_wants_none(ticked)
    with closing(Post(within=IN_A_REQUEST)) as post:
        for one in ticked:
            wants_none = one.user.pk in unwanted or not one.user.is_active
            yield one, None if wants_none else reminded(cohort, one, post, now)


def who_wants_none(behind: Collection[Behind]) -> set[UUID]:
    users = [one.user.pk for one in behind]
    stopped = MailWishes.objects.filter(user__in=users, instructors_reminders=False)
    return set(stopped.values_list("user_id", flat=True))


def reminded(cohort: Cohort, one: Behind, post: Post, now: datetime) -> Outcome | None:
    today = where_they_are(one.user, now).date()
    mail = reminder(cohort, one, today)
    return send_once(post, mail, user=one.user, kind=SentMail.Kind.REMINDER, day=today)


def reminder(cohort: Cohort, one: Behind, today: date) -> EmailMessage:
    lines = [line_of(left, today) for left in one.left]
    practise = full_address(reverse("cohort-mine", args=[cohort.pk]))
    context = {"cohort": name_in_mail(cohort), "lines": lines, "first": lines[0], "practise_url": practise}
    return mail_of(SentMail.Kind.REMINDER, one.user, context)


def line_of(left: Left, today: date) -> Line:
    standing = left.standing
    return Line(
        left.assigned.title,
        standing.answered,
        standing.total,
        standing.total - max(standing.answered, standing.at_level),
        day_words(left.due_on, today),
    )


def caught_up(cohort: Cohort, chosen: Collection[UUID], behind: Collection[Behind]) -> tuple[str, ...]:
    still = {one.membership.pk for one in behind}
    members = cohort.memberships.current().members().filter(pk__in=set(chosen) - still)
    return tuple(str(member.user) for member in members.select_related("user"))
