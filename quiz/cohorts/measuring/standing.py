"""How far a member is with an assignment, in three numbers, and why they are behind, if they are."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, TypeVar
from uuid import UUID

from django.db import Error
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.behind import Pace, pace_of

logger = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Frozen:
    """What one member had reached when a due day ended."""

    total: int
    answered: int
    at_level: int
    excused: bool = False

    @property
    def is_done(self) -> bool:
        return self.at_level >= self.total


NONE: Final[Mapping[UUID, Frozen]] = MappingProxyType({})


@dataclass(frozen=True)
class Person:
    """Somebody with an assignment, with what the report may know."""

    name: str
    joined_on: date
    profile: engine.Profile
    cards: Mapping[str, engine.Card]
    """Of assigned questions."""
    shows_reasons: bool = True
    """Whether they agreed to show more than how many would hold to the due day, and whether that is behind."""
    results: Mapping[UUID, Frozen] = field(default_factory=lambda: NONE)
    """Assignment to what they had reached when it ended."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One member and one assignment."""

    total: int
    answered: int
    at_level: int
    """Now."""
    held: int
    """Those predicted to be at the level on the due day, without more practice."""
    has_begun: bool
    """Whether any of its questions was ever answered."""
    pace: Pace
    shows_reasons: bool = True

    @property
    def is_behind(self) -> bool:
        return self.pace.is_behind

    @property
    def behind_by(self) -> int:
        return self.pace.behind_by

    @property
    def is_done(self) -> bool:
        return self.at_level >= self.total

    @property
    def numbers(self) -> str:
        """As far as the member agreed to show them."""
        if not self.shows_reasons:
            return _("would hold to the day %(held)s") % {"held": self.held}
        return numbers_in_words(self.answered, self.at_level, self.held)

    @property
    def behind_in_words(self) -> str:
        """With the reason; empty for whoever is not behind."""
        if not self.is_behind:
            return ""
        return _("behind: %(reason)s") % {"reason": self.reason} if self.shows_reasons else _("behind")

    @property
    def reason(self) -> str:
        reasons = []
        if self.pace.needs_more_time:
            reasons.append(_("needs %(minutes)s min a day") % {"minutes": self.pace.minutes})
        if self.pace.is_silent and self.has_begun:
            silent = ngettext("no answer for %(days)s day", "no answer for %(days)s days", self.pace.silent)
            reasons.append(silent % {"days": self.pace.silent})
        elif self.pace.is_silent:
            reasons.append(_("nothing answered yet"))
        return ", ".join(reasons)


def numbers_in_words(answered: int, at_level: int, held: int) -> str:
    words = _("answered %(answered)s · at the level now %(at_level)s · would hold to the day %(held)s")
    return words % {"answered": answered, "at_level": at_level, "held": held}


@dataclass(frozen=True, slots=True)
class Ended:
    """One member and an assignment whose due day is over: no answer changes what was reached by then."""

    total: int
    frozen: Frozen | None
    """None for whoever was no member then."""
    late: int
    """How many more were answered since."""
    shows_reasons: bool = True
    is_behind: bool = False
    """Nobody can catch up any more."""
    behind_by: int = 0
    behind_in_words: str = ""

    @property
    def is_done(self) -> bool:
        return self.frozen is not None and self.frozen.is_done

    @property
    def numbers(self) -> str:
        """As far as the member agreed to show them."""
        if self.frozen is None:
            return _("joined after the due day")
        at_level = _("at the level on the due day %(number)s") % {"number": self.frozen.at_level}
        if not self.shows_reasons:
            return at_level
        parts = [_("answered by the due day %(number)s") % {"number": self.frozen.answered}, at_level]
        if self.late:
            late = ngettext("late: %(number)s more since", "late: %(number)s more since", self.late)
            parts.append(late % {"number": self.late})
        return " · ".join(parts)


def status_of(assigned: Assigned, person: Person, bank: PublishedBank, now: datetime) -> Standing | Ended:
    """How far they are, or were when the due day ended."""
    return ended_of(assigned, person) if assigned.due <= now else standing_of(assigned, person, bank, now)


def ended_of(assigned: Assigned, person: Person) -> Ended:
    frozen = person.results.get(assigned.assignment.pk)
    answered = len(answered_cards(assigned, person))
    late = max(answered - frozen.answered, 0) if frozen else 0
    total = frozen.total if frozen else len(assigned.keys)
    return Ended(total, frozen, late, person.shows_reasons)


def answered_cards(assigned: Assigned, person: Person) -> dict[str, engine.Card]:
    """Of its questions that were ever answered, in whichever session."""
    return {key: card for key in assigned.keys if (card := person.cards.get(key)) and card.asked}


def standing_of(assigned: Assigned, person: Person, bank: PublishedBank, now: datetime) -> Standing:
    """The days count from the opening or from first joining. Its questions count from whichever session."""
    cards = answered_cards(assigned, person)
    at_level = reached_at(now, assigned, person, bank)
    assignment, total = assigned.assignment, len(assigned.keys)
    pace = pace_of(
        counted=max(len(cards), at_level),
        total=total,
        target=assignment.target,
        most_minutes=assignment.minutes,
        start=max(assignment.opens_on, person.joined_on),
        due_on=assignment.due_on,
        last=last_day(cards.values()),
        day=day_at(now),
    )
    held = reached_at(max(assigned.due, now), assigned, person, bank)
    return Standing(total, len(cards), at_level, held, bool(cards), pace, person.shows_reasons)


def reached_at(at: datetime, assigned: Assigned, person: Person, bank: PublishedBank) -> int:
    """How many of its questions are at the target level then, without more practice."""
    levels = levels_at(bank, person.profile, person.cards, assigned.keys, at)
    return sum(level >= assigned.assignment.target for level in levels.values())


def last_day(cards: Iterable[engine.Card]) -> date | None:
    """The day on which any of these was answered last."""
    answered = [card.last for card in cards if card.last]
    return day_at(max(answered)) if answered else None


def levels_at(
    bank: PublishedBank,
    profile: engine.Profile,
    cards: Mapping[str, engine.Card],
    keys: Iterable[str],
    at: datetime,
) -> dict[str, engine.Level]:
    """The level of each of these questions as predicted for `at`."""
    questions = {key: bank.askable[key] for key in keys}
    recalls = engine.predict(questions, profile, cards, at)
    return {key: engine.level(cards.get(key), recalls[key]) for key in questions}


def worked_out(build: Callable[[], Result]) -> Result | None:
    """What it builds, or None where that fails: the rest of the page is shown without it, and the log says why."""
    try:
        return build()
    except Error:
        raise
    except Exception:
        logger.exception("A part of a cohort's page cannot be worked out.")
        return None
