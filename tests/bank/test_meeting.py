"""A newer fixture meets an edit made here: merged field by field into a proposal, and nothing of either is lost."""

from dataclasses import replace
from typing import Any

import pytest

from quiz.bank.editing.publishing import discard_draft, open_draft, retire_question, save_draft
from quiz.bank.files.exporting import read_database
from quiz.bank.files.loading import Loaded, load
from quiz.bank.last_shipped import Shipped
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.bank.shipped import ShippedBank
from tests.bank.acts import publish, run, seen
from tests.conftest import NOW, Person
from tests.curation.acts import address

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

KEY = "what-is-concept-drift"


def question() -> Question:
    return Question.objects.select_related("live_revision").get(key=KEY)


def live() -> Content:
    return content_of(question().live_revision)


def proposal() -> Revision:
    return question().revisions.open().get()


def draft_here(person: Person, **words: Any) -> Revision:
    draft = open_draft(question=question(), by=person.user, now=NOW)
    was = content_of(draft)
    return save_draft(
        question=question(), content=replace(was, **words), seen=digest_of(was), by=person.user, now=NOW
    )


def publish_here(person: Person, **words: Any) -> None:
    publish(draft_here(person, **words), by=person.user, why="clearer")


def load_newer(shipped: Content, **told: Any) -> Loaded:
    """The bank as it ships, with these words of the question."""
    bank = read_database()
    questions = [replace(row, content=shipped, **told) if row.key == KEY else row for row in bank.questions]
    return load(bank=ShippedBank(bank.sections, tuple(questions), bank.relations, bank.drills), now=NOW)


def steps(loaded: Loaded) -> list[tuple[str, tuple[str, ...]]]:
    return [(step.change.name, step.asked) for step in loaded.steps]


def test_what_only_one_changed_is_together_in_the_proposal(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    loaded = load_newer(replace(first, hint="Newer in the files."))
    assert steps(loaded) == [("PROPOSED", ())]
    assert (proposal().text, proposal().hint) == ("Edited here?", "Newer in the files.")
    assert live() == replace(first, text="Edited here?")


def test_what_both_changed_is_listed_and_kept_on_both_sides(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    loaded = load_newer(replace(first, text="Newer?", hint="Newer."))
    assert steps(loaded) == [("PROPOSED", ("text",))]
    assert (proposal().text, live().text, proposal().conflicts) == ("Newer?", "Edited here?", ["text"])
    page = curator.get(address("change")).text
    assert "Changed here and in the fixtures" in page
    publish(proposal(), by=curator.user)
    assert list(Revision.objects.exclude(conflicts=[])) == []


def test_a_newer_proposal_takes_the_place_of_one_that_nobody_touched(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    load_newer(replace(first, hint="Newer."))
    pk = proposal().pk
    load_newer(replace(first, hint="Newer.", senior="Newest."), why="newest")
    assert (proposal().pk, proposal().text, proposal().hint) == (pk, "Edited here?", "Newer.")
    assert (proposal().senior, proposal().why) == ("Newest.", "newest")


def test_a_conflict_stays_listed_while_newer_words_come(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    load_newer(replace(first, text="Newer?"))
    assert steps(load_newer(replace(first, text="Newer?", hint="Newest."))) == [("PROPOSED", ("text",))]
    assert (proposal().text, proposal().conflicts) == ("Newer?", ["text"])


def test_a_proposal_goes_when_the_files_take_it_back(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    load_newer(replace(first, hint="Newer."))
    assert steps(load_newer(first)) == [("WITHDRAWN", ())]
    assert not question().revisions.open().exists()


def test_a_proposal_that_a_curator_touched_waits_for_them(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    load_newer(replace(first, hint="Newer."))
    save_draft(
        question=question(),
        content=replace(content_of(proposal()), senior="Mine."),
        seen=digest_of(content_of(proposal())),
        by=curator.user,
        now=NOW,
    )
    newest = replace(first, hint="Newest.")
    assert load_newer(newest).waiting == (KEY,)
    assert (proposal().hint, proposal().senior) == ("Newer.", "Mine.")
    discard_draft(revision=proposal(), seen=seen(KEY), by=None, now=NOW)
    assert steps(load_newer(newest)) == [("PROPOSED", ("hint",))], "turned down once, so it is asked"


def test_what_a_curator_turned_down_is_not_proposed_again(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    load_newer(replace(first, hint="Newer."))
    discard_draft(revision=proposal(), seen=seen(KEY), by=None, now=NOW)
    load_newer(replace(first, hint="Newer.", senior="Newest."))
    assert (proposal().hint, proposal().senior) == (first.hint, "Newest.")


def test_files_that_say_only_what_was_edited_here_propose_nothing(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?", hint="Here.")
    loaded = load_newer(replace(first, text="Edited here?"))
    assert (loaded.steps, question().revisions.open().count()) == ((), 0)


def test_a_draft_gets_the_newer_words_that_it_never_touched(curator: Person) -> None:
    """Else publishing it would take them back."""
    first = live()
    draft = draft_here(curator, text="Half a thought", senior="Mine.")
    loaded = load_newer(replace(first, hint="Newer.", senior="Newer."))
    assert steps(loaded) == [("UPDATED", ()), ("CARRIED", ("senior",))]
    draft.refresh_from_db()
    assert (draft.text, draft.hint, draft.senior) == ("Half a thought", "Newer.", "Mine.")
    assert (draft.status, draft.created_by) == ("draft", curator.user)


def test_two_right_marks_never_meet_in_a_proposal(curator: Person) -> None:
    first = live()

    def right_at(place: int) -> Content:
        rows = enumerate(replace(row, why=row.why or "It is not.", tempts="") for row in first.options)
        marked = (replace(row, is_right=at == place, why="" if at == place else row.why) for at, row in rows)
        return replace(first, options=tuple(marked))

    publish_here(curator, options=right_at(1).options)
    [(name, asked)] = steps(load_newer(right_at(2)))
    assert (name, bool(asked)) == ("PROPOSED", True)
    assert [row.slug for row in content_of(proposal()).right_options] == [first.options[2].slug]


def test_retiring_reaches_a_question_whose_words_wait(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    draft_here(curator, text="Half a thought")
    Question.objects.filter(key=KEY).update(retired_at=NOW)
    question().publications.create(act="retired", source="files", at=NOW)
    loaded = load_newer(replace(first, hint="Newer."), retired_at=None)
    assert (steps(loaded), loaded.waiting) == ([("BROUGHT_BACK", ())], (KEY,))


def test_files_that_tell_otherwise_of_the_same_words_are_heard() -> None:
    load_newer(live(), change="meaning", why="It meant another thing")
    last = question().publications.order_by("pk").last()
    assert (last.act, last.source, last.change) == ("published", "files", "meaning")
    exported = next(row for row in read_database().questions if row.key == KEY)
    assert (exported.change, exported.why) == ("meaning", "It meant another thing")


def test_a_curator_s_own_reason_is_not_replaced_by_the_files_older_one(curator: Person) -> None:
    first = live()
    publish_here(curator, text="Edited here?")
    draft = draft_here(curator, **{"text": first.text})
    publish(draft, by=curator.user, why="it was better before")
    run("load_bank")
    exported = next(row for row in read_database().questions if row.key == KEY)
    assert exported.why == "it was better before"


def test_that_the_files_told_otherwise_decides_nothing_about_retiring(curator: Person) -> None:
    load_newer(live(), retired_at=NOW)
    retire = {"question": question(), "by": curator.user, "why": "old", "now": NOW}
    assert question().retired_at == NOW
    curator.post(address("bring-back"), {"seen": seen(KEY)})
    load_newer(live(), why="told otherwise")
    load_newer(live(), retired_at=NOW, why="told otherwise")
    assert question().retired_at is None
    retire_question(seen=seen(KEY), **retire)
    load_newer(live(), retired_at=None)
    assert question().retired_at == NOW


def test_the_words_last_shipped_are_kept() -> None:
    assert Shipped.objects.count() == 100
    row = Shipped.objects.get(question__key=KEY)
    assert row.words == live().said()
