"""Typing a command: graded by machine, and the learner has the last word."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.practice.models import Correction, Review
from quiz.practice.remembering.rebuilding import differences
from tests.practice.acts import answer_well

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
KEY, LIST = "dvc-add-dataset", "mlflow-components"


def typed_prompt(ask, learner, key):
    """The prompt that asks for it to be typed: after it was answered three times."""
    now = timezone.now()
    for days in (9, 6, 3):
        answer_well(ask(learner, key, now=now - timedelta(days=days)), now=now - timedelta(days=days))
    prompt = ask(learner, key, now=now)
    assert prompt.way == "type"
    return prompt


@pytest.fixture
def typed(learner, ask):
    return typed_prompt(ask, learner, KEY)


def address(prompt, name="prompt"):
    return reverse(name, args=[prompt.pk])


def send(learner, prompt, **fields):
    return learner.post(address(prompt), fields, follow=True).text


def test_the_field_holds_no_answer(learner, typed):
    page = learner.get(address(typed)).text
    assert 'name="text"' in page and "dvc add" not in page


def test_the_accepted_command_is_right(learner, typed):
    page = send(learner, typed, text="$ dvc add data/raw_data.csv")
    assert "Right" in page and "It counts as" not in page
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


def test_an_overruling_sent_twice_is_recorded_once(learner, typed):
    send(learner, typed, text="dvc commit data/raw_data.csv")
    pages = [learner.post(address(typed, "prompt-overrule"), follow=True).text for _ in range(2)]
    assert ["Nothing was changed" in page for page in pages] == [False, False]
    assert Correction.objects.get().grade == 3


def test_only_the_latest_answer_is_overruled(learner, typed, ask):
    send(learner, typed, text="dvc commit data/raw_data.csv")
    answer_well(ask(learner, "what-is-mlops", now=timezone.now()), now=timezone.now())
    page = learner.post(address(typed, "prompt-overrule"), follow=True).text
    assert "Nothing was changed" in page
    assert not Correction.objects.exists()


def verdict(page):
    return re.search(r'<h2 class="verdict[^>]*>.*?</svg>([^<]*)</h2>', page)[1].strip()


def test_a_different_command_is_named_as_code_with_what_it_does(learner, typed):
    page = send(learner, typed, text="git add data/raw_data.csv")
    assert '<code translate="no">git add</code> is a different command. It stages the data itself' in page
    assert "`" not in page


def test_a_slip_is_almost_and_marks_its_letter_with_nothing_struck_out(learner, ask):
    page = send(learner, typed_prompt(ask, learner, "dvc-pull-dataset"), text="dvc pul")
    assert verdict(page) == "Almost: one letter is missing"
    assert ">dvc pul<mark>l</mark></code>" in page and ">dvc pul</code>" in page
    assert "<del>" not in page and "It counts as “With effort”." in page


def test_a_right_command_names_another_one(learner, ask):
    page = send(learner, typed_prompt(ask, learner, "dvc-pull-dataset"), text="dvc pull")
    assert 'Another right answer: <code translate="no">dvc fetch &amp;&amp; dvc checkout</code>' in page


def test_after_i_was_right_nothing_is_struck_out_and_only_the_first_form_is_shown(learner, ask):
    prompt = typed_prompt(ask, learner, "dvc-pull-dataset")
    send(learner, prompt, text="dvc push")
    page = learner.post(address(prompt, "prompt-overrule"), follow=True).text
    assert verdict(page) == "Right" and "<del>" not in page
    assert "different command" not in page and "Another right answer" not in page
    assert ">dvc push</code>" in page and ">dvc pull</code>" in page


def test_a_list_says_in_words_what_is_right_missing_and_not_on_it_each_once(learner, ask):
    page = send(learner, typed_prompt(ask, learner, LIST), text="Tracking\nProjects\nDocker")
    assert verdict(page) == "Almost: 2 of 4"
    for line in ("Right", "Missing", "Not on the list"):
        assert page.count(f">{line}</dt>") == 1
    lines = page[page.index("<dl") : page.index("</dl>")]
    for thing in ("Tracking", "Projects", "Models", "Registry", "Docker"):
        assert lines.count(thing) == 1
    assert "missed:" not in page and "not right:" not in page and "Key points" not in page


def test_a_list_says_how_to_type_it_and_what_sends_it(learner, ask):
    page = learner.get(address(typed_prompt(ask, learner, LIST))).text
    assert "One a line or with commas, in any order." in page
    assert "Ctrl Enter</kbd>" in page and 'aria-keyshortcuts="Control+Enter"' in page


def test_what_is_not_on_a_list_is_shown_as_it_was_typed(learner, ask):
    page = send(learner, typed_prompt(ask, learner, LIST), text="Tracking, Projects, _Docker_ <b>")
    assert "MLflow Tracking, MLflow Projects</dd>" in page
    assert "_Docker_ &lt;b&gt;" in page
