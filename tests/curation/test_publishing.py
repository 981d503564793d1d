"""A curator publishes a change: learners see it, and what was answered stays as it was answered."""

from collections.abc import Callable

import pytest

from quiz.bank.published import published_bank
from quiz.practice.models import Prompt, Review
from tests.conftest import Person
from tests.curation.acts import KEY, NEWER, address, draft, open_draft, publish, question, save, shown
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db


def test_publishing_is_a_page_that_says_what_it_does(
    curator: Person, learner: Person, classmate: Person, ask: Callable[..., Prompt]
) -> None:
    answer_well(ask(learner, KEY))
    open_draft(curator)
    response = save(curator, text=NEWER, _publish="1")
    assert response.headers["Location"] == address("review")
    page = curator.get(address("review")).content.decode()
    assert "1 person learned the answer that is live now." in page
    assert "Publish revision 2" in page
    answer_well(ask(classmate, KEY))
    assert "2 people learned the answer that is live now." in curator.get(address("review")).content.decode()


def test_learners_see_what_is_published(curator: Person, visitor: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    assert publish(curator, change="meaning", why="said better").status_code == 302
    live = question().live_revision
    assert live is not None
    told = live.publications.get()
    assert (live.text, told.change, told.why, told.by) == (NEWER, "meaning", "said better", curator.user.pk)
    assert published_bank().questions[KEY].revision.text == NEWER
    assert NEWER in visitor.get("/library/lifecycle/").content.decode()


def test_an_old_review_still_shows_what_was_answered(
    curator: Person, learner: Person, ask: Callable[..., Prompt]
) -> None:
    prompt = answer_well(ask(learner, KEY)).prompt
    open_draft(curator)
    save(
        curator,
        text=NEWER,
        answer="Concept drift means that the relationship between the input and the target changes over time.",
    )
    publish(curator)
    page = learner.get(prompt.get_absolute_url()).content.decode()
    assert "What is &quot;concept drift&quot;?" in page
    assert NEWER not in page
    assert Review.objects.get().prompt.revision.status == "retired"


@pytest.mark.any_database
def test_a_reason_is_asked_for(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    response = publish(curator, why="")
    assert (response.status_code, "This field is required." in response.content.decode()) == (422, True)
    assert draft().text == NEWER


@pytest.mark.any_database
def test_a_draft_that_fails_its_checks_has_no_button_and_no_way_round(curator: Person) -> None:
    open_draft(curator)
    save(curator, answer="")
    page = curator.get(address("review")).content.decode()
    assert ("cannot be published yet" in page, 'name="why"' in page) == (True, False)
    assert publish(curator).status_code == 422
    assert question().live_revision.text == 'What is "concept drift"?'


def test_a_draft_that_says_what_is_live_is_not_published(curator: Person) -> None:
    open_draft(curator)
    response = publish(curator)
    assert (response.status_code, "Nothing was published." in response.content.decode()) == (422, True)


def test_words_that_were_saved_after_reading_are_not_published(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    response = publish(curator, seen="0123456789abcdef")
    assert (response.status_code, "Someone else saved the draft" in response.content.decode()) == (409, True)
    assert draft().text == NEWER


@pytest.mark.any_database
def test_without_a_draft_there_is_nothing_to_publish(curator: Person) -> None:
    response = curator.get(address("review"), follow=True)
    assert "There is no draft to publish." in response.content.decode()


def test_the_history_shows_who_when_and_why_and_restores(curator: Person) -> None:
    first = question().live_revision
    open_draft(curator)
    save(curator, text=NEWER)
    publish(curator, why="said better")
    page = curator.get(address("history")).content.decode()
    assert [
        word for word in ("Revision 2", "said better", "Curator 1", "from the fixtures") if word not in page
    ] == []
    curator.post(address("restore", KEY, first.pk), shown(curator, "history"))
    assert (draft().text, question().live_revision.text) == ('What is "concept drift"?', NEWER)


def test_restoring_beside_an_open_draft_is_refused(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    response = curator.post(address("restore", KEY, question().live_revision.pk), follow=True)
    assert "A draft is open." in response.content.decode()
    assert draft().text == NEWER
