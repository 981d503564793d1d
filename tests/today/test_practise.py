"""The Practise button."""

from datetime import timedelta
from typing import Any

import pytest

from quiz.practice.models import PracticeSession
from tests.cohorts.acts import assign, invite, join, make_cohort
from tests.conftest import NOW, Person
from tests.mastery.steps import miss, practise
from tests.practice.acts import answer
from tests.today.steps import DRIFT, MLOPS, start

pytestmark = pytest.mark.django_db


def test_a_visitor_is_asked_at_once_and_remembered(visitor: Person) -> None:
    session = start(visitor)
    assert session.learner == visitor.learner
    assert visitor.get(session.prompts.get().get_absolute_url()).status_code == 200


def test_pressing_twice_goes_on_with_the_open_session(learner: Person) -> None:
    assert start(learner) == start(learner)


@pytest.mark.any_database
@pytest.mark.parametrize(
    "focus", ["", "due", "weak", "new", "starred", f"question:{MLOPS}", "section:lifecycle"]
)
@pytest.mark.parametrize("answers", [0, 1])
def test_an_open_session_goes_on_whatever_language_its_title_was_in(
    learner: Person, focus: str, answers: int
) -> None:
    for key in (DRIFT, MLOPS):
        practise(learner, 1, key, right=False, now=NOW - timedelta(days=4))
        learner.post(f"/questions/{key}/star/", {"on": "1"})
    session = start(learner, focus=focus)
    PracticeSession.objects.update(title="Dans une autre langue")
    for prompt in session.prompts.all()[:answers]:
        answer(prompt, response="unsure") if prompt.way == "choose" else miss(prompt, now=NOW)
    assert start(learner, focus=focus) == session


@pytest.mark.parametrize("focus", [f"question:{MLOPS}", "new", "starred", "section:version-control", ""])
def test_another_focus_of_the_same_title_is_another_session(learner: Person, focus: str) -> None:
    practise(learner, 2, DRIFT, "what-is-mlflow", now=NOW - timedelta(hours=1))
    learner.post(f"/questions/{DRIFT}/star/", {"on": "1"})
    title = start(learner, focus=focus).title
    session = start(learner, focus="section:lifecycle")
    PracticeSession.objects.update(title=title)
    assert start(learner, focus=focus) != session
    assert PracticeSession.objects.get(pk=session.pk).has_ended


@pytest.mark.any_database
def test_htmx_is_told_to_open_the_page(learner: Person) -> None:
    response = learner.post("/practice/", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Redirect"].startswith("/practice/prompts/")


@pytest.mark.any_database
def test_opening_the_address_shows_the_button_and_starts_nothing(visitor: Person) -> None:
    body = visitor.get("/practice/").content.decode()
    assert 'action="/practice/"' in body
    assert "learner" not in visitor.session


@pytest.mark.parametrize(
    ("focus", "title", "only"),
    [
        ("due", "Only what is due", [DRIFT]),
        ("weak", "Only what is weak", [DRIFT]),
        ("starred", "Only what is starred", [MLOPS]),
        ("question:what-is-mlops", "What is MLOps?", [MLOPS]),
    ],
)
def test_a_focus_asks_what_it_says(learner: Person, focus: str, title: str, only: list[str]) -> None:
    practise(learner, 1, DRIFT, right=False, now=NOW - timedelta(days=9))
    learner.post(f"/questions/{MLOPS}/star/", {"on": "1"})
    session = start(learner, focus=focus)
    assert (session.title, session.only) == (title, only)


def test_a_section_asks_its_twenty(learner: Person) -> None:
    session = start(learner, focus="section:version-control")
    assert (session.title, len(session.only)) == ("Version control", 20)


def test_new_asks_what_was_never_asked(learner: Person) -> None:
    practise(learner, 1, DRIFT)
    session = start(learner, focus="new")
    assert len(session.only) == 99
    assert DRIFT not in session.only


@pytest.mark.parametrize(
    ("focus", "words"),
    [
        ("due", "Nothing is due now."),
        ("weak", "No question you were asked is weak now."),
        ("starred", "No question is starred"),
    ],
)
def test_an_empty_focus_says_so_and_starts_nothing(learner: Person, focus: str, words: str) -> None:
    response = learner.post("/practice/", {"focus": focus}, follow=True)
    assert response.redirect_chain == [("/practice/", 302)]
    assert words in response.content.decode()
    assert not PracticeSession.objects.filter(learner__user=learner.user).exists()


def test_a_question_read_today_rests(learner: Person) -> None:
    learner.post(f"/questions/{DRIFT}/read/")
    body = learner.post("/practice/", {"focus": f"question:{DRIFT}"}, follow=True).content.decode()
    assert "You read these answers today, or left the questions out." in body


@pytest.mark.any_database
@pytest.mark.parametrize("focus", ["everything", "section:nothing", "question:nothing", "due:x", "section"])
def test_an_unknown_focus_is_not_there(learner: Person, focus: str) -> None:
    assert learner.post("/practice/", {"focus": focus}).status_code == 404


def test_what_is_assigned_and_missing_comes_first(learner: Person, instructor: Person) -> None:
    cohort = make_cohort(instructor)
    join(learner, invite(instructor, cohort))
    assign(instructor, cohort, due_on=NOW.date() + timedelta(days=9))
    practise(learner, 2, DRIFT, MLOPS, now=NOW - timedelta(hours=1))
    session = start(learner)
    assert len(session.first) == 20
    assert session.prompts.get().question.section.slug == "version-control"


def test_what_a_visitor_began_goes_on_after_a_break_of_an_hour(visitor: Person, clock: Any) -> None:
    first = start(visitor)
    clock.move_to(NOW + timedelta(hours=1))
    second = start(visitor)
    assert first != second
    assert PracticeSession.objects.get(pk=first.pk).has_ended
