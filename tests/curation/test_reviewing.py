"""A proposal is reviewed by comparing: published, or sent back with a comment, and its maker gets to know."""

import re

import pytest
from django.core import mail

from quiz.bank.models import Revision
from quiz.curation.editing.question_page import build_question_page
from tests.conftest import Person
from tests.curation.acts import (
    KEY,
    NEWER,
    address,
    another_curator,
    draft,
    filled_in,
    open_draft,
    opened_in,
    propose,
    publish,
    question,
    review,
    save,
    send_back,
)

pytestmark = pytest.mark.django_db

COMMENT = "Name the target, too.\nAnd <b>shorter</b>."


@pytest.fixture
def colleague(curator: Person) -> Person:
    return another_curator(curator)


def test_a_review_shows_what_differs_and_names_the_rest(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER, **{"proposal-words": "Said as people ask it."})
    page = review(colleague)
    assert "<bdi>Curator 1</bdi> proposed this on" in page and "<q>Said as people ask it.</q>" in page
    assert re.findall(r"<h2>(.+?)</h2>", page.split('class="same"')[0]) == ["Question"]
    same = re.search(r"The same: ([^.]*)\.", page)
    assert same and same[1].startswith("model answer, hint") and "7 options" in same[1]
    assert "Publish revision 2" in page and "Send back" in page


def test_any_two_revisions_can_be_compared(curator: Person) -> None:
    first = question().live_revision
    for text in (NEWER, "A third wording?"):
        open_draft(curator)
        save(curator, text=text)
        publish(curator)
    middle = question().revisions.get(text=NEWER)
    page = " ".join(curator.get(address("review"), {"old": middle.pk, "new": first.pk}).text.split())
    assert f'value="{middle.pk}" selected' in page and f'value="{first.pk}" selected' in page
    assert "third wording" not in page.split("<section")[1]
    assert "Publish revision" not in page


@pytest.mark.any_database
@pytest.mark.parametrize("said", ["nonsense", "-1", "99999999999999999999", ""])
def test_a_revision_that_is_none_is_not_compared(curator: Person, said: str) -> None:
    propose(curator, text=NEWER)
    page = curator.get(address("review"), {"old": said, "new": said})
    assert (page.status_code, "Publish revision 2" in page.text) == (200, True)


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"text": NEWER}, "choose"),
        ({"explanation": "Because the world moves."}, "right"),
        ({"points-0-text": "The relationship changes"}, "graded"),
    ],
)
def test_the_preview_opens_in_the_state_that_changed(
    curator: Person, changes: dict[str, str], state: str
) -> None:
    propose(curator, **changes)
    assert f'src="{address("preview")}?state={state}"' in curator.get(address("review")).text


@pytest.mark.any_database
def test_sending_back_asks_for_a_comment(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    refused = send_back(colleague, comment="  ")
    assert (refused.status_code, "Write what should change" in refused.text) == (422, True)
    assert (draft().status, mail.outbox) == ("proposed", [])


def test_what_is_sent_back_is_a_draft_whose_maker_gets_the_comment(
    curator: Person, colleague: Person
) -> None:
    propose(curator, text=NEWER)
    answer = send_back(colleague, comment=COMMENT)
    assert answer.status_code == 302
    assert (draft().status, draft().text, draft().proposal.comment) == ("draft", NEWER, COMMENT)
    [letter] = mail.outbox
    assert letter.to == [curator.user.email] and letter.subject.startswith("Curator 2 sent back")
    assert COMMENT in letter.body and address("change") in letter.body
    assert "Name the target, too." in curator.get(address("change")).text


def test_taking_back_ones_own_proposal_needs_no_comment_and_no_mail(curator: Person) -> None:
    propose(curator, text=NEWER)
    assert "Back to draft" in review(curator)
    assert send_back(curator).status_code == 302
    assert (draft().status, draft().proposal.sent_back_by, mail.outbox) == ("draft", None, [])


def test_the_maker_gets_a_mail_when_another_publishes(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    publish(colleague, change="meaning", why="Said better", comment="Thank you.")
    [letter] = mail.outbox
    assert letter.to == [curator.user.email] and letter.subject.startswith("Curator 2 published")
    assert all(words in letter.body for words in ("Said better", "Thank you.", "It changes the meaning"))


def test_publishing_ones_own_words_mails_nobody(curator: Person) -> None:
    propose(curator, text=NEWER)
    publish(curator)
    assert (question().live_revision.text, mail.outbox) == (NEWER, [])


@pytest.mark.any_database
def test_who_sends_back_from_the_editor_is_asked_for_the_comment(curator: Person, colleague: Person) -> None:
    """Their words are saved; the proposal stays one until they say what should change."""
    propose(curator, text=NEWER)
    response = save(colleague, _send_back="1", hint="Think of the target.")
    assert response.headers["Location"] == address("review")
    assert "Write what should change, then send it back." in colleague.get(address("review")).text
    assert (draft().status, draft().hint, draft().proposal.sent_back_by) == (
        "proposed",
        "Think of the target.",
        None,
    )
    send_back(colleague, comment=COMMENT)
    assert (draft().status, draft().proposal.comment, len(mail.outbox)) == ("draft", COMMENT, 1)


def test_a_mail_that_cannot_be_sent_loses_nothing(
    curator: Person, colleague: Person, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]
    propose(curator, text=NEWER)
    page = colleague.get(send_back(colleague, comment=COMMENT).headers["Location"])
    assert "The mail to Curator 1 could not be sent" in page.text
    assert draft().proposal.comment == COMMENT


def test_a_maker_without_an_account_is_a_former_curator(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    curator.user.delete()
    assert "<bdi>a former curator</bdi> proposed this on" in review(colleague)
    assert publish(colleague).status_code == 302
    assert mail.outbox == []
    assert "a former curator" in colleague.get(address("history")).text


def late(person: Person, **fields: str) -> dict[str, str]:
    """A decision on the page as it is now, to be sent later."""
    page = person.get(address("review")).text
    return {"seen": build_question_page(question()).seen, "opened": opened_in(page)} | fields


def test_a_review_decided_after_another_published_says_so_and_loses_no_word(
    curator: Person, colleague: Person
) -> None:
    propose(curator, text=NEWER)
    sent = late(colleague, _send_back="1", comment=COMMENT)
    publish(curator)
    page = colleague.post(address("review"), sent)
    assert (page.status_code, "Nothing was sent back." in page.text) == (409, True)
    assert "Name the target, too." in page.text and "&lt;b&gt;shorter" in page.text
    assert (question().live_revision.text, mail.outbox) == (NEWER, [])


def test_a_review_decided_after_another_saved_shows_both(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    sent = late(colleague, change="meaning", why="Said better", comment="Well done.")
    save(curator, text="What is drift, after all?")
    page = colleague.post(address("review"), sent)
    shown = " ".join(page.text.split())
    assert (page.status_code, "From what you read to what it says now" in shown) == (409, True)
    assert "<del>" in shown and "Well done." in shown and "Said better" in shown
    assert question().live_revision.text != NEWER and mail.outbox == []


@pytest.mark.parametrize("act", ["publish", "send back"])
def test_a_decision_sent_twice_is_done_once(curator: Person, colleague: Person, act: str) -> None:
    propose(curator, text=NEWER)
    fields = {"_send_back": "1"} if act == "send back" else {"change": "wording", "why": "clearer"}
    sent = late(colleague, comment=COMMENT, **fields)
    before = question().publications.count()
    answers = [colleague.post(address("review"), sent).status_code for _ in range(2)]
    noted = question().publications.count() - before
    assert (answers, len(mail.outbox), noted) == ([302, 302], 1, act == "publish")


def test_two_who_send_back_at_once_send_one_mail(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    third = another_curator(curator, 3)
    sent = [late(person, _send_back="1", comment=f"{person.user}: no.") for person in (colleague, third)]
    pages = [
        person.post(address("review"), each) for person, each in zip((colleague, third), sent, strict=True)
    ]
    assert [page.status_code for page in pages] == [302, 409]
    assert "Curator 2: no." in pages[1].text and "Curator 3: no." in pages[1].text
    assert len(mail.outbox) == 1


def test_words_for_the_reviewer_are_saved_without_other_changes(curator: Person) -> None:
    propose(curator, text=NEWER)
    save(curator, **{"proposal-words": "  Two\nlines. "})
    assert draft().proposal.words == "Two lines."
    refused = save(curator, **{"proposal-words": "x" * 301})
    assert (refused.status_code, "x" * 301 in refused.text) == (422, True)


def test_a_page_that_has_no_field_for_the_reviewer_leaves_the_words(curator: Person) -> None:
    propose(curator, text=NEWER, **{"proposal-words": "Said better."})
    sent = filled_in(text="What is drift?")
    assert curator.post(address("change"), sent).status_code == 302
    assert (draft().proposal.words, Revision.objects.open().get().text) == ("Said better.", "What is drift?")


def test_running_assignments_that_ask_it_are_counted(curator: Person, assignments: object) -> None:
    propose(curator, KEY, text=NEWER)
    page = review(curator)
    assert "<strong>2</strong> assignments running" in page and "2 running assignments ask it." in page
