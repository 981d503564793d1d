"""Who is where: each member of a cohort in one group, with the reason in a line.

Pure. *Done* goes before *needs help*, that before *a little behind*, else somebody is *on course*. Whoever has done
what the days gone by ask for never needs help for minutes or silence, so that a perfect first day stays one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from quiz.cohorts.measuring.standing import Ended, Spared, Standing, Status
from quiz.mastery.dates import day_words

STUCK_FROM: Final = 2
"""So many questions kept missed are talked over; a single one comes up often enough in practice."""


class Group(StrEnum):
    """In the order in which the page has them; the value stands in its address."""

    NEEDS_HELP = "needs-help"
    BEHIND = "a-little-behind"
    ON_COURSE = "on-course"
    DONE = "done"
    NOTHING_NOW = "nothing-now"


TITLES: Final[Mapping[Group, Any]] = {
    Group.NEEDS_HELP: _lazy("Needs help"),
    Group.BEHIND: _lazy("A little behind"),
    Group.ON_COURSE: _lazy("On course"),
    Group.DONE: _lazy("Done"),
    Group.NOTHING_NOW: _lazy("Nothing to do now"),
}
RULES: Final[Mapping[Group, Any]] = {
    Group.NEEDS_HELP: _lazy(
        "fewer than the days gone by ask for, and too much left for the assignment’s minutes a day or no answer for"
        " three days; or keeps missing two questions or more"
    ),
    Group.BEHIND: _lazy(
        "fewer than the days gone by ask for, but can get there in the assignment’s minutes a day"
    ),
    Group.ON_COURSE: _lazy("as many as the days gone by ask for"),
    Group.DONE: _lazy("every question due next is at its level, and nothing else is late"),
    Group.NOTHING_NOW: _lazy("excused, or nothing assigned to them is open"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One assignment as one member has it."""

    level: str
    due_on: date
    """Their own due day."""
    is_open: bool
    """Whether its first day has come."""
    status: Status | None
    """None where it cannot be worked out."""
    what: str = ""
    """Its sections, for whoever is silent in it alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is, and why; `urgency` orders a group, the greatest first."""

    group: Group
    reason: str
    urgency: int = 0


def place_of(asked: Sequence[Asked], *, keeps_missing: int, today: date) -> Place:
    """`keeps_missing` is the number of assigned questions they miss again and again."""
    running = [(one, one.status) for one in asked if one.is_open and isinstance(one.status, Standing)]
    if not running:
        return Place(Group.NOTHING_NOW, why_nothing(asked, today))
    running.sort(key=lambda each: each[0].due_on)
    groups = [group_of(status) for _one, status in running]
    group = together(groups, keeps_missing=keeps_missing)
    alike = [each for each, own in zip(running, groups, strict=True) if own is group]
    one, status = max(alike or running, key=lambda each: each[1].behind_by)
    missing = keeps_missing if group is Group.NEEDS_HELP else 0
    urgency = sum(status.behind_by for _one, status in running)
    is_elsewhere = any(answered_later(other.status, status) for other in asked)
    return Place(group, reason_of(one, status, missing, today, is_elsewhere), urgency)


def answered_later(other: Status | None, than: Standing) -> bool:
    """Then “no answer” would be untrue without the assignment's name."""
    if isinstance(other, Ended):
        return bool(other.late or (other.frozen and other.frozen.answered and not than.has_begun))
    if not isinstance(other, Standing) or not other.has_begun:
        return False
    return not than.has_begun or other.pace.silent < than.pace.silent


def group_of(standing: Standing) -> Group:
    """By one assignment alone."""
    if standing.is_done:
        return Group.DONE
    if standing.is_behind:
        return Group.NEEDS_HELP
    short = standing.pace.counted < standing.pace.expected
    return Group.BEHIND if short and standing.shows_reasons else Group.ON_COURSE


def together(groups: Sequence[Group], *, keeps_missing: int) -> Group:
    """Of somebody with these, the one due next first."""
    if all(group is Group.DONE for group in groups):
        return Group.DONE
    if Group.NEEDS_HELP in groups or keeps_missing >= STUCK_FROM:
        return Group.NEEDS_HELP
    if Group.BEHIND in groups:
        return Group.BEHIND
    return groups[0]


def why_nothing(asked: Sequence[Asked], today: date) -> str:
    theirs = [one for one in asked if not (isinstance(one.status, Spared) and not one.status.is_excused)]
    later = [one for one in theirs if isinstance(one.status, Standing)]
    if any(one.status is None for one in theirs):
        return _("Cannot be worked out now")
    if later:
        words = _("What is due %(day)s has not opened yet")
        return words % {"day": day_words(later[0].due_on, today)}
    if not theirs:
        return _("Nothing is assigned to them")
    excused = all(isinstance(one.status, Spared) for one in theirs)
    return _("Excused") if excused else _("Everything assigned to them has ended")


def reason_of(asked: Asked, status: Standing, keeps_missing: int, today: date, is_elsewhere: bool) -> str:
    """In a line, as far as they agreed to show it; `is_elsewhere` where they answered in another assignment since."""
    until = day_words(asked.due_on, today)
    if not status.shows_reasons:
        return _("Has not agreed to show the reason yet")
    reasons = [*why_help(status, until, asked.what if is_elsewhere else ""), *missing_in_words(keeps_missing)]
    return capfirst(", ".join(reasons)) if reasons else going(asked, status, until)


def why_help(status: Standing, until: str, what: str) -> list[str]:
    if status.is_done or not status.is_behind:
        return []
    reasons = []
    if status.pace.is_silent and not status.has_begun:
        nothing = _("nothing answered in %(what)s yet") if what else _("nothing answered yet")
        reasons.append(nothing % {"what": what})
    if status.pace.needs_more_time:
        reasons.append(needs(status.pace.minutes, until))
    if status.pace.is_silent and status.has_begun:
        reasons.append(silent_for(status.pace.silent, what))
    return reasons


def silent_for(days: int, what: str) -> str:
    words = ngettext("no answer for %(days)s day", "no answer for %(days)s days", days)
    if what:
        words = ngettext(
            "no answer in %(what)s for %(days)s day", "no answer in %(what)s for %(days)s days", days
        )
    return words % {"days": days, "what": what}


def missing_in_words(number: int) -> list[str]:
    words = ngettext("keeps missing %(number)s question", "keeps missing %(number)s questions", number)
    return [words % {"number": number}] if number else []


def going(asked: Asked, status: Standing, until: str) -> str:
    """How it goes with somebody who needs no help."""
    if status.is_done:
        return _("All %(total)s at %(level)s") % {"total": status.total, "level": asked.level}
    if status.pace.counted < status.pace.expected:
        pace = status.pace
        words = {"some": pace.counted, "asked": pace.expected, "minutes": pace.minutes, "day": until}
        return (
            ngettext(
                "%(some)s of the %(asked)s due by now, needs %(minutes)s minute a day until %(day)s",
                "%(some)s of the %(asked)s due by now, needs %(minutes)s minutes a day until %(day)s",
                pace.minutes,
            )
            % words
        )
    if status.answered >= status.total:
        return _("All answered, %(some)s of %(total)s at %(level)s") % {
            "some": status.at_level,
            "total": status.total,
            "level": asked.level,
        }
    return capfirst(needs(status.pace.minutes, until))


def needs(minutes: int, until: str) -> str:
    words = ngettext(
        "needs %(minutes)s minute a day until %(day)s",
        "needs %(minutes)s minutes a day until %(day)s",
        minutes,
    )
    return words % {"minutes": minutes, "day": until}
