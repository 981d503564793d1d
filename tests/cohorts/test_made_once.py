"""What is sent twice is made once: by a second click, by two tabs, by a page that is sent again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import assign, invite, join, make_cohort
from tests.conftest import Person, make_user
from tests.practice.at_once import twice_at_once

ASSIGNED = {"sections": ["lifecycle"], "target": 2, "opens_on": "2026-11-24", "due_on": "2026-12-03"}
INVITED = {"days": 14, "most_uses": 30, "newest": ""}


@pytest.mark.django_db
def test_an_assignment_is_the_same_if_it_asks_the_same(instructor: Person, cohort: Cohort) -> None:
    address = reverse("assignment-new", args=[cohort.pk])
    for _ in range(2):
        assert instructor.post(address, ASSIGNED)["Location"] == reverse(
            "cohort-assignments", args=[cohort.pk]
        )
    assert Assignment.objects.count() == 1
    others = [
        {"sections": ["lifecycle", "advanced"]},
        {"sections": ["advanced"]},
        {"target": 3},
        {"due_on": "2026-12-04"},
        {"opens_on": "2026-11-25"},
    ]
    for number, change in enumerate(others, start=2):
        instructor.post(address, ASSIGNED | change)
        assert Assignment.objects.count() == number, change


@pytest.mark.django_db
def test_another_cohort_may_be_asked_the_same(instructor: Person, cohort: Cohort) -> None:
    for each in (cohort, make_cohort(instructor, "Spring cohort")):
        assign(instructor, each)
    assert Assignment.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("touch", [invite, assign])
def test_a_cohort_of_the_same_name_is_the_same_until_something_happened_in_it(
    instructor: Person, other_instructor: Person, touch: Callable[[Person, Cohort], Any]
) -> None:
    made = [instructor.post(reverse("cohort-new"), {"name": "Autumn"})["Location"] for _ in range(2)]
    other_instructor.post(reverse("cohort-new"), {"name": "Autumn"})
    assert (len(set(made)), Cohort.objects.count()) == (1, 2)
    touch(instructor, Cohort.objects.taught_by(instructor.user).get())
    assert instructor.post(reverse("cohort-new"), {"name": "Autumn"})["Location"] not in made
    assert Cohort.objects.count() == 3


@pytest.mark.django_db
def test_an_invitation_is_the_same_if_its_page_did_not_show_it_yet(
    instructor: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    address = reverse("cohort-invitations", args=[cohort.pk])
    shown = [instructor.post(address, INVITED)["Location"] for _ in range(2)]
    clock.shift(timedelta(minutes=5))
    assert {instructor.post(address, INVITED)["Location"], *shown} == {shown[0]}
    assert instructor.post(address, INVITED | {"most_uses": 31})["Location"] not in shown
    assert Invitation.objects.count() == 2


@pytest.mark.django_db
def test_from_a_page_that_shows_a_link_another_like_it_can_be_made(
    instructor: Person, cohort: Cohort, invitation: Invitation
) -> None:
    page = instructor.get(reverse("cohort-invitations", args=[cohort.pk])).text
    assert f'name="newest" value="{invitation.pk}"' in page
    invite(instructor, cohort)
    assert Invitation.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["used", "revoked", "expired", "a colleague's"])
def test_a_link_that_is_no_longer_as_good_as_new_is_not_the_same(
    instructor: Person,
    learner: Person,
    other_instructor: Person,
    cohort: Cohort,
    invitation: Invitation,
    clock: time_machine.Traveller,
    what: str,
) -> None:
    match what:
        case "used":
            join(learner, invitation)
        case "revoked":
            instructor.post(reverse("invitation-revoke", args=[invitation.pk]))
        case "expired":
            clock.shift(timedelta(days=15))
        case _:
            Invitation.objects.update(created_by=other_instructor.user)
    instructor.post(reverse("cohort-invitations", args=[cohort.pk]), INVITED)
    assert Invitation.objects.count() == 2


def test_what_arrives_twice_at_once_is_made_once(fresh_db: None) -> None:
    people = [Person().sign_in(make_user(f"teacher{n}@example.org", f"Teacher {n}")) for n in range(5)]
    twice_at_once([(person, reverse("cohort-new"), {"name": "Autumn"}) for person in people])
    cohorts = [Cohort.objects.taught_by(person.user).get() for person in people]
    for name, fields in (("assignment-new", ASSIGNED), ("cohort-invitations", INVITED)):
        sent = [
            (person, reverse(name, args=[c.pk]), fields) for person, c in zip(people, cohorts, strict=True)
        ]
        assert {answer.status_code for _, answer in twice_at_once(sent)} == {302}
    assert [model.objects.count() for model in (Cohort, Assignment, Invitation)] == [5, 5, 5]
