"""What the page shows on which an interview is set up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from quiz.interview.asking.begin_form import BeginForm
from quiz.interview.holding.held import interviews_of, open_interview
from quiz.interview.models import Interview
from quiz.practice.models import Event, Learner
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
    earlier = [each for each in with_words(learner)[: LISTED + 1] if each != is_open][:LISTED]
    return BeginPage(form, is_open, earlier, len(situation.memory.cards))


def with_words(learner: Learner) -> QuerySet[Interview]:
    """Those in which something was said, the newest first."""
    said = Event.objects.filter(prompt__session=OuterRef("session"), kind=Event.Kind.SAID)
    rows: QuerySet[Interview] = interviews_of(learner)
    return rows.filter(Exists(said) | Q(drill_answer__isnull=False))
