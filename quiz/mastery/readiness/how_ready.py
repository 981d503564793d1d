"""Am I ready? What would be recalled on the day if practice stopped now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.mastery.dates import long_day
from quiz.mastery.standings import Standing
from quiz.practice.asking.first_session import FEWEST_ANSWERS
from quiz.practice.remembering.situation import Situation

BEGUN_BELOW = 40
"""Per cent of the questions that count: whoever would know fewer has just begun."""


class Place(NamedTuple):
    """A number of questions, and where it stands on the track in per cent."""

    number: int
    across: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """Questions expected to be recalled on `day`, of `total`, with the 90 % range; no figure before ten answers."""

    answered: int
    total: int
    """Questions that count: those of the sections that the plan asks, but for what the learner left out."""
    day: date
    today: date
    is_interview: bool
    """Whether `day` is the interview, else a week from now."""
    target: int
    """In per cent of the questions that count."""
    leaves_out: bool = False
    """Whether the bank has questions that do not count."""
    weighs: bool = False
    """Whether the plan's weights make a difference between sections."""
    interview_on: date | None = None
    """The plan's date, also where it is over."""
    rests: bool = False
    """Whether nothing is asked of the learner: no target then."""
    expected: int | None = None
    low: int = 0
    high: int = 0

    @property
    def long_day(self) -> str:
        return long_day(self.day, self.today)

    @property
    def is_the_day(self) -> bool:
        return self.is_interview and self.day == self.today

    @property
    def has_just_begun(self) -> bool:
        return self.expected is None or self.share(self.expected) < BEGUN_BELOW

    @property
    def without_practice(self) -> str:
        """What would be known without more practice; to who has just begun only that."""
        if self.expected is None:
            return self._until_then
        if self.has_just_begun:
            return _("You would know about %(expected)s of %(total)s today.") % {
                "expected": self.expected,
                "total": self.total,
            }
        return _("You would know about %(expected)s without more practice, likely %(low)s to %(high)s.") % {
            "expected": self.expected,
            "low": self.low,
            "high": self.high,
        }

    @property
    def _until_then(self) -> str:
        """How many answers the first figure needs."""
        if not self.answered:
            return _("Answer ten questions to see a first figure.")
        to_go = FEWEST_ANSWERS - self.answered
        return ngettext(
            "Answer %(number)s more question to see a first figure.",
            "Answer %(number)s more questions to see a first figure.",
            to_go,
        ) % {"number": to_go}

    @property
    def sentence(self) -> str:
        """All of it, for whoever cannot see the range."""
        if self.expected is None:
            return self.without_practice
        return _(
            "About %(expected)s of %(total)s questions on %(day)s, likely %(low)s to %(high)s. "
            "Your target is %(target)s."
        ) % {
            "expected": self.expected,
            "total": self.total,
            "day": self.long_day,
            "low": self.low,
            "high": self.high,
            "target": self.target_number,
        }

    @property
    def counted(self) -> str:
        """What the figure is of."""
        words = _("of %(total)s questions in your plan") if self.leaves_out else _("of %(total)s questions")
        return words % {"total": self.total}

    @property
    def why_that_day(self) -> str:
        """Why the figures are for a week from now; empty where they are for the interview."""
        if self.is_interview:
            return ""
        if self.interview_on is None:
            return _("You have no interview date, so this looks a week ahead.")
        return _("Your interview is over, so this looks a week ahead.")

    @property
    def target_number(self) -> int:
        """The target in questions."""
        return round(self.target * self.total / 100)

    @property
    def is_ready(self) -> bool:
        """Whether even the low end of the range reaches the target."""
        return self.expected is not None and not self.rests and self.share(self.low) >= self.target

    def share(self, number: int) -> int:
        """In per cent of the questions that count."""
        return round(100 * number / self.total) if self.total else 0

    @property
    def track(self) -> dict[str, Place]:
        """What the range draws."""
        figures = {"low": self.low, "expected": self.expected or 0, "high": self.high}
        places = {name: Place(figure, self.share(figure)) for name, figure in figures.items()}
        return places | {"target": Place(self.target_number, self.target)}


def readiness_of(situation: Situation, now: datetime) -> Readiness:
    """Of this learner, on the interview's day or a week from now."""
    memory, at = situation.memory, situation.target_instant(now)
    plan, cards, counted = situation.engine_plan(), memory.cards, situation.counted
    total = counted_of(situation)
    told = Readiness(
        answered=memory.answered,
        total=total,
        day=situation.local_day(at),
        today=situation.local_day(now),
        is_interview=situation.interview_ahead(now) is not None,
        target=round(100 * plan.target),
        leaves_out=total < len(situation.bank.questions),
        weighs=plan.weights is not None,
        interview_on=situation.plan.interview_on,
        rests=situation.plan.resting,
    )
    if told.answered < FEWEST_ANSWERS:
        return told
    expected, low, high = engine.readiness(counted, memory.profile, cards, at, plan.weights)
    return replace(told, expected=round(expected), low=round(low), high=round(high))


def counted_of(situation: Situation) -> int:
    """How many questions are in sections that the plan asks, without those that the learner left out."""
    return sum(question.section not in situation.unasked for question in situation.counted.values())


def gap_of(situation: Situation, standings: Mapping[str, Standing]) -> Sequence[str]:
    """Titles of the one or two sections that hold more than half of what would not be recalled; else none.

    By the plan's weights, as the figure.
    """
    weights = situation.weights or {}
    missing = {
        section.title: weights.get(section.position, 1.0)
        * sum(1 - standings[key].recall_on_date for key in section.keys if not standings[key].left_out)
        for section in situation.bank.sections
    }
    half = sum(missing.values()) / 2
    worst = sorted(missing, key=lambda title: -missing[title])[:2]
    if worst and missing[worst[0]] > half:
        return worst[:1]
    return worst if sum(missing[title] for title in worst) > half else ()
