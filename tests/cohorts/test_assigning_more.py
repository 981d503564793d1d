"""Assigning single questions, to some members, with a note."""

from typing import Any

import pytest
from django.urls import reverse

from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import member_called, section_keys, words
from tests.cohorts.assigning_acts import AS_IT_IS, membership_of
from tests.conftest import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cohort: Cohort) -> str:
    return reverse("assignment-new", args=[cohort.pk])


def mine(person: Person, cohort: Cohort) -> str:
    return words(person.get(reverse("cohort-mine", args=[cohort.pk])))


def test_single_questions_are_asked_beside_a_section(instructor: Person, address: str) -> None:
    chosen = [*section_keys("advanced")[:3], section_keys()[0]]
    instructor.post(address, AS_IT_IS | {"questions": chosen})
    made = Assignment.objects.get()
    assert {question.key for question in made.questions.all()} == set(chosen[:3]), (
        "the section has the fourth"
    )
    response = instructor.get(address, AS_IT_IS | {"questions": chosen}, headers={"HX-Request": "true"})
    assert "23 questions to Familiar in 10 days, 3 a day at most." in words(response)


def test_what_is_sent_twice_is_made_once_and_what_differs_is_another(
    instructor: Person, member: Person, cohort: Cohort, address: str
) -> None:
    one, two = section_keys("advanced")[:2]
    some = {"whom": "some", "members": [str(membership_of(member).pk)]}
    forms: list[dict[str, Any]] = [{}, {"questions": [one]}, {"questions": [two]}, {"note": "A"}, some]
    for number, change in enumerate(forms, start=1):
        for _ in range(2):
            instructor.post(address, AS_IT_IS | change)
        assert Assignment.objects.count() == number, change


def test_it_is_asked_of_those_chosen_alone(
    instructor: Person, member: Person, cohort: Cohort, address: str
) -> None:
    other = Person().sign_in(member_called("Other", cohort))
    instructor.post(address, AS_IT_IS | {"whom": "some", "members": [str(membership_of(member).pk)]})
    assert ["Version control: reach" in mine(person, cohort) for person in (member, other)] == [True, False]
    assert "for 1 of 2" in words(instructor.get(reverse("cohort-assignments", args=[cohort.pk])))
    assert "not assigned to this member" in words(instructor.get(cohort.get_absolute_url()))
    made = Assignment.objects.get()
    answer = other.post(reverse("assignment-practise", args=[made.pk]), follow=True)
    assert "This assignment is no longer asked of you." in words(answer)


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"questions": ["poetry"]}, "Select a valid choice."),
        ({"sections": [], "questions": []}, "Nothing is chosen. Choose a section or single questions."),
        ({"whom": "some"}, "No member is chosen. Choose at least one, or everyone."),
        ({"whom": "nobody"}, "Select a valid choice."),
        ({"note": "x" * 501}, "The note has 501 characters, 500 is the most. Shorten it."),
    ],
)
def test_what_cannot_be_assigned_is_refused(
    instructor: Person, member: Person, address: str, change: dict[str, Any], sentence: str
) -> None:
    response = instructor.post(address, AS_IT_IS | change)
    assert (response.status_code, sentence in words(response)) == (422, True)
    assert not Assignment.objects.exists()


def test_a_member_of_another_cohort_is_refused(
    instructor: Person, classmate: Person, cohort: Cohort, member: Person, address: str
) -> None:
    elsewhere = Cohort.objects.create(name="Other", created_at=cohort.created_at)
    foreign = elsewhere.memberships.create(user=classmate.user, role="member", agreed_at=cohort.created_at)
    response = instructor.post(address, AS_IT_IS | {"whom": "some", "members": [str(foreign.pk)]})
    assert (response.status_code, Assignment.objects.count()) == (422, 0)


@pytest.mark.any_database
def test_members_read_the_note_as_it_was_written(
    instructor: Person, member: Person, cohort: Cohort, address: str
) -> None:
    lines = "Sketch a <b>DAG</b>.\r\n" + "y" * 478
    assert instructor.post(address, AS_IT_IS | {"note": lines}).status_code == 302
    for place in (reverse("cohort-mine", args=[cohort.pk]), reverse("today")):
        text = member.get(place).text
        assert "Sketch a &lt;b&gt;DAG&lt;/b&gt;.<br>yyy" in text, place


def test_an_archived_cohort_is_assigned_nothing(instructor: Person, cohort: Cohort, address: str) -> None:
    Cohort.objects.update(archived_at=cohort.created_at)
    response = instructor.post(address, AS_IT_IS, follow=True)
    assert (response.status_code, "This cohort is archived" in words(response)) == (409, True)
    assert not Assignment.objects.exists()
