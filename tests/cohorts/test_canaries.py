"""What stays with a member is in no byte of any page or file that the instructors of a cohort can open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort
from quiz.practice.answering.revealing import reveal
from quiz.practice.models import Event, Prompt, Review
from tests.cohorts.acts import assign, invite, join, lone_key, make_cohort, member_called
from tests.cohorts.member_acts import miss
from tests.conftest import NOW, Person
from tests.permissions import addresses
from tests.practice.acts import UTC, answer

pytestmark = pytest.mark.django_db

MISSED, OUTSIDE = "what-is-mlflow", "what-is-concept-drift"
WRITTEN = "zebrafish words of my own"
Ask = Callable[..., Prompt]


def opened(instructor: Person, cohort: Cohort, assignment: Assignment, member: Person) -> dict[str, str]:
    """Every address of a cohort that the instructor can open, with all its bytes."""
    membership = cohort.memberships.get(user=member.user)
    values = {"cohort_id": cohort.pk, "assignment_id": assignment.pk, "membership_id": membership.pk}
    own = [(name, keys) for name, keys in addresses() if keys and set(keys) <= set(values)]
    pages = {
        name: instructor.get(reverse(name, kwargs={key: values[key] for key in keys})) for name, keys in own
    }
    return {name: page.content.decode() for name, page in pages.items() if page.status_code == 200}


def write(person: Person, ask: Ask, key: str) -> None:
    prompt = ask(person, key, now=NOW + timedelta(hours=1))
    reveal(learner=person.learner, prompt_id=prompt.pk, words=WRITTEN, now=NOW + timedelta(hours=1), zone=UTC)
    answer(prompt, grade=1, now=NOW + timedelta(hours=1, minutes=1))


def test_what_stays_with_a_member_is_in_no_byte(
    instructor: Person,
    other_instructor: Person,
    learner: Person,
    cohort: Cohort,
    invitation: Invitation,
    assignment: Assignment,
    ask: Ask,
    clock: time_machine.Traveller,
) -> None:
    before_joining = miss(learner, ask, MISSED, 4)
    outside = miss(learner, ask, OUTSIDE, 4)
    clock.shift(timedelta(minutes=30))
    join(learner, invitation)
    clock.move_to(NOW + timedelta(days=1, hours=8, minutes=23))
    write(learner, ask, lone_key())
    elsewhere = make_cohort(other_instructor, "Cohort of canaries")
    assign(other_instructor, elsewhere, "advanced")
    member_called("Learner 77", elsewhere)
    join(learner, invite(other_instructor, elsewhere))
    pages = opened(instructor, cohort, assignment, learner)
    assert {"cohort", "member", "member-csv"} <= set(pages)
    assert WRITTEN in str([*Event.objects.values_list("detail"), *Review.objects.values_list("response")])
    for stays in (before_joining, outside, WRITTEN, "Cohort of canaries", "Learner 77", "Instructor 2"):
        assert [name for name, page in pages.items() if escape(stays) in page or stays in page] == [], stays
    for stays in ("instructor2@", "learner1@", "10:00", "10:01", "9:20"):
        assert [name for name, page in pages.items() if stays in page] == [], stays
    assert "Learner 1" in pages["member"]
