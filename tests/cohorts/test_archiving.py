"""An archived cohort changes nothing and asks nothing, and can be restored. Renaming."""

import pytest
from django.urls import reverse

from quiz.cohorts.assigning.assigning import assign as assign_act
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort, CohortArchived
from tests.cohorts.acts import TODAY, page, words
from tests.cohorts.running_acts import address, archive, rename, teaches_too
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db


def test_an_archived_cohort_can_be_read_and_says_so(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    archive(instructor, cohort)
    for name in ("cohort", "cohort-assignments", "cohort-invitations", "cohort-settings"):
        text = page(instructor, cohort, name)
        assert "This cohort is archived" in text and "Restore the cohort" in text, name
        assert "New assignment" not in text, name
    assert "Learner 1" in page(instructor, cohort)
    assert "This cohort is archived. Nothing is asked of you." in page(member, cohort, "cohort-mine")


def test_no_archived_cohort_has_a_monday_to_prepare(
    instructor: Person, cohort: Cohort, assignment: Assignment, member: Person
) -> None:
    brief = "Monday in two minutes"
    assert brief in instructor.get(cohort.get_absolute_url()).text
    archive(instructor, cohort)
    assert brief not in instructor.get(cohort.get_absolute_url()).text


def test_every_post_that_changes_an_archived_cohort_is_refused_with_a_way_to_restore_it(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, invitation: Invitation
) -> None:
    membership = cohort.memberships.get(user=member.user)
    archive(instructor, cohort)
    before = (cohort.name, list(cohort.assignments.values()), list(cohort.invitations.values()))
    assigned = {"sections": ["lifecycle"], "target": 2, "opens_on": "2026-11-24", "due_on": "2026-12-03"}
    for refused in (
        rename(instructor, cohort, "Winter cohort"),
        instructor.post(reverse("assignment-new", args=[cohort.pk]), assigned),
        instructor.post(reverse("cohort-invitations", args=[cohort.pk]), {"days": 14, "most_uses": 30}),
        instructor.post(reverse("invitation-revoke", args=[invitation.pk])),
        instructor.post(reverse("member-remove", args=[cohort.pk, membership.pk])),
    ):
        assert refused.status_code == 409
        text = words(refused)
        assert "Nothing was changed. To change something, restore the cohort" in text
    cohort.refresh_from_db()
    assert before == (cohort.name, list(cohort.assignments.values()), list(cohort.invitations.values()))
    assert cohort.memberships.current().filter(user=member.user).exists()


def test_what_was_sent_before_it_was_archived_and_comes_after_changes_nothing(
    instructor: Person, cohort: Cohort
) -> None:
    stale = Cohort.objects.get(pk=cohort.pk)
    archive(instructor, cohort)
    with pytest.raises(CohortArchived):
        assign_act(
            cohort=stale,
            by=instructor.user,
            sections=["lifecycle"],
            opens_on=TODAY,
            due_on=TODAY,
            target=2,
            now=NOW,
        )
    assert not Assignment.objects.exists()


def test_a_restored_cohort_goes_on_as_it_was(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    listed = words(member.get(reverse("cohorts")))
    assert "You are a member Autumn cohort" in listed and "Archived cohorts" not in listed
    archive(instructor, cohort)
    for person in (instructor, member):
        put_away = words(person.get(reverse("cohorts")))
        assert "Archived cohorts Autumn cohort" in put_away and "archived Tue 24 Nov" in put_away
        assert "You are a member" not in put_away and "You teach" not in put_away
    for _ in range(2):
        instructor.post(address("restore", cohort))
    assert words(member.get(reverse("cohorts"))) == listed
    assert rename(instructor, cohort, "Winter cohort").status_code == 302


def test_a_page_made_before_another_renaming_shows_the_newer_name_first(
    instructor: Person, other_instructor: Person, cohort: Cohort
) -> None:
    teaches_too(other_instructor, cohort)
    rename(other_instructor, cohort, "Winter cohort")
    outdated = rename(instructor, cohort, "Spring cohort")
    assert outdated.status_code == 422
    assert "Another instructor has renamed the cohort “Winter cohort”" in words(outdated)
    assert 'name="seen" value="Winter cohort"' in outdated.content.decode()
    assert rename(instructor, cohort, "Spring cohort", seen="Winter cohort").status_code == 302
    assert Cohort.objects.get().name == "Spring cohort"


@pytest.mark.parametrize("name", ["=cmd|calc", "N" * 80, "مجموعة الخريف", "<b>Bold</b> & “quoted”"])
def test_a_cohort_of_any_name_is_renamed_and_shown(instructor: Person, cohort: Cohort, name: str) -> None:
    assert rename(instructor, cohort, name).status_code == 302
    for place in ("settings", "copy", "end", "stop-teaching"):
        response = instructor.get(address(place, cohort))
        assert "<b>" not in response.content.decode()
        assert name in words(response).replace("\u2068", "").replace("\u2069", ""), place


@pytest.mark.any_database
def test_a_cohort_keeps_its_name_when_the_new_one_is_too_long_or_says_nothing(
    instructor: Person, cohort: Cohort
) -> None:
    for name in ("N" * 81, " \u200b ", ""):
        assert rename(instructor, cohort, name).status_code == 422
    assert Cohort.objects.get().name == "Autumn cohort"
