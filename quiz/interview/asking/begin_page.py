"""What the page shows on which an interview is set up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quiz.interview.asking.begin_form import BeginForm
from quiz.interview.holding.held import interviews_of, open_interview
from quiz.interview.models import Interview
from quiz.practice.remembering.situation import Situation

FEW = 10
"""Who has answered fewer questions has not begun."""
LISTED = 20


@dataclass(frozen=True)
class BeginPage:
    form: BeginForm
    open: Interview | None
    """The one that goes on."""
    earlier: Sequence[Interview]
    answered: int
    """How many questions the learner has answered so far."""

    @property
    def is_beginner(self) -> bool:
        return self.answered < FEW


def build_begin(situation: Situation, form: BeginForm, now: datetime) -> BeginPage:
    learner = situation.learner
    if not learner.exists:
        return BeginPage(form, None, (), 0)
    is_open = open_interview(learner, now)
    earlier = [each for each in interviews_of(learner)[: LISTED + 1] if each != is_open][:LISTED]
    return BeginPage(form, is_open, earlier, len(situation.memory.cards))
