"""What newer fixtures do to a drill that may have been edited here: as to a question (`meeting`), field by field."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from quiz.bank.drills.models import Drill, DrillRevision, Status
from quiz.bank.drills.publication_log import DrillPublication, last_of, note
from quiz.bank.drills.publishing import (
    add_revision,
    go_live,
    live_words,
    open_revision,
    published_before,
    write_draft,
)
from quiz.bank.drills.words import DrillWords, Merged, ShippedDrill, merge, words_of
from quiz.bank.editing.publishing import DraftIsOpen
from quiz.bank.files.meeting import Change, Step
from quiz.bank.publication_log import Origin

Act = DrillPublication.Act


def settle_drills(
    drills: Iterable[ShippedDrill], now: datetime, origin: Origin
) -> tuple[list[Step], list[str]]:
    """Brings them up to the files; one that is not in the files stays. Also which wait for a curator to decide."""
    steps: list[Step] = []
    waiting: list[str] = []
    for shipped in drills:
        drill, placed = settle_place(shipped)
        steps += placed
        try:
            steps += settle_words(drill, shipped, now, origin)
            keep_shipped(drill, shipped)
        except DraftIsOpen:
            waiting.append(f"drill {drill.key}")
        steps += settle_retirement(drill, shipped, now, origin)
    return steps, waiting


def settle_place(shipped: ShippedDrill) -> tuple[Drill, list[Step]]:
    place = {"position": shipped.position, "kind": shipped.kind}
    drill, _ = Drill.objects.select_for_update().get_or_create(key=shipped.key, defaults=place)
    if all(getattr(drill, name) == value for name, value in place.items()):
        return drill, []
    Drill.objects.filter(pk=drill.pk).update(**place)
    return drill, [Step(Change.DRILL_MOVED, f"{drill.key}: position {shipped.position}, {shipped.kind}")]


def keep_shipped(drill: Drill, shipped: ShippedDrill) -> None:
    if drill.shipped != shipped.words.said():
        Drill.objects.filter(pk=drill.pk).update(shipped=shipped.words.said())


def settle_words(drill: Drill, shipped: ShippedDrill, now: datetime, origin: Origin) -> list[Step]:
    """Updates what nobody edited here, proposes where somebody did. Raises `DraftIsOpen`."""
    live = drill.live_revision
    if live is None:
        publish_shipped(drill, shipped, now, origin)
        return [Step(Change.DRILLED, drill.key)]
    before = shipped_before(drill, live)
    if shipped.words == words_of(live):
        return withdraw(drill)
    if shipped.words == before:
        return []
    if words_of(live) == before:
        publish_shipped(drill, shipped, now, origin)
        return [Step(Change.DRILLED, drill.key), *carry(drill, before, shipped.words, now)]
    return propose(drill, words_of(live), shipped.words, before, now)


def shipped_before(drill: Drill, live: DrillRevision) -> DrillWords | None:
    """What the files said when they were loaded last. Live words that nobody published came by `loaddata`."""
    if drill.shipped:
        return DrillWords(**drill.shipped)
    return None if drill.publications.exists() else words_of(live)


def publish_shipped(drill: Drill, shipped: ShippedDrill, now: datetime, origin: Origin) -> None:
    """What a fixture says becomes live, beside whatever draft is open here."""
    revision = published_before(drill, shipped.words) or add_revision(
        drill, shipped.words, status=Status.PUBLISHED, digest=shipped.digest, created_at=now
    )
    go_live(drill, revision, by=origin.by, now=now, file=origin.file)


def carry(drill: Drill, old: DrillWords, new: DrillWords, now: datetime) -> list[Step]:
    """A draft of older words gets what is newer, so that publishing it takes nothing back that it never touched."""
    draft = open_revision(drill)
    if draft is None:
        return []
    merged = merge(old, words_of(draft), new)
    return [keep(drill, draft, merged, now, Change.DRILL_CARRIED, digest=draft.digest)]


def propose(
    drill: Drill, live: DrillWords, new: DrillWords, before: DrillWords | None, now: datetime
) -> list[Step]:
    """What is newer in the files, over what was edited here. Where both changed the same the files' words stand in
    the proposal, and what is live keeps those from here. An older proposal that nobody touched becomes this one.
    """
    draft = open_revision(drill)
    stands = words_of(draft) if draft else live
    merged = merge(before, new, stands if is_untouched(draft) else live)
    if draft and not is_untouched(draft):
        if stands in (new, merged.words):
            return []
        raise DraftIsOpen
    if merged.words == live:
        return withdraw(drill)
    asked = (*(draft.conflicts if draft else ()), *merged.conflicts)
    proposed = Merged(merged.words, tuple(dict.fromkeys(asked)))
    return [keep(drill, draft, proposed, now, Change.DRILL_PROPOSED, digest=merged.words.digest)]


def keep(
    drill: Drill, draft: DrillRevision | None, merged: Merged, now: datetime, does: Change, **fields: Any
) -> Step:
    """The merged words as the open revision, with what is asked of it: where it is not as what is live."""
    live, said = live_words(drill).said(), merged.words.said()
    fields["conflicts"] = [name for name in merged.conflicts if said[name] != live[name]]
    if draft is None:
        add_revision(drill, merged.words, status=Status.PROPOSED, created_at=now, **fields)
    else:
        for name, value in fields.items():
            setattr(draft, name, value)
        write_draft(drill, draft, merged.words, becomes=None, by=None, now=now)
    return Step(does, drill.key, tuple(fields["conflicts"]))


def is_untouched(draft: DrillRevision | None) -> bool:
    """A proposal of the fixtures that says what they proposed, as it stood then."""
    return draft is None or (draft.status == Status.PROPOSED and draft.digest == words_of(draft).digest)


def withdraw(drill: Drill) -> list[Step]:
    """The fixtures' own proposal, where what is live says all that is newer."""
    draft = open_revision(drill)
    if draft is None or not is_untouched(draft):
        return []
    draft.delete()
    return [Step(Change.DRILL_WITHDRAWN, drill.key)]


def settle_retirement(drill: Drill, shipped: ShippedDrill, now: datetime, origin: Origin) -> list[Step]:
    """Retires and brings back as the files say, but for what a curator decided here about it."""
    if drill.retired_at == shipped.retired_at or is_decided_here(drill):
        return []
    Drill.objects.filter(pk=drill.pk).update(retired_at=shipped.retired_at)
    retired = shipped.retired_at is not None
    act, at = Act.RETIRED if retired else Act.BROUGHT_BACK, shipped.retired_at or now
    note(act, drill, by=origin.by, now=at, file=origin.file)
    return [Step(Change.DRILL_RETIRED if retired else Change.DRILL_BACK, drill.key)]


def is_decided_here(drill: Drill) -> bool:
    """Whether a curator retired it, or else was the last to publish it or bring it back."""
    last = last_of(drill, *((Act.RETIRED,) if drill.retired_at else (Act.PUBLISHED, Act.BROUGHT_BACK)))
    return last is not None and last.source != DrillPublication.Source.FILES
