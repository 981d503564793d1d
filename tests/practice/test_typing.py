"""Typing a command: graded by machine, and the learner has the last word."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.practice.models import Correction, Review
from quiz.practice.remembering.rebuilding import differences
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
KEY = "dvc-add-dataset"


@pytest.fixture
def typed(learner, ask):
    """The prompt that asks for the command to be typed: after it was chosen three times."""
    now = timezone.now()
    for days in (9, 6, 3):
        answer_well(ask(learner, KEY, now=now - timedelta(days=days)), now=now - timedelta(days=days))
    prompt = ask(learner, KEY, now=now)
    assert prompt.way == "type"
    return prompt


def address(prompt, name="prompt"):
    return reverse(name, args=[prompt.pk])


def send(learner, prompt, **fields):
    return learner.post(address(prompt), fields, follow=True).text


def test_the_field_holds_no_answer(learner, typed):
    page = learner.get(address(typed)).text
    assert 'name="text"' in page and "dvc add" not in page


def test_the_accepted_command_is_right(learner, typed):
    page = send(learner, typed, text="$ dvc add data/raw_data.csv")
    assert "Right" in page and "Knew it" in page
    assert Review.objects.order_by("-at").first().machine_grade == 3


def test_another_command_is_wrong_and_shows_the_difference(learner, typed):
    page = send(learner, typed, text="git add data/raw_data.csv")
    assert "Wrong this time" in page
    assert "<del>" in page and "<ins>" in page
    assert Review.objects.order_by("-at").first().grade == 1


def test_the_difference_is_in_what_can_be_seen(learner, typed):
    page = send(learner, typed, text="git\u200b\u00a0add\u202fdata/raw_\u200bdata.csv")
    assert "git </del>add data/raw_data.csv</code>" in page


def test_what_is_typed_is_shown_and_never_becomes_markup(learner, typed):
    page = send(learner, typed, text="<script>alert(1)</script>")
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


@pytest.mark.parametrize("nothing", ["  ", "\u200b", "\u00a0\u2800\ufeff\n"])
def test_an_empty_answer_keeps_the_question(learner, typed, nothing):
    answer = learner.post(address(typed), {"text": nothing})
    assert answer.status_code == 422
    assert not Review.objects.filter(prompt=typed).exists()


def test_i_dont_know_is_an_honest_miss(learner, typed):
    page = send(learner, typed, text="", response="unsure")
    assert "Not known yet" in page and "I was right" not in page


def test_the_learner_may_overrule_the_machine(learner, typed):
    assert "I was right" in send(learner, typed, text="dvc commit data/raw_data.csv")
    page = learner.post(address(typed, "prompt-overrule"), follow=True).text
    assert "Right" in page and "I was right" not in page
    assert (Review.objects.get(prompt=typed).grade, Correction.objects.get().grade) == (1, 3)
    assert differences(published_bank()) == []


def test_only_the_latest_answer_is_overruled(learner, typed, ask):
    send(learner, typed, text="dvc commit data/raw_data.csv")
    answer_well(ask(learner, "what-is-mlops", now=timezone.now()), now=timezone.now())
    page = learner.post(address(typed, "prompt-overrule"), follow=True).text
    assert "Nothing was changed" in page
    assert not Correction.objects.exists()
