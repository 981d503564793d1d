"""What a cohort would know on its last due day, today and on each Monday."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from accounts.models import User
from quiz import engine
from quiz.bank.published import published_bank
from quiz.cohorts.assigned import all_keys, assigned_in
from quiz.cohorts.days import end_of
from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.measuring.people import people_of
from quiz.cohorts.measuring.weeks import Outlook, outlook_of, weeks_of
from quiz.cohorts.models import Arrangement, Assignment, Cohort
from tests.cohorts.acts import TODAY, assign, make_cohort, member_called, section_keys
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db


def outlook(cohort: Cohort) -> Outlook | None:
    bank = published_bank()
    assigned = assigned_in(cohort.assignments.all(), bank)
    members = list(cohort.memberships.current().members().with_first_day().select_related("user"))
    return outlook_of(people_of(members, all_keys(assigned, bank), bank, {}), assigned, bank, NOW)


@pytest.mark.any_database
def test_it_is_the_mean_of_the_members_numbers_and_of_their_ranges(
    cohort: Cohort, assignment: Assignment
) -> None:
    knows = member_called("Knows", cohort, *section_keys())
    alone = outlook(cohort)
    member_called("Has one", cohort, section_keys()[0])
    both = outlook(cohort)
    assert alone and both and knows
    assert 10 < alone.expected < 20 and 0 < both.expected - alone.expected / 2 < 1
    assert alone.low / 2 < both.low < both.expected < both.high < alone.high / 2 + 1
    assert (both.total, both.due_on, both.members) == (20, date(2026, 12, 3), 2)


def test_each_question_counts_once_and_for_the_last_due_day(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    member_called("Knows", cohort, *section_keys())
    soon = outlook(cohort)
    assign(instructor, cohort, "version-control", "lifecycle", due_on=TODAY + timedelta(days=60))
    late = outlook(cohort)
    assert soon and late
    assert (late.total, late.due_on) == (40, TODAY + timedelta(days=60))
    assert late.expected < soon.expected


def test_questions_never_answered_count_as_not_known(cohort: Cohort, assignment: Assignment) -> None:
    member_called("Elsewhere", cohort, *section_keys("experiment-tracking"))
    answered_nothing = outlook(cohort)
    assert answered_nothing and (answered_nothing.low, answered_nothing.high) == (0, 0)


@pytest.mark.any_database
def test_one_member_is_predicted_as_the_engine_predicts(cohort: Cohort, assignment: Assignment) -> None:
    user = member_called("Knows", cohort, *section_keys())
    bank, cards = published_bank(), user.learner.cards.filter(state__isnull=False)
    memory = {bank.key_of[card.question_id]: engine.Card.unpack(bytes(card.state or b"")) for card in cards}
    recalls = engine.predict(
        {key: bank.askable[key] for key in section_keys()},
        engine.new_profile(),
        memory,
        end_of(assignment.due_on),
    )
    one = outlook(cohort)
    assert one and one.expected == pytest.approx(sum(recalls.values()), abs=0.5)


@pytest.mark.any_database
def test_who_is_asked_fewer_questions_counts_by_the_share_of_theirs(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    user = member_called("Knows", cohort, *section_keys())
    alone = outlook(cohort)
    lifecycle = assign(instructor, cohort, "lifecycle", due_on=assignment.due_on)
    half = outlook(cohort)
    Arrangement.objects.create(assignment=lifecycle, user=user, is_asked=True, excused_at=NOW)
    excused = outlook(cohort)
    assert alone and half and excused and half.expected == pytest.approx(alone.expected)
    assert excused.total == 40 and excused.expected == pytest.approx(2 * alone.expected)
    Arrangement.objects.create(assignment=assignment, user=user, is_asked=True, excused_at=NOW)
    assert outlook(cohort) is None


@pytest.mark.any_database
def test_there_is_nothing_to_expect_of_nobody_for_nothing_or_after_the_last_day(
    cohort: Cohort,
    make_members: Callable[[int], list[User]],
    instructor: Person,
    clock: time_machine.Traveller,
) -> None:
    assert outlook(cohort) is None
    make_members(1)
    assert outlook(cohort) is None
    assignment = assign(instructor, cohort)
    assert outlook(cohort) is not None
    Assignment.objects.filter(pk=assignment.pk).update(
        opens_on=TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=2)
    )
    assert outlook(cohort) is None


def freeze() -> str:
    printed = StringIO()
    call_command("freeze_assignments", stdout=printed)
    return printed.getvalue()


def mondays(cohort: Cohort) -> list[date]:
    return [week.monday for week in weeks_of(cohort)]


def test_each_monday_is_stored_once_as_the_page_has_it(
    cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    member_called("Knows", cohort, *section_keys())
    before = outlook(cohort)
    assert "This Monday's figure stored of 1 cohorts." in freeze()
    member_called("Knows nothing", cohort, section_keys("lifecycle")[0])
    assert freeze() == "Nothing has ended since the last time.\n"
    [week] = weeks_of(cohort)
    assert Outlook(week.low, week.expected, week.high, week.total, week.due_on, week.members) == before
    clock.shift(timedelta(days=7))
    freeze()
    assert mondays(cohort) == [date(2026, 11, 23), date(2026, 11, 30)]


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("at", "stored"),
    [
        ("2026-11-30T11:59:59Z", []),
        ("2026-11-30T12:00:00Z", [date(2026, 11, 30)]),
        ("2026-12-02T11:59:59Z", [date(2026, 11, 30)]),
        ("2026-12-02T12:00:00Z", []),
    ],
)
def test_monday_is_monday_everywhere_and_a_week_missed_by_a_day_stays_missing(
    cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller, at: str, stored: list[date]
) -> None:
    member_called("Knows", cohort)
    clock.move_to(datetime.fromisoformat(at))
    freeze()
    assert mondays(cohort) == stored


def test_archived_and_empty_cohorts_and_those_that_are_over_store_nothing(
    instructor: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    freeze()
    member_called("Knows", cohort)
    Cohort.objects.update(archived_at=NOW)
    freeze()
    Cohort.objects.update(archived_at=None)
    clock.move_to(NOW + timedelta(days=14))
    freeze()
    assert not CohortWeek.objects.exists()


def test_a_cohort_that_fails_keeps_none_of_the_others_from_being_stored(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    [card] = member_called("Broken", cohort).learner.cards.filter(
        state__isnull=False, question__key=section_keys()[0]
    )
    memory = engine.Card.unpack(bytes(card.state or b""))
    card.state = replace(memory, stabilities=tuple(0.0 for _ in memory.stabilities)).pack()
    card.save()
    other = make_cohort(instructor, "Other cohort")
    assign(instructor, other)
    member_called("Knows", other)
    freeze()
    assert [week.cohort for week in CohortWeek.objects.all()] == [other]
