"""What a curator sees of a question and a drill alike: the draft beside what is live, its history, how far it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.bank.checks.checking import Check, blocking
from quiz.bank.models import Revision
from quiz.bank.publication_log import Publication, doer, names_of
from quiz.curation.editing.checked_fields import Told as ToldCheck
from quiz.curation.editing.comparing import Comparison
from quiz.curation.editing.meanwhile import Conflict

Act = Publication.Act


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four states of a revision, on the line that shows how far it is."""

    words: Any
    is_reached: bool
    by: Any = None
    at: datetime | None = None
    note: Any = ""


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One line of the log of publications."""

    publication: Any
    by: str


@dataclass(frozen=True, slots=True)
class Told:
    """A revision in the history, with its number and what sets it apart from what is live."""

    number: int
    revision: Any
    is_live: bool
    comparisons: Sequence[Comparison]
    acts: Sequence[ToldAct]
    """Each time it was made live."""
    by: str | None
    """Who made it; None where it came with the fixtures."""


@dataclass(frozen=True, kw_only=True)
class CuratedPage:
    thing: Any
    """The question or the drill."""
    history: Sequence[Told]
    """Newest first."""
    draft: Any
    """The open revision, if there is one."""
    editor: Any
    checks: Sequence[Check]
    told: Sequence[ToldCheck]
    """The checks with the fields at which they stand."""
    comparisons: Sequence[Comparison]
    """From live to draft."""
    seen: str
    """What an act that is decided on this page is decided on."""
    acts: Sequence[ToldAct]
    """All that was done to what learners see of it, newest first."""
    decide: Sequence[Conflict] = ()
    """What the draft has from the fixtures, and was changed here too: from what is live to the draft."""
    meanwhile: Any = None
    """What somebody else saved while the fields were filled in."""

    @property
    def number(self) -> int:
        """Of the draft, or of what is live."""
        shown = self.draft.pk if self.draft else self.thing.live_revision_id
        return next((told.number for told in self.history if told.revision.pk == shown), 1)

    @property
    def live_number(self) -> int | None:
        return next((told.number for told in self.history if told.is_live), None)

    @property
    def may_publish(self) -> bool:
        return not blocking(self.checks)

    @property
    def is_proposed(self) -> bool:
        return self.draft is not None and self.draft.status == Revision.Status.PROPOSED

    @cached_property
    def published(self) -> ToldAct | None:
        """How what is live came to be."""
        return self.last(Act.PUBLISHED) if self.thing.live_revision_id else None

    @cached_property
    def retired(self) -> ToldAct | None:
        return self.last(Act.RETIRED) if self.thing.retired_at else None

    def last(self, act: str) -> ToldAct | None:
        return next((told for told in self.acts if told.publication.act == act), None)

    def shown_of(self, revision: Any) -> Told | None:
        return next((told for told in self.history if told.revision == revision), None)

    @property
    def stages(self) -> list[Stage]:
        return [
            made(self.shown_of(self.draft)),
            self.proposed,
            done(_("Published"), self.published, is_reached=self.thing.live_revision_id is not None),
            done(_("Retired"), self.retired, is_reached=self.thing.retired_at is not None),
        ]

    @property
    def proposed(self) -> Stage:
        note = _("waits for a second look") if self.is_proposed else ""
        return Stage(_("Proposed"), self.is_proposed, note=note)


def made(draft: Told | None) -> Stage:
    if draft is None:
        return Stage(_("Draft"), is_reached=False)
    by = draft.by or _("from the fixtures")
    return Stage(_("Draft"), is_reached=True, by=by, at=draft.revision.created_at)


def done(words: Any, told: ToldAct | None, *, is_reached: bool) -> Stage:
    """What came before the log was kept was never noted."""
    if told is None:
        return Stage(words, is_reached=is_reached, by=_("from the fixtures") if is_reached else None)
    return Stage(words, is_reached=is_reached, by=told.by, at=told.publication.at)


def told_acts(rows: Iterable[Any]) -> list[ToldAct]:
    """Two queries."""
    rows = list(rows)
    names = names_of(rows)
    return [ToldAct(row, doer(row, names)) for row in rows]


def history_of(
    thing: Any,
    revisions: Iterable[Any],
    acts: Sequence[ToldAct],
    *,
    compared: Callable[[Any], Sequence[Comparison]],
    maker: Callable[[Any], str | None],
) -> list[Told]:
    """Newest first, of revisions in the order in which they came."""
    return [
        Told(
            number=number,
            revision=revision,
            is_live=revision.pk == thing.live_revision_id,
            comparisons=compared(revision),
            acts=[told for told in acts if told.publication.revision_id == revision.pk],
            by=maker(revision),
        )
        for number, revision in enumerate(revisions, start=1)
    ][::-1]
