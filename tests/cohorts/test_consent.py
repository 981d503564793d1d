"""What a learner reads before joining, and at any time after it."""

from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.members.consent import person_in
from quiz.cohorts.models import Assignment, Cohort
from quiz.practice.remembering.situation import situation_of
from tests.cohorts.acts import (
    assign,
    join,
    member_called,
    practised_as_visitor,
    remember_well,
    section_keys,
    words,
)
from tests.cohorts.member_acts import address_of, figures_in, numbers_in, said_in
from tests.conftest import NOW, Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_two_lists_say_what_is_seen_and_what_never(learner: Person, invitation: Invitation) -> None:
    text = words(learner.get(invitation.get_absolute_url()))
    assert "Invitation valid until Tue 8 Dec Join “Autumn cohort”?" in text
    assert (
        "The instructor, instructor1@example.org (“Instructor 1”), would see some of your progress." in text
    )
    seen, never = text.split("They never see")
    for sentence in (
        "They see Your name: Learner 1 ",
        "how many of its questions would be at the level to reach on the due day, and whether that is behind",
        "how many of its questions you have answered, and how many are at the level to reach now",
        "how many minutes a day the rest needs, or for how many days you have answered none",
        "The level of each assigned question, as it is today",
        "Right or wrong of your answers to assigned questions, from the day you first joined",
        "what you miss again and again, and the wrong option you chose most",
        "Counted over the cohort, without names: which questions mislead",
        "also those from before you joined. What is assigned later is seen in the same way",
    ):
        assert sentence in seen
    for sentence in (
        "What you write or say in an answer, your notes",
        "Practice of questions that are not assigned",
        "The time of day you practise",
        "Your plan and interview date, your other cohorts",
        "An instructor can mail you a reminder, one a day at most. You can stop it.",
    ):
        assert sentence in never


def test_who_shows_no_name_reads_that_their_address_is_shown(learner: Person, invitation: Invitation) -> None:
    learner.user.name = ""
    learner.user.save()
    text = words(learner.get(invitation.get_absolute_url()))
    assert "Your e-mail address, learner1@example.org, as long as your settings hold no name to show" in text


def test_the_preview_is_what_the_instructor_sees_to_the_letter(
    instructor: Person, learner: Person, invitation: Invitation, cohort: Cohort, assignment: Assignment
) -> None:
    remember_well(learner.user, *section_keys()[:12], *section_keys("advanced"))
    before = figures_in(learner.get(invitation.get_absolute_url()))
    join(learner, invitation)
    member_page = learner.get(reverse("cohort-mine", args=[cohort.pk]))
    after = figures_in(member_page)
    seen = instructor.get(address_of(learner, cohort))
    assert before == after == figures_in(seen)
    assert said_in(member_page) == said_in(seen) != ""
    assert numbers_in(seen) == [["12", "12", "12"]]


def test_the_preview_shows_nobody_else(
    learner: Person, invitation: Invitation, cohort: Cohort, assignment: Assignment
) -> None:
    member_called("Somebody else", cohort)
    response = learner.get(invitation.get_absolute_url())
    assert numbers_in(response) == [["0", "0", "0"]]
    assert "Somebody else" not in words(response)


def test_an_address_that_is_not_verified_is_called_so(learner: Person, invitation: Invitation) -> None:
    EmailAddress.objects.filter(email="instructor1@example.org").update(verified=False)
    text = words(learner.get(invitation.get_absolute_url()))
    assert "The instructor, instructor1@example.org, not verified (“Instructor 1”), would see" in text


def test_the_preview_is_made_from_assigned_questions_alone(learner: Person) -> None:
    remember_well(learner.user, *section_keys()[:2], *section_keys("advanced"))
    situation = situation_of(learner.learner, ZoneInfo("UTC"))
    assert len(situation.memory.cards) > 20
    person = person_in(situation, section_keys()[:2], "Learner 1", NOW)
    assert list(person.cards) == list(section_keys()[:2])


def test_a_visitor_reads_it_with_their_own_figures(
    visitor: Person, invitation: Invitation, assignment: Assignment
) -> None:
    practised_as_visitor(visitor, *section_keys()[:12], *section_keys("advanced"))
    response = visitor.get(invitation.get_absolute_url())
    assert numbers_in(response) == [["12", "12", "12"]]
    assert "The name you choose to show, or your e-mail address if you choose none" in words(response)
    assert "Joining takes an account, and brings you back to this page." in words(response)


def test_before_anything_is_assigned_the_page_says_so(learner: Person, invitation: Invitation) -> None:
    assert "Nothing is assigned yet, so there is nothing to see but the name." in words(
        learner.get(invitation.get_absolute_url())
    )


def test_what_is_asked_stands_on_the_invitation(
    instructor: Person, learner: Person, invitation: Invitation, cohort: Cohort
) -> None:
    assert "What is asked of you" not in words(learner.get(invitation.get_absolute_url()))
    assign(instructor, cohort, "advanced")
    text = words(learner.get(invitation.get_absolute_url()))
    assert "What is asked of you Advanced MLOps: reach Familiar due Tue 1 Dec" in text


def test_the_members_page_holds_the_same_lists(
    member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    text = words(member.get(reverse("cohort-mine", args=[cohort.pk])))
    assert (
        "Nothing answered yet in Version control, and nothing is late. It is due Thu 3 Dec. Version control ·"
        in text
    )
    assert "They see Your name: Learner 1" in text
    assert "They never see What you write or say in an answer" in text


def test_a_members_page_is_their_own(
    instructor: Person, other_instructor: Person, member: Person, classmate: Person, cohort: Cohort
) -> None:
    address = reverse("cohort-mine", args=[cohort.pk])
    assert member.get(address).status_code == 200
    strangers = (instructor, other_instructor, classmate)
    assert [person.get(address).status_code for person in strangers] == [404] * 3
