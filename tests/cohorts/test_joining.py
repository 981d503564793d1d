"""Saying yes or no to an invitation, under which name, and as what."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from quiz.cohorts.joining import inviting
from quiz.cohorts.joining.inviting import invite_instructor
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Cohort, Membership
from tests.cohorts.acts import invite, join, make_cohort, words
from tests.conftest import NOW, Person, make_user
from tests.practice.at_once import twice_at_once


def to_teach(cohort: Cohort, by: Person, later: timedelta = timedelta()) -> Invitation:
    return invite_instructor(cohort=cohort, by=by.user, now=NOW + later)


@pytest.mark.django_db
def test_joining_asks_for_the_name_to_show(learner: Person, invitation: Invitation) -> None:
    assert 'name="name" value="Learner 1"' in learner.get(invitation.get_absolute_url()).text
    join(learner, invitation, name="  Learner   One ")
    learner.user.refresh_from_db()
    assert learner.user.name == "Learner One"


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 81])
def test_nobody_joins_without_a_name(learner: Person, invitation: Invitation, name: str) -> None:
    response = learner.post(invitation.get_absolute_url(), {"name": name})
    assert (response.status_code, "You have not joined yet" in words(response)) == (422, True)
    learner.user.refresh_from_db()
    assert (learner.user.name, Membership.objects.members().exists()) == ("Learner 1", False)


@pytest.mark.django_db
def test_no_thanks_joins_nothing_and_uses_nothing_up(
    learner: Person, visitor: Person, invitation: Invitation
) -> None:
    for person in (learner, visitor):
        assert "No, thanks" in words(person.get(invitation.get_absolute_url()))
        response = person.post(reverse("join-decline", args=[invitation.token]))
        assert "You said no. You have not joined anything" in words(response)
    invitation.refresh_from_db()
    assert (invitation.uses, Membership.objects.members().count()) == (0, 0)


@pytest.mark.django_db
def test_whoever_accepts_to_teach_is_an_instructor(
    instructor: Person, other_instructor: Person, cohort: Cohort
) -> None:
    invitation = to_teach(cohort, instructor)
    page = words(other_instructor.get(invitation.get_absolute_url()))
    assert "Teach “Autumn cohort”? " in page and "What you can do then" in page and "They see" not in page
    assert join(other_instructor, invitation)["Location"] == cohort.get_absolute_url()
    assert other_instructor.get(cohort.get_absolute_url()).status_code == 200
    assert not cohort.memberships.members().exists()


@pytest.mark.django_db
def test_an_invitation_to_teach_is_for_one_person_and_a_week(
    instructor: Person, learner: Person, classmate: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    first, second = to_teach(cohort, instructor), to_teach(cohort, instructor, timedelta(hours=1))
    assert first == second
    join(learner, first)
    third = to_teach(cohort, instructor)
    assert join(classmate, first).status_code == 410 and third != first
    clock.shift(timedelta(days=7))
    assert join(classmate, third).status_code == 410
    assert cohort.memberships.filter(role="instructor").count() == 2


@pytest.mark.django_db
def test_a_member_who_accepts_to_teach_is_a_member_no_more(
    instructor: Person, member: Person, cohort: Cohort
) -> None:
    invitation = to_teach(cohort, instructor)
    assert "Teach “Autumn cohort”?" in words(member.get(invitation.get_absolute_url()))
    for _ in range(2):
        assert join(member, invitation)["Location"] == cohort.get_absolute_url()
    rows = Membership.objects.filter(user=member.user).order_by("-role")
    assert [(row.role, row.left_at) for row in rows] == [("member", NOW), ("instructor", None)]
    assert member.get(reverse("cohort-mine", args=[cohort.pk])).status_code == 404


@pytest.mark.django_db
def test_an_instructor_who_opens_a_link_for_members_stays_one(
    instructor: Person, other_instructor: Person, cohort: Cohort, invitation: Invitation
) -> None:
    join(other_instructor, to_teach(cohort, instructor))
    assert join(other_instructor, invitation)["Location"] == cohort.get_absolute_url()
    assert not cohort.memberships.members().exists()


@pytest.mark.django_db
def test_a_link_to_teach_is_no_link_for_members(instructor: Person, cohort: Cohort) -> None:
    link = to_teach(cohort, instructor)
    assert invite(instructor, cohort, days=7, most_uses=1) != link


def test_a_member_in_two_tabs_becomes_an_instructor_once(fresh_db: None) -> None:
    teacher = Person().sign_in(make_user("teacher@example.org", "Teacher"))
    cohort = make_cohort(teacher)
    people = [Person().sign_in(make_user(f"learner{n}@example.org", f"Learner {n}")) for n in range(4)]
    sent = []
    for number, person in enumerate(people):
        join(person, invite(teacher, cohort))
        made = NOW + timedelta(seconds=number)
        last = inviting.newest_of(cohort, "instructor")
        link = invite_instructor(
            cohort=cohort, by=teacher.user, now=made, newest=str(last.pk if last else "")
        )
        sent.append((person, link.get_absolute_url(), {"name": "Learner"}))
    assert {answer.status_code for _, answer in twice_at_once(sent)} == {302}
    current = cohort.memberships.current().values_list("user", "role")
    assert sorted(role for _, role in current) == ["instructor"] * 5
    assert set(Invitation.objects.filter(role="instructor").values_list("uses", flat=True)) == {1}


@pytest.mark.django_db
def test_links_open_when_somebody_was_removed_do_not_let_them_back(
    instructor: Person, member: Person, cohort: Cohort, invitation: Invitation, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(hours=1))
    current = Membership.objects.current().filter(user=member.user)
    current.update(left_at=NOW + timedelta(hours=1), was_removed=True)
    for response in (member.get(invitation.get_absolute_url()), join(member, invitation)):
        assert (response.status_code, "does not let you back in" in words(response)) == (410, True)
    clock.shift(timedelta(hours=1))
    assert join(member, invite(instructor, cohort)).status_code == 302


@pytest.mark.django_db
def test_nobody_joins_an_archived_cohort(
    instructor: Person, learner: Person, cohort: Cohort, invitation: Invitation
) -> None:
    Cohort.objects.update(archived_at=NOW)
    for response in (learner.get(invitation.get_absolute_url()), join(learner, invitation)):
        assert (response.status_code, "The cohort is archived." in words(response)) == (410, True)
    instructor.post(
        reverse("cohort-invitations", args=[cohort.pk]), {"days": 1, "most_uses": 1, "newest": invitation.pk}
    )
    assert (Invitation.objects.count(), Membership.objects.members().count()) == (1, 0)
