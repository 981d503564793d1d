"""What the landing page shows: one question to try, and an example of a mosaic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.practice.answering.responses import UNSURE
from quiz.practice.answering.trial import Trial, offer_trial
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.pages.prompt_page import Choice
from quiz.practice.remembering.situation import Situation

EXAMPLE = (
    "44444344434434323321",
    "44433332343122321120",
    "42422132322332301112",
    "22122133302001001010",
    "31000210210000000000",
)
"""Levels by section, as they may be after three weeks; of what a section has besides nothing was asked."""


@dataclass(frozen=True, slots=True)
class ExampleRow:
    title: str
    levels: str


@dataclass(frozen=True)
class LandingPage:
    """`trial` is None where no question can be answered by choosing; `error` says why an answer was not taken."""

    total: int
    trial: Trial | None
    example: Sequence[ExampleRow]
    is_known: bool
    """Whether this browser has practised before."""
    error: str = ""

    @property
    def options(self) -> list[Choice]:
        return [Choice(option.slug, option.text) for option in self.trial.options] if self.trial else []

    @property
    def unsure(self) -> str:
        return UNSURE

    @property
    def example_words(self) -> str:
        counts = Counter(engine.Level(int(level)) for row in self.example for level in row.levels)
        words = (f"{counts[level]} {str(LEVEL_WORDS[level]).lower()}" for level in reversed(engine.Level))
        return _("An example: %(counts)s") % {"counts": ", ".join(words)}


def build_landing(
    situation: Situation, now: datetime, *, trial: Trial | None = None, error: str = ""
) -> LandingPage:
    """With a new question to try, unless one is to be shown again."""
    return LandingPage(
        total=len(situation.bank.questions),
        trial=trial or offer_trial(situation.bank, now, without=resting(situation, now)),
        example=example_of(situation.bank),
        is_known=situation.learner.exists,
        error=error,
    )


def resting(situation: Situation, now: datetime) -> set[str]:
    """What must not be asked: left out, read today, or asked today already."""
    today = situation.local_day(now)
    asked = {
        key for key, state in situation.memory.states.items()
        if state.asked_at and situation.local_day(state.asked_at) == today
    }  # fmt: skip
    return situation.memory.closed_on(today) | asked


def example_of(bank: PublishedBank) -> list[ExampleRow]:
    return [
        ExampleRow(section.title, levels.ljust(len(section.keys), "0")[: len(section.keys)])
        for section, levels in zip(bank.sections, EXAMPLE, strict=False)
    ]
