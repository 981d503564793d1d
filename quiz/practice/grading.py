"""What a response says, and the grade it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz import engine
from quiz.bank.published import PublishedRevision
from quiz.practice.models import Grade, Way

MOST_TEXT = 10_000


class NotOffered(Exception):
    """The response names an option, grade or key point that this prompt did not offer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A response as the log keeps it, with the machine's grade (where a machine can) and the final one."""

    response: Mapping[str, Any]
    machine_grade: int | None
    grade: int
    guess_chance: float


def judge_choice(revision: PublishedRevision, offered: list[str], slug: str | None) -> Verdict:
    """A chosen option, or None for an honest *I don't know*, which is a miss without a guess."""
    if slug is None:
        return Verdict({"dont_know": True}, Grade.FORGOT, Grade.FORGOT, 0.0)
    if slug not in offered:
        raise NotOffered(slug)
    grade = Grade.KNEW if slug == revision.right_option.slug else Grade.FORGOT
    return Verdict({"option": slug}, grade, grade, engine.guess_chance(Way.CHOOSE))


def judge_recall(revision: PublishedRevision, grade: int, points: list[str], words: str) -> Verdict:
    """The learner's own grade, with the key points they ticked and what they wrote."""
    known = {point.slug for point in revision.points}
    if grade not in Grade.values or not set(points) <= known:
        raise NotOffered(f"{grade} {points}")
    return Verdict({"text": words[:MOST_TEXT], "points": sorted(set(points))}, None, grade, 0.0)
