"""What the engine expected of an answer before it was given, kept with it: so one can see later how right it was."""

from datetime import datetime

from quiz.practice.asking.asked import Asked
from quiz.practice.models import Way
from quiz.practice.remembering.situation import Situation


def predicted(situation: Situation, asked: Asked, at: datetime) -> float | None:
    """The chance of knowing it, where the answer puts that to the test: without options or a hint, of a question that
    was last answered on an earlier day and has neither been read today nor changed since.
    """
    if asked.prompt.way == Way.CHOOSE or asked.hinted:
        return None
    key, today = situation.bank.key_of[asked.prompt.question_id], situation.local_day(at)
    state = situation.memory.state(key)
    card = state.card
    if card is None or card.overtaken or state.was_read_on(today) or key not in situation.bank.known:
        return None
    is_later = card.asked_on is not None and card.asked_on < today
    return situation.recall(key, card, at) if is_later else None
