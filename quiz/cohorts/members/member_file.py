"""A member's page as a file: a row for each assignment, then one for each question; no more than the page shows."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from quiz.bank.published import PublishedBank
from quiz.bank.text.markdown import plain
from quiz.cohorts.members.member_figures import AssignmentFigures, MemberFigures
from quiz.practice.pages.level_words import LEVEL_WORDS

Line = tuple[object, ...]


def heading() -> Line:
    return (
        _("Member"),
        _("Day"),
        _("Assignment"),
        _("To reach"),
        _("Due"),
        _("Question"),
        _("Level now"),
        _("Questions"),
        _("Answered"),
        _("At the level"),
        _("Still on the day"),
        _("Give or take"),
        _("How it goes"),
        _("Answers since joining"),
        _("Missed"),
        _("Most often chosen instead"),
    )


def lines_of(figures: MemberFigures, day: date, bank: PublishedBank) -> Iterator[Line]:
    for one in figures.assignments:
        common = (figures.name, day.isoformat(), one.what, one.level, one.due_on.isoformat())
        yield (*common, "", "", *numbers_of(one), one.in_words, "", "", "")
        missed = {each.question.key: each for each in figures.missed}
        for key, level in one.levels.items():
            words = (plain(bank.questions[key].revision.text), LEVEL_WORDS[level])
            counts: Line = ("", "", "")
            if each := missed.get(key):
                counts = (
                    each.kept.answered,
                    each.kept.missed,
                    plain(each.option.text) if each.option else "",
                )
            yield (*common, *words, *[""] * 6, *counts)


def numbers_of(figures: AssignmentFigures) -> Line:
    """Questions, answered, at the level, still on the day, give or take; when it ended, where it has."""
    if ended := figures.ended:
        if ended.frozen is None:
            return ended.total, "", "", "", ""
        return (
            ended.total,
            ended.frozen.answered if ended.shows_reasons else "",
            ended.frozen.at_level,
            "",
            "",
        )
    if standing := figures.standing:
        held = (standing.held, standing.give_or_take)
        if not standing.shows_reasons:
            return standing.total, "", "", *held
        return standing.total, standing.answered, standing.at_level, *held
    return len(figures.assigned.keys), "", "", "", ""
