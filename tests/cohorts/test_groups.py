"""Who is where: one group for each member, with the reason. Pure."""

from datetime import date

import pytest

from quiz.cohorts.measuring.behind import pace_of
from quiz.cohorts.measuring.standing import Ended, Frozen, Spared, Standing
from quiz.cohorts.reporting.groups import Asked, Group, place_of

TODAY = date(2026, 11, 30)
OPENED, DUE, LATER = date(2026, 11, 24), date(2026, 12, 3), date(2026, 12, 18)


def standing(
    answered: int, *, day: date = TODAY, last: date | None = TODAY, due_on: date = DUE, total: int = 20,
    most_minutes: int = 10, at_level: int | None = None, shows_reasons: bool = True, held: int = 0,
) -> Standing:  # fmt: skip
    reached = answered if at_level is None else at_level
    pace = pace_of(
        counted=max(answered, reached), total=total, target=2, most_minutes=most_minutes, start=OPENED,
        due_on=due_on, last=last if answered else None, day=day,
    )  # fmt: skip
    return Standing(total, answered, reached, held, answered > 0, pace, shows_reasons)


def place(
    *statuses: Standing | Ended | Spared | None, missing: int = 0, is_open: bool = True
) -> tuple[Group, str]:
    days = (DUE, LATER, LATER)
    asked = [
        Asked("Familiar", days[at], is_open, status, f"Section {at}") for at, status in enumerate(statuses)
    ]
    found = place_of(asked, keeps_missing=missing, today=TODAY)
    return found.group, found.reason


def test_done_on_the_first_day_needs_no_help_on_any_later_one() -> None:
    for day in range(24, 31):
        later = standing(20, day=date(2026, 11, day), last=OPENED, at_level=0)
        assert place(later)[0] is Group.ON_COURSE


@pytest.mark.parametrize(
    ("status", "group", "reason"),
    [
        (standing(20), Group.DONE, "All 20 at Familiar"),
        (standing(0), Group.NEEDS_HELP, "Nothing answered yet"),
        (standing(2, last=date(2026, 11, 25)), Group.NEEDS_HELP, "No answer for 5 days"),
        (standing(2, most_minutes=3), Group.NEEDS_HELP, "Needs 5 minutes a day until Thu 3 Dec"),
        (standing(6), Group.BEHIND, "6 of the 12 due by now, needs 4 minutes a day until Thu 3 Dec"),
        (standing(12), Group.ON_COURSE, "Needs 2 minutes a day until Thu 3 Dec"),
        (standing(20, at_level=18), Group.ON_COURSE, "All answered, 18 of 20 at Familiar"),
    ],
)
def test_a_group_comes_with_its_reason(status: Standing, group: Group, reason: str) -> None:
    assert place(status) == (group, reason)


def test_who_keeps_missing_needs_help_until_they_are_done() -> None:
    assert place(standing(15), missing=4) == (Group.NEEDS_HELP, "Keeps missing 4 questions")
    assert place(standing(20), missing=4)[0] is Group.DONE
    assert place(standing(15), missing=1)[0] is Group.ON_COURSE


def test_of_two_assignments_the_one_that_asks_for_help_decides() -> None:
    assert place(standing(20), standing(10, due_on=LATER))[0] is Group.DONE
    assert place(standing(20), standing(1, due_on=LATER))[0] is Group.BEHIND
    silent = standing(1, due_on=LATER, last=OPENED)
    assert place(standing(20, last=OPENED), silent) == (Group.NEEDS_HELP, "No answer for 6 days")


def test_who_answered_elsewhere_since_is_silent_in_that_assignment_alone() -> None:
    silent, begun = standing(1, last=OPENED), standing(1, due_on=LATER, last=date(2026, 11, 27))
    assert place(silent, begun) == (Group.NEEDS_HELP, "No answer in Section 0 for 6 days")
    assert place(standing(0), begun) == (Group.NEEDS_HELP, "Nothing answered in Section 0 yet")
    assert place(standing(0), standing(0, due_on=LATER)) == (Group.NEEDS_HELP, "Nothing answered yet")
    ended = Ended(20, Frozen(20, 3, 3), 0)
    assert place(standing(0), ended) == (Group.NEEDS_HELP, "Nothing answered in Section 0 yet")


def test_who_has_agreed_to_less_shows_no_more_than_that() -> None:
    reason = "Has not agreed to show the reason yet"
    assert place(standing(0, shows_reasons=False)) == (Group.NEEDS_HELP, reason)
    assert place(standing(6, shows_reasons=False)) == (Group.ON_COURSE, reason)
    assert place(standing(20, shows_reasons=False, held=20)) == (Group.DONE, reason)


def test_where_nothing_is_to_be_done_that_is_said() -> None:
    frozen = Ended(20, Frozen(20, 3, 3), 0)
    assert place(Spared(20, is_excused=True)) == (Group.NOTHING_NOW, "Excused")
    assert place(Spared(20, is_excused=False)) == (Group.NOTHING_NOW, "Nothing is assigned to them")
    assert place(frozen) == (Group.NOTHING_NOW, "Everything assigned to them has ended")
    excused_once = place(Spared(20, is_excused=True), frozen)
    assert excused_once == (Group.NOTHING_NOW, "Everything assigned to them has ended")
    assert place(standing(0), is_open=False) == (
        Group.NOTHING_NOW,
        "What is due Thu 3 Dec has not opened yet",
    )
    assert place(None) == (Group.NOTHING_NOW, "Cannot be worked out now")
