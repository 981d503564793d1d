"""What instructors do with an assignment once it is there, at the site's front door."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from quiz.cohorts.models import Assignment, Membership
from tests.conftest import Person

AS_IT_IS = {
    "sections": ["version-control"],
    "target": "2",
    "minutes": "10",
    "opens_on": "2026-11-24",
    "due_on": "2026-12-03",
    "note": "",
    "whom": "everyone",
}
"""What the form of `assignment` holds."""


def edit_address(assignment: Assignment) -> str:
    return reverse("assignment-edit", args=[assignment.pk])


def hidden(response: HttpResponse, name: str) -> str:
    return unescape(re.findall(rf'name="{name}" value="([^"]*)"', response.content.decode())[0])


def opened(person: Person, assignment: Assignment) -> dict[str, Any]:
    """The form as it stands on the page."""
    return AS_IT_IS | {"opened": hidden(person.get(edit_address(assignment)), "opened")}


def save(person: Person, assignment: Assignment, form: dict[str, Any]) -> HttpResponse:
    """Sent, and sent again where the page asks first."""
    response = person.post(edit_address(assignment), form)
    if response.status_code == 200:
        return person.post(edit_address(assignment), form | {"seen": hidden(response, "seen")})
    return response


def membership_of(person: Person) -> Membership:
    return Membership.objects.current().members().get(user=person.user)


def arrange(
    person: Person, assignment: Assignment, member: Membership, do: str, **fields: Any
) -> HttpResponse:
    address = reverse("arrangement", args=[assignment.pk, member.pk])
    return person.post(address, {"do": do} | fields, follow=True)
