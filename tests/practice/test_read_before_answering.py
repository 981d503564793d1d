"""What was read that day is no unaided evidence, however its prompt came to be answered."""

from datetime import timedelta

import pytest

from quiz.bank.published import published_bank
from quiz.mastery.library.answers_read import read_answer
from quiz.practice.answering.correcting import overrule, undo
from quiz.practice.models import Learner, Prompt
from quiz.practice.remembering.rebuilding import differences
from quiz.practice.remembering.stored import read_memory
from tests.conftest import NOW
from tests.practice.acts import UTC, answer, answer_well

pytestmark = pytest.mark.django_db
KEY = "what-is-mlops"
SOON, LATER = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)


def anew(learner: Learner) -> Learner:
    return Learner.objects.get(pk=learner.pk)


def was_unaided(learner: Learner, key: str) -> bool:
    card = read_memory(anew(learner), published_bank()).cards[key]
    return card.unaided_right


@pytest.fixture
def typed() -> str:
    """A question that is typed; by recall and choosing too."""
    questions = published_bank().questions
    return next(key for key, each in questions.items() if each.revision.accepted)


@pytest.fixture
def recalled(learner, ask, by_recall) -> Prompt:
    return ask(learner, by_recall(KEY))


def test_asked_again_after_an_undo_it_does_not_count_as_unaided(recalled):
    learner = recalled.learner
    answer_well(recalled)
    assert was_unaided(learner, KEY)
    read_answer(learner=anew(learner), key=KEY, now=SOON, zone=UTC)
    again = undo(learner=anew(learner), prompt_id=recalled.pk, now=SOON, zone=UTC).again
    answer_well(again, now=LATER)
    assert not was_unaided(learner, KEY)
    assert differences(published_bank()) == []


def test_the_day_after_it_counts_again(learner, ask, by_recall):
    read_answer(learner=learner.learner, key=by_recall(KEY), now=NOW, zone=UTC)
    tomorrow = NOW + timedelta(days=1)
    prompt = ask(learner, KEY, now=tomorrow)
    answer_well(prompt, now=tomorrow)
    assert was_unaided(prompt.learner, KEY)


def test_reading_after_the_answer_takes_nothing_from_it_nor_from_its_overruling(learner, ask, typed):
    for day in range(3):
        answer_well(ask(learner, typed, now=NOW - timedelta(days=9 - day)), now=NOW - timedelta(days=9 - day))
    prompt = ask(learner, typed)
    assert prompt.way == "type"
    answer(prompt, text="no idea at all")
    read_answer(learner=anew(prompt.learner), key=typed, now=SOON, zone=UTC)
    overrule(learner=anew(prompt.learner), prompt_id=prompt.pk, grade=3, now=LATER, zone=UTC)
    assert was_unaided(prompt.learner, typed)
    assert differences(published_bank()) == []
