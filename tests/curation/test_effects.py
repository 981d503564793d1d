"""What publishing will do is told from the answers that count, with the grades that they count as."""

from datetime import timedelta

import pytest

from quiz.curation.effects import effects_of
from quiz.practice.answering.correcting import overrule, undo
from quiz.practice.log.learners import again
from quiz.practice.models import Grade
from tests.conftest import NOW
from tests.curation.acts import KEY, question
from tests.practice.acts import UTC, answer, right_slug, wrong_slug

pytestmark = pytest.mark.django_db


def counted() -> tuple[int, int]:
    effects = effects_of(question())
    return effects.answered, effects.learned


@pytest.fixture
def correct(learner, ask):
    """Answers, then takes each of these acts on the answer, a minute apart."""

    def correct(*acts, right: bool) -> None:
        prompt = ask(learner, KEY)
        answer(prompt, response=right_slug(prompt) if right else wrong_slug(prompt))
        for minute, act in enumerate(acts, start=1):
            subject, now = again(learner.learner), NOW + timedelta(minutes=minute)
            act(learner=subject, prompt_id=prompt.pk, now=now, zone=UTC)

    return correct


def counts_as(grade: Grade):
    return lambda **act: overrule(grade=grade, **act)


def test_an_overruled_answer_counts_as_it_was_overruled_last(correct):
    correct(counts_as(Grade.KNEW), right=False)
    assert counted() == (1, 1)


def test_an_answer_overruled_twice_does_not_count_as_in_between(correct):
    correct(counts_as(Grade.KNEW), counts_as(Grade.FORGOT), right=False)
    assert counted() == (1, 0)


def test_a_right_answer_overruled_to_a_miss_was_not_learned(correct):
    correct(counts_as(Grade.FORGOT), right=True)
    assert counted() == (1, 0)


def test_an_answer_overruled_and_then_taken_back_was_not_given(correct):
    correct(counts_as(Grade.KNEW), undo, right=False)
    assert counted() == (0, 0)
