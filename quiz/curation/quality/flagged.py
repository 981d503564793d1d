"""How many flags of learners wait at a question: the one place that knows, for the figures on its page."""

from quiz.bank.models import Question


def flags_waiting_at(question: Question) -> int | None:
    """None where flags are not there to be counted."""
    return None
