"""Reading an answer in the library: noted, never graded, and the question rests for the day.

A stuck question is read beside what it is confused with.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from quiz.practice.memory import situation_of
from quiz.practice.models import Event, Learner, Prompt
from quiz.practice.noting import note
from quiz.practice.sticking import to_read


def read_answer(*, learner: Learner, key: str, now: datetime, zone: ZoneInfo) -> Learner:
    """Note that the answer was read, once a day however often it is opened; gives the learner who read it.

    A prompt that still asks it is skipped: answered now, it would say nothing of memory. `note` owns the
    transactions. A visitor's learner is made here. Raises `KeyError` for an unknown key, `log.Busy`.
    """
    situation = situation_of(learner, zone)
    today = situation.local_day(now)
    own = [] if situation.memory.state(key).read_on == today else [key]
    keys = [*own, *to_read(situation, key, today)]
    if not keys:
        return learner
    for each in keys:
        for prompt in waiting(learner, situation.bank.id_of[each]):
            note(learner=learner, kind=Event.Kind.SKIPPED, keys=[each], prompt=prompt, now=now, zone=zone)
    return note(learner=learner, kind=Event.Kind.READ, keys=keys, now=now, zone=zone)[0].learner


def waiting(learner: Learner, question_id: int) -> Iterable[Prompt]:
    """Prompts of this question that were neither answered nor skipped."""
    open_prompts = learner.prompts.filter(question=question_id, review=None)
    return open_prompts.exclude(events__kind=Event.Kind.SKIPPED).order_by("at", "pk")
