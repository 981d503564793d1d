"""Several instructors have equal rights; the last one cannot go."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from quiz.cohorts.models import Assignment, Cohort
from quiz.cohorts.running.handing_over import TeachesAlone, cohorts_left_alone
from quiz.practice.log.learners import with_context
from quiz.practice.models import Erasure, Learner
from quiz.privacy import erase_person
from tests.cohorts.acts import make_cohort, words
from tests.cohorts.running_acts import address, archive, rename, teaches_too
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def learner_of(person: Person) -> Learner:
    Learner.objects.get_or_create(user=person.user)
    return with_context().get(user=person.user)


def erase(person: Person) -> Erasure:
    return erase_person(learner=learner_of(person), reason="asked for by the person", now=timezone.now())


def test_whoever_stops_teaching_leaves_the_cohort_to_the_others(
    instructor: Person, other_instructor: Person, cohort: Cohort
) -> None:
    teaches_too(other_instructor, cohort)
    for _ in range(2):
        stopped = instructor.post(address("stop-teaching", cohort), follow=True)
        assert "You no longer teach “Autumn cohort”." in words(stopped)
    assert instructor.get(cohort.get_absolute_url()).status_code == 404
    assert rename(other_instructor, cohort, "Winter cohort").status_code == 302


def test_the_last_instructor_cannot_stop(
    instructor: Person, other_instructor: Person, member: Person, cohort: Cohort
) -> None:
    teaches_too(other_instructor, cohort)
    other_instructor.post(address("stop-teaching", cohort))
    refused = instructor.post(address("stop-teaching", cohort), follow=True)
    assert "You are the only instructor of “Autumn cohort”" in words(refused)
    assert instructor.get(cohort.get_absolute_url()).status_code == 200


def test_stopping_is_offered_where_somebody_is_left(
    instructor: Person, other_instructor: Person, cohort: Cohort
) -> None:
    assert "Stop teaching" not in words(instructor.get(address("settings", cohort)))
    teaches_too(other_instructor, cohort)
    text = words(instructor.get(address("settings", cohort)))
    assert "Instructor 1 You Stop teaching" in text and "Instructor 2 Stop teaching" not in text


def test_an_account_is_erased_only_when_its_cohorts_are_handed_over_or_ended(
    instructor: Person, other_instructor: Person, member: Person, cohort: Cohort
) -> None:
    second = make_cohort(instructor, "Second cohort")
    archive(instructor, second)
    with pytest.raises(TeachesAlone) as refused:
        erase(instructor)
    assert set(refused.value.cohorts) == {cohort, second}
    assert User.objects.filter(pk=instructor.user.pk).exists() and not Erasure.objects.exists()
    teaches_too(other_instructor, cohort)
    with pytest.raises(TeachesAlone, match=rf"teaches: Second cohort \({second.pk}\)$"):
        erase(instructor)
    instructor.post(address("end", second))
    assert erase(instructor).closed
    assert other_instructor.get(cohort.get_absolute_url()).status_code == 200


def test_a_members_account_is_erased_whoever_teaches(member: Person, cohort: Cohort) -> None:
    assert cohorts_left_alone(member.user) == []
    assert erase(member).closed
    assert not cohort.memberships.filter(role="member").exists()


def test_a_colleague_has_equal_rights(
    instructor: Person, other_instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    places = [
        "cohort",
        "cohort-assignments",
        "cohort-invitations",
        "cohort-settings",
        "cohort-copy",
        "cohort-end",
    ]
    before = [other_instructor.get(reverse(place, args=[cohort.pk])).status_code for place in places]
    teaches_too(other_instructor, cohort)
    after = [other_instructor.get(reverse(place, args=[cohort.pk])).status_code for place in places]
    assert (set(before), set(after)) == ({404}, {200})


def test_an_instructor_comes_by_a_link_for_one_person_that_the_settings_list_until_it_is_used(
    instructor: Person, other_instructor: Person, classmate: Person, cohort: Cohort
) -> None:
    made = [instructor.post(reverse("instructor-invite", args=[cohort.pk]))["Location"] for _ in range(2)]
    assert made[0] == made[1]
    assert "Link for another instructor" in words(instructor.get(address("settings", cohort)))
    assert "Link for another instructor" not in words(instructor.get(address("invitations", cohort)))
    link = cohort.invitations.get()
    for person in (other_instructor, classmate):
        person.post(link.get_absolute_url(), {"name": "Instructor 2"})
    text = words(instructor.get(address("settings", cohort)))
    assert "Instructor 1 You Stop teaching" in text and "Instructor 2" in text
    assert "Link for another" not in text
    places = [person.get(cohort.get_absolute_url()).status_code for person in (other_instructor, classmate)]
    assert places == [200, 404]


def test_an_archived_cohort_invites_no_instructor(instructor: Person, cohort: Cohort) -> None:
    archive(instructor, cohort)
    assert instructor.post(reverse("instructor-invite", args=[cohort.pk])).status_code == 409
    assert not cohort.invitations.exists()
