"""References that nobody has looked at for a year: which they are, and the note that one is still right."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from quiz.bank.editing.publishing import live_content, lock, open_revision, save_draft
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.curation.kinds_of_work import Kind, Row

GOOD_FOR = timedelta(days=365)
"""How long a look at a reference holds."""


class NotThere(Exception):
    """The words no longer name this reference."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place on the web on which a question rests: a reference, or the source of a note."""

    title: str
    url: str
    checked: date | None
    says: str = ""
    """What the note says that rests on it."""

    def is_due(self, today: date) -> bool:
        return self.checked is None or today - self.checked >= GOOD_FOR


def sources_of(revision: Any) -> list[Source]:
    """Each address once, with the day of its oldest check. Takes a `Revision`, or whatever has its two fields."""
    found: dict[str, Source] = {}
    for each in named_in(revision.references, revision.currency_notes):
        known = found.get(each.url, each)
        days = known.checked and each.checked and min(known.checked, each.checked)
        found[each.url] = replace(known, checked=days or None, says=known.says or each.says)
    return list(found.values())


def named_in(
    references: Collection[Mapping[str, Any]], notes: Collection[Mapping[str, Any]]
) -> Iterator[Source]:
    """A draft may name half of one."""
    for row in references:
        yield Source(row.get("title", ""), row.get("url", ""), day_of(row))
    for note in notes:
        source = note.get("source", {})
        yield Source(source.get("title", ""), source.get("url", ""), day_of(note), note.get("says", ""))


def day_of(row: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(row.get("checked", ""))
    except ValueError:
        return None


def due_sources(today: date) -> list[tuple[Revision, Source]]:
    """Those of what is live that are due, oldest first, but for what an open revision dates anew or leaves out."""
    live = Revision.objects.filter(live_for__in=Question.objects.published()).only(
        "question_id", "text", "references", "currency_notes"
    )
    drafts = {
        row.question_id: row
        for row in Revision.objects.open().only("question_id", "references", "currency_notes")
    }
    due = [
        (row, source)
        for row in live
        for source in sources_of(row)
        if source.is_due(today) and is_due_in(drafts.get(row.question_id), source, today)
    ]
    return sorted(due, key=lambda pair: (pair[1].checked or date.min, pair[0].question_id))


def is_due_in(draft: Revision | None, source: Source, today: date) -> bool:
    if draft is None:
        return True
    return any(each.url == source.url and each.is_due(today) for each in sources_of(draft))


def references_waiting(user: User, now: datetime) -> Kind:
    today = now.date()
    rows = [row_of(revision, source, today) for revision, source in due_sources(today)]
    return Kind(_("References to check again"), rows, len(rows))


def row_of(revision: Revision, source: Source, today: date) -> Row:
    address = reverse("admin:quiz_question_references", args=[revision.question_id])
    return Row(
        question=revision.text,
        what=source.title or source.url,
        who=age(source, today),
        since=datetime.combine(source.checked, time.min, UTC) if source.checked else None,
        verb=_("Check"),
        address=address,
    )


def age(source: Source, today: date) -> str:
    if source.checked is None:
        return _("never checked")
    years = (today - source.checked) // GOOD_FOR
    return ngettext("checked a year ago", "checked %(years)d years ago", years) % {"years": years}


@transaction.atomic
def confirm_source(*, question: Question, url: str, by: User, now: datetime, today: date) -> Revision:
    """The open revision says that somebody looked today; where there is none, a draft is opened. One transaction.

    Raises `NotThere`.
    """
    question = lock(question)
    draft = open_revision(question)
    current = content_of(draft) if draft else live_content(question)
    if url not in {source.url for source in sources_of(current)}:
        raise NotThere
    dated = checked_on(current, url, today.isoformat())
    if draft and dated == current:
        return draft
    seen = digest_of(current)
    return save_draft(question=question, content=dated, seen=seen, by=by, now=now, is_aside=True)


def checked_on(content: Content, url: str, day: str) -> Content:
    return replace(
        content,
        references=[row | {"checked": day} if row.get("url") == url else row for row in content.references],
        currency_notes=[
            note | {"checked": day} if note.get("source", {}).get("url") == url else note
            for note in content.currency_notes
        ],
    )


def rests_on(revision: Revision, today: date) -> Sequence[tuple[Source, bool]]:
    """Each with whether it is due."""
    return [(source, source.is_due(today)) for source in sources_of(revision)]
