"""Ending a cohort, and removing a member: nobody sees anything of them any more, and they are mailed."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from pytest_django import Settings

from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import invite, join, make_cohort, member_called, page, words
from tests.cohorts.running_acts import address, archive, remove, teaches_too
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db


def test_ending_asks_first_and_the_safe_choice_has_the_focus(
    instructor: Person, member: Person, cohort: Cohort
) -> None:
    response = instructor.get(address("end", cohort))
    text = words(response)
    assert "End “Autumn cohort” for everyone?" in text and "Its 1 member gets a mail" in text
    assert "autofocus>Keep the cohort</a>" in response.content.decode()
    assert cohort.memberships.current().count() == 2


def test_an_ended_cohort_is_gone_for_everyone(
    instructor: Person,
    member: Person,
    cohort: Cohort,
    assignment: Assignment,
    invitation: Invitation,
    classmate: Person,
) -> None:
    ended = instructor.post(address("end", cohort), follow=True)
    assert "“Autumn cohort” has ended." in words(ended)
    assert [person.get(cohort.get_absolute_url()).status_code for person in (instructor, member)] == [
        404,
        404,
    ]
    assert member.get(reverse("cohort-mine", args=[cohort.pk])).status_code == 404
    for person in (instructor, member):
        assert "Autumn cohort" not in words(person.get(reverse("cohorts")))
    assert "Version control: reach" not in words(member.get(reverse("today")))
    assert join(classmate, invitation).status_code == 410


def test_everyone_else_is_mailed_once(
    instructor: Person, other_instructor: Person, member: Person, cohort: Cohort
) -> None:
    teaches_too(other_instructor, cohort)
    for _ in range(2):
        assert instructor.post(address("end", cohort)).status_code == 302
    assert {mailed.to[0]: mailed.subject for mailed in mail.outbox} == {
        "learner1@example.org": "The cohort “Autumn cohort” has ended",
        "instructor2@example.org": "The cohort “Autumn cohort” has ended",
    }
    assert len(mail.outbox) == 2
    to_member = next(str(mailed.body) for mailed in mail.outbox if mailed.to == ["learner1@example.org"])
    assert "Instructor 1 has ended the cohort “Autumn cohort”" in to_member
    assert "All you have learned is still in your account." in to_member


def test_a_name_that_would_break_a_mails_head_or_is_markup_is_mailed_as_it_is(
    instructor: Person, member: Person, cohort: Cohort
) -> None:
    Cohort.objects.update(name="<b>A & B</b>\nBcc: everyone@example.org")
    instructor.post(address("end", cohort))
    assert mail.outbox[0].subject == "The cohort “<b>A & B</b> Bcc: everyone@ example. org” has ended"
    assert mail.outbox[0].recipients() == ["learner1@example.org"]


def test_a_cohort_ends_where_no_mail_can_be_sent_and_that_is_said(
    instructor: Person, member: Person, cohort: Cohort, settings: Settings
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    text = words(instructor.post(address("end", cohort), follow=True))
    assert "“Autumn cohort” has ended." in text and "We could not mail 1 person." in text
    assert not cohort.memberships.current().exists()


def test_the_figures_of_what_has_ended_stay(
    instructor: Person, member: Person, assignment: Assignment
) -> None:
    Assignment.objects.update(ended_members=1, ended_done=1)
    instructor.post(address("end", assignment.cohort))
    kept = Assignment.objects.get()
    assert (kept.ended_members, kept.ended_done, kept.cohort.archived_at) == (1, 1, NOW)


def test_an_archived_cohort_can_be_ended(instructor: Person, member: Person, cohort: Cohort) -> None:
    archive(instructor, cohort)
    assert instructor.post(address("end", cohort)).status_code == 302
    assert not cohort.memberships.current().exists()


def test_a_removed_member_is_hidden_at_once_and_mailed_once(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    assert "Learner 1" in page(instructor, cohort)
    for _ in range(2):
        removed = remove(instructor, cohort, member)
    assert removed.status_code == 200
    assert "Learner 1" not in page(instructor, cohort) and "Learner 1" not in page(
        instructor, cohort, "cohort-settings"
    )
    assert member.get(reverse("cohort-mine", args=[cohort.pk])).status_code == 404
    assert [mailed.to for mailed in mail.outbox] == [["learner1@example.org"]]
    assert "Instructor 1 has ended your membership of the cohort “Autumn cohort”" in str(mail.outbox[0].body)
    assert cohort.memberships.get(user=member.user).was_removed


def test_a_removed_member_reads_it_on_their_page_of_cohorts(
    instructor: Person, member: Person, cohort: Cohort
) -> None:
    remove(instructor, cohort, member)
    said = "On Tue 24 Nov an instructor ended your membership of “Autumn cohort”."
    assert said in words(member.get(reverse("cohorts")))
    assert said not in words(instructor.get(reverse("cohorts")))


def test_who_was_invited_again_and_came_back_reads_of_no_removal(
    instructor: Person, member: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    remove(instructor, cohort, member)
    clock.shift(timedelta(minutes=5))
    join(member, invite(instructor, cohort, days=7))
    assert "an instructor ended" not in words(member.get(reverse("cohorts")))
    assert "Learner 1" in page(instructor, cohort, "cohort-settings")
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    assert "an instructor ended" not in words(member.get(reverse("cohorts")))


def test_who_has_left_by_themselves_was_not_removed_and_gets_no_mail(
    instructor: Person, member: Person, cohort: Cohort
) -> None:
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    assert "Learner 1" not in words(remove(instructor, cohort, member))
    assert (mail.outbox, cohort.memberships.get(user=member.user).was_removed) == ([], False)


def test_only_a_member_of_the_cohort_itself_can_be_removed_from_it(
    instructor: Person, other_instructor: Person, member: Person, cohort: Cohort
) -> None:
    foreign = make_cohort(other_instructor, "Foreign cohort")
    member_called("Member 9", foreign)
    colleague = teaches_too(other_instructor, cohort)
    memberships = [foreign.memberships.get(role="member").pk, colleague.pk, uuid4()]
    for membership in memberships:
        place = reverse("member-remove", args=[cohort.pk, membership])
        assert (instructor.get(place).status_code, instructor.post(place).status_code) == (404, 404)
    assert not foreign.memberships.exclude(left_at=None).exists() and mail.outbox == []
