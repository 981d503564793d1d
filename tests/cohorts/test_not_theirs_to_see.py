"""What is no business of the instructors: questions assigned to others, and whoever has gone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import AGREED_FIRST, Assignment, Cohort, Membership
from quiz.practice.models import Prompt
from tests.cohorts.acts import assign, join, page, remember_well, section_keys, words
from tests.cohorts.assigning_acts import AS_IT_IS, arrange, membership_of
from tests.cohorts.member_acts import address_of, miss
from tests.cohorts.teaching_acts import TEMPTING, choose_each, members, options_of
from tests.conftest import NOW, Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Ask = Callable[..., Prompt]
Clock = time_machine.Traveller
THEIRS = "what-is-concept-drift"
"""A question of the section that is assigned to the classmate alone."""


@pytest.fixture
def for_the_classmate(
    instructor: Person, cohort: Cohort, assignment: Assignment, classmate: Person, invitation: Invitation
) -> None:
    join(classmate, invitation)
    chosen = {"sections": ["lifecycle"], "whom": "some", "members": [membership_of(classmate).pk]}
    instructor.post(reverse("assignment-new", args=[cohort.pk]), AS_IT_IS | chosen)


def test_what_a_member_misses_of_an_assignment_of_others_is_in_no_byte_of_the_page(
    instructor: Person,
    member: Person,
    cohort: Cohort,
    for_the_classmate: None,
    ask: Ask,
    clock: Clock,
) -> None:
    clock.move_to(NOW + timedelta(hours=1))
    before = page(instructor, cohort)
    for key in section_keys("lifecycle")[:2]:
        miss(member, ask, key, 5)
    assert page(instructor, cohort) == before


def test_a_confusion_of_members_who_were_not_asked_is_not_taught(
    instructor: Person, cohort: Cohort, for_the_classmate: None
) -> None:
    choose_each(members(cohort, 5), [options_of(THEIRS)[TEMPTING]] * 5, THEIRS)
    for name in ("cohort", "cohort-teach"):
        assert "5 of 5" not in page(instructor, cohort, name)


def test_a_former_members_practice_does_not_keep_an_assignment_from_being_deleted(
    instructor: Person, member: Person, cohort: Cohort, ask: Ask
) -> None:
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    address = reverse("assignment-delete", args=[assign(instructor, cohort).pk])
    before = words(instructor.get(address))
    miss(member, ask, section_keys()[0], 1)
    assert words(instructor.get(address)) == before


def test_whoever_agreed_to_less_counts_as_done_by_what_would_hold(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    remember_well(member.user, *section_keys())
    assert "1 of 1" in page(instructor, cohort, "cohort-assignments")
    Membership.objects.filter(user=member.user).update(agreed_to=AGREED_FIRST)
    Assignment.objects.update(due_on=NOW.date() + timedelta(days=1500))
    assert "0 of 1" in page(instructor, cohort, "cohort-assignments")


@pytest.mark.parametrize("name", ["cohort", "member"])
def test_what_somebody_is_excused_from_is_missed_on_no_page(
    instructor: Person,
    member: Person,
    cohort: Cohort,
    assignment: Assignment,
    name: str,
    ask: Ask,
    clock: Clock,
) -> None:
    assign(instructor, cohort, "lifecycle")
    clock.move_to(NOW + timedelta(hours=1))
    for key in section_keys()[:2]:
        miss(member, ask, key, 5)
    address = address_of(member, cohort) if name == "member" else cohort.get_absolute_url()
    assert "keeps missing" in words(instructor.get(address)).lower()
    arrange(instructor, assignment, membership_of(member), "excuse")
    assert "keeps missing" not in words(instructor.get(address)).lower()


def test_whoever_is_excused_counts_for_no_confusion(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    people = members(cohort, 5)
    choose_each(people, [options_of()[TEMPTING]] * 5)
    pages = ("cohort", "cohort-teach")
    assert all("5 of 5" in page(instructor, cohort, name) for name in pages)
    arrange(instructor, assignment, membership_of(people[0]), "excuse")
    assert not any("of 5" in page(instructor, cohort, name) for name in pages)


def test_whoever_agreed_to_less_does_not_show_that_they_have_begun(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask
) -> None:
    Membership.objects.filter(user=member.user).update(agreed_to=AGREED_FIRST)
    addresses = [cohort.get_absolute_url(), reverse("cohort-csv", args=[cohort.pk])]
    addresses += [address_of(member, cohort, name) for name in ("member", "member-csv")]
    before = [words(instructor.get(address)) for address in addresses]
    miss(member, ask, section_keys()[0], 5)
    assert [words(instructor.get(address)) for address in addresses] == before
