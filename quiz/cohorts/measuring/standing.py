"""How far a member is with an assignment, in three numbers, and why they are behind, if they are."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil, fsum, sqrt
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar
from uuid import UUID

from django.db import Error
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.cohorts.assigned import Assigned, Own
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.behind import Pace, pace_of
from quiz.cohorts.measuring.predicted import Predicted

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
NINETY_PER_CENT: Final = 1.6449


@dataclass(frozen=True, slots=True)
class Frozen:
    """What one member had reached when an assignment ended for them."""

    total: int
    answered: int
    at_level: int
    excused: bool = False

    @property
    def is_done(self) -> bool:
        return not self.excused and self.at_level >= self.total


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
    user: UUID | None = None
    """None for a visitor, for whom nothing is arranged."""


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
    give_or_take: int = 0
    """How far `held` may be off, either way (`give_or_take`); tells of what was answered, so it is a reason too."""

    @property
    def held_range(self) -> tuple[int, int]:
        """Between none and all."""
        return max(self.held - self.give_or_take, 0), min(self.held + self.give_or_take, self.total)

    @property
    def is_behind(self) -> bool:
        return self.pace.is_behind

    @property
    def behind_by(self) -> int:
        return self.pace.behind_by

    @property
    def is_done(self) -> bool:
        """At the level now; by what would hold to the day where they agreed to show no more."""
        return (self.at_level if self.shows_reasons else self.held) >= self.total

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
    """One member and an assignment that has ended for them: no answer changes what was reached by then."""

    total: int
    frozen: Frozen | None
    """None for whoever was no member then."""
    late: int
    """How many more were answered since."""
    shows_reasons: bool = True
    was_closed: bool = False
    """Before the due day was over."""
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
            return _("joined after it was closed") if self.was_closed else _("joined after the due day")
        at_level = self.at_level_in_words(self.frozen.at_level)
        if not self.shows_reasons:
            return at_level
        parts = [self.answered_in_words(self.frozen.answered), at_level]
        if self.late:
            late = ngettext("late: %(number)s more since", "late: %(number)s more since", self.late)
            parts.append(late % {"number": self.late})
        return " · ".join(parts)

    def answered_in_words(self, number: int) -> str:
        if self.was_closed:
            return _("answered before it was closed %(number)s") % {"number": number}
        return _("answered by the due day %(number)s") % {"number": number}

    def at_level_in_words(self, number: int) -> str:
        if self.was_closed:
            return _("at the level when it was closed %(number)s") % {"number": number}
        return _("at the level on the due day %(number)s") % {"number": number}


@dataclass(frozen=True, slots=True)
class Spared:
    """One member and an assignment that asks nothing of them: they are excused, or it is for others."""

    total: int
    is_excused: bool
    is_behind: bool = False
    behind_by: int = 0
    behind_in_words: str = ""
    is_done: bool = False

    @property
    def numbers(self) -> str:
        return _("excused") if self.is_excused else _("not assigned to this member")


Status: TypeAlias = Standing | Ended | Spared


def status_of(assigned: Assigned, person: Person, predicted: Predicted, now: datetime) -> Status:
    """How far they are, or were when it ended for them. `predicted` is of this person, once for all assignments."""
    own = assigned.own(person.user)
    if own.is_excused or not own.is_asked:
        return Spared(len(assigned.keys), own.is_excused and own.is_asked)
    if own.ends_at <= now:
        return ended_of(assigned, person, own)
    return standing_of(assigned, person, predicted, now)


def ended_of(assigned: Assigned, person: Person, own: Own) -> Ended:
    frozen = person.results.get(assigned.assignment.pk)
    answered = len(answered_cards(assigned, person))
    late = max(answered - frozen.answered, 0) if frozen else 0
    total = frozen.total if frozen else len(assigned.keys)
    was_closed = own.ends_at == assigned.assignment.closed_at
    return Ended(total, frozen, late, person.shows_reasons, was_closed)


def answered_cards(assigned: Assigned, person: Person) -> dict[str, engine.Card]:
    """Of its questions that were ever answered, in whichever session."""
    return {key: card for key in assigned.keys if (card := person.cards.get(key)) and card.asked}


def standing_of(assigned: Assigned, person: Person, predicted: Predicted, now: datetime) -> Standing:
    """The days count from the opening or from first joining, to their own due day. Its questions count from
    whichever session.
    """
    cards, own = answered_cards(assigned, person), assigned.own(person.user)
    assignment, total = assigned.assignment, len(assigned.keys)
    at_level = predicted.reached_at(assigned.keys, assignment.target, now)
    pace = pace_of(
        counted=max(len(cards), at_level),
        total=total,
        target=assignment.target,
        most_minutes=assignment.minutes,
        start=max(assignment.opens_on, person.joined_on),
        due_on=own.due_on,
        last=last_day(cards.values()),
        day=day_at(now),
    )
    end = max(own.ends_at, now)
    held = predicted.reached_at(assigned.keys, assignment.target, end)
    off = give_or_take(predicted.recalls_at(cards, end).values()) if person.shows_reasons else 0
    return Standing(total, len(cards), at_level, held, bool(cards), pace, person.shows_reasons, off)


def give_or_take(recalls: Iterable[float]) -> int:
    """Half the 90 % range of how many of these will be recalled: 1.6449 √(Σ p (1 − p)), rounded up.

    The engine says how likely a question is recalled, not how likely it reaches a level. What is surely known or
    surely forgotten adds nothing, what is in doubt adds most, and of a question that was never answered nothing
    is held. That the laws of memory may be wrong together is left out, so it is rather too narrow than too wide.
    """
    return ceil(NINETY_PER_CENT * sqrt(fsum(chance * (1.0 - chance) for chance in recalls)))


def last_day(cards: Iterable[engine.Card]) -> date | None:
    """The day on which any of these was answered last."""
    answered = [card.last for card in cards if card.last]
    return day_at(max(answered)) if answered else None


def worked_out(build: Callable[[], Result]) -> Result | None:
    """What it builds, or None where that fails: the rest of the page is shown without it, and the log says why."""
    try:
        return build()
    except Error:
        raise
    except Exception:
        logger.exception("A part of a cohort's page cannot be worked out.")
        return None
