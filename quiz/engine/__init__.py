"""What adapts. Values in, values out; the clock and the dice are arguments.

Four rooms, each standing on those after it: `foresight` (what will be, if the plan is kept), `choosing` (which
question is next), `recall` (what will be recalled), `memory` (what an answer changes); below them `given`, what
they are told. This is the engine's face: import from here, not from the rooms. Instants are aware UTC; times in
days unless a name says seconds.
"""

from quiz.engine.choosing.moment import Pick
from quiz.engine.choosing.picking import pick
from quiz.engine.choosing.promising import APART, promised
from quiz.engine.choosing.reasons import supposes_unaided
from quiz.engine.choosing.time_left import days_left
from quiz.engine.choosing.to_place import PLACES, place
from quiz.engine.foresight.forecasting import forecast, triage
from quiz.engine.given import Plan, Question, Review
from quiz.engine.memory.cards import Card, is_stuck, was_right_once
from quiz.engine.memory.evidence import guess_chance
from quiz.engine.memory.fingerprint import ENGINE_VERSION, fingerprint
from quiz.engine.memory.owing import was_missed_on
from quiz.engine.memory.packing import UnknownFormatError
from quiz.engine.memory.profiles import Profile, new_profile
from quiz.engine.memory.recording import record
from quiz.engine.recall.due import due
from quiz.engine.recall.levels import Level, level
from quiz.engine.recall.readiness import predict, readiness

__all__ = [
    "APART",
    "ENGINE_VERSION",
    "PLACES",
    "Card",
    "Level",
    "Pick",
    "Plan",
    "Profile",
    "Question",
    "Review",
    "UnknownFormatError",
    "days_left",
    "due",
    "fingerprint",
    "forecast",
    "guess_chance",
    "is_stuck",
    "level",
    "new_profile",
    "pick",
    "place",
    "predict",
    "promised",
    "readiness",
    "record",
    "supposes_unaided",
    "triage",
    "was_missed_on",
    "was_right_once",
]
