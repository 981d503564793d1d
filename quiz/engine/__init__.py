"""What adapts: memory, picking, levels, readiness. Values in, values out; the clock and the dice are
arguments. Instants are aware UTC; times in days unless a name says seconds."""

from quiz.engine.cards import Card, is_stuck
from quiz.engine.evidence import guess_chance
from quiz.engine.forecasting import forecast, triage
from quiz.engine.identity import ENGINE_VERSION, fingerprint
from quiz.engine.levels import Level, level
from quiz.engine.packing import UnknownFormatError
from quiz.engine.picking import APART, pick
from quiz.engine.placing import PLACES, place
from quiz.engine.profiles import Profile, new_profile
from quiz.engine.readiness import predict, readiness
from quiz.engine.recording import record
from quiz.engine.returning import due
from quiz.engine.time_left import days_left
from quiz.engine.values import Pick, Plan, Question, Review

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
    "readiness",
    "record",
    "triage",
]
