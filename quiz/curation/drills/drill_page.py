"""What a curator sees of one drill."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from quiz.bank.checks.checking import Check, blocking
from quiz.bank.drills.checking import judge
from quiz.bank.drills.models import Drill, DrillRevision, Status
from quiz.bank.drills.publication_log import DrillPublication
from quiz.bank.drills.publishing import Opened, live_words, state_of
from quiz.bank.drills.words import DrillWords, words_of
from quiz.bank.publication_log import doer, names_of
from quiz.curation.drills.checked import at_their_fields
from quiz.curation.drills.comparing import compare
from quiz.curation.drills.forms import DrillEditor
from quiz.curation.drills.meanwhile import Meanwhile, asked, sealed
from quiz.curation.editing.checked_fields import Told
from quiz.curation.editing.comparing import Comparison
from quiz.curation.editing.meanwhile import Conflict
from quiz.curation.editing.question_page import Stage

Act = DrillPublication.Act


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One line of the log of publications."""

    publication: DrillPublication
    by: str


@dataclass(frozen=True, slots=True)
class ToldRevision:
    """A revision in the history, with its number and what sets it apart from what is live."""

    number: int
    revision: DrillRevision
    is_live: bool
    comparisons: Sequence[Comparison]
    acts: Sequence[ToldAct]
    """Each time it was made live."""


@dataclass(frozen=True)
class CuratedDrill:
    drill: Drill
    history: Sequence[ToldRevision]
    """Newest first."""
    draft: DrillRevision | None
    words: DrillWords
    """What the draft says, else what is live; with an editor at hand, what stands in its fields."""
    editor: DrillEditor | None
    checks: Sequence[Check]
    told: Sequence[Told]
    """The checks with the fields at which they stand."""
    comparisons: Sequence[Comparison]
    """From live to draft."""
    seen: str
    """What an act that is decided on this page is decided on."""
    acts: Sequence[ToldAct]
    """All that was done to what people see of it, newest first."""
    decide: Sequence[Conflict]
    """What the draft has from the fixtures, and was changed here too: from what is live to the draft."""
    meanwhile: Meanwhile | None
    """What somebody else saved while the fields were filled in."""

    @property
    def number(self) -> int:
        """Of the draft, or of what is live."""
        shown = self.draft.pk if self.draft else self.drill.live_revision_id
        return next((told.number for told in self.history if told.revision.pk == shown), 1)

    @property
    def live_number(self) -> int | None:
        return next((told.number for told in self.history if told.is_live), None)

    @property
    def may_publish(self) -> bool:
        return not blocking(self.checks)

    @property
    def is_proposed(self) -> bool:
        return self.draft is not None and self.draft.status == Status.PROPOSED

    def last(self, act: Act) -> ToldAct | None:
        return next((told for told in self.acts if told.publication.act == act), None)

    @cached_property
    def stages(self) -> list[Stage]:
        note = _("waits for a second look") if self.is_proposed else ""
        return [
            made(self.draft),
            Stage(_("Proposed"), self.is_proposed, note=note),
            done(_("Published"), self.last(Act.PUBLISHED), is_reached=bool(self.drill.live_revision_id)),
            done(_("Retired"), self.last(Act.RETIRED), is_reached=self.drill.retired_at is not None),
        ]


def made(draft: DrillRevision | None) -> Stage:
    if draft is None:
        return Stage(_("Draft"), is_reached=False)
    by = draft.created_by or _("from the fixtures")
    return Stage(_("Draft"), is_reached=True, by=by, at=draft.created_at)


def done(words: object, told: ToldAct | None, *, is_reached: bool) -> Stage:
    """What came before the log was kept was never noted."""
    if not is_reached or told is None:
        return Stage(words, is_reached=is_reached, by=_("from the fixtures") if is_reached else None)
    return Stage(words, is_reached=True, by=told.by, at=told.publication.at)


def build_drill_page(
    drill: Drill, editor: DrillEditor | None = None, meanwhile: Meanwhile | None = None
) -> CuratedDrill:
    """As it is stored; `editor` is given where its fields were filled in, `meanwhile` where somebody else saved."""
    seen = state_of(drill)  # before the words: what is saved in between shows as moved
    live, acts = live_words(drill), acts_on(drill)
    draft = drill.revisions.open().select_related("created_by").first()
    stored = words_of(draft) if draft else live
    words = editor.words() if editor else meanwhile.words if meanwhile else stored
    shown = editor or (new_editor(drill, draft, stored, words) if draft or meanwhile else None)
    checks = judge(words)
    return CuratedDrill(
        drill=drill,
        history=build_history(drill, live, acts),
        draft=draft,
        words=words,
        editor=shown,
        checks=checks,
        told=at_their_fields(checks, shown),
        comparisons=compare(live, words),
        seen=seen,
        acts=acts,
        decide=to_decide(draft, words, live),
        meanwhile=meanwhile,
    )


def new_editor(
    drill: Drill, draft: DrillRevision | None, stored: DrillWords, words: DrillWords
) -> DrillEditor:
    """Its fields say the words; it was opened with what is stored."""
    opened = Opened(stored, draft.pk if draft else None, drill.live_revision_id)
    return DrillEditor(words, opened=sealed(opened, drill))


def to_decide(draft: DrillRevision | None, words: DrillWords, live: DrillWords) -> list[Conflict]:
    conflicts = [asked(name, words, live) for name in (draft.conflicts if draft else ())]
    return [conflict for conflict in conflicts if conflict.comparisons]


def acts_on(drill: Drill) -> list[ToldAct]:
    """Newest first; two queries."""
    rows = list(drill.publications.order_by("-pk"))
    names = names_of(rows)
    return [ToldAct(row, doer(row, names)) for row in rows]


def build_history(drill: Drill, live: DrillWords, acts: Sequence[ToldAct]) -> list[ToldRevision]:
    rows = drill.revisions.order_by("pk").select_related("created_by")
    return [
        ToldRevision(
            number=number,
            revision=revision,
            is_live=revision.pk == drill.live_revision_id,
            comparisons=compare(words_of(revision), live),
            acts=[told for told in acts if told.publication.revision_id == revision.pk],
        )
        for number, revision in enumerate(rows, start=1)
    ][::-1]
