"""Leaving a cohort."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from quiz.cohorts.joining.membership import leave
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort, Membership
from tests.cohorts.acts import join, page, report, report_rows, words
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db


def test_leaving_ends_what_the_instructor_sees_at_once(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    assert "Learner 1" in page(instructor, cohort)
    response = member.post(reverse("cohort-leave", args=[cohort.pk]), follow=True)
    assert "You have left “Autumn cohort”. Its instructors see nothing of you any more" in words(response)
    assert "Learner 1" not in page(instructor, cohort)
    assert "Nobody has joined yet." in page(instructor, cohort)


def test_who_has_left_has_no_page_and_no_assignment_there(
    member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    mine = reverse("cohort-mine", args=[cohort.pk])
    practise = reverse("assignment-practise", args=[assignment.pk])
    assert (member.get(mine).status_code, member.post(practise).status_code) == (200, 302)
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    assert (member.get(mine).status_code, member.post(practise).status_code) == (404, 404)


def test_leaving_and_coming_back_does_not_start_the_days_anew(
    instructor: Person,
    member: Person,
    cohort: Cohort,
    invitation: Invitation,
    assignment: Assignment,
    clock: time_machine.Traveller,
) -> None:
    clock.shift(timedelta(days=4))
    before = page(instructor, cohort)
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    join(member, invitation)
    assert "Needs help 1" in before
    assert report_rows(report(instructor, cohort))[0][1] == "Nothing answered yet"
    assert "behind" in words(member.get(reverse("cohort-mine", args=[cohort.pk])))


def test_a_second_click_changes_nothing(
    member: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    for _ in range(2):
        response = member.post(reverse("cohort-leave", args=[cohort.pk]))
        assert response["Location"] == reverse("cohorts")
        clock.shift(timedelta(seconds=1))
    assert Membership.objects.get(user=member.user).left_at == NOW


def test_the_page_asks_before_leaving(member: Person, cohort: Cohort) -> None:
    text = words(member.get(reverse("cohort-mine", args=[cohort.pk])))
    assert "Leaving ends what the instructors see of you at once. Your own progress stays yours." in text


def test_an_instructor_does_not_leave_by_it(instructor: Person, cohort: Cohort) -> None:
    assert instructor.post(reverse("cohort-leave", args=[cohort.pk])).status_code == 404
    leave(cohort=cohort, user=instructor.user, now=NOW)
    assert instructor.get(cohort.get_absolute_url()).status_code == 200
