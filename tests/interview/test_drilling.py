"""An interview on one drill."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.drills.models import Drill
from quiz.interview.models import DrillAnswer, Interview
from quiz.practice.models import Event, Prompt
from tests.conftest import Person
from tests.interview import pages

pytestmark = pytest.mark.django_db
DRILL = "features-went-null"


def test_it_shows_the_situation_and_nothing_of_the_rubric_and_keeps_what_was_said(learner: Person) -> None:
    interview = pages.begin(learner, asks=DRILL)
    body = learner.get(pages.address(interview)).content.decode()
    revision = Drill.objects.get(key=DRILL).live_revision
    assert revision and revision.title in body and "10:00" in body
    assert not [point for point in revision.points if point["text"][:40] in body]
    answer = pages.say(learner, interview, "I would look at the schema first")
    assert "How it went" in answer.content.decode()
    assert DrillAnswer.objects.get().text == "I would look at the schema first"
    assert not Prompt.objects.exists() and not Event.objects.exists()


def test_sent_twice_it_is_kept_once_and_other_words_are_shown_to_be_copied(learner: Person) -> None:
    interview = pages.begin(learner, asks=DRILL)
    sent = {"part": "drill", "text": "first"}
    for _ in range(2):
        assert learner.post(pages.address(interview), sent).status_code == 302
    late = learner.post(pages.address(interview), sent | {"text": "second"})
    assert late.status_code == 409 and "second" in late.content.decode()
    assert DrillAnswer.objects.get().text == "first"


def test_a_part_of_a_question_is_none_of_a_drills(learner: Person) -> None:
    interview = pages.begin(learner, asks=DRILL)
    assert pages.say(learner, interview, part="answer").status_code == 404


def test_half_a_day_later_it_takes_nothing_more(learner: Person) -> None:
    interview = pages.begin(learner, asks=DRILL)
    Interview.objects.update(started_at=timezone.now() - timedelta(hours=13))
    assert learner.post(pages.address(interview), {"part": "drill", "text": "late"}).status_code == 409
    assert Interview.objects.get().ended_at and not DrillAnswer.objects.exists()


def test_beginning_it_ends_the_open_interview(learner: Person) -> None:
    first = pages.begin(learner)
    pages.begin(learner, asks=DRILL)
    first.refresh_from_db()
    assert first.ended_at
