"""An interview at its pages: what a browser sends."""

import re
from typing import Any

from quiz.interview.models import Interview
from tests.conftest import Person

BEGIN = {"asks": "6", "manner": "written", "timing": "normal"}


def begin(person: Person, **chosen: str) -> Interview:
    """Set up at the page: the one that it leads to."""
    answer = person.post("/interview/", BEGIN | chosen)
    assert answer.status_code == 302, answer.content
    return Interview.objects.get(pk=re.search("[0-9a-f-]{36}", answer["Location"])[0])  # type: ignore[index]


def address(interview: Interview) -> str:
    return interview.get_absolute_url()


def fields_of(html: str) -> dict[str, str]:
    """The hidden fields of the form that says something."""
    form = re.search(r'<form id="say".*?</form>', html, re.DOTALL)
    return dict(re.findall(r'name="(part|prompt|before)" value="([^"]*)"', form[0])) if form else {}


def say(person: Person, interview: Interview, text: str = "words", **sent: Any) -> Any:
    """To the part that the page shows, as HTMX sends it."""
    fields = fields_of(person.get(address(interview)).content.decode())
    headers = {"HX-Request": "true"} if sent.pop("htmx", True) else {}
    return person.post(address(interview), fields | {"text": text} | sent, headers=headers)
