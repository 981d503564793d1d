"""What a curator sees of one drill."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quiz.bank.drills.checking import judge
from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.drills.publishing import Opened, live_words, state_of
from quiz.bank.drills.words import DrillWords, words_of
from quiz.curation.drills.checked import at_their_fields
from quiz.curation.drills.comparing import compare
from quiz.curation.drills.forms import DrillEditor
from quiz.curation.drills.meanwhile import Meanwhile, asked, sealed
from quiz.curation.editing.curated import CuratedPage, Told, ToldAct, history_of, told_acts
from quiz.curation.editing.meanwhile import Conflict
from quiz.curation.editing.preview import State


@dataclass(frozen=True, kw_only=True)
class CuratedDrill(CuratedPage):
    thing: Drill
    draft: DrillRevision | None
    words: DrillWords
    """What the draft says, else what is live; with an editor at hand, what stands in its fields."""
    editor: DrillEditor | None

    @property
    def states(self) -> tuple[State, ...]:
        return (State("", _("Show these words")),)


def build_drill_page(
    drill: Drill, editor: DrillEditor | None = None, meanwhile: Meanwhile | None = None
) -> CuratedDrill:
    """As it is stored; `editor` is given where its fields were filled in, `meanwhile` where somebody else saved."""
    seen = state_of(drill)  # before the words: what is saved in between shows as moved
    live, acts = live_words(drill), told_acts(drill.publications.order_by("-pk"))
    draft = drill.revisions.open().select_related("created_by").first()
    stored = words_of(draft) if draft else live
    words = editor.words() if editor else meanwhile.words if meanwhile else stored
    shown = editor or (new_editor(drill, draft, stored, words) if draft or meanwhile else None)
    checks = judge(words)
    return CuratedDrill(
        thing=drill,
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


def build_history(drill: Drill, live: DrillWords, acts: Sequence[ToldAct]) -> list[Told]:
    return history_of(
        drill,
        drill.revisions.order_by("pk").select_related("created_by"),
        acts,
        compared=lambda revision: compare(words_of(revision), live),
        maker=lambda revision: str(revision.created_by) if revision.created_by else None,
    )
