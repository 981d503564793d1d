"""The pages of a running interview."""

import pytest

from quiz.interview.holding.held import held
from quiz.interview.models import Interview
from quiz.practice.models import Event
from tests.conftest import Person
from tests.interview import pages

pytestmark = pytest.mark.django_db


def test_a_whole_interview_goes_from_question_to_follow_up_to_report(learner: Person) -> None:
    interview = pages.begin(learner)
    for _ in range(12):
        answer = pages.say(learner, interview)
        assert answer.status_code == 200
        interview.refresh_from_db()
        if interview.ended_at:
            break
    assert interview.ended_at and "How it went" in answer.content.decode()
    assert len(held(interview).puts) == 6


def test_without_a_script_each_part_leads_to_the_next_by_a_redirect(learner: Person) -> None:
    interview = pages.begin(learner)
    answer = pages.say(learner, interview, htmx=False)
    assert answer.status_code == 302 and answer["Location"] == pages.address(interview)
    assert "one more thing" in learner.get(answer["Location"]).content.decode()


def test_an_unknown_length_manner_or_clock_begins_nothing(learner: Person) -> None:
    for wrong in ({"asks": "7"}, {"asks": "no-drill"}, {"manner": "sung"}, {"timing": "1"}, {"asks": ""}):
        assert learner.post("/interview/", pages.BEGIN | wrong).status_code == 422
    assert not Interview.objects.exists()


def test_skipping_goes_to_the_next_question(learner: Person) -> None:
    interview = pages.begin(learner)
    answer = pages.say(learner, interview, "", passed="1")
    assert "Question 2 of 6" in answer.content.decode()
    assert Event.objects.get(kind="said").detail["passed"]


def test_stopping_ends_it_and_shows_the_report(learner: Person) -> None:
    interview = pages.begin(learner)
    answer = learner.post(f"{pages.address(interview)}end/", headers={"HX-Request": "true"})
    assert "How it went" in answer.content.decode()
    interview.refresh_from_db()
    assert interview.ended_at
