"""The pages of a running interview."""

from datetime import timedelta

import pytest

from quiz.interview.asking.clock import clock_of
from quiz.interview.holding.held import held
from quiz.interview.models import Interview
from quiz.practice.models import Event
from tests.conftest import NOW, Person
from tests.interview import pages
from tests.mastery.steps import practise

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


def test_a_second_click_begins_one_interview(learner: Person) -> None:
    assert pages.begin(learner) == pages.begin(learner)
    learner.post("/interview/", pages.BEGIN | {"asks": "features-went-null"})
    assert pages.begin(learner, asks="features-went-null") == Interview.objects.latest("started_at")
    assert Interview.objects.count() == 2
    assert len(held(pages.begin(learner, asks="9")).keys) == 9


def test_signed_out_by_now_what_was_chosen_waits_behind_the_sign_in(learner: Person) -> None:
    owner = learner.get("/interview/").content.decode().split('name="owner" value="')[1].split('"')[0]
    learner.logout()
    answer = learner.post("/interview/", pages.BEGIN | {"asks": "12", "owner": owner})
    assert answer.status_code == 401 and not Interview.objects.exists()


def test_what_a_beginner_reads_is_said_to_nobody_else(visitor: Person, learner: Person) -> None:
    practise(learner, 12)
    assert "only just begun" in visitor.get("/interview/").content.decode()
    assert "only just begun" not in learner.get("/interview/").content.decode()


def test_an_open_one_comes_first_with_going_on(learner: Person) -> None:
    interview = pages.begin(learner)
    pages.say(learner, interview)
    body = learner.get("/interview/").content.decode()
    assert body.count("button go") == 1 and f'href="{pages.address(interview)}">Go on' in body


def test_without_a_clock_none_is_shown_and_doubled_it_has_three_minutes(learner: Person) -> None:
    body = learner.get(pages.address(pages.begin(learner, timing="off"))).content.decode()
    assert "interview-clock" not in body and "left</p>" not in body
    body = learner.get(pages.address(pages.begin(learner, timing="doubled"))).content.decode()
    assert "left of 3:00" in body


def test_the_clock_goes_on_over_a_reload_and_begins_anew_after_a_pause() -> None:
    ago = {seconds: clock_of(90, NOW, NOW + timedelta(seconds=seconds)).left for seconds in (0, 30, 100, 600)}
    assert ago == {0: 90, 30: 60, 100: 0, 600: 90}
