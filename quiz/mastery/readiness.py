"""Am I ready? What would be recalled on the day if practice stopped now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz import engine
from quiz.mastery.dates import long_day
from quiz.mastery.levels import Standing
from quiz.practice.memory import Situation

FEWEST_ANSWERS = 10
"""With fewer there is no figure."""
NEARLY_FROM, ON_THE_WAY_FROM = 75, 40
"""Per cent of the bank."""


class Nearness(Enum):
    """How near the learner is, in words."""

    JUST_BEGUN = gettext_lazy("Just begun")
    FAR_OFF = gettext_lazy("Far off")
    ON_THE_WAY = gettext_lazy("On the way")
    NEARLY = gettext_lazy("Nearly")
    READY = gettext_lazy("Ready")


@dataclass(frozen=True, slots=True)
class Readiness:
    """Questions expected to be recalled on `day`, of `total`, with the 90 % range; no figure before ten answers."""

    answered: int
    total: int
    day: date
    today: date
    is_interview: bool
    """Whether `day` is the interview, else a week from now."""
    target: int
    """In per cent of the bank."""
    expected: int | None = None
    low: int = 0
    high: int = 0

    @property
    def long_day(self) -> str:
        return long_day(self.day, self.today)

    @property
    def nearness(self) -> Nearness:
        if self.expected is None:
            return Nearness.JUST_BEGUN
        if self.share(self.low) >= self.target:
            return Nearness.READY
        share = self.share(self.expected)
        if share >= NEARLY_FROM:
            return Nearness.NEARLY
        return Nearness.ON_THE_WAY if share >= ON_THE_WAY_FROM else Nearness.FAR_OFF

    @property
    def words(self) -> str:
        return str(self.nearness.value)

    @property
    def sentence(self) -> str:
        """All of it, for whoever cannot see the range."""
        if self.expected is None:
            return f"{self.words}."
        return _(
            "%(expected)s of %(total)s recalled on %(day)s if you stopped today, likely %(low)s to %(high)s."
        ) % {
            "expected": self.expected,
            "total": self.total,
            "day": self.long_day,
            "low": self.low,
            "high": self.high,
        }

    @property
    def verdict(self) -> str:
        """The word, and what it means against the target."""
        if self.nearness is Nearness.READY:
            return _("Ready: even the low end of the range reaches the target of %(target)s.") % {
                "target": self.target
            }
        short = self.target - self.share(self.expected or 0)
        if short <= 0:
            return _("Nearly: the figure reaches the target of %(target)s, its range does not yet.") % {
                "target": self.target
            }
        return _("%(words)s: %(short)s short of the target of %(target)s.") % {
            "words": self.words,
            "short": short,
            "target": self.target,
        }

    def share(self, number: int) -> int:
        """In per cent of the bank."""
        return round(100 * number / self.total) if self.total else 0

    @property
    def track(self) -> dict[str, int]:
        """What the range draws, in per cent."""
        figures = {"low": self.low, "expected": self.expected or 0, "high": self.high}
        return {name: self.share(figure) for name, figure in figures.items()}


def readiness_of(situation: Situation, now: datetime) -> Readiness:
    """Of this learner, on the interview's day or a week from now."""
    memory, at = situation.memory, situation.target_instant(now)
    plan, cards = situation.engine_plan(), memory.cards
    told = Readiness(
        answered=sum(card.asked for card in cards.values()),
        total=len(situation.bank.askable),
        day=situation.local_day(at),
        today=situation.local_day(now),
        is_interview=at == plan.date,
        target=round(100 * plan.target),
    )
    if told.answered < FEWEST_ANSWERS:
        return told
    expected, low, high = engine.readiness(situation.bank.askable, memory.profile, cards, at)
    return replace(told, expected=round(expected), low=round(low), high=round(high))


def gap_of(situation: Situation, standings: Mapping[str, Standing]) -> Sequence[str]:
    """Titles of the one or two sections that hold more than half of what would not be recalled; else none."""
    missing = {
        section.title: sum(1 - standings[key].recall_on_date for key in section.keys)
        for section in situation.bank.sections
    }
    half = sum(missing.values()) / 2
    worst = sorted(missing, key=lambda title: -missing[title])[:2]
    if worst and missing[worst[0]] > half:
        return worst[:1]
    return worst if sum(missing[title] for title in worst) > half else ()
