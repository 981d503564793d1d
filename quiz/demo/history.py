"""Weeks of practice, day by day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import User
from quiz.bank.published import PublishedBank
from quiz.demo.cast import TIME_ZONE, Character
from quiz.demo.practice.practising import Sitting
from quiz.demo.practice.remembering import Person
from quiz.practice.log.learners import with_context
from quiz.practice.models import Learner
from quiz.practice.people.planning import set_plan
from quiz.practice.remembering.situation import situation_of
from quiz.today.focusing import assigned_keys

ZONE = ZoneInfo(TIME_ZONE)
MINUTES = 10


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days, the last one is yesterday."""

    first: date
    today: date

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.today - self.first).days)]

    def after(self, share: float) -> "Span":
        """What is left of it after a share of its days."""
        return Span(self.first + timedelta(days=round(len(self.days) * share)), self.today)


@dataclass(frozen=True, slots=True)
class Aims:
    """What somebody practises for: their interviews, one after the other, and the rest of their plan."""

    interviews: tuple[date, ...] = ()
    days_off: tuple[int, ...] = ()
    weights: Mapping[str, int] = field(default_factory=dict)

    def plan_from(self, day: date, learner: Learner) -> None:
        """Plan for the interview that is next on this day."""
        set_plan(
            learner=learner,
            interview_on=next((on for on in self.interviews if on >= day), None),
            minutes=MINUTES,
            days_off=self.days_off,
            weights=self.weights,
        )


NO_AIMS = Aims()


def local(day: date, hour: float) -> datetime:
    """This hour of the day where the people of the demonstration live."""
    return (datetime.combine(day, time(), ZONE) + timedelta(hours=hour)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody who practises from day to day."""

    character: Character
    user: User
    person: Person
    days: frozenset[date]
    """On which they may practise."""
    bank: PublishedBank
    seeds: Random
    """Of the prompts."""
    aims: Aims

    def live(self, day: date) -> None:
        """What they practise on this day, if anything. In the caller's transaction."""
        if day not in self.days:
            return
        if day - timedelta(days=1) in self.aims.interviews:
            self.aims.plan_from(day, with_context().get(user=self.user))
        if day.weekday() not in self.aims.days_off and self.person.tries(self.character.rhythm.share_of_days):
            practise_on(day, self)


def begin_life(
    *,
    character: Character,
    user: User,
    span: Span,
    bank: PublishedBank,
    seeds: Random,
    aims: Aims = NO_AIMS,
) -> Life:
    """With the plan for their first day. In the caller's transaction."""
    start = local(span.first, 12)
    aims.plan_from(span.first, Learner(user=user, created_at=start))
    person = Person(character.ability, Random(character.number), start)  # noqa: S311
    days = frozenset(span.after(character.rhythm.from_share).days)
    return Life(character, user, person, days, bank, seeds, aims)


def practise_on(day: date, life: Life) -> None:
    """One sitting in the evening, as the Practise button starts it."""
    learner, now = with_context().get(user=life.user), local(day, life.person.dice.uniform(17.5, 21))
    first = assigned_keys(life.user, situation_of(learner, ZONE), now)
    sitting = Sitting(learner, life.person, life.bank, ZONE, now, life.seeds)
    sitting.practise(at_most=life.character.rhythm.questions, first=first)
