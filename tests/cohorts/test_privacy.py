"""Instructors see mastery of assigned questions, and nothing else."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort
from quiz.practice.models import Event, Plan, Prompt, Review
from tests.cohorts.acts import (
    assign,
    invite,
    join,
    lone_key,
    make_cohort,
    numbers,
    remember_well,
    report,
    report_rows,
    section_keys,
)
from tests.conftest import Person

pytestmark = pytest.mark.django_db

Ask = Callable[..., Prompt]


def answer(person: Person, ask: Ask, key: str, *, said: str = "") -> Review:
    """Recall a question at the site's front door, knowing it."""
    prompt = ask(person, key, now=timezone.now())
    if prompt.way == "choose":
        person.post(prompt.get_absolute_url(), {"response": prompt.revision.options.get(is_right=True).slug})
    else:
        person.post(reverse("prompt-reveal", args=[prompt.pk]), {"text": said})
        person.post(prompt.get_absolute_url(), {"grade": 3})
    return Review.objects.get(prompt=prompt)


def without_token(content: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content)


def pages(instructor: Person, cohort: Cohort) -> str:
    """All that an instructor can open of a cohort."""
    addresses = [cohort.get_absolute_url(), reverse("cohorts"), reverse("assignment-new", args=[cohort.pk])]
    return without_token("".join(instructor.get(address).content.decode() for address in addresses))


def test_an_answer_to_an_assigned_question_shows(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask
) -> None:
    before = report_rows(report(instructor, cohort))
    for key in section_keys()[:2]:
        answer(member, ask, key)
    assert before[0][-1] == numbers(0, 0, 0)
    assert report_rows(report(instructor, cohort))[0][-1].startswith("answered 2 ")


def test_practice_outside_the_assignment_changes_not_a_byte(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask
) -> None:
    before = pages(instructor, cohort)
    review = answer(member, ask, lone_key("advanced"))
    assert review.learner == member.learner
    assert pages(instructor, cohort) == before


def test_writing_an_assignment_tells_nothing_of_what_members_know(
    instructor: Person, member: Person, cohort: Cohort
) -> None:
    address = reverse("assignment-new", args=[cohort.pk])
    chosen = {"sections": "advanced", "target": 2, "opens_on": "2026-11-24", "due_on": "2026-12-03"}
    before = instructor.get(address, chosen, headers={"HX-Request": "true"}).content
    remember_well(member.user, *section_keys("advanced"))
    assert instructor.get(address, chosen, headers={"HX-Request": "true"}).content == before
    instructor.post(address, chosen)
    assert report_rows(report(instructor, cohort)) == [
        ["Learner 1", "All 20 at Familiar", numbers(20, 20, 20)]
    ]


def test_nothing_of_a_learner_shows_before_they_join(
    instructor: Person,
    learner: Person,
    cohort: Cohort,
    assignment: Assignment,
    invitation: Invitation,
    ask: Ask,
) -> None:
    before = pages(instructor, cohort)
    answer(learner, ask, section_keys()[0])
    learner.get(invitation.get_absolute_url())
    assert pages(instructor, cohort) == before
    join(learner, invitation)
    (row,) = report_rows(report(instructor, cohort))
    assert row[-1].startswith("answered 1 ")


def test_nothing_new_shows_after_they_leave(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask
) -> None:
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    before = pages(instructor, cohort)
    answer(member, ask, section_keys()[0])
    assert pages(instructor, cohort) == before


def test_free_text_stars_plan_and_address_stay_with_the_learner(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask
) -> None:
    key = lone_key()
    answer(member, ask, key, said="my very own words")
    before = pages(instructor, cohort)
    member.post(reverse("star", args=[key]), {"on": 1})
    member.post(reverse("plan"), {"interview_on": "2027-01-15", "minutes": 20})
    assert "my very own words" in str(list(Event.objects.values_list("detail", flat=True)))
    assert Plan.objects.get(learner=member.learner).interview_on == date(2027, 1, 15)
    assert pages(instructor, cohort) == before
    for secret in ("my very own words", "learner1@example.org", "15 Jan"):
        assert secret not in before


def test_the_time_of_day_stays_with_the_learner(
    instructor: Person,
    member: Person,
    cohort: Cohort,
    assignment: Assignment,
    ask: Ask,
    clock: time_machine.Traveller,
) -> None:
    clock.move_to(datetime(2026, 11, 24, 17, 23, tzinfo=UTC))
    assert answer(member, ask, section_keys()[0]).at.strftime("%H:%M") == "17:23"
    clock.shift(timedelta(hours=3))
    content = pages(instructor, cohort)
    assert "Learner 1" in content
    for trace in ("17:23", "17.23", "5:23", "24 Nov 17"):
        assert trace not in content


def test_another_cohorts_assignment_shows_nothing_here(
    instructor: Person,
    other_instructor: Person,
    member: Person,
    cohort: Cohort,
    assignment: Assignment,
    ask: Ask,
) -> None:
    elsewhere = make_cohort(other_instructor, "Elsewhere")
    assign(other_instructor, elsewhere, "advanced")
    join(member, invite(other_instructor, elsewhere))
    before = pages(instructor, cohort)
    answer(member, ask, lone_key("advanced"))
    assert report_rows(report(other_instructor, elsewhere))[0][-1].startswith("answered 1 ")
    assert pages(instructor, cohort) == before
    assert "Elsewhere" not in before
