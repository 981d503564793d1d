"""A private calendar address: due days and the interview for whoever has it, until it is revoked."""

from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar, Event

from quiz.cohorts.models import Assignment, Cohort
from quiz.cohorts.telling.models import CalendarAddress
from tests.cohorts.acts import words
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def make_address(person: Person, instead_of: str = "") -> str:
    person.post(reverse("calendar-make"), {"instead_of": instead_of})
    return CalendarAddress.objects.get(user=person.user).get_absolute_url()


def token_in(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".ics")


def events(reader: Person, address: str) -> dict[str, Event]:
    """By their identifier, as a calendar program reads the file."""
    answer = reader.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and answer["Cache-Control"] == "no-store"
    return {str(event["uid"]): event for event in Calendar.from_ical(answer.content).events}


def test_it_holds_due_days_and_the_interview_and_no_answers(
    member: Person, assignment: Assignment, visitor: Person
) -> None:
    member.post(reverse("plan"), {"interview_on": "2026-12-16", "minutes": "10"})
    found = events(visitor, make_address(member))
    due = found[f"assignment-{assignment.pk}@mlopsprep"]
    assert due["summary"] == "Due: Version control: reach Familiar"
    assert (due.start, due.end) == (date(2026, 12, 3), date(2026, 12, 4))
    assert "Cohort: Autumn cohort" in due["description"] and "Fri 4 Dec, 12:00 UTC" in due["description"]
    assert found[f"interview-{member.user.pk}@mlopsprep"].start == date(2026, 12, 16)  # type: ignore[union-attr]
    assert len(found) == 2


def test_a_new_address_ends_the_old_one_and_stop_ends_both(member: Person, visitor: Person) -> None:
    first = make_address(member)
    second = make_address(member, instead_of=token_in(first))
    assert visitor.get(first).status_code == 404 and visitor.get(second).status_code == 200
    member.post(reverse("calendar-stop"))
    assert visitor.get(second).status_code == 404
    assert "Make the address" in words(member.get(reverse("mail-wishes")))


def test_a_button_pressed_twice_makes_one_address(learner: Person) -> None:
    first = make_address(learner)
    assert make_address(learner) == first
    second = make_address(learner, instead_of=token_in(first))
    assert make_address(learner, instead_of=token_in(first)) == second


def test_leaving_and_archiving_take_the_days_out(
    member: Person, assignment: Assignment, cohort: Cohort, visitor: Person
) -> None:
    address = make_address(member)
    Cohort.objects.update(archived_at=assignment.created_at)
    assert not events(visitor, address)
    Cohort.objects.update(archived_at=None)
    assert events(visitor, address)
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    assert not events(visitor, address)


@pytest.mark.any_database
def test_names_cannot_break_the_file(member: Person, assignment: Assignment, visitor: Person) -> None:
    Cohort.objects.update(name='A, b; c\\n "d" END:VEVENT é' * 2)
    (event,) = events(visitor, make_address(member)).values()
    assert 'A, b; c\\n "d" END:VEVENT é' in event["description"]


def test_a_closed_account_and_a_wrong_address_answer_alike(learner: Person, visitor: Person) -> None:
    address = make_address(learner)
    assert learner.user
    learner.user.is_active = False
    learner.user.save()
    closed, wrong = visitor.get(address), visitor.get(reverse("calendar", args=["d" * 43]))
    assert closed.status_code == wrong.status_code == 404 and words(closed) == words(wrong)


def test_only_its_owner_reads_it_on_the_page(learner: Person, classmate: Person) -> None:
    address = make_address(learner)
    assert address in learner.get(reverse("mail-wishes")).content.decode()
    assert address not in classmate.get(reverse("mail-wishes")).content.decode()
