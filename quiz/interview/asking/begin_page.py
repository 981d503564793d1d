"""What the page shows on which an interview is set up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quiz.interview.asking.begin_form import BeginForm
from quiz.interview.holding.held import open_interview
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
    earlier: Sequence[object]
    """As the report's room lists them."""
    answered: int
    """How many questions the learner has answered so far."""

    @property
    def is_beginner(self) -> bool:
        return self.answered < FEW


def build_begin(
    situation: Situation, form: BeginForm, now: datetime, earlier: Sequence[object] = ()
) -> BeginPage:
    learner = situation.learner
    if not learner.exists:
        return BeginPage(form, None, (), 0)
    answered = len(situation.memory.cards)
    return BeginPage(form, open_interview(learner, now), earlier[:LISTED], answered)
