"""A reply that never arrived: the browser sends the same again, and is told what is so."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.practice.models import Correction, Event, Note, Prompt, Review
from tests.faults.forms import Page
from tests.practice.acts import answer_well, right_slug

pytestmark = pytest.mark.django_db
Sent = tuple[str, dict[str, str]]
HTMX = {"HX-Request": "true"}
FALSE = re.compile(
    r"Nothing was (?:changed|saved)|Nothing was recorded\b(?! twice)|not saved|can’t tell|failed\b"
)
KEY = "dvc-add-dataset"


def visible(page: Any) -> str:
    """Without the words that stand ready for a script."""
    return re.sub(r"<template.*?</template>|<[^>]+>", " ", page.text, flags=re.DOTALL)


def at(prompt: Prompt, act: str = "prompt") -> str:
    return reverse(act, args=[prompt.pk])


def chosen(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    prompt = ask(learner, "what-is-concept-drift", now=timezone.now())
    return at(prompt), {"response": right_slug(prompt), "ms": "4000"}


def skipped(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    return at(ask(learner, "what-is-mlops", "what-is-concept-drift", now=timezone.now()), "prompt-skip"), {}


def hinted(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    return at(ask(learner, "what-is-concept-drift", now=timezone.now()), "prompt-hint"), {}


def revealed(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    prompt = ask(learner, by_recall("what-is-concept-drift"), now=timezone.now())
    return at(prompt, "prompt-reveal"), {"text": "The world moved."}


def graded(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    address, words = revealed(learner, ask, by_recall)
    learner.post(address, words)
    return address.removesuffix("reveal/"), {**words, "grade": "3", "ms": "4000"}


def taken_back(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    address, fields = chosen(learner, ask, by_recall)
    learner.post(address, fields)
    return f"{address}undo/", {}


def overruled(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    for days in (9, 6, 3):
        earlier = timezone.now() - timedelta(days=days)
        answer_well(ask(learner, KEY, now=earlier), now=earlier)
    prompt = ask(learner, KEY, now=timezone.now())
    learner.post(at(prompt), {"text": "dvc commit data/raw_data.csv"})
    return at(prompt, "prompt-overrule"), {}


def starred(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    return reverse("star", args=["what-is-mlops"]), {"on": "1"}


def noted(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    learner.post(reverse("note", args=["what-is-mlops"]), {"words": "Before.", "over": ""})
    return reverse("note", args=["what-is-mlops"]), {
        "words": "After.",
        "over": str(Note.objects.get().edition),
    }


def said(learner: Any, ask: Callable[..., Prompt], by_recall: Any) -> Sent:
    begun = learner.post("/interview/", {"asks": "6", "manner": "written", "timing": "off"}, follow=True)
    form = next(each for each in Page(begun.text).forms if "part" in each.fields)
    fields = {name: values[0] for name, values in form.fields.items() if name in {"part", "prompt"}}
    return begun.request["PATH_INFO"], {**fields, "text": "I would say this."}


ACTS = [chosen, skipped, hinted, revealed, graded, taken_back, overruled, starred, noted, said]


def log() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Review, Event, Correction, Prompt, Note))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_what_is_sent_again_is_done_once_and_no_page_says_otherwise(learner, ask, by_recall, act, headers):
    address, fields = act(learner, ask, by_recall)
    first = learner.post(address, fields, headers=headers, follow=True)
    done = log()
    second = learner.post(address, fields, headers=headers, follow=True)
    assert (first.status_code, second.status_code) == (200, 200)
    assert log() == done
    assert FALSE.findall(visible(second)) == []


def test_an_answer_that_is_sent_again_has_the_same_result(learner, ask, by_recall):
    address, fields = chosen(learner, ask, by_recall)
    first, second = (learner.post(address, fields, headers=HTMX) for _ in range(2))
    verdicts = [re.search(r'<h2 class="verdict.*?</h2>', page.text, re.DOTALL)[0] for page in (first, second)]
    assert verdicts[0] == verdicts[1]
    assert "Nothing was recorded twice." not in visible(first)
    assert "Here is the result of your first answer. Nothing was recorded twice." in visible(second)
