"""Two curators at work: one's proposal waits for the other, and one was sent back."""

from dataclasses import replace
from datetime import datetime, timedelta

from accounts.models import User
from quiz.bank.editing.publishing import live_content, save_draft, state_of
from quiz.bank.editing.sending_back import send_back
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.digest import digest_of

WAITS = "mlflow-model-registry"
SENT_BACK = "canary-deployment"
HINT = "Think of the place that a deployment asks which version to run."
WORDS = "The old hint gave the answer away."
COMMENT = "Please say in the hint what is compared, not only that something is."


def review(*, curator: User, colleague: User, now: datetime) -> None:
    """In the caller's transaction."""
    propose(WAITS, colleague, now - timedelta(days=4), hint=HINT, words=WORDS)
    proposed = propose(
        SENT_BACK, curator, now - timedelta(days=2), hint="A few get the new version first.", words=""
    )
    seen = state_of(proposed.question)
    send_back(revision=proposed, seen=seen, by=colleague, comment=COMMENT, now=now - timedelta(days=1))


def propose(key: str, by: User, now: datetime, *, hint: str, words: str) -> Revision:
    question = Question.objects.get(key=key)
    live = live_content(question)
    proposed = replace(live, hint=hint)
    save_draft(question=question, content=proposed, seen=digest_of(live), by=by, now=now)
    return save_draft(
        question=question,
        content=proposed,
        seen=digest_of(proposed),
        by=by,
        now=now,
        becomes=Revision.Status.PROPOSED,
        words=words,
    )
