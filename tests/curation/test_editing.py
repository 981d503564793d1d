"""Editing a live question opens a draft, which reaches no learner."""

from dataclasses import asdict

import pytest

from quiz.bank.editing.publishing import save_draft
from quiz.bank.models import Question, Revision
from quiz.bank.published import published_bank
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from tests.bank.rich import RICH
from tests.conftest import NOW, Person
from tests.curation.acts import (
    KEY,
    NEWER,
    address,
    confirm,
    draft,
    filled_in,
    open_draft,
    opened_in,
    opened_with,
    publish,
    question,
    save,
)

pytestmark = pytest.mark.django_db


def live() -> Revision:
    revision = question().live_revision
    assert revision is not None
    return revision


def test_a_live_question_is_shown_to_read(curator: Person) -> None:
    page = curator.get(address("change")).content.decode()
    assert page.index('class="dock"') < page.index("Edit in a draft")
    assert 'name="text"' not in page


@pytest.mark.any_database
@pytest.mark.parametrize("field", ["tag", "reply", "points"])
def test_each_field_of_a_wide_row_has_its_name_in_sight(curator: Person, field: str) -> None:
    open_draft(curator)
    before, _ = curator.get(address("change")).text.split(f'for="id_follow-ups-0-{field}"')
    assert "class" not in before.rpartition("<label")[2]


def test_edit_opens_a_draft_of_what_is_live(curator: Person) -> None:
    open_draft(curator)
    assert (digest_of(content_of(draft())), draft().created_by) == (live().digest, curator.user)
    page = curator.get(address("change")).content.decode()
    assert 'name="text"' in page
    assert "The draft says what is live." in page


@pytest.mark.any_database
def test_saving_without_a_change_changes_no_word(curator: Person) -> None:
    """Each of the hundred: publishing what was saved unchanged finds nothing changed."""
    keys = list(Question.objects.values_list("key", flat=True))
    for key in keys:
        open_draft(curator, key)
        assert save(curator, key).status_code == 302
        assert asdict(content_of(draft(key))) == asdict(content_of(question(key).live_revision))
    assert len(keys) == 100
    assert "Nothing was published" in publish(curator, keys[-1]).text


def test_nor_where_a_revision_holds_everything(curator: Person) -> None:
    at = open_draft(curator)
    save_draft(question=question(), content=RICH, seen=digest_of(content_of(at)), by=None, now=NOW)
    assert save(curator).status_code == 302
    assert content_of(draft()) == RICH


def test_follow_ups_marks_and_kinds_can_be_edited(curator: Person) -> None:
    open_draft(curator)
    save(
        curator,
        senior="Who owns it?",
        **{
            "follow-ups-0-tag": "cost",
            "follow-ups-0-question": "What does it cost?",
            "follow-ups-0-reply": "I count the reads.",
            "follow-ups-0-points": "reads\r\nbytes",
            "options-1-tempts": "Both change over time.",
            "points-0-essential": "on",
            "notes-0-kind": "correction",
            "notes-0-says": "It is too absolute.",
        },
    )
    content = content_of(draft())
    assert content.follow_ups[:1] == [
        {
            "tag": "cost",
            "question": "What does it cost?",
            "reply": "I count the reads.",
            "points": ["reads", "bytes"],
        }
    ]
    assert (content.senior, content.options[1].tempts) == ("Who owns it?", "Both change over time.")
    assert content.key_points[0].essential
    assert content.currency_notes[0]["kind"] == "correction" and "since" not in content.currency_notes[0]


def test_what_is_saved_reaches_no_learner(curator: Person, visitor: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    assert (draft().text, live().text) == (NEWER, 'What is "concept drift"?')
    assert published_bank().questions[KEY].revision.text == 'What is "concept drift"?'
    assert NEWER not in visitor.get("/library/lifecycle/").content.decode()


def test_options_keep_their_slugs_and_new_ones_get_their_own(curator: Person) -> None:
    open_draft(curator)
    save(
        curator,
        **{
            "options-1-text": "Other words for the same option.",
            "options-2-text": "",
            "options-7-text": "A change in the team that owns the model.",
            "options-7-why": "That is staff turnover.",
        },
    )
    slugs = [(option.slug, option.is_right) for option in draft().options.order_by("position")]
    first, second, _, *rest = [option.slug for option in live().options.order_by("position")]
    assert slugs == [(first, True), *((slug, False) for slug in (second, *rest, "a-change-in-the"))]


def test_a_slug_that_once_named_another_option_is_not_used_again(curator: Person) -> None:
    open_draft(curator)
    save(curator, **{"options-6-text": ""})
    save(curator, **{"options-6-text": "Weekly pattern", "options-6-why": "Another one of that name."})
    assert "weekly-pattern-2" in draft().options.values_list("slug", flat=True)


def test_two_rows_that_come_with_one_slug_get_two(curator: Person) -> None:
    open_draft(curator)
    first, *_ = live().options.order_by("position").values_list("slug", flat=True)
    assert save(curator, **{"options-1-slug": first, "options-1-text": "Other words"}).status_code == 302
    assert list(draft().options.order_by("position").values_list("slug", flat=True))[:2] == [
        first,
        "other-words",
    ]


def test_which_option_is_right_can_move(curator: Person) -> None:
    open_draft(curator)
    save(curator, **{"options-right": "1"})
    second = live().options.order_by("position")[1].slug
    assert list(draft().options.filter(is_right=True).values_list("slug", flat=True)) == [second]


@pytest.mark.any_database
def test_line_ends_of_a_browser_become_the_bank_s(curator: Person) -> None:
    open_draft(curator)
    save(curator, answer="First.\r\n\r\nSecond.")
    assert draft().answer == "First.\n\nSecond."


def test_a_draft_is_saved_in_any_state_and_its_checks_say_what_is_wrong(curator: Person) -> None:
    open_draft(curator)
    save(curator, **{"options-right": "", "answer": ""})
    page = curator.get(address("change")).content.decode()
    assert "0 options are marked right; exactly one must be" in page
    assert draft().answer == ""


@pytest.mark.any_database
def test_a_field_that_cannot_be_kept_is_marked_and_nothing_typed_is_lost(curator: Person) -> None:
    open_draft(curator)
    response = save(curator, text=NEWER, points_needed="many")
    page = response.content.decode()
    assert response.status_code == 422
    assert ("What you wrote is still here" in page, "Enter a whole number." in page, NEWER in page) == (
        True,
        True,
        True,
    )
    assert draft().text == 'What is "concept drift"?'


@pytest.mark.any_database
def test_a_row_that_cannot_be_kept_is_told_above_the_form_too(curator: Person) -> None:
    open_draft(curator)
    page = save(curator, **{"options-1-why": "why " * 50_000})
    assert (page.status_code, "What you wrote is still here" in page.text) == (422, True)


@pytest.mark.any_database
def test_half_a_reference_is_kept_and_told(curator: Person) -> None:
    open_draft(curator)
    save(curator, **{"references-2-url": "https://example.org/drift"})
    assert draft().references[2] == {"title": "", "url": "https://example.org/drift", "checked": ""}
    assert "Reference 3, title</a>: is empty" in curator.get(address("change")).content.decode()


@pytest.mark.any_database
def test_a_form_that_did_not_come_from_the_page_saves_nothing(curator: Person) -> None:
    open_draft(curator)
    assert curator.post(address("change"), {"text": NEWER}).status_code == 422
    assert curator.post(address("preview"), {"text": NEWER}).status_code == 200
    assert draft().text == 'What is "concept drift"?'


@pytest.mark.any_database
def test_the_difference_to_what_is_live_is_shown_word_by_word(curator: Person) -> None:
    open_draft(curator)
    save(curator, text='What is "model drift"?')
    page = curator.get(address("change")).content.decode()
    assert "removed: </span>&quot;concept </del>" in page
    assert "added: </span>&quot;model </ins>" in page


def test_a_save_over_a_newer_save_is_refused_with_both_shown(curator: Person) -> None:
    open_draft(curator)
    mine = filled_in(text="My words, saved second?")
    save(curator, text="Their words, saved first?")
    response = curator.post(address("change"), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert draft().text == "Their words, saved first?"
    assert ("<del>" in page, "Their " in page, "My words, saved second?" in page) == (True, True, True)
    assert opened_with(page) == content_of(draft())


def test_having_seen_both_a_curator_may_save_over_them(curator: Person) -> None:
    open_draft(curator)
    mine = filled_in(text="My words, saved second?")
    save(curator, text="Their words, saved first?")
    sealed = opened_in(curator.post(address("change"), mine).text)
    curator.post(address("change"), mine | {"opened": sealed, "choose text": "mine"})
    assert draft().text == "My words, saved second?"


def test_words_typed_while_somebody_published_become_the_next_draft(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    late = filled_in(text="Too late?")
    publish(curator)
    response = curator.post(address("change"), late)
    assert (response.status_code, question().revisions.open().count()) == (302, 1)
    assert draft().text == "Too late?"
    assert live().text == NEWER


def test_a_proposal_waits_and_can_go_back(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER, _propose="1")
    assert (draft().status, draft().text) == ("proposed", NEWER)
    save(curator, _send_back="1")
    assert draft().status == "draft"


@pytest.mark.any_database
def test_discarding_asks_first(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    assert "These words are nowhere else." in curator.get(address("discard")).content.decode()
    assert draft().text == NEWER
    confirm(curator, "discard")
    assert question().revisions.open().count() == 0


@pytest.mark.any_database
def test_retiring_says_what_it_does_first(curator: Person) -> None:
    page = curator.get(address("retire")).content.decode()
    assert ("It is no longer asked" in page, question().retired_at) == (True, None)
    assert "Reason" in curator.post(address("retire"), {"seen": "", "why": ""}).text
    assert question().retired_at is None
    confirm(curator, "retire", why="Nobody is asked this")
    assert KEY not in published_bank().questions
