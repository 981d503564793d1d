"""The figures of one member, as their instructors see them and as they see them themselves before they agree.

Made from `Person` (the memory of assigned questions) and from `AnswerSeen`; what was not agreed to is not in it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from quiz import engine
from quiz.bank.published import PublishedBank, PublishedOption, PublishedQuestion
from quiz.cohorts.answers.answers_since import AnswerSeen
from quiz.cohorts.answers.keeps_missing import KeptMissing, kept_missing
from quiz.cohorts.assigned import Assigned, Own, asked_for, what_of
from quiz.cohorts.days import has_begun
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import Ended, Person, Spared, Standing, Status, status_of, worked_out
from quiz.cohorts.models import AGREED_TO_ANSWERS, AGREED_TO_REASONS
from quiz.mastery.mosaic.mosaic import DUE, Mark, drawn
from quiz.practice.pages.level_words import LEVEL_WORDS

KEEPS_MISSING = Mark(DUE, _lazy("keeps missing"))


class Number(NamedTuple):
    """One of an assignment's numbers, as far as it was agreed to."""

    label: str
    value: int
    after: str


class Bar(NamedTuple):
    """What is drawn of them (`components/progress_three.html`)."""

    answered: int | None
    level: int | None
    day: int | None
    of: int


@dataclass(frozen=True, slots=True)
class AssignmentFigures:
    """One assignment of one member."""

    assigned: Assigned
    what: str
    level: str
    own: Own
    status: Status | None
    """None where it cannot be worked out."""
    levels: Mapping[str, engine.Level]
    """Of each question, now; empty where they did not agree to show it."""
    tiles: SafeString
    is_open: bool
    """Whether its first day has begun somewhere."""

    @property
    def standing(self) -> Standing | None:
        return self.status if isinstance(self.status, Standing) else None

    @property
    def ended(self) -> Ended | None:
        return self.status if isinstance(self.status, Ended) else None

    @property
    def due_on(self) -> date:
        """Their own due day."""
        return self.own.due_on

    @property
    def is_excused(self) -> bool:
        return isinstance(self.status, Spared)

    @property
    def numbers(self) -> list[Number]:
        if self.ended:
            return numbers_at_the_end(self.ended, self.level)
        return numbers_now(self.standing, self.level, self.due_on) if self.standing else []

    @property
    def bar(self) -> Bar | None:
        ended, standing = self.ended, self.standing
        if ended and ended.frozen and ended.shows_reasons:
            return Bar(ended.frozen.answered, ended.frozen.at_level, None, ended.total)
        if standing and standing.shows_reasons:
            return Bar(standing.answered, standing.at_level, standing.held, standing.total)
        return Bar(None, None, standing.held, standing.total) if standing else None

    @property
    def in_words(self) -> str:
        """How it goes, as far as they agreed to show it."""
        if self.ended:
            return self.ended_in_words(self.ended)
        if not self.standing:
            return _("Excused.") if self.is_excused else _("Cannot be shown now.")
        if not self.is_open:
            return _("Opens %(day)s.") % {"day": day_in_words(self.assigned.assignment.opens_on)}
        return standing_in_words(self.standing, self.level)

    def ended_in_words(self, ended: Ended) -> str:
        if ended.frozen is None:
            return _("Had ended before joining. Nothing was asked.")
        closed_at = self.assigned.assignment.closed_at
        if ended.was_closed and closed_at:
            return _("Closed %(day)s.") % {"day": day_in_words(closed_at.date())}
        return _("Ended %(day)s.") % {"day": day_in_words(self.due_on)}


def day_in_words(day: date) -> str:
    """Never “today”: a day of a cohort is not everybody's today."""
    return date_format(day, "D j M")


def numbers_now(standing: Standing, level: str, due_on: date) -> list[Number]:
    of = _("of %(total)s") % {"total": standing.total}
    label = _("Still on %(day)s") % {"day": date_format(due_on, "j M")}
    off = standing.give_or_take
    held = Number(label, standing.held, _("± %(number)s") % {"number": off} if off else of)
    if not standing.shows_reasons:
        return [held]
    at_level = Number(_("%(level)s now") % {"level": level}, standing.at_level, of)
    return [Number(_("Answered"), standing.answered, of), at_level, held]


def numbers_at_the_end(ended: Ended, level: str) -> list[Number]:
    """In time, and what came late."""
    frozen, of = ended.frozen, _("of %(total)s") % {"total": ended.total}
    if frozen is None:
        return []
    at_level = Number(_("%(level)s in time") % {"level": level}, frozen.at_level, of)
    if not ended.shows_reasons:
        return [at_level]
    late = [Number(_("Answered late"), ended.late, _("more since"))] if ended.late else []
    return [Number(_("Answered in time"), frozen.answered, of), at_level, *late]


def standing_in_words(standing: Standing, level: str) -> str:
    pace = standing.pace
    if not standing.shows_reasons:
        return _("Behind.") if standing.is_behind else ""
    if standing.is_done:
        return _("All %(total)s are at %(level)s.") % {"total": standing.total, "level": level}
    if standing.is_behind:
        return capfirst(_("%(reason)s.") % {"reason": standing.reason})
    if pace.counted >= standing.total:
        return _("On course: all are answered.")
    minutes = ngettext("needs %(minutes)s minute a day", "needs %(minutes)s minutes a day", pace.minutes)
    words = {"needs": minutes % {"minutes": pace.minutes}}
    if pace.counted < pace.expected:
        return _("A little behind: %(needs)s.") % words
    return _("On course: %(needs)s.") % words


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that they keep missing, with what they take for its answer."""

    question: PublishedQuestion
    kept: KeptMissing
    option: PublishedOption | None
    """The wrong option chosen most, as it reads now."""
    level: str | Promise


@dataclass(frozen=True, slots=True)
class MemberFigures:
    name: str
    """Empty for a visitor."""
    joined_on: date
    agreed_to: int
    assignments: tuple[AssignmentFigures, ...]
    """By due day."""
    missed: tuple[Missed, ...]

    @property
    def shows_reasons(self) -> bool:
        return self.agreed_to >= AGREED_TO_REASONS

    @property
    def shows_answers(self) -> bool:
        return self.agreed_to >= AGREED_TO_ANSWERS

    @property
    def legend_mark(self) -> Promise | str:
        return KEEPS_MISSING.words if self.missed else ""


def figures_of(
    person: Person,
    agreed_to: int,
    assigned: Sequence[Assigned],
    answers: Sequence[AnswerSeen],
    bank: PublishedBank,
    now: datetime,
) -> MemberFigures:
    """`answers` are this person's alone."""
    shows_answers = agreed_to >= AGREED_TO_ANSWERS
    predicted = Predicted(bank, person.profile, person.cards)
    kept = [one for own in kept_missing(answers).values() for one in own] if shows_answers else []
    figures = []
    for each in sorted(asked_for(assigned, person.user), key=lambda one: one.own(person.user).due_on):
        status = worked_out(partial(status_of, each, person, predicted, now))
        shows_tiles = shows_answers and status is not None and not isinstance(status, Spared)
        levels = worked_out(partial(predicted.levels_at, each.keys, now)) if shows_tiles else None
        is_open = has_begun(each.assignment.opens_on, now)
        figures.append(of_one(each, each.own(person.user), status, levels or {}, kept, is_open, bank))
    missed = tuple(missed_of(one, predicted, bank, now) for one in kept)
    return MemberFigures(person.name, person.joined_on, agreed_to, tuple(figures), missed)


def of_one(
    assigned: Assigned,
    own: Own,
    status: Status | None,
    levels: Mapping[str, engine.Level],
    kept: Sequence[KeptMissing],
    is_open: bool,
    bank: PublishedBank,
) -> AssignmentFigures:
    what, level = what_of(assigned.assignment, bank), assigned.assignment.get_target_display()
    tiles = tiles_of(levels, {one.key for one in kept}, bank)
    return AssignmentFigures(assigned, what, level, own, status, levels, tiles, is_open)


def tiles_of(levels: Mapping[str, engine.Level], marked: Collection[str], bank: PublishedBank) -> SafeString:
    """As the mosaic draws them, without recall or a day."""
    language, tiles = get_language(), []
    for key, level in levels.items():
        question, mark = bank.questions[key], KEEPS_MISSING if key in marked else None
        text = question.revision.text
        tile = drawn(
            key, question.number, text, level, None, "", mark, dim=False, left_out=False, language=language
        )
        tiles.append(tile.html)
    return mark_safe("".join(tiles))


def missed_of(kept: KeptMissing, predicted: Predicted, bank: PublishedBank, now: datetime) -> Missed:
    question = bank.questions[kept.key]
    options = {option.slug: option for option in question.revision.wrong_options}
    level = predicted.levels_at([kept.key], now)[kept.key]
    return Missed(question, kept, options.get(kept.option), LEVEL_WORDS[level])
