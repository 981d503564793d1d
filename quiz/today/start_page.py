"""What Today shows: what to do now, how ready one is, what is assigned, what is coming."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from quiz import engine
from quiz.bank.published import PublishedSection
from quiz.cohorts.progress import AssignmentProgress, assignments_of
from quiz.mastery.agenda import Agenda, agenda_of
from quiz.mastery.dates import day_words
from quiz.mastery.how_ready import Readiness, readiness_of
from quiz.mastery.mastery_page import over_in_words
from quiz.mastery.mosaic import Mosaic, mosaic_of
from quiz.mastery.plan_forecast import Forecast, kept_forecast, practice_ahead
from quiz.mastery.standings import standings_of
from quiz.mastery.triage import Triage, triage_of
from quiz.practice.asking.first_session import MINUTES, is_to_be_placed
from quiz.practice.asking.starting import midnight_before, minutes_left, of_the_plan
from quiz.practice.models import PracticeSession, Review
from quiz.practice.remembering.situation import Situation

NEWEST = 3


@dataclass(frozen=True, slots=True)
class LastSession:
    """The newest session in which something was answered."""

    session: PracticeSession
    day: date
    answered: int


@dataclass(frozen=True)
class StartPage:
    today: date
    days_left: int | None
    """Until the interview; None where there is none ahead."""
    agenda: Agenda
    readiness: Readiness
    practice: str
    """What the forecast counts on, in words."""
    forecast: Forecast | None
    mosaic: Mosaic
    assignments: Sequence[AssignmentProgress]
    last: LastSession | None
    sections: Sequence[PublishedSection]
    triage: Triage | None
    over: str
    """When the interview was, where it is over and what next is open."""
    rests: bool
    places: bool
    """Whether the button opens the first session, which places."""
    is_done: bool
    """Whether the plan's minutes of today are practised."""

    @property
    def tells(self) -> bool:
        """Whether figures and days are shown: not to who has just come, nor to who rests."""
        return not self.is_new and not self.rests

    @property
    def is_new(self) -> bool:
        return self.readiness.answered == 0

    @property
    def headline(self) -> str:
        if self.rests:
            return _("You are resting. Nothing is asked of you.")
        if self.is_new:
            return _("%(total)s questions, none asked yet.") % {"total": self.readiness.total}
        if self.places:
            return _("%(number)s questions, %(minutes)s minutes.") % {
                "number": engine.PLACES,
                "minutes": MINUTES,
            }
        if self.is_done:
            return _("Done for today.")
        return self.agenda.whole if self.is_assigned else self.agenda.headline

    @property
    def lede(self) -> str:
        """What the button brings; at rest, how to go on."""
        if self.rests:
            return _("Everything you did is kept. Your next answer ends the rest, and so does a new date.")
        if self.places:
            return _(
                "The first twelve, easy to hard, take about three minutes. They place you and bring a first figure; "
                "they master nothing."
            )
        return self._is_done if self.is_done else self._brings

    @property
    def _is_done(self) -> str:
        words = _(
            "You practised the %(minutes)s minutes of your plan. If you like, go on for another %(minutes)s."
        )
        return words % {"minutes": self.agenda.minutes}

    @property
    def _brings(self) -> str:
        """What an ordinary session asks first."""
        if self.is_assigned:
            return _("What is assigned comes first.")
        if self.agenda.for_interview:
            return _("What adds most by the interview comes first, new or met before.")
        if self.agenda.overflows:
            return _(
                "More is due than fits into your minutes. What matters most comes first, the rest waits."
            )
        if self.agenda.due:
            return (
                ngettext("From %d section.", "From %d sections, mixed.", self.agenda.sections)
                % self.agenda.sections
            )
        return f"{self._next} {self._unmet}".strip()

    @property
    def _next(self) -> str:
        if self.agenda.next_day is None:
            return ""
        words = {"count": self.agenda.next_count, "day": day_words(self.agenda.next_day, self.today)}
        return _("The next come back %(day)s: %(count)s of them.") % words

    @property
    def _unmet(self) -> str:
        if not self.agenda.unmet:
            return _("You have met every question.")
        return _("If you have %(minutes)s minutes now, new ones pay off most.") % {
            "minutes": self.agenda.minutes
        }

    @property
    def interview(self) -> str:
        """How far the interview is, in words; empty without one."""
        if self.days_left is None:
            return ""
        if self.days_left == 0:
            return _("interview today")
        return ngettext("interview tomorrow", "interview in %(days)d days", self.days_left) % {
            "days": self.days_left
        }

    @property
    def is_assigned(self) -> bool:
        """Whether practice asks first for what is assigned."""
        return any(progress.is_open and progress.to_go for progress in self.assignments)

    @property
    def learns_new(self) -> bool:
        """Whether the button brings new questions, since nothing else is due."""
        asks_other = self.places or self.is_assigned or self.agenda.for_interview or self.agenda.due
        return not asks_other and not self.rests and self.agenda.unmet > 0


def build_start_page(user: User | AnonymousUser, situation: Situation, now: datetime) -> StartPage:
    standings, today = standings_of(situation, now=now), situation.local_day(now)
    readiness, sessions = readiness_of(situation, now), latest_sessions(situation, now)
    left = minutes_left(situation.plan, practised_today(situation, sessions, now))
    return StartPage(
        today=today,
        days_left=days_to(situation.plan.interview_on, today),
        agenda=agenda_of(situation, standings, now, minutes=left),
        readiness=readiness,
        practice=practice_ahead(situation, now),
        forecast=kept_forecast(situation, now) if readiness.expected is not None else None,
        mosaic=mosaic_of(situation, standings, today=today),
        assignments=assignments_of(user, situation, now),
        last=last_session(situation, sessions),
        sections=situation.bank.sections,
        triage=triage_of(situation, now),
        over=over_in_words(situation, now),
        rests=situation.plan.resting,
        places=is_to_be_placed(situation.memory),
        is_done=left == 0,
    )


def days_to(day: date | None, today: date) -> int | None:
    return (day - today).days if day and day >= today else None


def latest_sessions(situation: Situation, now: datetime) -> Sequence[Any]:
    """The newest three and all of today, newest first, with what was answered in them; in one query, so that it costs
    the same after thirty thousand answers.
    """
    if not situation.learner.exists:
        return ()
    sessions = situation.learner.sessions.order_by("-started_at", "-pk")
    given = Review.objects.effective().filter(prompt__session=OuterRef("pk")).values("prompt__session")
    newest = PracticeSession.objects.filter(pk__in=sessions.values("pk")[:NEWEST])
    of_today = Q(started_at__gte=midnight_before(situation, now))
    return list(
        sessions.filter(Q(pk__in=newest.values("pk")) | of_today).annotate(
            answered=Subquery(given.annotate(number=Count("pk")).values("number")),
            last_at=Subquery(given.annotate(latest=Max("at")).values("latest")),
        )
    )


def practised_today(situation: Situation, sessions: Sequence[PracticeSession], now: datetime) -> timedelta:
    midnight = midnight_before(situation, now)
    return of_the_plan(each for each in sessions if each.started_at >= midnight)


def last_session(situation: Situation, sessions: Sequence[Any]) -> LastSession | None:
    """The newest of them in which something was answered."""
    session = next((each for each in sessions if each.answered), None)
    return LastSession(session, situation.local_day(session.last_at), session.answered) if session else None
