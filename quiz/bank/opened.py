"""What somebody began to edit, carried by their form: so that what others saved meanwhile can be told from it."""

from dataclasses import dataclass
from typing import Final

from django.core import signing

from quiz.bank.checks.checking import blocking, checks_beside
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, content_saying
from quiz.bank.revisions.merging import Merged, merge

SALT: Final = "revision-opened"


@dataclass(frozen=True, slots=True)
class Opened:
    content: Content
    draft: int | None
    """The open revision whose words these were."""
    live: int | None


def sealed(opened: Opened, question: Question) -> str:
    """For a form to carry."""
    said = [question.pk, opened.draft, opened.live, opened.content.said()]
    return signing.dumps(said, salt=SALT, compress=True)


def unsealed(token: str, question: Question) -> Opened | None:
    """None where the form does not say, or says it of another question."""
    try:
        of, draft, live, said = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Opened(content_saying(said), draft, live) if of == question.pk else None


def merged_since(
    opened: Opened | None, mine: Content, current: Content, question: Question, draft: Revision | None
) -> Merged:
    """What was changed here and what others changed since. A draft that they discarded had no other words of theirs:
    then every difference is asked.
    """
    is_known = opened is not None and not (
        opened.live == question.live_revision_id and is_gone(opened, draft)
    )
    return merge(opened.content if opened and is_known else None, mine, current)


def is_gone(opened: Opened, draft: Revision | None) -> bool:
    return opened.draft is not None and (draft is None or draft.pk != opened.draft)


def breaks_together(merged: Content, mine: Content, theirs: Content, duplicates: list[Content]) -> bool:
    """Whether together they fail a check that each of them passes."""
    known = {
        (check.field, check.words)
        for one in (mine, theirs)
        for check in blocking(checks_beside(one, duplicates))
    }
    return any(
        (check.field, check.words) not in known for check in blocking(checks_beside(merged, duplicates))
    )
