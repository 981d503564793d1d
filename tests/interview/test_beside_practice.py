"""What else reads the log, and must know of interviews."""

from datetime import timedelta

import pytest
import time_machine

from quiz.interview.holding.held import held
from quiz.mastery.details.spent import practised_by
from quiz.practice.models import PracticeSession, Prompt, Review
from quiz.practice.people.signing_in import is_there_for
from quiz.practice.remembering.before import prompt_to_undo
from quiz.practice.remembering.situation import situation_of
from tests.conftest import NOW, Person
from tests.interview.acts import MINUTE, UTC, begin, fresh, grade, say_all, say_next

pytestmark = pytest.mark.django_db


def test_skipping_puts_the_next_question_of_the_interview_not_one_of_practice(learner: Person) -> None:
    interview = begin(learner.learner)
    after = say_next(interview, "", now=NOW + MINUTE, passed=True)
    assert [put.revision.key for put in after.puts] == list(after.keys[:2])
    assert [prompt.way for prompt in Prompt.objects.all()] == ["recall", "recall"]


def test_an_interviews_answer_cannot_be_taken_back_in_practice(learner: Person) -> None:
    interview = begin(learner.learner)
    say_next(interview, "", now=NOW + MINUTE, passed=True)
    assert prompt_to_undo(fresh(interview)) is None
    page = learner.get(learner.post("/practice/")["Location"]).content.decode()
    assert "Undo last" not in page


def test_the_time_of_an_interview_is_that_of_its_answers_whenever_they_are_graded(learner: Person) -> None:
    interview = begin(learner.learner)
    say_all(interview)
    for place in range(2):
        grade(interview, place, 3, now=NOW + timedelta(hours=2))
    practised = practised_by(situation_of(fresh(interview), UTC))
    assert practised.total.time == timedelta(minutes=1) and practised.total.asked == 2


def test_an_interview_takes_none_of_the_days_minutes_and_is_no_session_of_practice(learner: Person) -> None:
    interview = begin(learner.learner)
    say_all(interview)
    grade(interview, 0, 3, now=NOW + timedelta(hours=1))
    assert not learner.learner.sessions.exists()
    assert learner.get(f"/practice/{interview.session_id}/").status_code == 404


def test_today_counts_an_interviews_answers_among_those_of_the_day(learner: Person) -> None:
    with time_machine.travel(NOW):
        interview = begin(learner.learner)
        say_next(interview, "", now=NOW + MINUTE, passed=True)
        learner.post(f"{interview.get_absolute_url()}end/")
        today = " ".join(learner.get("/today/").content.decode().split())
    assert "0 of 10 minutes" in today and "1 answer, 0 right" in today and "Missed today (1)" in today
    assert "/summary/" not in today


def test_an_answer_of_an_interview_is_listed_as_such_on_its_questions_page(learner: Person) -> None:
    interview = begin(learner.learner)
    after = say_next(interview, "", now=NOW + MINUTE, passed=True)
    page = learner.get(f"/questions/{after.puts[0].revision.key}/").content.decode()
    assert "<td>mock interview</td>" in page and "<td>recall</td>" not in page


def test_practice_goes_on_beside_an_open_interview(learner: Person) -> None:
    interview = begin(learner.learner)
    learner.post("/practice/")
    assert held(interview).current and not PracticeSession.objects.get(pk=interview.session_id).has_ended
    assert not Review.objects.exists()


def test_answering_the_landing_pages_question_leaves_an_interview_open(visitor: Person) -> None:
    visitor.post("/interview/", {"asks": "6", "manner": "written", "timing": "normal"})
    token = visitor.get("/").content.decode().split('name="token" value="')[1].split('"')[0]
    assert visitor.post("/try/", {"token": token, "response": "unsure"}).status_code == 302
    assert not PracticeSession.objects.get(kind="interview").has_ended


def test_who_signs_in_is_not_led_to_anothers_interview(learner: Person, visitor: Person) -> None:
    address = begin(learner.learner).get_absolute_url()
    visitor.post("/interview/", {"asks": "6", "manner": "written", "timing": "normal"})
    assert is_there_for(learner.learner, address) and not is_there_for(visitor.learner, address)
