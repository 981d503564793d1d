"""What a curator decides holds for what they saw: if somebody else was at the question meanwhile, nothing is done."""

from collections.abc import Callable

import pytest

from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from tests.bank.acts import whole_bank
from tests.conftest import Person
from tests.curation.acts import (
    KEY,
    NEWER,
    address,
    another_curator,
    confirm,
    draft,
    filled_in,
    open_draft,
    publish,
    question,
    save,
    send_back,
    shown,
)

pytestmark = pytest.mark.django_db

THEIRS = "Their words, saved meanwhile?"
REFUSED = "Someone else saved the draft or changed the question meanwhile. Nothing was"
Move = Callable[[Person], object]


@pytest.fixture
def colleague(curator: Person) -> Person:
    return another_curator(curator)


def discard_and_open_again(person: Person) -> None:
    assert confirm(person, "discard").status_code == 302
    open_draft(person)


MOVES: dict[str, Move] = {
    "saved": lambda other: save(other, text=THEIRS),
    "proposed": lambda other: save(other, _propose="1"),
    "published": lambda other: (publish(other), open_draft(other)),
    "discarded and opened again": discard_and_open_again,
    "retired": lambda other: confirm(other, "retire", why="Nobody is asked this"),
}
ACTS: dict[str, dict[str, str]] = {
    "discard": {},
    "review": {"change": "wording", "why": "clearer"},
    "retire": {"why": "Nobody is asked this"},
}


@pytest.mark.parametrize("move", MOVES)
def test_every_act_on_what_has_moved_is_refused(curator: Person, colleague: Person, move: str) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    sent = {act: shown(curator, act) | fields for act, fields in ACTS.items()}
    MOVES[move](colleague)
    before = whole_bank()
    pages = {act: curator.post(address(act), fields, follow=True) for act, fields in sent.items()}
    assert whole_bank() == before
    if move == "retired":
        assert "It is retired already" in pages.pop("retire").text
    assert {
        act: (page.status_code in {409, 422}, REFUSED in page.text) for act, page in pages.items()
    } == dict.fromkeys(pages, (True, True))


def test_a_form_that_says_nothing_of_what_it_showed_does_nothing(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    before = whole_bank()
    for act, fields in ACTS.items():
        assert REFUSED in curator.post(address(act), fields).text
    assert whole_bank() == before


def test_a_refused_publishing_can_be_decided_anew(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    sent = shown(curator, "review")
    save(colleague, text=THEIRS)
    refused = curator.post(address("review"), sent | {"change": "wording", "why": ""})
    assert REFUSED in refused.text and "Their " in refused.text
    assert publish(curator).status_code == 302
    assert question().live_revision.text == THEIRS


def test_a_refused_discard_shows_the_words_that_would_have_gone(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    sent = shown(curator, "discard")
    save(colleague, text=THEIRS)
    page = curator.post(address("discard"), sent)
    assert (page.status_code, "Their " in page.text, draft().text) == (409, True, THEIRS)
    assert confirm(curator, "discard").status_code == 302
    assert not question().revisions.open().exists()


def test_an_older_revision_is_restored_only_beside_what_was_live(curator: Person, colleague: Person) -> None:
    first = question().live_revision
    for text in (NEWER, THEIRS):
        sent = shown(curator, "history") if text == THEIRS else {}
        open_draft(colleague)
        save(colleague, text=text)
        publish(colleague)
    page = curator.post(address("restore", KEY, first.pk), sent, follow=True)
    assert REFUSED in page.text and not question().revisions.open().exists()
    curator.post(address("restore", KEY, first.pk), shown(curator, "history"))
    assert draft().text == first.text


@pytest.mark.parametrize(("first", "then"), [("_propose", "_send_back"), ("_send_back", "_propose")])
def test_a_proposal_is_made_or_sent_back_only_if_it_still_stands_so(
    curator: Person, colleague: Person, first: str, then: str
) -> None:
    open_draft(curator)
    save(curator, text=NEWER, **({"_propose": "1"} if first == "_send_back" else {}))
    late = filled_in(**{first: "1"}, text="Mine, later")
    assert (
        save(colleague, _propose="1") if first == "_propose" else send_back(colleague, comment="No.")
    ).status_code == 302
    status = draft().status
    assert curator.post(address("change"), late).status_code == 409
    assert (draft().status, draft().text) == (status, NEWER)
    assert save(colleague, **{then: "1"}).status_code == 302
    assert draft().status != status


def test_a_proposal_that_was_published_meanwhile_is_not_sent_back(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER, _propose="1")
    late = filled_in(_send_back="1")
    publish(colleague)
    page = curator.post(address("change"), late)
    assert (page.status_code, REFUSED in page.text) == (409, True)
    assert not question().revisions.open().exists()


def test_words_saved_between_saving_and_proposing_are_not_proposed(
    curator: Person, colleague: Person
) -> None:
    """Both happen at once, or neither does."""
    open_draft(curator)
    late = filled_in(text=NEWER, _propose="1")
    save(colleague, text=THEIRS)
    assert curator.post(address("change"), late).status_code == 409
    assert (draft().text, draft().status) == (THEIRS, "draft")


def test_the_same_sent_twice_is_no_conflict(curator: Person) -> None:
    open_draft(curator)
    sent = filled_in(text=NEWER, _propose="1")
    assert [curator.post(address("change"), sent).status_code for _ in range(2)] == [302, 302]
    assert (draft().text, draft().status) == (NEWER, "proposed")


def test_a_draft_opened_after_a_newer_publishing_says_what_is_live_now(
    curator: Person, colleague: Person
) -> None:
    open_draft(colleague)
    save(colleague, text=NEWER)
    publish(colleague)
    open_draft(curator)
    assert digest_of(content_of(draft())) == question().live_revision.digest
