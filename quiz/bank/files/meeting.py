"""What a newer fixture's words do to a question that may have been edited here: three-way, field by field."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from quiz.bank.editing.proposals import note_carried
from quiz.bank.editing.publishing import (
    DraftIsOpen,
    add_revision,
    go_live,
    live_content,
    open_revision,
    published_before,
    write_draft,
)
from quiz.bank.last_shipped import Before, shipped_before, told_of
from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import SHIPPED, Origin, Publication, note
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.bank.revisions.merging import Merged, differing, merge
from quiz.bank.shipped import ShippedQuestion


class Change(Enum):
    """What loading does, in words for one and for many."""

    SECTION_ADDED = "section added", "sections added"
    SECTION_CHANGED = "section changed", "sections changed"
    ADDED = "question added", "questions added"
    MOVED = "question moved", "questions moved"
    UPDATED = "question updated", "questions updated"
    TOLD = "reason changed, of words that stay", "reasons changed, of words that stay"
    CARRIED = "draft brought up to newer words", "drafts brought up to newer words"
    PROPOSED = "proposal made, of a question edited here", "proposals made, of questions edited here"
    WITHDRAWN = "proposal withdrawn, since nothing is newer", "proposals withdrawn, since nothing is newer"
    RETIRED = "question retired", "questions retired"
    BROUGHT_BACK = "question brought back", "questions brought back"
    RELATED = "relation added", "relations added"
    UNRELATED = "relation removed", "relations removed"
    DRILLED = "drill added or changed", "drills added or changed"
    DRILL_MOVED = "drill moved", "drills moved"
    DRILL_CARRIED = "draft of a drill brought up to newer words", "drafts of drills brought up to newer words"
    DRILL_PROPOSED = "proposal made, of a drill edited here", "proposals made, of drills edited here"
    DRILL_WITHDRAWN = (
        "proposal for a drill withdrawn, since nothing is newer",
        "proposals for drills withdrawn, since nothing is newer",
    )
    DRILL_RETIRED = "drill retired", "drills retired"
    DRILL_BACK = "drill brought back", "drills brought back"

    def counted(self, count: int) -> str:
        return f"{count} {self.value[0 if count == 1 else 1]}"


@dataclass(frozen=True, slots=True)
class Step:
    """One change, and what it is about."""

    change: Change
    what: str
    asked: tuple[str, ...] = ()
    """What was changed both here and in the files, each in another way."""


def settle_words(
    question: Question, shipped: ShippedQuestion, now: datetime, origin: Origin = SHIPPED
) -> list[Step]:
    """Updates what nobody edited here, proposes where somebody did. Raises `DraftIsOpen`."""
    live = question.live_revision
    if live is None:
        publish_shipped(question, shipped, now, origin)
        return [Step(Change.ADDED, question.key)]
    before = shipped_before(question, live)
    if shipped.digest == live.digest:
        return [*withdraw(question), *tell(question, live, shipped, before, now, origin)]
    if shipped.digest == before.digest:
        return []
    if live.digest == before.digest:
        publish_shipped(question, shipped, now, origin)
        return [Step(Change.UPDATED, question.key), *carry(question, content_of(live), shipped.content, now)]
    return propose(question, live, shipped, before, now)


def publish_shipped(question: Question, shipped: ShippedQuestion, now: datetime, origin: Origin) -> None:
    """What a fixture says becomes live, beside whatever draft is open here."""
    revision = published_before(question, shipped.content) or add_revision(
        question, shipped.content, status=Revision.Status.PUBLISHED, digest=shipped.digest, created_at=now
    )
    go_live(
        question,
        revision,
        change=shipped.change,
        why=shipped.why,
        by=origin.by,
        file=origin.file,
        now=now,
    )


def tell(
    question: Question,
    live: Revision,
    shipped: ShippedQuestion,
    before: Before,
    now: datetime,
    origin: Origin,
) -> list[Step]:
    """The files tell otherwise of words that are live: noted, unless a curator told of them here."""
    told, here = (shipped.change, shipped.why), told_of(live)
    if told in (here, before.told) or here != before.told:
        return []
    note(
        Publication.Act.PUBLISHED,
        question,
        revision=live,
        before=live,
        change=shipped.change,
        why=shipped.why,
        by=origin.by,
        file=origin.file,
        now=now,
    )
    return [Step(Change.TOLD, question.key)]


def carry(question: Question, old: Content, new: Content, now: datetime) -> list[Step]:
    """A draft of older words gets what is newer, so that publishing it takes nothing back that it never touched."""
    draft = open_revision(question)
    if draft is None:
        return []
    merged = merge(old, content_of(draft), new)
    return [keep(question, draft, merged, merged.conflicts, now, Change.CARRIED, digest=draft.digest)]


def propose(
    question: Question, live: Revision, shipped: ShippedQuestion, before: Before, now: datetime
) -> list[Step]:
    """What is newer in the files, over what was edited here. Where both changed the same the files' words stand in
    the proposal, and what is live keeps those from here. An older proposal that nobody touched becomes this one.
    """
    draft, ours = open_revision(question), content_of(live)
    stands = content_of(draft) if draft else ours
    merged = merge(before.content, shipped.content, stands if is_untouched(draft) else ours)
    if draft and not is_untouched(draft):
        if digest_of(stands) in (shipped.digest, digest_of(merged.content)):
            return []
        raise DraftIsOpen
    if digest_of(merged.content) == live.digest:
        return withdraw(question)
    asked = [*(draft.conflicts if draft else ()), *merged.conflicts]
    told = {"change": shipped.change, "why": shipped.why, "digest": digest_of(merged.content)}
    return [keep(question, draft, merged, asked, now, Change.PROPOSED, **told)]


def keep(
    question: Question,
    draft: Revision | None,
    merged: Merged,
    asked: Any,
    now: datetime,
    does: Change,
    **fields: Any,
) -> Step:
    """The merged words as the open revision, with what is asked of it: where it is not as what is live."""
    other = differing(merged.content, live_content(question))
    fields["conflicts"] = [unit for unit in dict.fromkeys(asked) if unit in other]
    if draft is None:
        add_revision(question, merged.content, status=Revision.Status.PROPOSED, created_at=now, **fields)
    else:
        for name, value in fields.items():
            setattr(draft, name, value)
        write_draft(question, draft, merged.content, becomes=None, by=None, now=now)
        note_carried(draft, now)
    return Step(does, question.key, tuple(fields["conflicts"]))


def is_untouched(draft: Revision | None) -> bool:
    """A proposal of the fixtures that says what they proposed, as it stood then."""
    return draft is None or (
        draft.status == Revision.Status.PROPOSED and draft.digest == digest_of(content_of(draft))
    )


def withdraw(question: Question) -> list[Step]:
    """The fixtures' own proposal, where what is live says all that is newer."""
    draft = open_revision(question)
    if draft is None or not is_untouched(draft):
        return []
    draft.delete()
    return [Step(Change.WITHDRAWN, question.key)]
