"""What was practised lately: today, of the plan's minutes, and in the last session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.practice.asking.starting import midnight_before, minutes_left, of_the_plan
from quiz.practice.models import Grade, PracticeSession, Review, of, practised_in
from quiz.practice.remembering.situation import Situation

NEWEST = 3


@dataclass(frozen=True, slots=True)
class LastSession:
    """The newest session in which something was answered."""

    session: PracticeSession
    day: date
    answered: int


@dataclass(frozen=True, slots=True)
class Done:
    """What was practised today, of the plan's minutes."""

    minutes: int
    of: int
    answered: int
    right: int

    @property
    def share(self) -> int:
        """In per cent of the plan's minutes."""
        return min(100, round(100 * self.minutes / self.of))

    @property
    def is_all(self) -> bool:
        return self.minutes >= self.of

    @property
    def time(self) -> str:
        return _("%(minutes)s of %(of)s minutes") % {"minutes": self.minutes, "of": self.of}

    @property
    def answers(self) -> str:
        answered = ngettext("%d answer", "%d answers", self.answered) % self.answered
        return f"{answered}, {_('%(right)s right') % {'right': self.right}}"


def latest_sessions(situation: Situation, now: datetime) -> Sequence[Any]:
    """The newest three and all of today with its interviews, newest first, with what was answered in them; in one
    query, so that it costs the same after thirty thousand answers.
    """
    if not situation.learner.exists:
        return ()
    learner = situation.learner
    practice = learner.sessions.order_by("-started_at", "-pk")
    given = Review.objects.effective().filter(prompt__session=OuterRef("pk")).values("prompt__session")
    newest = PracticeSession.objects.filter(pk__in=practice.values("pk")[:NEWEST])
    of_today = Q(started_at__gte=midnight_before(situation, now))
    return list(
        PracticeSession.objects.filter(of(learner))
        .filter(Q(pk__in=newest.values("pk")) | of_today)
        .order_by("-started_at", "-pk")
        .annotate(
            practised_before=practised_in(OuterRef("pk")),
            answered=Subquery(given.annotate(number=Count("pk")).values("number")),
            right=Subquery(
                given.filter(final_grade__gt=Grade.FORGOT).annotate(number=Count("pk")).values("number")
            ),
            last_at=Subquery(given.annotate(latest=Max("at")).values("latest")),
        )
    )


def done_today(situation: Situation, sessions: Sequence[Any], now: datetime) -> Done:
    midnight, minutes = midnight_before(situation, now), situation.plan.minutes
    of_today = [each for each in sessions if each.started_at >= midnight]
    return Done(
        minutes=minutes - minutes_left(situation.plan, of_the_plan(filter(is_practice, of_today))),
        of=minutes,
        answered=sum(each.answered or 0 for each in of_today),
        right=sum(each.right or 0 for each in of_today),
    )


def is_practice(session: PracticeSession) -> bool:
    return session.kind != PracticeSession.Kind.INTERVIEW


def last_session(situation: Situation, sessions: Sequence[Any]) -> LastSession | None:
    """The newest of them in which something was answered; an interview has its own report."""
    session = next((each for each in sessions if each.answered and is_practice(each)), None)
    return LastSession(session, situation.local_day(session.last_at), session.answered) if session else None
