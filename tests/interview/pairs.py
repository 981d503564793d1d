"""An interview that a friend asks: the link, and what the friend's phone sends."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from quiz.interview.holding.held import Put, held
from quiz.interview.models import Interview, Pairing
from quiz.interview.pairing.browsers import Browser
from quiz.interview.pairing.linking import make_link, token_of
from tests.conftest import Person
from tests.interview import pages
from tests.interview.acts import begin


def interview_in_pairs(person: Person) -> Interview:
    """Whoever has an account is asked the same questions each time."""
    if person.user:
        return begin(person.learner, now=timezone.now(), manner=Interview.Manner.PAIR)
    return pages.begin(person, manner="pair")


def link_for(person: Person, interview: Interview, name: str = "Learner 1") -> str:
    """The path of the link that the learner's page makes."""
    made = person.post(address(interview), {"name": name, "instead_of": ""})
    assert made.status_code == 302, made.content
    return path_shown(person, interview)


def path_shown(person: Person, interview: Interview) -> str:
    page = person.get(address(interview)).content.decode()
    return urlsplit(page.split('id="link" readonly value="')[1].split('"')[0]).path


def address(interview: Interview, act: str = "") -> str:
    return f"/interview/{interview.pk}/pairing/{act}"


def bound(person: Person, interview: Interview) -> tuple[Person, str]:
    """A friend with the sheet, and its address."""
    friend, link = Person(), link_for(person, interview)
    assert friend.post(link).status_code == 302
    return friend, link


def current(interview: Interview) -> Put:
    interview.refresh_from_db()
    put = held(interview).current
    assert put is not None
    return put


def send(friend: Person, address: str, put: Put, **sent: Any) -> Any:
    """As HTMX sends the sheet of this question."""
    return friend.post(address, {"prompt": str(put.prompt.pk)} | sent, headers={"HX-Request": "true"})


def opened_link(person: Person, now: datetime) -> dict[str, Any]:
    """Of a running interview beside those that run already, for addresses: the ids that they hold."""
    running = [*Interview.objects.filter(ended_at=None).values_list("pk", flat=True)]
    interview = begin(person.learner, now=now, manner=Interview.Manner.PAIR)
    Interview.objects.filter(pk__in=running).update(ended_at=None)
    pairing = linked(interview, now)
    return {"interview_id": interview.pk, "token": token_of(pairing)}


def linked(interview: Interview, now: datetime) -> Pairing:
    return make_link(
        interview=interview,
        name="Learner 1",
        zone="UTC",
        browser=Browser("the learner's own"),
        instead_of="",
        now=now,
    )
