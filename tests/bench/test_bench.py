"""What an answer and a first visit cost, where it does not depend on the machine."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.utils import timezone

from tests.bench.counting import Counter
from tests.bench.first_visit import files_of
from tests.practice.acts import wrong_slug

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def sent(content: bytes) -> int:
    """Bytes as they are sent."""
    return len(gzip.compress(content, 6))


@pytest.fixture
def asked(learner, ask):
    return ask(learner, "what-is-concept-drift", now=timezone.now())


def test_an_answer_takes_nine_statements_at_most_where_the_question_comes_again(learner, asked):
    wrong, counter = wrong_slug(asked), Counter()
    with connection.execute_wrapper(counter):
        answer = learner.post(asked.get_absolute_url(), {"response": wrong}, headers=HTMX)
    assert answer.status_code == 200 and "Continue" in answer.text
    assert len(counter.statements) <= 9, counter.statements


def test_an_answer_is_one_fragment_of_little_more_than_two_kilobytes(learner, asked):
    """Two were the most before the ways to a flag and to one's own note stood in it. The same question follows."""
    answer = learner.post(asked.get_absolute_url(), {"response": wrong_slug(asked)}, headers=HTMX)
    assert answer.status_code == 200 and "<template>" not in answer.text
    assert sent(answer.content) <= 2_176


def test_an_answer_and_the_next_question_are_two_point_eight_kilobytes_at_most(learner, ask):
    asked = ask(learner, "what-is-concept-drift", "what-is-mlops", now=timezone.now())
    answer = learner.post(asked.get_absolute_url(), {"response": wrong_slug(asked)}, headers=HTMX)
    assert "<template>" in answer.text
    assert sent(answer.content) <= 2_867


def test_a_first_visit_is_six_requests_of_forty_kilobytes_at_most(visitor):
    visitor.get("/")
    page = visitor.post("/practice/", follow=True)
    files = files_of(page.text)
    bodies = [page.content, *(read(file) for file in files)]
    assert len(bodies) == 6, files
    assert sum(map(sent, bodies)) <= 40_000


def read(address: str) -> bytes:
    found = finders.find(address.removeprefix("/static/"))
    assert isinstance(found, str), address
    return Path(found).read_bytes()
