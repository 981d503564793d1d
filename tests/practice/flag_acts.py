"""Flagging and answering over and over, as the browsers of learners and curators do it."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from quiz.bank.models import Question
from quiz.practice.flags.models import Flag
from quiz.practice.models import Prompt
from tests.conftest import Person
from tests.practice.acts import answer_well

KEY = "what-is-concept-drift"
WORDS = "Option 3 is true as well."
REPLY = "Option 3 names data drift: the inputs change, not the link to the target."


def text(person: Person, address: str) -> str:
    return unescape(person.get(address).text)


def flag_address(prompt: Prompt) -> str:
    return f"{prompt.get_absolute_url()}flag/"


def flag(person: Person, prompt: Prompt, words: str = WORDS, **more: Any) -> HttpResponse:
    """After an answer."""
    if not hasattr(prompt, "review"):
        answer_well(prompt)
    return person.post(flag_address(prompt), {"words": words} | more)


def page_of(key: str = KEY) -> str:
    return reverse("admin:quiz_question_flags", args=[Question.objects.get(key=key).pk])


def chosen(curator: Person, key: str = KEY, query: str = "") -> list[str]:
    """The flags that the form on a curator's page would answer."""
    return re.findall(r'name="flags" id="flag-\d+" value="([^"]+)"', curator.get(page_of(key) + query).text)


def reply(
    curator: Person, flags: list[str] | None = None, key: str = KEY, query: str = "", **more: Any
) -> HttpResponse:
    sent = {
        "flags": chosen(curator, key, query) if flags is None else flags,
        "outcome": "right",
        "answer": REPLY,
    }
    return curator.post(page_of(key) + query, sent | more)


def the_flag() -> Flag:
    return Flag.objects.get()
