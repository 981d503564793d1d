"""Ticking what was said to a drill. It moves no question's memory, so the log knows nothing of it."""

from collections.abc import Collection

from django.db import transaction

from quiz.interview.models import DrillAnswer, Interview
from quiz.practice.answering.judging import NotOffered


class NothingSaid(Exception):
    """The drill was stopped before anything was said; there is nothing to tick."""


def tick_drill(*, interview: Interview, places: Collection[int]) -> DrillAnswer:
    """Keep which points of the rubric were said; ticked again, the last ones count.

    Owns its transaction. Raises `NotOffered` and `NothingSaid`.
    """
    every = range(len(interview.drill.points) if interview.drill else 0)
    if not set(places) <= set(every):
        raise NotOffered(f"{places}")
    with transaction.atomic():
        answer = DrillAnswer.objects.filter(interview=interview).first()
        if answer is None:
            raise NothingSaid
        answer.points = sorted(set(places))
        answer.save(update_fields=["points"])
    return answer
