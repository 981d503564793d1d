"""What an instructor could say to a member: the case in a sentence, then what to ask and what to listen for.

What is about questions comes from the bank, never from the member's own words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.bank.published import PublishedBank, PublishedRevision
from quiz.cohorts.measuring.behind import MINUTES_EACH
from quiz.cohorts.measuring.standing import Standing
from quiz.cohorts.members.member_figures import AssignmentFigures, MemberFigures, Missed, day_in_words


@dataclass(frozen=True, slots=True)
class Advice:
    case: str
    """Under the name."""
    say: str
    difference: str = ""
    """Of the two things that are mixed up, in the bank's words."""
    ask: str = ""
    listen: Sequence[str] = ()
    about: AssignmentFigures | None = None
    """The assignment that can be moved or excused."""


@dataclass(frozen=True, slots=True)
class Running:
    """An assignment that is open and has not ended."""

    figures: AssignmentFigures
    standing: Standing

    def words(self, today: date) -> dict[str, Any]:
        pace, figures = self.standing.pace, self.figures
        rest = self.standing.total - pace.counted
        return {
            "what": figures.what,
            "level": figures.level,
            "answered": self.standing.answered,
            "total": self.standing.total,
            "at_level": self.standing.at_level,
            "counted": pace.counted,
            "expected": pace.expected,
            "rest": rest,
            "minutes": pace.minutes,
            "a_day": a_day(pace.minutes),
            "most": pace.most_minutes,
            "days": pace.silent,
            "day": day_in_words(figures.due_on),
            "later": day_in_words(later_day(rest, self, today)),
        }


def a_day(minutes: int) -> str:
    return ngettext("%(minutes)s minute a day", "%(minutes)s minutes a day", minutes) % {"minutes": minutes}


def later_day(rest: int, running: Running, today: date) -> date:
    """By when the rest is done in the assignment's own minutes a day."""
    target, most = running.figures.assigned.assignment.target, running.standing.pace.most_minutes
    days = ceil(rest * MINUTES_EACH[target] / max(most, 1))
    return today + timedelta(days=max(days - 1, 0))


def advice_for(figures: MemberFigures, bank: PublishedBank, today: date) -> Advice:
    """`today` is the day by which behind is decided. Pure."""
    running = running_of(figures.assignments)
    if not figures.assignments:
        say = _("Assign a section first. Then this page says how it goes, and what to talk about.")
        return Advice(_("Nothing is assigned yet."), say)
    if not figures.shows_reasons:
        return without_reasons(figures, running)
    if figures.missed:
        return on_what_is_missed(figures, running, today)
    if not running:
        return nothing_running(figures.assignments)
    behind = [one for one in running if one.standing.is_behind]
    if behind:
        return on_being_behind(max(behind, key=lambda one: one.standing.behind_by), today)
    short = [one for one in running if one.standing.pace.counted < one.standing.pace.expected]
    return a_little_behind(short[0], today) if short else going_well(figures, running, bank, today)


def running_of(assignments: Iterable[AssignmentFigures]) -> list[Running]:
    return [Running(one, one.standing) for one in assignments if one.standing and one.is_open]


def without_reasons(figures: MemberFigures, running: Sequence[Running]) -> Advice:
    behind = [one for one in running if one.standing.is_behind]
    about = behind[0].figures if behind else None
    case = (
        _("Behind in %(what)s.") % {"what": about.what}
        if about
        else _("Not behind in anything that is assigned.")
    )
    say = _(
        "You see little here, because more was not agreed to. The cohort’s page asks for it. You can ask how it goes."
    )
    return Advice(case, say, about=about)


def on_what_is_missed(figures: MemberFigures, running: Sequence[Running], today: date) -> Advice:
    """About what is missed most."""
    first, number = figures.missed[0], len(figures.missed)
    holding = [one for one in running if first.question.key in one.figures.assigned.keys]
    stuck = ngettext("%(number)s question does not stick", "%(number)s questions do not stick", number)
    case, say = _("%(stuck)s.") % {"stuck": stuck % {"number": number}}, _("One difference is missing.")
    if holding:
        words = holding[0].words(today) | {"stuck": stuck % {"number": number}}
        case = _("%(answered)s of %(total)s answered in %(what)s, but %(stuck)s.") % words
        if holding[0].standing.answered * 4 >= holding[0].standing.total * 3:
            say = _(
                "%(answered)s of %(total)s are answered, so more questions won’t help. One difference is missing."
            )
            say %= words
    ask, listen = follow_up_of(first.question.revision)
    about = holding[0].figures if holding else None
    return Advice(case, say, difference_of(first), ask, listen, about)


def difference_of(missed: Missed) -> str:
    """Between what was chosen and the answer; else why the common mistake is one."""
    option, revision = missed.option, missed.question.revision
    of_option = (option.tempts or option.why) if option else ""
    return of_option or revision.common_wrong or revision.explanation


def follow_up_of(revision: PublishedRevision) -> tuple[str, Sequence[str]]:
    """What to ask on, and what a good reply says; the question itself where the bank asks no further."""
    for follow_up in revision.follow_ups:
        return follow_up.question, follow_up.points or (follow_up.reply,)
    return revision.text, tuple(point.text for point in revision.points) or (revision.answer,)


def on_being_behind(running: Running, today: date) -> Advice:
    if not running.standing.has_begun:
        return on_not_beginning(running, today)
    if running.standing.pace.needs_more_time:
        return on_too_few_minutes(running, today)
    return on_stopping(running, today)


def on_not_beginning(running: Running, today: date) -> Advice:
    words = running.words(today)
    return Advice(
        _("Nothing answered yet in %(what)s, due %(day)s.") % words,
        _(
            "Nothing was answered, so it isn’t about a question. Find out what keeps them, and agree on a start."
        ),
        ask=_("When would %(a_day)s fit?") % words,
        listen=(_("A fixed time. If there is none before %(day)s, give a later date.") % words,),
        about=running.figures,
    )


def on_too_few_minutes(running: Running, today: date) -> Advice:
    words = running.words(today)
    return Advice(
        _("%(what)s needs %(a_day)s until %(day)s. You planned %(most)s.") % words,
        _("%(rest)s questions are left. In %(most)s minutes a day they take until %(later)s.") % words,
        ask=_("Can you find %(a_day)s until %(day)s?") % words,
        listen=(_("Yes, and when. Otherwise move the date to %(later)s.") % words,),
        about=running.figures,
    )


def on_stopping(running: Running, today: date) -> Advice:
    words = running.words(today)
    return Advice(
        _("No answer in %(what)s for %(days)s days.") % words,
        _(
            "%(answered)s of %(total)s are answered. With %(a_day)s the rest is still done by %(day)s:"
            " starting again is all it takes."
        )
        % words,
        ask=_("What would help you start again today?"),
        listen=(_("Something small and soon, such as five questions today."),),
        about=running.figures,
    )


def a_little_behind(running: Running, today: date) -> Advice:
    words = running.words(today)
    return Advice(
        _(
            "A little behind in %(what)s: %(counted)s of %(total)s, where the days so far ask for %(expected)s."
        )
        % words,
        _("With %(a_day)s it is still done by %(day)s, so a word will do.") % words,
        ask=_("Does %(a_day)s work for you?") % words,
        listen=(_("Yes, and when. Otherwise give a later date."),),
        about=running.figures,
    )


def going_well(
    figures: MemberFigures, running: Sequence[Running], bank: PublishedBank, today: date
) -> Advice:
    rest = [one for one in running if not one.standing.is_done]
    ask, listen = something_deeper(figures, bank)
    deeper = _("If you talk, go deeper into something they know.") if ask else ""
    if not rest:
        case = _("Done: every question is at its level now.")
        return Advice(case, " ".join([_("Say that it went well."), deeper]).strip(), ask=ask, listen=listen)
    words = rest[0].words(today)
    if not rest[0].standing.has_begun:
        case = _("Nothing answered yet in %(what)s, and nothing is late. It is due %(day)s.") % words
        return Advice(case, _("Nothing needs saying yet."), about=rest[0].figures)
    case = _("On course. %(what)s needs %(a_day)s until %(day)s.") % words
    if not words["rest"]:
        case = (
            _("On course. All %(total)s in %(what)s are answered, %(at_level)s are at %(level)s now.") % words
        )
    say = " ".join([_("Nothing needs saying."), deeper]).strip()
    return Advice(case, say, ask=ask, listen=listen, about=rest[0].figures)


def something_deeper(figures: MemberFigures, bank: PublishedBank) -> tuple[str, Sequence[str]]:
    """A follow-up to the assigned question that they know best."""
    levels = {key: level for one in figures.assignments for key, level in one.levels.items()}
    known = [key for key, level in levels.items() if level >= engine.Level.FAMILIAR]
    for key in sorted(known, key=lambda key: -levels[key]):
        revision = bank.questions[key].revision
        if revision.follow_ups:
            return follow_up_of(revision)
    return "", ()


def nothing_running(assignments: Sequence[AssignmentFigures]) -> Advice:
    later = [one for one in assignments if one.standing]
    if later:
        day = min(one.assigned.assignment.opens_on for one in later)
        case = _("The next assignment opens %(day)s.") % {"day": day_in_words(day)}
        return Advice(case, _("Nothing needs saying yet."), about=later[0])
    ended = [one.ended for one in assignments if one.ended]
    if not ended:
        return Advice(
            _("Excused from what is assigned."), _("Nothing is asked of them, so nothing needs saying.")
        )
    frozen = next((one.frozen for one in reversed(ended) if one.frozen), None)
    if frozen is None:
        case = _("Joined after everything had ended.")
        return Advice(case, _("Nothing was asked of them yet. Assign what comes next."))
    words = {"done": frozen.at_level, "total": frozen.total}
    case = (
        _("Every assignment has ended. In the last one %(done)s of %(total)s were at the level in time.")
        % words
    )
    return Advice(case, _("Say what went well, and assign what comes next."))
