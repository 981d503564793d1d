"""What the curator did: a published change of meaning, a draft, and a proposal that waits for a second look."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from accounts.models import User
from quiz.bank.editing.publishing import live_content, publish, save_draft, state_of
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import ExampleContent, content_of
from quiz.bank.revisions.digest import digest_of

DRAFTED = "what-is-data-drift"
PROPOSED = "model-versioning-vs-staging"
NOTED = "mlflow-model-registry"
"""Its note on what changed since holds for the proposed question too."""
CHANGED, POINT = "what-is-model-registry", "stages"
"""The question that the learner knows, and its key point that says something else now."""
USED_FOR = "It says what each version may be used for, by an alias such as `champion` or an approval"
WHY = "Stages are deprecated since MLflow 2.9; aliases take their place."
COMMON_WRONG = (
    "Describing concept drift: there the relationship between input and target changes, not the input data."
)


WRITTEN = ExampleContent("When the world outside is no longer as it was", accepted=True)
"""Fair enough, and the machine refuses it: the draft's checks say so."""


def draft_and_propose(*, curator: User, now: datetime) -> None:
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


def change_meaning(*, curator: User, now: datetime) -> None:
    """Those who learned the old answer see what changed. In the caller's transaction."""
    question = Question.objects.get(key=CHANGED)
    points = tuple(
        replace(point, text=USED_FOR) if point.slug == POINT else point
        for point in live_content(question).key_points
    )
    changed = draft(CHANGED, curator, now, key_points=points)
    publish(
        revision=changed,
        seen=state_of(question),
        by=curator,
        change=Revision.Change.MEANING,
        why=WHY,
        now=now,
    )


def draft(key: str, curator: User, now: datetime, **changes: Any) -> Revision:
    """What is live, with these changes."""
    question = Question.objects.get(key=key)
    live = live_content(question)
    return save_draft(
        question=question, content=replace(live, **changes), seen=digest_of(live), by=curator, now=now
    )
