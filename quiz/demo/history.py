"""Weeks of practice, day by day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import User
from quiz.bank.published import PublishedBank
from quiz.demo.cast import TIME_ZONE, Character
from quiz.demo.practising import Sitting
from quiz.demo.remembering import Person
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


def live_through(
    *,
    character: Character,
    user: User,
    span: Span,
    bank: PublishedBank,
    seeds: Random,
    aims: Aims = NO_AIMS,
) -> None:
    """Everything that this person practised in the span, with prompts by these seeds. In the caller's transaction."""
    dice = Random(character.number)  # noqa: S311
    start = local(span.first, 12)
    learner = Learner(user=user, created_at=start)
    aims.plan_from(span.first, learner)
    person = Person(character.ability, dice, start)
    for day in span.after(character.rhythm.from_share).days:
        if day - timedelta(days=1) in aims.interviews:
            aims.plan_from(day, learner)
        if day.weekday() not in aims.days_off and dice.random() < character.rhythm.share_of_days:
            practise_on(day, character, user, person, bank, seeds)


def practise_on(
    day: date, character: Character, user: User, person: Person, bank: PublishedBank, seeds: Random
) -> None:
    """One sitting in the evening, as the Practise button starts it."""
    learner, now = with_context().get(user=user), local(day, person.dice.uniform(17.5, 21))
    first = assigned_keys(user, situation_of(learner, ZONE), now)
    Sitting(learner, person, bank, ZONE, now, seeds).practise(at_most=character.rhythm.questions, first=first)
