"""Reading the landing page, and pressing Practise."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

from quiz.practice.models import PracticeSession, Prompt
from tests.conftest import NOW, Person
from tests.mastery.steps import miss
from tests.practice.acts import answer_well


def offered(person: Person) -> tuple[str, list[str]]:
    """The token on the page, and the options in their order."""
    body = person.get("/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', body)
    assert token
    return unescape(token[1]), re.findall(r'name="response" value="([^"]+)"', body)


DRIFT, MLOPS = "what-is-concept-drift", "what-is-mlops"


def start(person: Person, **sent: str) -> PracticeSession:
    """The session that the button opened, by the prompt it led to."""
    response = person.post("/practice/", sent)
    assert response.status_code == 302
    prompt = Prompt.objects.get(pk=urlsplit(response["Location"]).path.split("/")[3])
    return prompt.session


def answer_all(session: PracticeSession, *, every: int = 1, seconds: int = 5) -> list[Prompt]:
    """Answer whatever is asked, each `every`th right; gives the prompts."""
    following, asked = session.prompts.get(), []
    while following:
        asked.append(following)
        give = answer_well if len(asked) % every == 0 else miss
        following = give(following, now=NOW + timedelta(seconds=seconds * len(asked))).following  # type: ignore[attr-defined]
    return asked
