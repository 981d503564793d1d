"""What instructors do with a cohort as a whole."""

import re
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from quiz.cohorts.models import Cohort, Membership
from tests.conftest import Person


def address(name: str, cohort: Cohort) -> str:
    return reverse(f"cohort-{name}", args=[cohort.pk])


def archive(person: Person, cohort: Cohort) -> HttpResponse:
    return person.post(address("archive", cohort))


def rename(person: Person, cohort: Cohort, name: str, seen: str = "Autumn cohort") -> HttpResponse:
    return person.post(address("settings", cohort), {"name": name, "seen": seen})


def copy(person: Person, cohort: Cohort, **fields: Any) -> HttpResponse:
    """As somebody does who looks at the list first."""
    shown = person.get(address("copy", cohort), fields, headers={"HX-Request": "true"}).content.decode()
    seen = re.findall(r'name="seen" value="(\w+)"', shown)[0]
    return person.post(address("copy", cohort), fields | {"seen": seen})


def remove(person: Person, cohort: Cohort, member: Person) -> HttpResponse:
    membership = cohort.memberships.filter(user=member.user).latest("agreed_at")
    return person.post(reverse("member-remove", args=[cohort.pk, membership.pk]), follow=True)


def teaches_too(person: Person, cohort: Cohort) -> Membership:
    return Membership.objects.create(
        cohort=cohort,
        user=person.user,
        role=Membership.Role.INSTRUCTOR,
        agreed_at=cohort.created_at,
    )
