"""Why a question is asked now, in one true sentence for the learner."""

from datetime import date
from typing import Final

ASSIGNED: Final = "Assigned, and not yet proficient."
PROMISED: Final = "You missed it when you last practised, so this session starts with it."
MISSED: Final = "You missed it when you last answered it."
NEW: Final = "New: you have not met this question yet."
FADING: Final = "Not due yet, but among the next to fade."
LEAST_GAIN: Final = 0.02
BETWEEN: Final = "Asked again, to put a question before one that you missed."


def due(recall: float) -> str:
    """For a question whose recall is below the target, or falls below it today."""
    return f"Due: about {_percent(recall)} likely to be recalled now."


def for_the_date(day: date, *, left_alone: float, asked_now: float, seconds: float) -> str:
    """For a question that gains by the date: recall on it if left alone, and if asked now."""
    if asked_now - left_alone < LEAST_GAIN:
        return FADING
    return (
        f"Likely to slip by {_spoken(day)}; {_duration(seconds)} now raises it"
        f" from {round(left_alone * 100)} to {_percent(asked_now)}."
    )


def probe(day: date) -> str:
    """For one of the first questions of a day, from earlier days."""
    return f"From an earlier day: how well it held tells what will hold until {_spoken(day)}."


def _spoken(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _duration(seconds: float) -> str:
    if seconds < 45.0:
        return "half a minute"
    return "a minute" if seconds < 90.0 else "two minutes"


def _percent(share: float) -> str:
    return f"{min(max(round(share * 100), 1), 99)} %"
