"""How far a member is, in three numbers, on every page that says so; and what the instructor may see of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from quiz import engine
from quiz.bank.published import published_bank
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import give_or_take
from quiz.cohorts.models import AGREED_FIRST, AGREED_TO_ANSWERS, Assignment, Cohort, Membership
from quiz.engine.memory.cards import LAYOUT
from quiz.practice.models import Card, Prompt
from tests.cohorts.acts import assign, member_called, numbers, page, report, report_rows, section_keys, words
from tests.conftest import NOW, Person
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db


@pytest.mark.any_database
def test_the_same_three_numbers_are_on_all_three_pages(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Callable[..., Prompt]
) -> None:
    for key in section_keys()[:3]:
        answer_well(ask(member, key, now=NOW))
    shown = f"20 questions: {numbers(3, 3, 0)}"
    assert shown in words(member.get(reverse("today")))
    assert shown in words(member.get(reverse("cohort-mine", args=[cohort.pk])))
    assert report_rows(report(instructor, cohort))[0][-1] == numbers(3, 3, 0)


@pytest.mark.any_database
def test_the_member_reads_why_they_are_behind_as_the_instructor_does(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=4))
    for name, address in (("cohort-mine", [cohort.pk]), ("today", [])):
        assert "behind: nothing answered yet" in words(member.get(reverse(name, args=address)))
    assert "Learner 1 Nothing answered yet" in page(instructor, cohort)


def test_who_agreed_to_less_shows_less_until_they_agree(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    Membership.objects.members().update(agreed_to=AGREED_FIRST)
    clock.shift(timedelta(days=4))
    assert report_rows(report(instructor, cohort))[0][1:] == [
        "Has not agreed to show the reason yet",
        numbers("–", "–", 0),
    ]
    mine = reverse("cohort-mine", args=[cohort.pk])
    assert "They see nothing new until you agree." in words(member.get(mine))
    agreed = member.post(reverse("cohort-agree", args=[cohort.pk]), {"to": AGREED_TO_ANSWERS}, follow=True)
    assert "They see nothing new until you agree." not in words(agreed)
    assert numbers(0, 0, 0) in report_rows(report(instructor, cohort))[0][-1]


def test_who_leaves_cannot_agree_any_more(member: Person, cohort: Cohort) -> None:
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    assert member.post(reverse("cohort-agree", args=[cohort.pk])).status_code == 404


def test_an_assignment_that_cannot_be_worked_out_leaves_the_rest(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    """A stored memory that no answer could have made."""
    assign(instructor, cohort, "advanced")
    broken = section_keys("advanced")[0]
    member_called("Broken", cohort, *section_keys()[:5], broken)
    card = Card.objects.get(question__key=broken)
    fields = list(LAYOUT.unpack(card.state))
    fields[-61:] = [-0.01] * 61
    Card.objects.filter(pk=card.pk).update(state=LAYOUT.pack(*fields))
    (row,) = report_rows(report(instructor, cohort))
    assert row.count("cannot be shown now") == 1
    assert numbers(5, 5, 5) in row


@pytest.mark.any_database
def test_the_minutes_a_day_are_the_assignments_own(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    fields = {"sections": "advanced", "target": 2, "opens_on": "2026-11-24", "due_on": "2026-12-03"}
    address = reverse("assignment-new", args=[cohort.pk])
    assert instructor.post(address, fields | {"minutes": 25}).status_code == 302
    assert sorted(cohort.assignments.values_list("minutes", flat=True)) == [10, 25]
    assert "120 minutes a day is the most." in words(instructor.post(address, fields | {"minutes": 121}))


@pytest.mark.any_database
def test_what_is_in_doubt_widens_what_would_hold_and_what_is_sure_does_not() -> None:
    assert [give_or_take(chances) for chances in ([], [1.0, 0.0], [0.5], [0.9] * 20)] == [0, 0, 1, 3]


def test_each_question_is_predicted_once_for_an_instant() -> None:
    first, second, third = section_keys()[:3]
    predicted = Predicted(published_bank(), engine.new_profile(), {})
    once = predicted.recalls_at([first, second], NOW)
    predicted.profile = None  # type: ignore[assignment]  # whatever is predicted from here on fails
    assert predicted.recalls_at([second, first], NOW) == once
    with pytest.raises(AttributeError):
        predicted.recalls_at([first, third], NOW)
