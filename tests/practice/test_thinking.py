"""Thinking is done before the lock is taken: no act chooses or grades while its transaction is open."""

import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest
from django.db import connection

from quiz.practice.models import Prompt, Review
from tests.conftest import Person
from tests.today.steps import offered

pytestmark = pytest.mark.django_db
ROOMS = ("/quiz/engine/choosing/", "/quiz/grading/")


@pytest.fixture
def thoughts() -> Iterator[list[bool]]:
    """For each function of choosing and grading that was called: was an act's transaction open?"""
    outside, thoughts = len(connection.savepoint_ids), list[bool]()

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and any(room in frame.f_code.co_filename for room in ROOMS):
            thoughts.append(len(connection.savepoint_ids) > outside)

    sys.setprofile(watch)
    yield thoughts
    sys.setprofile(None)


def test_the_landing_pages_answer_is_thought_through_first(visitor: Person, thoughts: list[bool]) -> None:
    token, options = offered(visitor)
    visitor.post("/try/", {"token": token, "response": options[0]})
    assert Review.objects.count() == 1
    assert thoughts and not any(thoughts)


def test_starting_is_thought_through_first(learner: Person, thoughts: list[bool]) -> None:
    learner.post("/practice/")
    assert Prompt.objects.count() == 1
    assert thoughts and not any(thoughts)


def test_an_answer_is_thought_through_first(learner: Person, prompt: Prompt, thoughts: list[bool]) -> None:
    learner.post(prompt.get_absolute_url(), {"response": "unsure"})
    assert Review.objects.count() == 1
    assert thoughts and not any(thoughts)
