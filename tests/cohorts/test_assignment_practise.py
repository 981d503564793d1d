"""Practising an assignment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import reverse

from quiz.cohorts.models import Assignment, Cohort
from quiz.practice.models import Event, PracticeSession, Prompt
from tests.cohorts.acts import assign, numbers, remember_well, section_keys, words
from tests.conftest import NOW, Person
from tests.practice.acts import note

pytestmark = pytest.mark.django_db


def practise(person: Person, assignment: Assignment) -> HttpResponse:
    return person.post(reverse("assignment-practise", args=[assignment.pk]))


def test_the_button_leads_to_a_question_of_the_assignment(member: Person, assignment: Assignment) -> None:
    response = practise(member, assignment)
    prompt = Prompt.objects.get()
    assert response["Location"] == prompt.get_absolute_url()
    assert prompt.question.key in section_keys()
    assert prompt.session.title == "Version control: reach Familiar"
    assert prompt.session.only == list(section_keys())


def test_what_is_not_there_yet_comes_first(member: Person, assignment: Assignment) -> None:
    remember_well(member.user, *section_keys()[:18])
    practise(member, assignment)
    prompt = Prompt.objects.get()
    assert prompt.session.first == list(section_keys()[18:])
    assert prompt.question.key in section_keys()[18:]


def test_pressing_twice_goes_on_with_the_same_question(member: Person, assignment: Assignment) -> None:
    assert practise(member, assignment)["Location"] == practise(member, assignment)["Location"]
    assert PracticeSession.objects.count() == 1


def test_before_the_opening_day_it_says_when(
    instructor: Person, member: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    later = assign(instructor, cohort, opens_on=date(2026, 11, 26), due_on=date(2026, 11, 30))
    response = practise(member, later)
    assert response.status_code == 409
    assert "This assignment opens on Thursday 26 November ." in words(response)
    assert not PracticeSession.objects.exists()
    clock.move_to(datetime(2026, 11, 26, 0, 1, tzinfo=UTC))
    assert practise(member, later).status_code == 302


def test_it_opens_on_the_members_own_day(
    instructor: Person, member: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    later = assign(instructor, cohort, opens_on=date(2026, 11, 26), due_on=date(2026, 11, 30))
    clock.move_to(datetime(2026, 11, 25, 13, 0, tzinfo=UTC))
    assert practise(member, later).status_code == 409
    member.cookies["zone"] = "Pacific/Auckland"
    assert practise(member, later).status_code == 302


def test_it_can_be_practised_after_the_due_day_too(
    member: Person, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=30))
    assert practise(member, assignment).status_code == 302


def test_where_nothing_is_left_to_ask_it_says_why(
    member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    read = Event.Kind.READ
    note(learner=member.learner, kind=read, keys=section_keys(), now=NOW, zone=ZoneInfo("UTC"))
    response = member.post(reverse("assignment-practise", args=[assignment.pk]), follow=True)
    assert response.redirect_chain == [(reverse("cohort-mine", args=[cohort.pk]), 302)]
    assert "Nothing in this assignment can be asked now" in words(response)


def test_the_members_page_has_the_button_only_once_it_is_open(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    later = assign(instructor, cohort, "advanced", opens_on=date(2026, 11, 26), due_on=date(2026, 11, 30))
    response = member.get(reverse("cohort-mine", args=[cohort.pk]))
    content = response.content.decode()
    assert reverse("assignment-practise", args=[assignment.pk]) in content
    assert reverse("assignment-practise", args=[later.pk]) not in content
    due = "due Mon 30 Nov (until Tue 1 Dec, 12:00 UTC) opens Thu 26 Nov"
    assert f"20 questions: {numbers(0, 0, 0)} · {due}" in words(response)


def test_an_assignment_is_for_its_members_alone(
    instructor: Person, other_instructor: Person, member: Person, classmate: Person, assignment: Assignment
) -> None:
    strangers = (instructor, other_instructor, classmate)
    assert [practise(person, assignment).status_code for person in strangers] == [404] * 3
    assert practise(member, assignment).status_code == 302
