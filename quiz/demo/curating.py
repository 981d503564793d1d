"""The curator's open work: a draft, and a proposal that waits for a second look."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from accounts.models import User
from quiz.bank.content import ExampleContent, content_of
from quiz.bank.digest import digest_of
from quiz.bank.models import Question, Revision
from quiz.bank.publishing import live_content, save_draft

DRAFTED = "what-is-data-drift"
PROPOSED = "model-versioning-vs-staging"
NOTED = "mlflow-model-registry"
"""Its note on what changed since holds for the proposed question too."""
COMMON_WRONG = (
    "Describing concept drift: there the relationship between input and target changes, not the input data."
)


WRITTEN = ExampleContent("When the world outside is no longer as it was", accepted=True)
"""Fair enough, and the machine refuses it: the draft's checks say so."""


def curate(*, curator: User, now: datetime) -> None:
    """Save a draft and propose a revision. In the caller's transaction."""
    examples = (*live_content(Question.objects.get(key=DRAFTED)).examples, WRITTEN)
    draft(DRAFTED, curator, now, common_wrong=COMMON_WRONG, examples=examples)
    notes = live_content(Question.objects.get(key=NOTED)).currency_notes
    proposed = draft(PROPOSED, curator, now)
    words = content_of(proposed)
    save_draft(
        question=proposed.question,
        content=replace(words, currency_notes=notes),
        seen=digest_of(words),
        by=curator,
        now=now,
        becomes=Revision.Status.PROPOSED,
    )


def draft(key: str, curator: User, now: datetime, **changes: Any) -> Revision:
    """What is live, with these changes."""
    question = Question.objects.get(key=key)
    live = live_content(question)
    return save_draft(
        question=question, content=replace(live, **changes), seen=digest_of(live), by=curator, now=now
    )
