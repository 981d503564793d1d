"""Reading an answer in the library: noted, never graded, and the question rests for the day.

A stuck question is read beside what it is confused with.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from quiz.practice.answering.stuck import to_read
from quiz.practice.asking.current import waiting
from quiz.practice.log.step import until_fresh
from quiz.practice.models import Event, Learner
from quiz.practice.remembering.events import note
from quiz.practice.remembering.situation import situation_of


def read_answer(*, learner: Learner, key: str, now: datetime, zone: ZoneInfo) -> Learner:
    """Note that the answer was read, once a day however often it is opened; gives the learner who read it.

    A prompt that still asks it is skipped: answered now, it would say nothing of memory. `note` owns the
    transactions. A visitor's learner is made here. Raises `KeyError` for an unknown key, `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: read_once(fresh, key, now, zone))


def read_once(learner: Learner, key: str, now: datetime, zone: ZoneInfo) -> Learner:
    situation = situation_of(learner, zone)
    today = situation.local_day(now)
    own = [] if situation.memory.state(key).read_on == today else [key]
    keys = [*own, *to_read(situation, key, today)]
    if not keys:
        return learner
    for each in keys:
        for prompt in waiting(learner, situation.bank.id_of[each]):
            note(situation_of(learner, zone), Event.Kind.SKIPPED, [each], now, prompt)
    note(situation_of(learner, zone), Event.Kind.READ, keys, now)
    return learner
