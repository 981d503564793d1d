"""Why a question is asked now, in one true sentence for the learner."""

from typing import Final

ASSIGNED: Final = "Assigned, and not yet proficient."
MISSED: Final = "You missed it when you last answered it."
NEW: Final = "New: you have not met this question yet."
FADING: Final = "Not due yet, but among the next to fade."
BETWEEN: Final = "Asked again, to put a question before one that you missed."


def due(recall: float) -> str:
    """For a question whose recall is below the target, or falls below it today."""
    return f"Due: about {_percent(recall)} likely to be recalled now."


def for_the_date(recall: float) -> str:
    """For a question that gains most by the date, of which `recall` is expected there if left alone."""
    return f"For your date: about {_percent(recall)} likely to be recalled on it without more practice."


def _percent(share: float) -> str:
    return f"{min(max(round(share * 100), 1), 99)} %"
