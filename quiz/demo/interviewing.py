"""Mock interviews in the demonstration: three that were graded, and one that waits to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from quiz.interview.holding.grading import Grading, grade_answer
from quiz.interview.holding.held import ANSWER, Put, held
from quiz.interview.holding.saying import Saying, say
from quiz.interview.holding.starting import start_interview
from quiz.interview.models import Interview
from quiz.practice.log.learners import again
from quiz.practice.models import Grade, Learner

LEFT_AFTER = 3
"""How many parts of the open one are answered."""


@dataclass(frozen=True, slots=True)
class Held:
    """One interview of the demonstration: when, how long, and how many of its answers were good."""

    days_ago: int
    length: int
    manner: Interview.Manner
    good: int


GRADED = (
    Held(15, 6, Interview.Manner.WRITTEN, 2),
    Held(8, 6, Interview.Manner.WRITTEN, 3),
    Held(3, 9, Interview.Manner.ALOUD, 6),
)


def interview_on(*, learner: Learner, days_ago: int, now: datetime, zone: ZoneInfo, dice: Random) -> None:
    """Hold the one of that day, if there is one, after what was practised on it: the log only goes on."""
    for each in GRADED:
        if each.days_ago == days_ago:
            hold(learner, each, now, zone, dice)


def hold(learner: Learner, plan: Held, now: datetime, zone: ZoneInfo, dice: Random) -> None:
    """Every part answered, then graded."""
    interview = started(learner, plan.length, plan.manner, now, zone, dice)
    now = answer_parts(interview, now, zone, dice, at_most=2 * plan.length)
    grades = [Grade.KNEW] * plan.good + [Grade.EFFORT, Grade.FORGOT, Grade.FORGOT, Grade.FORGOT]
    for put, grade in zip(held(interview).puts, grades, strict=False):
        now += timedelta(seconds=20)
        points = [point.slug for point in put.revision.points[: grade - 1]]
        grade_answer(
            learner=again(learner),
            interview=interview,
            prompt_id=put.prompt.pk,
            grading=Grading(grade, points),
            now=now,
            zone=zone,
        )


def leave_open(*, learner: Learner, now: datetime, zone: ZoneInfo, dice: Random) -> None:
    """Answered in part an hour ago."""
    begun = now - timedelta(hours=1)
    interview = started(learner, 6, Interview.Manner.WRITTEN, begun, zone, dice)
    answer_parts(interview, begun, zone, dice, at_most=LEFT_AFTER)


def started(
    learner: Learner, length: int, manner: Interview.Manner, now: datetime, zone: ZoneInfo, dice: Random
) -> Interview:
    return start_interview(
        learner=again(learner),
        length=length,
        manner=manner,
        timing=Interview.Timing.NORMAL,
        now=now,
        zone=zone,
        dice=dice,
    )


def answer_parts(
    interview: Interview, now: datetime, zone: ZoneInfo, dice: Random, *, at_most: int
) -> datetime:
    """So many parts; gives the time after them."""
    for _ in range(at_most):
        waiting = held(Interview.objects.select_related("session").get(pk=interview.pk)).current
        if waiting is None:
            break
        seconds = dice.randint(35, 95)
        now += timedelta(seconds=seconds)
        say(
            learner=again(interview.learner),
            interview=interview,
            prompt_id=waiting.prompt.pk,
            saying=Saying(waiting.waits_for or ANSWER, words_of(waiting, interview), seconds * 1000),
            now=now,
            zone=zone,
        )
    return now


def words_of(put: Put, interview: Interview) -> str:
    """What somebody wrote who knew about half; nothing where it was said aloud."""
    if interview.manner == Interview.Manner.ALOUD:
        return ""
    said: Sequence[str] = [point.text for point in put.revision.points]
    if put.waits_for != ANSWER:
        said = put.follow_up.points if put.follow_up else ()
    return ". ".join(said[: max(1, len(said) // 2)])
