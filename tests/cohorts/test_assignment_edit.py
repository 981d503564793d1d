"""Changing an assignment: its consequences first, and nothing lost where two do it at once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from quiz.bank.models import Question
from quiz.cohorts.models import Arrangement, Assignment, Cohort
from tests.accounts.cast import come_back
from tests.cohorts.acts import member_called, section_keys, words
from tests.cohorts.assigning_acts import AS_IT_IS, edit_address, hidden, membership_of, opened, save
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db


def test_a_note_is_saved_at_once_and_a_date_only_after_its_consequences(
    instructor: Person, assignment: Assignment
) -> None:
    form = opened(instructor, assignment) | {"note": "Bring a laptop."}
    assert instructor.post(edit_address(assignment), form).status_code == 302
    form = opened(instructor, assignment) | {"note": "Bring a laptop.", "due_on": "2026-12-10"}
    asked = instructor.post(edit_address(assignment), form)
    assert (asked.status_code, "Not saved yet" in words(asked)) == (200, True)
    assignment.refresh_from_db()
    assert (assignment.note, assignment.due_on) == ("Bring a laptop.", date(2026, 12, 3))
    assert save(instructor, assignment, form).status_code == 302
    assignment.refresh_from_db()
    assert assignment.due_on == date(2026, 12, 10)


def test_members_are_reckoned_in_what_is_assigned_already_and_added_questions_counted(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    member_called("Knows all of advanced", cohort, *section_keys("advanced"))
    member_called("Done", cohort, *section_keys())
    clock.shift(timedelta(days=4))
    changes = [
        ({"due_on": "2026-12-20"}, "2 members will be behind by the new date (2 are now)."),
        ({"due_on": "2026-12-20", "minutes": 25}, "the new date and the new minutes a day (2 are now)."),
        ({"sections": ["version-control", "advanced"]}, "20 questions are added."),
    ]
    for change, sentence in changes:
        form = opened(instructor, assignment) | change
        response = instructor.post(edit_address(assignment), form, headers={"HX-Request": "true"})
        assert sentence in words(response), change
        assert hidden(response, "seen")
    assert "will be behind" not in words(response), "nobody is reckoned with in what is added"


def test_a_later_opening_makes_fewer_behind(
    instructor: Person, member: Person, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=4))
    form = opened(instructor, assignment) | {"opens_on": "2026-11-28"}
    response = instructor.post(edit_address(assignment), form, headers={"HX-Request": "true"})
    assert "Nobody will be behind by the new date (1 is now)." in words(response)


def test_the_second_of_two_sees_what_the_first_changed_and_loses_nothing(
    instructor: Person, assignment: Assignment
) -> None:
    first, second = opened(instructor, assignment), opened(instructor, assignment)
    save(instructor, assignment, first | {"due_on": "2026-12-07", "note": "First"})
    response = save(instructor, assignment, second | {"note": "Second", "minutes": "20"})
    assert response.status_code == 409
    text = words(response)
    assert "This assignment was changed while you were editing it" in text
    assert "Due: Thu 3 Dec 2026 is now Mon 7 Dec 2026" in text and "Note: none is now First" in text
    content = response.content.decode()
    assert ">\nSecond</textarea>" in content and 'value="2026-12-07"' in content and 'value="20"' in content
    again = AS_IT_IS | {"note": "Second", "minutes": "20", "due_on": "2026-12-07"}
    assert save(instructor, assignment, again | {"opened": hidden(response, "opened")}).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.note, assignment.minutes, assignment.due_on) == ("Second", 20, date(2026, 12, 7))


def test_the_same_change_sent_twice_is_made_once_and_no_quarrel(
    instructor: Person, assignment: Assignment
) -> None:
    form = opened(instructor, assignment) | {"note": "Same"}
    assert [save(instructor, assignment, form).status_code for _ in range(2)] == [302, 302]


@pytest.mark.any_database
@pytest.mark.parametrize("token", ["", "forged", "x" * 20_000])
def test_a_form_that_does_not_say_what_it_was_opened_with_is_asked_again(
    instructor: Person, assignment: Assignment, token: str
) -> None:
    response = instructor.post(edit_address(assignment), AS_IT_IS | {"note": "Mine", "opened": token})
    assert (response.status_code, "Mine" in words(response)) == (409, True)
    assignment.refresh_from_db()
    assert assignment.note == ""


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"opens_on": "2026-12-04"}, "The due date is before the opening date."),
        ({"due_on": "2026-11-23", "opens_on": "2026-11-01"}, "The due date has passed."),
        ({"questions": ["poetry"]}, "Select a valid choice."),
        ({"whom": "some", "members": ["00000000-0000-0000-0000-000000000000"]}, "Select a valid choice."),
        ({"opens_on": "2026-11-29"}, "A member has a due date of their own before this day."),
    ],
)
def test_what_it_cannot_become_is_refused(
    instructor: Person, member: Person, assignment: Assignment, change: dict[str, Any], sentence: str
) -> None:
    Arrangement.objects.create(assignment=assignment, user=member.user, due_on=date(2026, 11, 28))
    response = save(instructor, assignment, opened(instructor, assignment) | change)
    assert (response.status_code, sentence in words(response)) == (422, True)


@pytest.mark.parametrize("how", ["over", "closed", "deleted", "archived"])
def test_what_has_ended_is_not_edited(
    instructor: Person, assignment: Assignment, clock: time_machine.Traveller, how: str
) -> None:
    form = opened(instructor, assignment) | {"note": "Too late"}
    match how:
        case "over":
            clock.move_to(datetime(2026, 12, 4, 12, tzinfo=UTC))
        case "closed":
            Assignment.objects.update(closed_at=NOW)
        case "archived":
            Cohort.objects.update(archived_at=NOW)
        case _:
            Assignment.objects.all().delete()
    response = instructor.post(edit_address(assignment), form)
    assert response.status_code == {"deleted": 404, "archived": 409}.get(how, 302)
    assert not Assignment.objects.filter(note="Too late").exists()


def test_members_who_are_asked_can_change_while_others_keep_what_is_theirs(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    member_called("Other", cohort)
    Arrangement.objects.create(assignment=assignment, user=member.user, due_on=date(2026, 12, 5))
    chosen = {"whom": "some", "members": [str(membership_of(member).pk)]}
    assert save(instructor, assignment, opened(instructor, assignment) | chosen).status_code == 302
    (row,) = Arrangement.objects.all()
    assert (row.user, row.is_asked, row.due_on) == (member.user, True, date(2026, 12, 5))
    everyone = opened(instructor, assignment) | {"whom": "everyone", "members": chosen["members"]}
    save(instructor, assignment, everyone)
    row.refresh_from_db()
    assert (row.is_asked, row.due_on) == (False, date(2026, 12, 5))


def test_a_retired_question_stays_assigned_for_when_it_comes_back(
    instructor: Person, assignment: Assignment
) -> None:
    retired = Question.objects.filter(live_revision=None).first() or Question.objects.create(
        key="retired-one", section_id=1, position=99, kind="concept"
    )
    assignment.questions.add(retired)
    save(instructor, assignment, opened(instructor, assignment) | {"note": "Changed"})
    assert list(assignment.questions.all()) == [retired]


@pytest.mark.any_database
def test_the_form_opens_with_all_that_is_assigned(instructor: Person, member: Person, cohort: Cohort) -> None:
    key, pk = section_keys("advanced")[0], str(membership_of(member).pk)
    form = AS_IT_IS | {"questions": [key], "whom": "some", "members": [pk], "note": "Read\n“it”"}
    instructor.post(reverse("assignment-new", args=[cohort.pk]), form)
    content = instructor.get(edit_address(Assignment.objects.get())).text
    for value in ("version-control", key, "some", pk, "2"):
        assert f'value="{value}" checked' in content.replace('" id=', '" ').replace("required ", "") or (
            f'value="{value}"' in content
        )
    assert "Read\n“it”</textarea>" in content


@pytest.mark.any_database
def test_signed_out_meanwhile_all_that_was_chosen_comes_back_with_what_it_was_opened_with(
    instructor: Person, assignment: Assignment
) -> None:
    chosen = [
        key for section in ("lifecycle", "advanced", "experiment-tracking") for key in section_keys(section)
    ]
    owner = hidden(instructor.get(edit_address(assignment)), "owner")
    form = opened(instructor, assignment) | {"questions": chosen, "note": "Mine", "owner": owner}
    Assignment.objects.update(minutes=15)
    instructor.logout()
    back = come_back(instructor, instructor.post(edit_address(assignment), form), instructor.user.email)
    content = back.content.decode()
    assert content.count(" checked") == len(chosen) + 3 and "Mine</textarea>" in content
    assert hidden(back, "opened") == form["opened"]
    assert instructor.post(edit_address(assignment), form).status_code == 409
