"""What the page of a running interview shows: the part that waits, and nothing of its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.bank.drills.models import DrillRevision
from quiz.interview.asking.clock import Clock, clock_of
from quiz.interview.holding.drilling import DRILL
from quiz.interview.holding.drilling import SECONDS as DRILL_SECONDS
from quiz.interview.holding.held import ANSWER, FOLLOW_UP, SECONDS, Held, Put, to_come
from quiz.interview.models import Interview
from quiz.practice.remembering.situation import Situation

SAYING = {
    Interview.Manner.WRITTEN: gettext_lazy("answer in writing"),
    Interview.Manner.ALOUD: gettext_lazy("answer aloud"),
    Interview.Manner.PAIR: gettext_lazy("a friend asks"),
}


@dataclass(frozen=True)
class Asking:
    """What both kinds of interview have."""

    interview: Interview
    clock: Clock
    sent: Mapping[str, str]
    """What was written before and comes back, where the sign-in had ended."""

    @property
    def asked_as(self) -> tuple[str, str]:
        """Prompt and part, as the form names them."""
        raise NotImplementedError

    @property
    def is_of_this_part(self) -> bool:
        return (self.sent.get("prompt", ""), self.sent.get("part", "")) == self.asked_as

    @property
    def words(self) -> str:
        return self.sent.get("text", "") if self.is_of_this_part else ""

    @property
    def words_elsewhere(self) -> str:
        """What was written to another part, which was said meanwhile."""
        return "" if self.is_of_this_part else self.sent.get("text", "")

    @property
    def is_timed(self) -> bool:
        return self.interview.timing != Interview.Timing.OFF

    @property
    def is_written(self) -> bool:
        return self.interview.manner == Interview.Manner.WRITTEN

    @property
    def is_aloud(self) -> bool:
        return self.interview.manner == Interview.Manner.ALOUD

    @property
    def how_long(self) -> str:
        said = _("Write as you would say it, in about %(time)s.")
        return (said if self.is_written else _("Say it aloud, in about %(time)s.")) % {"time": self.usual}

    @property
    def usual(self) -> str:
        """How long it takes in an interview, in words."""
        return _("ten minutes")

    @property
    def manner(self) -> str:
        return str(SAYING[Interview.Manner(self.interview.manner)])


@dataclass(frozen=True)
class AskingQuestion(Asking):
    """A question, or the follow-up to it."""

    put: Put
    number: int
    total: int
    seconds_to_come: int
    """For what is asked after this part."""

    @property
    def part(self) -> str:
        return self.put.waits_for or ANSWER

    @property
    def asked_as(self) -> tuple[str, str]:
        return str(self.put.prompt.pk), self.part

    @property
    def part_name(self) -> str:
        """By which a recording is kept in the browser."""
        return f"{self.put.prompt.pk} {self.part}"

    @property
    def usual(self) -> str:
        return _("%(seconds)s seconds") % {"seconds": SECONDS[self.part]}

    @property
    def is_follow_up(self) -> bool:
        return self.part == FOLLOW_UP

    @property
    def asks(self) -> str:
        """The interviewer's words."""
        follow_up = self.put.follow_up
        return follow_up.question if self.is_follow_up and follow_up else self.put.revision.text

    @property
    def share(self) -> int:
        return round(100 * (self.number - (1 if not self.is_follow_up else 0.5)) / self.total)

    @property
    def place(self) -> str:
        return _("Question %(number)s of %(total)s") % {"number": self.number, "total": self.total}

    @property
    def left_in_all(self) -> str:
        return about_minutes(self.clock.left + self.seconds_to_come) if self.is_timed else ""


@dataclass(frozen=True)
class AskingDrill(Asking):
    """A drill's situation."""

    part = DRILL
    asked_as = ("", DRILL)
    is_follow_up = False
    share = 0

    @property
    def part_name(self) -> str:
        return f"{DRILL} {ANSWER}"

    @property
    def place(self) -> str:
        return _("1 drill")

    @property
    def revision(self) -> DrillRevision | None:
        return self.interview.drill


def about_minutes(seconds: int) -> str:
    minutes = max(1, ceil(seconds / 60))
    said = ngettext("About %(minutes)s minute left", "About %(minutes)s minutes left", minutes)
    return said % {"minutes": minutes}


def build_asking(
    situation: Situation, current: Held, now: datetime, sent: Mapping[str, str]
) -> AskingQuestion:
    """Of an interview that waits for a part."""
    put = current.current
    if put is None:
        raise TypeError("nothing waits to be said")
    factor = current.interview.factor or 1
    coming = to_come(situation, current)
    return AskingQuestion(
        current.interview,
        clock_of(factor * SECONDS[put.waits_for or ANSWER], put.put_at, now),
        sent,
        put,
        number=len(current.puts),
        total=len(current.puts) + len(coming),
        seconds_to_come=factor * seconds_after(situation, put, coming),
    )


def seconds_after(situation: Situation, put: Put, coming: list[str]) -> int:
    """Of the follow-up to come, and of all questions after it with theirs."""
    own = SECONDS[FOLLOW_UP] if put.waits_for == ANSWER and put.revision.follow_ups else 0
    return own + sum(
        SECONDS[ANSWER] + (SECONDS[FOLLOW_UP] if situation.bank.questions[key].revision.follow_ups else 0)
        for key in coming
    )


def build_asking_drill(interview: Interview, now: datetime, sent: Mapping[str, str]) -> AskingDrill:
    seconds = (interview.factor or 1) * DRILL_SECONDS
    return AskingDrill(interview, clock_of(seconds, interview.started_at, now), sent)
