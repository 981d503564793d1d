"""With a second pair of eyes asked for, nobody publishes what they wrote or proposed."""

import pytest

from quiz.bank.editing import publishing
from quiz.bank.editing.proposals import NeedsAnother
from tests.conftest import NOW, Person
from tests.curation.acts import (
    NEWER,
    address,
    another_curator,
    draft,
    open_draft,
    propose,
    publish,
    question,
    review,
    save,
    send_back,
    shown,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ANOTHER = "so another curator has to publish them."


@pytest.fixture(autouse=True)
def second_pair(settings: object) -> None:
    settings.SECOND_PAIR_OF_EYES = True  # type: ignore[attr-defined]


@pytest.fixture
def colleague(curator: Person) -> Person:
    return another_curator(curator)


def test_another_publishes_what_one_proposed(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    assert f"You changed these words last, {ANOTHER} It waits on" in review(curator)
    assert publish(curator).status_code == 422
    assert question().live_revision.text != NEWER
    assert ANOTHER not in review(colleague)
    assert publish(colleague).status_code == 302
    assert question().live_revision.text == NEWER


def test_the_act_itself_refuses(curator: Person) -> None:
    propose(curator, text=NEWER)
    seen = publishing.state_of(question())
    with pytest.raises(NeedsAnother):
        publishing.publish(
            revision=draft(), seen=seen, by=curator.user, change="wording", why="clearer", now=NOW
        )
    assert draft().status == "proposed"


def test_who_changed_it_last_does_not_publish_it(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    save(colleague, hint="Think of the target.")
    assert publish(colleague).status_code == 422
    assert "make it a draft again and publish it from there" in review(curator)
    assert publish(curator).status_code == 422
    send_back(curator)
    assert publish(curator).status_code == 302


def test_saving_without_a_change_is_no_change(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    save(colleague)
    assert publish(colleague).status_code == 302


def test_taking_a_proposal_back_is_no_way_round(curator: Person, colleague: Person) -> None:
    propose(curator, text=NEWER)
    send_back(curator)
    assert "Propose it for review." in review(curator)
    assert publish(curator).status_code == 422


def test_restoring_older_words_is_a_change(curator: Person, colleague: Person) -> None:
    first = question().live_revision
    propose(curator, text=NEWER)
    publish(colleague)
    curator.post(address("restore", question().key, first.pk), shown(curator, "history"))
    assert publish(curator).status_code == 422
    assert publish(colleague).status_code == 302


def test_a_lone_curator_reads_what_they_can_do(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    page = review(curator)
    assert "You are the only curator." in page and "SECOND_PAIR_OF_EYES" in page


def test_a_learner_or_a_curator_who_may_not_sign_in_is_no_second_one(
    curator: Person, colleague: Person, learner: Person
) -> None:
    colleague.user.is_active = False
    colleague.user.save()
    propose(curator, text=NEWER)
    assert "You are the only curator." in review(curator)


def test_without_the_setting_everybody_publishes_their_own(curator: Person, settings: object) -> None:
    settings.SECOND_PAIR_OF_EYES = False  # type: ignore[attr-defined]
    propose(curator, text=NEWER)
    assert ANOTHER not in review(curator)
    assert publish(curator).status_code == 302
