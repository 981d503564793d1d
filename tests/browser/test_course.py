"""An instructor's course: 24 members, six weeks, and each Monday the page says what was done."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from quiz.cohorts.models import Cohort
from tests.browser.course_pages import each_member_reads_the_same, mine, monday, night, overview_says
from tests.browser.walking import Walk
from tests.cohorts.acts import assign, join, page, report, report_rows
from tests.cohorts.assigning_acts import arrange, membership_of
from tests.cohorts.course_acts import (
    START,
    Course,
    figures_hold,
    kept,
)
from tests.cohorts.course_weeks import (
    EARLY,
    EXCUSED,
    FIRST,
    LATER,
    LEAVES,
    MISSING,
    MIXING,
    REMOVED,
    SECOND,
    SILENT,
    SLOW,
    STEADY,
    STOPPED,
    first_week,
    fourth_week,
    second_week,
    third_week,
)
from tests.cohorts.frozen_acts import freeze
from tests.cohorts.mail_acts import link_in, mailed
from tests.cohorts.member_acts import figures_in
from tests.cohorts.running_acts import remove
from tests.conftest import Person, make_user


@pytest.fixture
def course(fresh_db: None, time_machine: Any) -> Course:
    time_machine.move_to(START, tick=True)
    return Course(time_machine)


def test_a_course_of_six_weeks(open_browser: Any, course: Course) -> None:
    instructor = Person().sign_in(make_user("instructor1@example.org", "Instructor 1"))
    other = Person().sign_in(make_user("instructor2@example.org", "Instructor 2"))
    walk = open_browser(instructor)
    cohort_is_made(walk, course)
    invited(walk, course, open_browser)
    first_is_assigned(walk, course)
    first_week(course)
    on_the_first_monday(walk, course, instructor)
    second_week(course)
    on_the_second_monday(walk, course, instructor, open_browser)
    second_walk = another_teaches(walk, course, open_browser, other)
    third_week(course)
    on_the_third_monday(walk, course, instructor)
    fourth_week(course)
    on_the_fourth_monday(walk, course, instructor)
    on_the_fifth_monday(walk, course, instructor)
    handed_over(walk, second_walk, course)
    archived(second_walk, course, other)
    assert walk.errors == [] == second_walk.errors


def pressed(walk: Walk, name: str | re.Pattern[str]) -> None:
    """What comes next need not wait for a word of the new page."""
    with walk.page.expect_navigation():
        walk.press(name)


def cohort_is_made(walk: Walk, course: Course) -> None:
    pressed(walk.go("/cohorts/new/").fill("Name", "Autumn cohort"), "Make the cohort")
    course.cohort = Cohort.objects.get(name="Autumn cohort")


def invited(walk: Walk, course: Course, open_browser: Any) -> None:
    """Two join at a browser, by link and by mail; the others at the same front door."""
    walk.go(reverse("cohort-invitations", args=[course.cohort.pk]))
    walk.fill("People who can join by it", "30").press("Make a link")
    link = walk.page.get_by_label(re.compile("^Link, used 0 of 30")).input_value()
    walk.go(reverse("cohort-mail", args=[course.cohort.pk]))
    walk.fill(re.compile("ddresses"), "learner2@example.org\nguest1@example.org\nlearner2@example.org")
    walk.press("Send invitations").sees("What happened with your list").sees(
        "twice in your list, counted once"
    )
    assert sorted(each.to[0] for each in mail.outbox) == ["guest1@example.org", "learner2@example.org"]
    by_mail = next(place for place, each in enumerate(mail.outbox) if "learner2@example.org" in each.to)
    for number, address in ((1, link), (2, link_in(by_mail))):
        joining = open_browser(course.enrol(number)).go(address).sees("Join “Autumn cohort”?")
        pressed(joining, "Join and show this")
    invitation = course.cohort.invitations.get(most_uses=30)
    for number in range(3, 25):
        join(course.enrol(number), invitation)
    walk.go(reverse("cohort-invitations", args=[course.cohort.pk])).sees("Used 23 of 30 times")
    walk.sees("1 invited by mail has not joined yet")
    assert mailed("guest1@example.org")


def first_is_assigned(walk: Walk, course: Course) -> None:
    walk.go(course.cohort.get_absolute_url()).sees("24 members").press("New assignment")
    walk.sees("What members have to do").page.get_by_label(re.compile("^Version control")).check()
    walk.sees("20 questions to Familiar")
    walk.fill(re.compile("^Due"), "2026-11-29").page.keyboard.press("Tab")
    pressed(walk.sees("20 questions to Familiar in 28 days"), "Assign to 24 members")
    walk.sees("Version control: reach Familiar")


def on_the_first_monday(walk: Walk, course: Course, instructor: Person) -> None:
    monday(walk, course, 1)
    first_is_changed(walk, course, instructor)
    on_course = "Needs 1 minute a day until Sun 22 Nov"
    overview_says(
        walk,
        course,
        {
            ("Needs help", "Nothing answered yet"): SILENT,
            ("Needs help", "No answer for 5 days"): STOPPED,
            ("Needs help", "Keeps missing 2 questions"): [MISSING],
            ("A little behind", "5 of the 6 due by now, needs 2 minutes a day until Sun 22 Nov"): SLOW,
            ("On course", on_course): [*STEADY, *MIXING],
            ("On course", "Needs 1 minute a day until Sun 29 Nov"): [LATER],
            ("Done", "All 20 at Familiar"): EARLY,
            ("Nothing to do now", "Excused"): [EXCUSED],
        },
    )
    figures_hold(course, instructor, FIRST)
    each_member_reads_the_same(course, instructor, 1, MISSING, EXCUSED, LATER)
    taught_on_the_wall(walk, course)
    those_behind_are_reminded(walk, course)
    night(course, 1)


def first_is_changed(walk: Walk, course: Course, instructor: Person) -> None:
    """One is excused, it is due a week earlier, and one has a date of their own."""
    first = course.cohort.assignments.get()
    excused, later = (membership_of(course.members[number]) for number in (EXCUSED, LATER))
    pressed(walk.go(reverse("assignment-member", args=[first.pk, excused.pk])), "Excuse from this assignment")
    walk.go(reverse("assignment-edit", args=[first.pk]))
    walk.fill(re.compile("^Due"), "2026-11-22").page.keyboard.press("Tab")
    walk.sees("5 members will be behind by the new date (3 are now).").press("Save", exact=True)
    walk.sees("due Sun 22 Nov")
    arrange(instructor, first, later, "date", due_on="2026-11-29")


def taught_on_the_wall(walk: Walk, course: Course) -> None:
    """Of twenty who answered; nobody's name is on either page."""
    chose = f"{max(course.chose.values())} of 20"
    walk.go(course.cohort.get_absolute_url()).press("Teach these").sees(
        "One question that many answer wrong in the same way."
    )
    walk.sees(chose).sees("15 of 20")
    assert "Learner" not in walk.page.locator("main").inner_text()
    walk.press("Show on the wall").sees("First answers of 20 people")
    assert chose not in walk.page.locator("body").inner_text(), "the answer comes with the next step"
    walk.press(re.compile("^Next")).sees(chose)
    assert "Learner" not in walk.page.locator("body").inner_text()


def those_behind_are_reminded(walk: Walk, course: Course) -> None:
    mail.outbox.clear()
    walk.go(course.cohort.get_absolute_url()).press("Remind those behind").sees("5 of 24 are behind")
    walk.press("Send the reminders").sees("5 reminders sent")
    numbers = [*SILENT, *STOPPED]
    assert sorted(each.to[0] for each in mail.outbox) == sorted(f"learner{n}@example.org" for n in numbers)
    assert all("Version control: reach Familiar" in str(each.body) for each in mail.outbox)


def on_the_second_monday(walk: Walk, course: Course, instructor: Person, open_browser: Any) -> None:
    monday(walk, course, 2)
    assign(instructor, course.cohort, SECOND, opens_on=date(2026, 11, 23), due_on=date(2026, 12, 6))
    overview_says(
        walk,
        course,
        {
            ("Needs help", "Nothing answered yet"): SILENT,
            ("Needs help", "No answer for 12 days"): STOPPED[1:],
            ("A little behind", "12 of the 13 due by now, needs 2 minutes a day until Sun 22 Nov"): SLOW,
            ("On course", "Needs 1 minute a day until Sun 22 Nov"): [*STEADY, *MIXING, STOPPED[0], MISSING],
            ("On course", "Needs 1 minute a day until Sun 29 Nov"): [LATER],
            ("Done", "All 20 at Familiar"): EARLY,
            ("Nothing to do now", "What is due Sun 6 Dec has not opened yet"): [EXCUSED],
        },
    )
    figures_hold(course, instructor, FIRST, SECOND)
    night(course, 2)
    two_go(course, instructor, open_browser)


def two_go(course: Course, instructor: Person, open_browser: Any) -> None:
    """One leaves and one is removed: neither the instructor nor they themselves see anything more."""
    leaving = open_browser(course.members[LEAVES])
    leaving.go(reverse("cohort-mine", args=[course.cohort.pk]))
    leaving.page.locator("summary", has_text="Leave this cohort").click()
    pressed(leaving, re.compile("^Leave “"))
    mail.outbox.clear()
    remove(instructor, course.cohort, course.members[REMOVED])
    assert [each.to for each in mail.outbox] == [[f"learner{REMOVED}@example.org"]]
    for number in (LEAVES, REMOVED):
        gone = course.members.pop(number)
        assert gone.get(reverse("cohort-mine", args=[course.cohort.pk])).status_code == 404
    assert {"Learner 6", "Learner 12"}.isdisjoint(re.findall(r"Learner \d+", page(instructor, course.cohort)))


def another_teaches(walk: Walk, course: Course, open_browser: Any, other: Person) -> Walk:
    walk.go(reverse("cohort-settings", args=[course.cohort.pk])).press("Invite another instructor")
    link = walk.page.get_by_label(re.compile("^Link, used 0 of 1")).input_value()
    teaching = open_browser(other)
    pressed(teaching.go(link).sees("Teach “Autumn cohort”?"), "Teach this cohort")
    teaching.go(course.cohort.get_absolute_url()).sees("with Instructor 1").sees("22 members")
    return teaching  # type: ignore[no-any-return]


def on_the_third_monday(walk: Walk, course: Course, instructor: Person) -> None:
    """The first assignment has ended, but for the one with a date of their own."""
    monday(walk, course, 3)
    others = set(course.members) - {LATER}
    overview_says(
        walk,
        course,
        {
            ("On course", "Needs 2 minutes a day until Sun 6 Dec"): others,
            ("On course", "Needs 1 minute a day until Sun 29 Nov"): [LATER],
        },
    )
    before = figures_hold(course, instructor, FIRST, SECOND)
    freeze()
    assert report_rows(report(instructor, course.cohort)) == before, "stored as it was worked out"
    each_member_reads_the_same(course, instructor, 1, STOPPED[1], EXCUSED, LATER)
    night(course, 3)


def on_the_fourth_monday(walk: Walk, course: Course, instructor: Person) -> None:
    monday(walk, course, 4)
    on_course = [*course.here(STEADY), STOPPED[0], *EARLY, MISSING, EXCUSED, LATER]
    overview_says(
        walk,
        course,
        {
            ("Needs help", "Nothing answered yet"): course.here(SILENT),
            ("Needs help", "Nothing answered in Experiment tracking yet"): [*STOPPED[1:], *MIXING],
            ("A little behind", "9 of the 10 due by now, needs 2 minutes a day until Sun 6 Dec"): SLOW,
            ("On course", "Needs 2 minutes a day until Sun 6 Dec"): on_course,
        },
    )
    figures_hold(course, instructor, SECOND)
    walk.go(f"{course.cohort.get_absolute_url()}?blocks=2").sees("answered since").sees("4 more")
    night(course, 4)


def on_the_fifth_monday(walk: Walk, course: Course, instructor: Person) -> None:
    monday(walk, course, 5)
    overview_says(
        walk, course, {("Nothing to do now", "Everything assigned to them has ended"): course.members}
    )
    for member in course.members.values():
        member.force_login(member.user)  # some did nothing for a month, which ends a sign-in
    figures_hold(course, instructor, SECOND, FIRST)
    night(course, 5)


def handed_over(walk: Walk, second: Walk, course: Course) -> None:
    walk.go(reverse("cohort-settings", args=[course.cohort.pk])).press("Stop teaching")
    walk.press("Stop teaching").sees("You no longer teach “Autumn cohort”.")
    second.go(reverse("cohort-settings", args=[course.cohort.pk])).press("Copy to the next cohort")
    second.fill("Name", "Spring cohort").fill("First day", "2027-01-11").page.keyboard.press("Tab")
    second.sees("Mon 11 Jan 2027").press("Make the next cohort").sees("Spring cohort")
    spring = Cohort.objects.get(name="Spring cohort")
    days = [(one.opens_on, one.due_on) for one in spring.assignments.order_by("due_on")]
    assert days == [(date(2027, 1, 11), date(2027, 1, 31)), (date(2027, 2, 1), date(2027, 2, 14))]
    assert [one.user.name for one in spring.memberships.all()] == ["Instructor 2"]


def archived(walk: Walk, course: Course, other: Person) -> None:
    """Every figure stays, for the instructor and for each member."""
    monday(walk, course, 6)
    before = list(kept(other, course.cohort))
    own = {number: figures_in(mine(course, number)) for number in (1, *STOPPED, EXCUSED, LATER)}
    pressed(walk.go(reverse("cohort-settings", args=[course.cohort.pk])), "Archive the cohort")
    walk.go(course.cohort.get_absolute_url()).sees("This cohort is archived")
    assert list(kept(other, course.cohort)) == before
    assert {number: figures_in(mine(course, number)) for number in own} == own
    overview_says(
        walk, course, {("Nothing to do now", "Everything assigned to them has ended"): course.members}
    )
    assert len(course.weeks) == 4, "on four Mondays there was a day ahead"
