"""How many flags of learners wait at a question: the one place that knows, for the figures on its page."""

from quiz.bank.models import Question
from quiz.practice.flags.models import Flag


def flags_waiting_at(question: Question) -> int:
    return Flag.objects.open().filter(question=question).count()
