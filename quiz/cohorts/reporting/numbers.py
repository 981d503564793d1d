"""One member and one assignment in figures, as far as the member agreed to show them."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from quiz.cohorts.measuring.standing import Ended, Frozen, Standing, Status


class Numbers(NamedTuple):
    """One member and one assignment in figures, each None where it is not shown."""

    of: int = 0
    answered: int | None = None
    level: int | None = None
    """At the level now, or when it ended."""
    day: int | None = None
    """Still at the level on the day."""
    margin: int = 0
    """How far that may be off, either way."""
    late: int = 0
    """Answered since it ended."""
    words: str = ""
    """In place of figures, for instance that the member is excused."""
    then: str = ""
    """In place of figures, where it has ended for them and not for all."""


def numbers_of(status: Status | None) -> Numbers:
    """As far as the member agreed to show them."""
    if isinstance(status, Standing):
        return numbers_now(status)
    if isinstance(status, Ended) and status.frozen:
        return numbers_then(status, status.frozen)
    return Numbers(words=status.numbers if status else _("cannot be shown now"))


def numbers_now(standing: Standing) -> Numbers:
    if not standing.shows_reasons:
        return Numbers(standing.total, day=standing.held, margin=standing.give_or_take)
    return Numbers(standing.total, standing.answered, standing.at_level, standing.held, standing.give_or_take)


def numbers_then(ended: Ended, frozen: Frozen) -> Numbers:
    if not ended.shows_reasons:
        return Numbers(ended.total, level=frozen.at_level, then=ended.numbers)
    return Numbers(ended.total, frozen.answered, frozen.at_level, late=ended.late, then=ended.numbers)
