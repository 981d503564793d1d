"""The library: sections, search, states."""

import re
from datetime import timedelta
from typing import Any

import pytest

from quiz.bank.published import published_bank
from quiz.bank.text.markdown import plain
from quiz.mastery.library.library_page import Search
from tests.conftest import NOW, Person
from tests.mastery.steps import elsewhere, practise

pytestmark = pytest.mark.django_db
DRIFT = "what-is-concept-drift"


def listed(body: str) -> list[str]:
    return re.findall(r'<a class="item" href="/questions/([^/]+)/">', body)


def find(person: Person, address: str, **headers: Any) -> list[str]:
    response = person.get(address, **headers)
    assert response.status_code == 200
    return listed(response.content.decode())


@pytest.mark.any_database
def test_it_opens_with_its_five_sections(visitor: Person) -> None:
    body = visitor.get("/library/").content.decode()
    assert len(set(re.findall(r'href="/library/([^/"]+)/"', body))) == 5
    assert body.count('class="mosaic-row"') == 5
    assert listed(body) == []


def test_a_section_lists_its_twenty_questions_in_order(visitor: Person) -> None:
    bank = published_bank()
    section = bank.sections[1]
    assert find(visitor, f"/library/{section.slug}/") == list(section.keys)


def test_search_finds_every_word_in_any_order_and_case_and_the_number(visitor: Person) -> None:
    assert find(visitor, "/library/?q=DRIFT concept")[:1] == [DRIFT]
    assert find(visitor, "/library/?q=concept drift")[:1] == [DRIFT]
    assert find(visitor, "/library/?q=7")[:1] == [DRIFT]
    assert DRIFT not in find(visitor, "/library/version-control/?q=drift")


def test_search_reads_answers_too_and_never_shows_their_words(visitor: Person) -> None:
    questions = published_bank().questions.values()
    texts = " ".join(plain(question.revision.text).casefold() for question in questions)
    answer = published_bank().questions[DRIFT].revision.answer.casefold()
    word = next(word for word in re.findall(r"[a-z]{6,}", answer) if word not in texts)
    body = visitor.get(f"/library/?q={word}").text
    assert DRIFT in listed(body)
    assert answer not in body.casefold()
    assert all(point.text not in body for point in published_bank().questions[DRIFT].revision.points)


def test_what_nothing_has_is_not_found(visitor: Person) -> None:
    assert "No question matches." in visitor.get("/library/?q=xyzzy").text


def test_all_lists_all(visitor: Person) -> None:
    assert len(find(visitor, "/library/?state=all")) == 100
    assert re.search(r'aria-current="true"[^>]*>All<', visitor.get("/library/?state=all").text)
    section = published_bank().sections[0]
    assert find(visitor, f"/library/{section.slug}/?state=all") == list(section.keys)


@pytest.mark.any_database
def test_what_was_looked_for_is_escaped(visitor: Person) -> None:
    body = visitor.get("/library/", {"q": '"><b>'}).content.decode()
    assert "&quot;&gt;&lt;b&gt;" in body
    assert '"><b>' not in body


@pytest.mark.any_database
def test_htmx_gets_the_list_alone(visitor: Person) -> None:
    body = visitor.get("/library/?q=concept drift", headers={"HX-Request": "true"}).content.decode()
    assert listed(body)[0] == DRIFT
    assert "<html" not in body
    assert f'<div hx-swap-oob="innerHTML:#found-count">{len(listed(body))} questions.</div>' in body


@pytest.mark.parametrize("state", ["due", "weak"])
def test_states_hold_what_they_say(learner: Person, state: str) -> None:
    for days in (40, 25, 10):
        practise(learner, 1, "what-is-mlops", now=NOW - timedelta(days=days))
    practise(learner, 1, DRIFT, right=False, now=NOW - timedelta(days=9))
    practise(learner, 1, "what-is-mlops", now=NOW - timedelta(minutes=9))
    assert find(learner, f"/library/?state={state}") == [DRIFT]


def test_new_holds_what_was_never_asked(learner: Person) -> None:
    practise(learner, 1, DRIFT)
    assert len(find(learner, "/library/?state=new")) == 99


def test_starred_holds_the_learners_own_stars(learner: Person, classmate: Person) -> None:
    learner.post(f"/questions/{DRIFT}/star/", {"on": "1"})
    assert find(learner, "/library/?state=starred") == [DRIFT]
    assert find(classmate, "/library/?state=starred") == []


@pytest.mark.any_database
def test_a_state_that_does_not_exist_is_none() -> None:
    assert Search.sent("x" * 300, "everything") == Search("x" * 100, "")


@pytest.mark.any_database
def test_an_unknown_section_is_not_there(visitor: Person) -> None:
    assert visitor.get("/library/nothing/").status_code == 404


def test_lists_cost_the_same_few_statements_whatever_was_answered(
    learner: Person, django_assert_num_queries: Any
) -> None:
    learner.get("/library/")
    for answers, day in ((1, 0), (11, 1)):
        practise(learner, answers, now=NOW - timedelta(days=2 - day))
        for address, statements in (
            ("/library/", 3),
            ("/library/version-control/?q=git", 5),
            ("/library/?state=starred", 4),
        ):
            elsewhere()
            with django_assert_num_queries(statements):
                learner.get(address)
