"""Newer fixtures meet drills that were edited here; what is exported loads as it was."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from quiz.bank.drills import publishing
from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.drills.publication_log import DrillPublication
from quiz.bank.drills.words import DrillWords, ShippedDrill
from quiz.bank.editing.revising import NothingChanged
from quiz.bank.files.exporting import shipped_drill
from quiz.bank.files.loading import Loaded, load
from quiz.bank.shipped import ShippedBank
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db
KEY = "features-went-null"


def drill() -> Drill:
    return Drill.objects.select_related("live_revision").get(key=KEY)


def live() -> DrillWords:
    return publishing.live_words(drill())


def exported() -> ShippedDrill:
    return next(shipped_drill(row) for row in DrillRevision.objects.live() if row.drill.key == KEY)


def load_drill(shipped: ShippedDrill) -> Loaded:
    return load(bank=ShippedBank((), (), (), (shipped,)), now=NOW)


def load_saying(**words: Any) -> Loaded:
    """As the fixtures that shipped first, with these words."""
    shipped = exported()
    return load_drill(replace(shipped, words=replace(shipped.words, **words)))


def draft(person: Person, **words: Any) -> DrillRevision:
    was = publishing.current_words(drill())
    opened = publishing.Opened(was, None, drill().live_revision_id)
    return publishing.save_draft(
        drill=drill(), words=replace(was, **words), opened=opened, by=person.user, now=NOW
    )


def publish(person: Person, **words: Any) -> None:
    revision = draft(person, **words)
    seen = publishing.state_of(drill())
    with transaction.atomic():
        publishing.publish(revision=revision, seen=seen, by=person.user, why="so", now=NOW)


def steps(loaded: Loaded) -> list[tuple[str, tuple[str, ...]]]:
    return [(step.change.name, step.asked) for step in loaded.steps]


def test_what_was_edited_here_stays_and_what_is_newer_is_a_proposal(curator: Person) -> None:
    first = exported()
    publish(curator, title="Edited here")
    newer = replace(first, words=replace(first.words, situation="Newer in the files."))
    assert steps(load_drill(newer)) == [("DRILL_PROPOSED", ())]
    proposed = drill().revisions.open().get()
    assert (proposed.title, proposed.situation) == ("Edited here", "Newer in the files.")
    assert live().situation == first.words.situation
    assert steps(load_drill(newer)) == []


def test_what_both_changed_is_asked(curator: Person) -> None:
    first = exported()
    publish(curator, title="Edited here")
    newer = replace(first, words=replace(first.words, title="Newer"))
    assert steps(load_drill(newer)) == [("DRILL_PROPOSED", ("title",))]
    assert "Changed here and in the fixtures" in curator.get(f"/admin/quiz/drill/{drill().pk}/change/").text
    newest = replace(first, words=replace(first.words, title="Newest"))
    assert steps(load_drill(newest)) == [("DRILL_PROPOSED", ("title",))], "the older one becomes the newer"
    assert drill().revisions.open().get().title == "Newest"
    assert steps(load_drill(replace(first, words=live()))) == [("DRILL_WITHDRAWN", ())]


def test_a_draft_gets_what_is_newer_and_keeps_its_own(curator: Person) -> None:
    draft(curator, title="Half written")
    assert steps(load_saying(situation="Newer.")) == [("DRILLED", ()), ("DRILL_CARRIED", ())]
    kept = drill().revisions.open().get()
    assert (kept.title, kept.situation, kept.status) == ("Half written", "Newer.", "draft")
    assert (live().title, live().situation) == ("Approvals jump overnight", "Newer.")


def test_a_draft_of_what_was_edited_here_lets_newer_words_wait(curator: Person) -> None:
    first = exported()
    publish(curator, title="Edited here")
    draft(curator, title="Half written")
    newer = replace(first, words=replace(first.words, situation="Newer."))
    assert load_drill(newer).waiting == (f"drill {KEY}",)
    left = drill().revisions.open().get()
    publishing.discard_draft(revision=left, seen=publishing.state_of(drill()), by=curator.user, now=NOW)
    assert steps(load_drill(newer)) == [("DRILL_PROPOSED", ())]


def test_retiring_and_bringing_back_travel_by_file() -> None:
    first = exported()
    gone = replace(first, retired_at=NOW)
    assert steps(load_drill(gone)) == [("DRILL_RETIRED", ())] and exported() == gone
    assert steps(load_drill(first)) == [("DRILL_BACK", ())] and exported() == first
    acts = drill().publications.order_by("pk").values_list("act", "source")
    assert list(acts) == [(act, "files") for act in ("published", "retired", "brought back")]


def test_what_a_curator_retired_stays_so(curator: Person) -> None:
    first = exported()
    publishing.retire_drill(
        drill=drill(), seen=publishing.state_of(drill()), by=curator.user, why="old", now=NOW
    )
    assert steps(load_drill(first)) == [] and drill().retired_at == NOW


def test_the_log_of_drills_only_grows() -> None:
    row = drill().publications.get()
    acts: list[Callable[[], object]] = [
        row.delete,
        DrillPublication.objects.all().delete,
        lambda: DrillPublication.objects.update(why="nothing"),
    ]
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert drill().publications.get() == row


def retire(person: Person, n: int) -> None:
    if drill().retired_at is None:
        seen, at = publishing.state_of(drill()), NOW + timedelta(hours=n)
        publishing.retire_drill(drill=drill(), seen=seen, by=person.user, why="old", now=at)


def bring_back(person: Person, n: int) -> None:
    publishing.bring_back(drill=drill(), seen=publishing.state_of(drill()), by=person.user, now=NOW)


ACTS: dict[str, Callable[[Person, int], object]] = {
    "edit": lambda person, n: publish(person, title=f"Edit {n}"),
    "draft": lambda person, n: draft(person, situation=f"Draft {n}."),
    "retire": retire,
    "bring back": bring_back,
    "load newer": lambda person, n: load_saying(ask=["Who knows?", f"Since {n} o'clock?"]),
}


@hypothesis_settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=st.lists(
        st.tuples(st.sampled_from([*ACTS, "load older"]), st.integers(1, 2)), min_size=1, max_size=6
    )
)
def test_whatever_happened_loads_as_it_was_exported(history: list[tuple[str, int]], curator: Person) -> None:
    with transaction.atomic():
        shipped = [exported()]
        for name, n in history:
            with suppress(NothingChanged):
                _ = load_drill(shipped[0]) if name == "load older" else ACTS[name](curator, n)
            shipped.append(exported())
        load_drill(shipped[-1])
        assert exported() == shipped[-1], "where it came from"
        transaction.set_rollback(True)
    with transaction.atomic():
        for each in shipped:
            load_drill(each)
            assert exported() == each, "where only files are loaded"
            assert load_drill(each).steps == ()
        transaction.set_rollback(True)
