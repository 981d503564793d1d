"""The landing page, and the question that can be tried on it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from quiz.bank.published import published_bank
from quiz.bank.text.markdown import inline
from quiz.practice.answering.trial import Trial, offer_trial, trial_of
from quiz.practice.models import Learner, PracticeSession, Prompt, Review
from tests.conftest import NOW, Person
from tests.today.steps import offered

pytestmark = pytest.mark.django_db


def trial(token: str) -> Trial:
    return trial_of(token, published_bank(), NOW)


def right_option(token: str) -> str:
    return trial(token).question.revision.right_option.slug


@pytest.mark.any_database
def test_that_it_is_a_demonstration_stands_in_a_region_of_its_own(visitor: Person, settings: Any) -> None:
    settings.DEMO = True
    region = re.search(
        r'<aside [^>]*aria-label="Demonstration">(.*?)</aside>', visitor.get("/").content.decode()
    )
    assert region and region[1] == "Demonstration: the people and answers here are simulated."


@pytest.mark.any_database
def test_it_says_what_this_is_with_one_filled_button(visitor: Person) -> None:
    body = visitor.get("/").content.decode()
    assert "Walk in knowing what you know." in body
    assert body.count("button go") == 1
    assert "An example after three weeks." in body


@pytest.mark.any_database
def test_whoever_has_signed_in_goes_to_today(learner: Person) -> None:
    assert learner.get("/")["Location"] == "/today/"


def test_looking_writes_nothing(visitor: Person, django_assert_num_queries: Any) -> None:
    visitor.get("/")
    learners = Learner.objects.count()
    with django_assert_num_queries(1):
        visitor.get("/")
    assert Learner.objects.count() == learners


@pytest.mark.any_database
def test_the_page_offers_four_options_and_i_dont_know_without_the_reasons(visitor: Person) -> None:
    body = unescape(visitor.get("/").content.decode())
    token, options = offered(visitor)
    revision = trial(token).question.revision
    assert len(options) == 5
    assert options[-1] == "unsure"
    why = [
        option.why
        for each in published_bank().questions.values()
        for option in each.revision.options
        if option.why
    ]
    assert [words for words in [revision.answer, revision.explanation, *why] if words and words in body] == []


def test_an_answer_makes_learner_session_prompt_and_review_and_shows_what_came_of_it(visitor: Person) -> None:
    token, _options = offered(visitor)
    response = visitor.post("/try/", {"token": token, "response": right_option(token), "ms": "5000"})
    prompt = Prompt.objects.get(learner=visitor.learner, sequence=1)
    assert response["Location"] == f"/practice/prompts/{prompt.pk}/"
    assert (prompt.review.grade, prompt.review.ms, prompt.review.estimated) == (3, 5000, False)
    assert (
        inline(trial(token).question.revision.right_option.text)
        in visitor.get(response["Location"]).content.decode()
    )


def test_the_next_question_is_ready(visitor: Person) -> None:
    token, _options = offered(visitor)
    visitor.post("/try/", {"token": token, "response": right_option(token)})
    session = PracticeSession.objects.get(learner=visitor.learner)
    assert list(session.prompts.order_by("sequence").values_list("review__grade", flat=True)) == [3, None]


def test_i_dont_know_is_a_miss_without_a_guess(visitor: Person) -> None:
    token, _options = offered(visitor)
    visitor.post("/try/", {"token": token, "response": "unsure"})
    review = Review.objects.get(learner=visitor.learner)
    assert (review.grade, review.guess_chance) == (1, 0.0)


def test_without_the_pages_own_count_the_time_since_the_offer_stands_in(visitor: Person, clock: Any) -> None:
    token, _options = offered(visitor)
    clock.move_to(NOW + timedelta(seconds=9))
    visitor.post("/try/", {"token": token, "response": right_option(token)})
    review = Review.objects.get(learner=visitor.learner)
    assert (review.ms, review.estimated) == (9000, True)


def test_a_second_sending_records_one_review(visitor: Person) -> None:
    token, options = offered(visitor)
    first = visitor.post("/try/", {"token": token, "response": options[0]})
    second = visitor.post("/try/", {"token": token, "response": options[1]})
    assert first["Location"] == second["Location"]
    review = Review.objects.get(learner=visitor.learner)
    assert review.response == {"option": options[0]}


def test_a_double_click_before_the_cookie_came_leads_to_the_same_answer(visitor: Person) -> None:
    token, options = offered(visitor)
    first = visitor.post("/try/", {"token": token, "response": options[0]})
    same_browser = Person()
    second = same_browser.post("/try/", {"token": token, "response": options[0]})
    assert first["Location"] == second["Location"]
    assert same_browser.learner == visitor.learner
    assert same_browser.get(second["Location"]).status_code == 200


def test_a_token_found_later_opens_nobodys_answers(visitor: Person, clock: Any) -> None:
    token, options = offered(visitor)
    visitor.post("/try/", {"token": token, "response": options[0]})
    clock.move_to(NOW + timedelta(minutes=2))
    stranger = Person()
    assert stranger.post("/try/", {"token": token, "response": options[0]}).status_code == 422
    assert Review.objects.filter(prompt=trial(token).prompt_id).count() == 1
    assert "learner" not in stranger.session


@pytest.mark.any_database
def test_somebody_elses_token_is_refused(visitor: Person, learner: Person) -> None:
    token, options = offered(visitor)
    visitor.post("/try/", {"token": token, "response": options[0]})
    response = learner.post("/try/", {"token": token, "response": options[0]})
    assert response.status_code == 422
    assert not Review.objects.filter(learner__user=learner.user).exists()


@pytest.mark.any_database
@pytest.mark.parametrize("token", ["", "nonsense", "WyJhIl0:1x:abc"])
def test_a_token_that_was_not_signed_here_records_nothing(visitor: Person, token: str) -> None:
    learners = Learner.objects.count()
    response = visitor.post("/try/", {"token": token, "response": "x"})
    assert response.status_code == 422
    assert "Nothing was recorded. Here is a fresh one." in response.content.decode()
    assert Learner.objects.count() == learners


@pytest.mark.any_database
def test_an_old_page_offers_a_fresh_question(visitor: Person, clock: Any) -> None:
    token, options = offered(visitor)
    clock.move_to(NOW + timedelta(hours=3))
    response = visitor.post("/try/", {"token": token, "response": options[0]})
    assert response.status_code == 422
    assert token not in response.content.decode()


@pytest.mark.any_database
@pytest.mark.parametrize("sent", [{}, {"response": "never-offered"}])
def test_an_option_that_was_not_offered_keeps_the_question(visitor: Person, sent: dict[str, str]) -> None:
    token, options = offered(visitor)
    response = visitor.post("/try/", {"token": token, **sent})
    body = response.content.decode()
    assert response.status_code == 422
    assert re.findall(r'name="response" value="([^"]+)"', body) == options
    assert "Nothing was recorded yet. Choose one of these answers." in body


def test_a_learner_with_an_account_tries_as_themself(learner: Person, visitor: Person) -> None:
    token, options = offered(visitor)
    learner.post("/try/", {"token": token, "response": options[0]})
    assert Review.objects.get(prompt=trial(token).prompt_id).learner == learner.learner


def test_what_was_asked_today_is_not_offered() -> None:
    bank = published_bank()
    able = {key for key, each in bank.questions.items() if "choose" in each.revision.ways}
    one = sorted(able)[0]
    assert offer_trial(bank, NOW, without=able) is None
    only = offer_trial(bank, NOW, without=able - {one})
    assert only and only.question.key == one
