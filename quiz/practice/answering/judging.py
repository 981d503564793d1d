"""The grade that a response comes to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from quiz import engine, grading
from quiz.bank.published import PublishedRevision
from quiz.bank.published.typed import grading_question
from quiz.practice.answering.finding_points import found_points, is_written
from quiz.practice.answering.responses import Response
from quiz.practice.asking.asked import Asked
from quiz.practice.models import Grade, Way

MOST_TEXT = 10_000


class NotOffered(Exception):
    """The response names an option, grade or key point that this prompt did not offer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A response as the log keeps it, with the machine's grade (where a machine can) and the final one."""

    response: Mapping[str, Any]
    machine_grade: int | None
    grade: int
    guess_chance: float


def judge(asked: Asked, response: Response) -> Judged:
    """Grade what was given in the way that was asked for; raises `NotOffered`."""
    prompt, revision = asked.prompt, asked.revision
    if prompt.way == Way.RECALL:
        if not asked.revealed:
            raise NotOffered("not revealed yet")
        return judge_recall(revision, response.grade, response.points, response.text)
    if response.unsure:
        return judge_unsure()
    if prompt.way == Way.TYPE:
        return judge_typed(revision, response.text)
    return judge_choice(revision, prompt.options, response.option)


def judge_choice(revision: PublishedRevision, offered: Collection[str], slug: str) -> Judged:
    """A chosen option."""
    if slug not in offered:
        raise NotOffered(slug)
    grade = Grade.KNEW if slug == revision.right_option.slug else Grade.FORGOT
    return Judged({"option": slug}, grade, grade, engine.guess_chance(Way.CHOOSE))


def judge_recall(revision: PublishedRevision, grade: int, points: Collection[str], words: str) -> Judged:
    """The learner's own grade, with the key points they ticked and what they wrote; where they wrote anything, also the
    points that a machine finds in it, whatever was ticked.
    """
    known = {point.slug for point in revision.points}
    if grade not in Grade.values or not set(points) <= known:
        raise NotOffered(f"{grade} {points}")
    text = words[:MOST_TEXT]
    found = {"found": sorted(found_points(revision, text))} if is_written(text) else {}
    return Judged({"text": text, "points": sorted(set(points)), **found}, None, grade, 0.0)


GRADE_OF = {"accept": Grade.KNEW, "partial": Grade.EFFORT, "reject": Grade.FORGOT}
"""What a machine's verdict counts as. Only what a machine can decide is asked by typing."""


def judge_typed(revision: PublishedRevision, words: str) -> Judged:
    """A typed command, line of code or list. What the machine found is kept with the answer."""
    if not grading.visible(words).strip():
        raise NotOffered("nothing was typed")
    found = grading.grade(grading_question(revision), words)
    grade = GRADE_OF.get(found.verdict, Grade.FORGOT)
    response = {
        "text": words[:MOST_TEXT],
        "verdict": found.verdict,
        "message": found.message,
        "points": list(found.points),
        "parts": [[part.text, part.state] for part in found.parts],
    }
    return Judged(response, grade, grade, 0.0)


def judge_unsure() -> Judged:
    """An honest *I don't know*: a miss without a guess."""
    return Judged({"dont_know": True}, Grade.FORGOT, Grade.FORGOT, 0.0)
