"""What waits for a curator on the start page: proposals, and their own that were sent back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.models import Question, Revision
from quiz.curation.reviewing.waiting import proposals_waiting, sent_back_to
from tests.conftest import Person
from tests.curation.acts import (
    KEY,
    NEWER,
    address,
    another_curator,
    draft,
    propose,
    publish,
    question,
    save,
    send_back,
)

pytestmark = pytest.mark.django_db

FOUR = (KEY, "what-is-data-drift", "what-is-mlops", "canary-deployment")


@pytest.fixture
def colleague(curator: Person) -> Person:
    return another_curator(curator)


def test_a_proposal_says_who_since_when_and_what_it_changes(curator: Person, colleague: Person) -> None:
    propose(
        curator,
        **{
            "answer": "Said anew.",
            "options-0-why": "No.",
            "notes-1-says": "Changed.",
        },
    )
    mine, theirs = (proposals_waiting(person.user, timezone.now()) for person in (curator, colleague))
    [row] = theirs.rows
    assert (row.who, row.what, row.verb) == (
        "Curator 1",
        "model answer, +1 note, 1 option",
        "Review",
    )
    assert (row.since, row.address) == (draft().proposal.proposed_at, address("review"))
    assert (theirs.count, theirs.all_address) == (1, "")
    assert (mine.rows[0].who, mine.rows[0].verb) == ("you", "Open")


def test_the_files_proposal_says_its_change_of_meaning(curator: Person) -> None:
    propose(curator, text=NEWER)
    Revision.objects.open().update(change="meaning")
    assert proposals_waiting(curator.user, timezone.now()).rows[0].what == "question · changes the meaning"


def test_the_oldest_comes_first_in_as_many_queries_as_one(
    curator: Person, django_assert_num_queries: object
) -> None:
    now = timezone.now()
    propose(curator, FOUR[0], text=NEWER)
    with django_assert_num_queries(7):  # type: ignore[operator]
        proposals_waiting(curator.user, now)
    for key in FOUR[1:]:
        propose(curator, key, text=NEWER)
    draft(FOUR[3]).proposal.__class__.objects.filter(revision=draft(FOUR[3])).update(
        proposed_at=now - timedelta(days=9)
    )
    with django_assert_num_queries(7):  # type: ignore[operator]
        kind = proposals_waiting(curator.user, now)
    live = {key: question(key).live_revision.text for key in FOUR}
    assert [row.question for row in kind.rows] == [live[key] for key in (FOUR[3], *FOUR[:3])]
    assert kind.count == 4


def test_what_was_sent_back_waits_for_its_maker_until_they_save(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    send_back(colleague, comment="Name the\ntarget.")
    assert sent_back_to(colleague.user, timezone.now()).rows == []
    [row] = sent_back_to(curator.user, timezone.now()).rows
    assert (row.what, row.who, row.verb) == ("Name the target.", "Curator 2", "Edit")
    assert (row.since, row.address) == (draft().proposal.sent_back_at, address("change"))
    save(colleague, hint="Theirs.")
    assert sent_back_to(curator.user, timezone.now()).count == 1
    save(curator, hint="Mine.")
    assert sent_back_to(curator.user, timezone.now()).count == 0


def test_what_is_published_or_discarded_waits_no_more(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    send_back(colleague, comment="No.")
    publish(colleague)
    now = timezone.now()
    assert (proposals_waiting(curator.user, now).count, sent_back_to(curator.user, now).count) == (0, 0)


def test_a_question_that_was_never_published_is_a_new_one(curator: Person) -> None:
    propose(curator, text=NEWER)
    Question.objects.filter(key=KEY).update(live_revision=None)
    row = proposals_waiting(curator.user, timezone.now()).rows[0]
    assert (row.question, row.what) == (NEWER, "new question")
    assert curator.get(address("review")).status_code == 200
