"""Why a question is asked now, in one true sentence for the learner."""

from datetime import date
from typing import Final

ASSIGNED: Final = "Your instructor assigned it, and you are not Proficient yet."
PROMISED: Final = "You missed it when you last practised, so this session starts with it."
OVERTAKEN: Final = "Its answer has changed since you learned it, so it comes early."
MISSED: Final = "You missed it when you last answered it."
NEW: Final = "New to you."
FADING: Final = "Not urgent, but the next one you are likely to forget."
PROBE: Final = "A quick check from an earlier day, to see how well you remember."
LEAST_GAIN: Final = 0.02
CHANCE: Final = "Your chance of knowing this"
BETWEEN: Final = "You know it already. It gives you a break before one that you missed."


def due(recall: float) -> str:
    """For a question whose recall is below the target, or falls below it today."""
    return f"{CHANCE} now is {_percent(recall)}."


def for_the_date(day: date, *, left_alone: float, asked_now: float) -> str:
    """For a question that gains by the date: recall on it if left alone, and if asked now."""
    chance = f"{CHANCE} on {_spoken(day)} is {_percent(left_alone)}."
    if asked_now - left_alone < LEAST_GAIN:
        return f"{chance} Answering now keeps it there."
    return f"{chance} Answering now makes it {_percent(asked_now)}."


def supposes_unaided(reason: str) -> bool:
    """Whether it is true only of an answer that nothing was read before: a chance, or a check."""
    return reason == PROBE or reason.startswith(CHANCE)


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B}"


def _percent(share: float) -> str:
    return f"{min(max(round(share * 100), 1), 99)} %"
