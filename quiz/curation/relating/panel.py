"""What a curator sees of a question's relations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quiz.bank.editing.refolding import refold_due
from quiz.bank.editing.relating import Related, Side, relations_of
from quiz.bank.models import Question
from quiz.curation.relating.forms import RelateForm


@dataclass(frozen=True, slots=True)
class Group:
    """All that are the same to the question at hand."""

    side: Side
    related: Sequence[Related]


@dataclass(frozen=True, slots=True)
class Panel:
    groups: Sequence[Group]
    form: RelateForm
    refold_due: datetime | None
    """When relations changed last, if memories are still to be worked out anew."""


def build_panel(question: Question, form: RelateForm | None = None) -> Panel:
    related = relations_of(question)
    groups = (Group(side, [each for each in related if each.side is side]) for side in Side)
    form = form or RelateForm(question, label_suffix="")
    return Panel([group for group in groups if group.related], form, refold_due())
