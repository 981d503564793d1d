"""What there is no time for before the interview: said openly, so that it can be let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from quiz import engine
from quiz.bank.published import PublishedBank, PublishedSection
from quiz.bank.text.markdown import inline
from quiz.mastery.dates import long_day
from quiz.mastery.mosaic.mosaic import url_of
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class Skipped:
    """One question, as a list shows it."""

    title: SafeString
    url: str


@dataclass(frozen=True, slots=True)
class SkippedSection:
    """The section's questions that are let go."""

    title: str
    questions: Sequence[Skipped]


@dataclass(frozen=True, slots=True)
class Triage:
    """Everything that is let go until `day`, the interview's, in words."""

    day: str
    sections: Sequence[SkippedSection]

    @property
    def words(self) -> str:
        number = sum(len(section.questions) for section in self.sections)
        return ngettext(
            "Leave this one: there is not enough time for it before %(day)s.",
            "Leave these %(number)d: there is not enough time for them before %(day)s.",
            number,
        ) % {"number": number, "day": self.day}


def triage_of(situation: Situation, now: datetime) -> Triage | None:
    """None without a date ahead, and where there is time for everything."""
    keys = out_of_reach(situation, now)
    if not keys:
        return None
    sections = (skipped_of(situation.bank, section, keys) for section in situation.bank.sections)
    target, today = situation.local_day(situation.target_instant(now)), situation.local_day(now)
    return Triage(long_day(target, today), [section for section in sections if section.questions])


def out_of_reach(situation: Situation, now: datetime) -> frozenset[str]:
    """Keys that the minutes until the interview will not reach, of those that the plan asks at all."""
    plan, memory = situation.engine_plan(), situation.memory
    keys = engine.triage(situation.counted, plan, memory.profile, memory.cards, now=now)
    return frozenset(key for key in keys if situation.counts(key))


def skipped_of(bank: PublishedBank, section: PublishedSection, keys: frozenset[str]) -> SkippedSection:
    return SkippedSection(
        section.title,
        [
            Skipped(inline(bank.questions[key].revision.text), url_of(key))
            for key in section.keys
            if key in keys
        ],
    )
