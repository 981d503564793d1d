"""All that an act or a page of one learner thinks with: plan, bank and memory as they are now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from quiz import engine
from quiz.bank.published import PublishedBank, published_bank
from quiz.practice.log.learners import bank_stamp
from quiz.practice.models import Learner, Plan, PracticeSession
from quiz.practice.remembering.memory import Memory
from quiz.practice.remembering.stored import memory_of

INTERVIEW_HOUR = time(9)
INTERVIEW_YEARS = range(2000, 2100)
WITHOUT_A_DATE = timedelta(days=7)
NORMAL = 2
"""The weight of a section that the plan's weights do not name."""


@dataclass(frozen=True)
class Situation:
    """All that an act or a page of one learner thinks with."""

    learner: Learner
    plan: Plan
    bank: PublishedBank
    memory: Memory
    zone: ZoneInfo

    def engine_plan(self) -> engine.Plan:
        """The plan as the engine takes it; the interview is at nine in the morning."""
        on = self.plan.interview_on
        return engine.Plan(
            date=datetime.combine(on, INTERVIEW_HOUR, self.zone) if on else None,
            minutes=self.plan.minutes,
            target=self.plan.target,
            way=self.plan.way or None,
            zone=self.zone.key,
            weights=self.weights,
            days_off=frozenset(self.plan.days_off),
        )

    @cached_property
    def weights(self) -> Mapping[int, float] | None:
        """What each section counts for, by its number; None where all count alike."""
        named = self.plan.weights
        if not named:
            return None
        return {each.position: float(named.get(each.slug, NORMAL)) for each in self.bank.sections}

    @cached_property
    def unasked(self) -> frozenset[int]:
        """Numbers of the sections that the plan leaves out."""
        return frozenset(section for section, weight in (self.weights or {}).items() if weight <= 0)

    def counts(self, key: str) -> bool:
        """Whether the plan asks the question's section."""
        return self.bank.known[key].section not in self.unasked

    @cached_property
    def counted(self) -> Mapping[str, engine.Question]:
        """What figures are of: everything that can be asked but what the learner left out."""
        return {key: each for key, each in self.bank.askable.items() if key not in self.memory.left_out}

    def asked_in(self, session: PracticeSession) -> list[str]:
        """Keys answered or skipped in this session, oldest first. One query, once there are any and it is stored."""
        asked = self.memory.asked_since(session.started_at)
        if not asked or session._state.adding:
            return asked  # of a session that begins with an answer, all that came since is its own
        own = {self.bank.key_of[each] for each in session.prompts.values_list("question_id", flat=True)}
        return [key for key in asked if key in own]

    def promised_on(self, day: date) -> list[str]:
        """Keys that the first session of that day over the whole bank begins with, in this order."""
        memory, closed = self.memory, self.memory.closed_on(day)
        keys = engine.promised(self.bank.askable, self.engine_plan(), memory.profile, memory.cards, day=day)
        return [key for key in keys if key not in closed]

    def target_instant(self, now: datetime) -> datetime:
        """When what is known counts: the interview, else seven days from now."""
        return self.interview_ahead(now) or now + WITHOUT_A_DATE

    def interview_ahead(self, now: datetime) -> datetime | None:
        """When it counts, as long as the interview's day is not over: nobody has said at which hour it is."""
        date = self.engine_plan().date
        return max(date, now) if date and self.local_day(now) <= self.local_day(date) else None

    def interview_over(self, now: datetime) -> date | None:
        """The interview's day where it has passed and the learner has not said what next."""
        on = self.plan.interview_on
        return on if on and on < self.local_day(now) else None

    def first_next(self, now: datetime) -> list[str]:
        """What the next session over the whole bank begins with: what is left of today's, else the next day's."""
        today = self.local_day(now)
        return self.promised_on(today) or self.promised_on(today + timedelta(days=1))

    def recall(self, key: str, card: engine.Card | None, at: datetime) -> float:
        """The chance of recalling one question then, as this card has it."""
        known, cards = {key: self.bank.known[key]}, {key: card} if card else {}
        return engine.predict(known, self.memory.profile, cards, at)[key]

    def local_day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def with_memory(self, memory: Memory) -> "Situation":
        return replace(self, memory=memory)


def situation_of(learner: Learner, zone: ZoneInfo) -> Situation:
    """Reads the bank (where it changed) and the cards; the learner comes with plan and stamp."""
    bank = published_bank(bank_stamp(learner))
    return Situation(learner, plan_of(learner), bank, memory_of(learner, bank), zone)


def plan_of(learner: Learner) -> Plan:
    """The learner's plan, or the default one, unsaved. A date that no form takes is none: nobody can plan for it."""
    plan: Plan | None = getattr(learner, "plan", None) if learner.exists else None
    if plan is None:
        return Plan(learner=learner)
    if plan.interview_on and plan.interview_on.year not in INTERVIEW_YEARS:
        plan.interview_on = None
    return plan
