"""Grading what was said, at the interview's end: the learner ticks and decides, and it counts as unaided recall."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from quiz import engine
from quiz.interview.holding.held import Held, Put, held
from quiz.interview.models import Interview
from quiz.practice.answering.answering import MOST_MS, Step, think, write
from quiz.practice.answering.correcting import before_latest, counted_as
from quiz.practice.answering.judging import NotOffered, judge_recall
from quiz.practice.answering.predicting import predicted
from quiz.practice.asking.asked import Asked
from quiz.practice.log.step import next_instant, until_fresh
from quiz.practice.models import Grade, Learner, Review
from quiz.practice.remembering.situation import Situation, situation_of


class NoGrades(Exception):
    """The interview still runs, or ended more than half a day ago; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Grading:
    """The learner's grade, with the key points ticked, and the places of the follow-up's points, from 0."""

    grade: int
    points: Collection[str] = ()
    reply_points: Collection[int] = ()
    by: str = ""
    """Who ticked, where it was not the learner alone: "partner"."""


def grade_answer(
    *,
    learner: Learner,
    interview: Interview,
    prompt_id: UUID,
    grading: Grading,
    now: datetime,
    zone: ZoneInfo,
) -> Held:
    """Record the review of one answer, once however often it is sent, at the log's own time.

    Owns its transaction. Raises `Prompt.DoesNotExist`, `NotOffered`, `NoGrades` and `log.Busy`.
    """

    def once(fresh: Learner) -> Held:
        current = held(Interview.objects.select_related("session").get(pk=interview.pk))
        put = current.put_of(prompt_id)
        if put.review:
            return current
        if put.answer is None or not current.takes_grades(now):
            raise NoGrades
        if not set(grading.reply_points) <= set(put.reply_places):
            raise NotOffered(f"{grading.reply_points}")
        write(*reviewed(situation_of(fresh, zone), put, grading, next_instant(fresh, now)))
        return held(current.interview)

    return until_fresh(learner, once)


def change_grade(
    *, learner: Learner, interview: Interview, prompt_id: UUID, grade: int, now: datetime, zone: ZoneInfo
) -> Held:
    """Count an answer with another grade, as long as it is the latest of the log; both grades are kept, and the ticks
    stay. The same grade again changes nothing.

    Owns its transaction. Raises `Prompt.DoesNotExist`, `NotOffered`, `NoGrades`, `NotTheLatest` and `log.Busy`.
    """
    if grade not in Grade.values:
        raise NotOffered(str(grade))

    def once(fresh: Learner) -> Held:
        current = held(Interview.objects.select_related("session").get(pk=interview.pk))
        put = current.put_of(prompt_id)
        if put.review is None or put.is_passed or not current.takes_grades(now):
            raise NoGrades
        before = before_latest(fresh, prompt_id)
        if Review.objects.with_final_grade().get(pk=prompt_id).final_grade != grade:
            counted_as(situation_of(fresh, zone), asked_in(put), before, grade, now)
        return current

    return until_fresh(learner, once)


def asked_in(put: Put) -> Asked:
    """As practice takes a prompt."""
    said = put.answer.moment if put.answer else None
    return Asked(put.prompt, put.revision.digest, put.prompt.sequence, said=said)


def reviewed(situation: Situation, put: Put, grading: Grading, at: datetime, *, passed: bool = False) -> Step:
    """The review of what was said and all that it changes, thought through and not written; raises `NotOffered`.

    It asks nothing next. Practice cannot take it back; its grade can be changed here.
    """
    prompt, said = put.prompt, put.answer
    judged = judge_recall(put.revision, grading.grade, grading.points, said.text if said else "")
    asked = asked_in(put)
    review = Review(
        prompt=prompt,
        learner=situation.learner,
        response={**judged.response, **beside(put, grading, at, passed=passed)},
        grade=judged.grade,
        guess_chance=judged.guess_chance,
        ms=min(said.ms, MOST_MS) if said else 0,
        estimated=False,
        predicted=predicted(situation, asked, at),
        at=at,
        local_day=situation.local_day(at),
        engine_version=engine.ENGINE_VERSION,
        engine_fingerprint=engine.fingerprint(),
    )
    step = think(situation, asked, review)
    return step._replace(before=replace(step.before, in_interview=True), following=None)


def beside(put: Put, grading: Grading, at: datetime, *, passed: bool) -> dict[str, Any]:
    """What the log keeps of it beside words and points."""
    kept: dict[str, Any] = {"said_at": (put.answer.at if put.answer else at).isoformat()}
    if passed:
        kept["passed"] = True
    if put.reply:
        kept["reply"] = {"text": put.reply.text, "points": sorted(set(grading.reply_points))}
    if grading.by:
        kept["by"] = grading.by
    return kept
