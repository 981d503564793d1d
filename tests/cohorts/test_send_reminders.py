"""`send_reminders`: what people asked for, once each, on their own days, whoever runs it and however late."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from accounts.models import User
from quiz.cohorts.models import Arrangement, Assignment, Cohort, Membership
from quiz.cohorts.telling.models import MailWishes, SentMail
from quiz.practice.models import Plan
from tests.cohorts.acts import remember_well, section_keys
from tests.cohorts.telling_acts import mails_to, send_reminders, stop_link, wish
from tests.conftest import Person
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
TWO_DAYS_BEFORE = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
"""The assignment is due on Thursday, 3 December."""
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NONE = "Sent 0."


def test_a_due_reminder_goes_two_days_before_and_once(
    member: Person, classmate: Person, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    wish(member, due_reminders="on")
    wish(classmate, due_reminders="on")
    clock.move_to(TWO_DAYS_BEFORE - HOUR)
    assert send_reminders() == NONE
    clock.move_to(TWO_DAYS_BEFORE)
    assert [send_reminders() for _ in range(2)] == ["Sent 1 (1 due).", NONE]
    clock.move_to(TWO_DAYS_BEFORE + DAY)
    assert send_reminders() == NONE
    (reminder,) = mail.outbox
    assert reminder.to == ["learner1@example.org"] and reminder.subject == "Due Thu 3 Dec: 1 assignment"
    assert (
        "until Fri 4 Dec, 12:00 UTC, counts" in reminder.body and "Autumn cohort · 0 of 20" in reminder.body
    )


def test_a_run_that_comes_a_day_late_still_sends_it_and_on_the_day_nothing(
    member: Person, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    wish(member, due_reminders="on")
    clock.move_to(TWO_DAYS_BEFORE + 2 * DAY)
    assert send_reminders() == NONE
    clock.move_to(TWO_DAYS_BEFORE + DAY)
    assert send_reminders() == "Sent 1 (1 due)." and mail.outbox[0].subject.startswith("Due tomorrow")


@pytest.mark.any_database
@pytest.mark.parametrize(("zone", "hours"), [("Pacific/Auckland", -13), ("America/Los_Angeles", 8)])
def test_the_morning_is_theirs(
    member: Person, assignment: Assignment, clock: time_machine.Traveller, zone: str, hours: int
) -> None:
    wish(member, due_reminders="on")
    User.objects.filter(pk=member.user.pk).update(time_zone=zone)  # type: ignore[union-attr]
    clock.move_to(TWO_DAYS_BEFORE + hours * HOUR - HOUR)
    assert send_reminders() == NONE
    clock.move_to(TWO_DAYS_BEFORE + hours * HOUR)
    assert send_reminders() == "Sent 1 (1 due)."


def excused(assignment: Assignment, user: User) -> None:
    Arrangement.objects.create(assignment=assignment, user=user, excused_at=TWO_DAYS_BEFORE)


def given_longer(assignment: Assignment, user: User) -> None:
    Arrangement.objects.create(assignment=assignment, user=user, due_on=TWO_DAYS_BEFORE.date() + 9 * DAY)


def archived(assignment: Assignment, user: User) -> None:
    Cohort.objects.update(archived_at=TWO_DAYS_BEFORE)


def closed(assignment: Assignment, user: User) -> None:
    Assignment.objects.update(closed_at=TWO_DAYS_BEFORE)


def gone(assignment: Assignment, user: User) -> None:
    Membership.objects.filter(user=user).update(left_at=TWO_DAYS_BEFORE)


def done(assignment: Assignment, user: User) -> None:
    remember_well(user, *section_keys())


def stopped(assignment: Assignment, user: User) -> None:
    MailWishes.objects.update(due_reminders=False)


@pytest.mark.parametrize("happened", [excused, given_longer, archived, closed, gone, done, stopped])
def test_nobody_is_reminded_of_what_asks_nothing_of_them(
    member: Person,
    assignment: Assignment,
    clock: time_machine.Traveller,
    happened: Callable[[Assignment, User], None],
) -> None:
    wish(member, due_reminders="on")
    assert member.user
    happened(assignment, member.user)
    clock.move_to(TWO_DAYS_BEFORE)
    assert send_reminders() == NONE and mail.outbox == []


def test_minutes_that_are_left_are_mailed_at_the_chosen_hour_and_not_hours_later(
    learner: Person, clock: time_machine.Traveller
) -> None:
    wish(learner, practice_hour="18")
    expected = {17: NONE, 18: "Sent 1 (1 practice).", 19: NONE, 20: NONE}
    for hour, line in expected.items():
        clock.move_to(TWO_DAYS_BEFORE.replace(hour=hour))
        assert send_reminders() == line
    clock.move_to(TWO_DAYS_BEFORE.replace(hour=21) + DAY)
    assert send_reminders() == NONE
    assert mail.outbox[0].subject == "10 minutes left for today"


def test_a_day_off_a_rest_and_a_day_that_is_done_bring_no_mail(
    learner: Person, clock: time_machine.Traveller, ask
) -> None:
    wish(learner, practice_hour="18")
    evening = TWO_DAYS_BEFORE.replace(hour=18)
    clock.move_to(evening)
    for hours, key in ((5, "what-is-mlops"), (3, "what-is-concept-drift")):
        answer_well(ask(learner, key, now=evening - hours * HOUR), now=evening - (hours - 1) * HOUR)
    Plan.objects.update_or_create(learner=learner.learner, defaults={"minutes": 5})
    assert send_reminders() == NONE
    Plan.objects.update(minutes=10)
    for reason in ({"days_off": [1]}, {"resting": True}, {"interview_on": evening.date() - DAY}):
        Plan.objects.update(**reason)
        assert send_reminders() == NONE
        Plan.objects.update(days_off=[], resting=False, interview_on=None)
    assert send_reminders() == "Sent 1 (1 practice)." and mail.outbox[0].subject == "4 minutes left for today"


def test_the_digest_comes_on_monday_with_names_and_counts_and_still_on_tuesday(
    member: Person, classmate: Person, instructor: Person, assignment: Assignment, cohort: Cohort, clock
) -> None:
    wish(instructor, digest="on")
    for late, line in {-9: NONE, 0: "Sent 1 (1 digest).", 24: NONE}.items():
        clock.move_to(MONDAY + late * HOUR)
        assert send_reminders() == line
    (digest,) = mails_to(instructor)
    assert digest.subject == "Your cohorts this week: 1 member is behind"
    assert "Autumn cohort\n    1 of 1 behind: Learner 1\n    1 assignment is due this week.\n" in digest.body
    assert f"/cohorts/{cohort.pk}/" in digest.body
    for late, line in {7 * 24 + 36: "Sent 1 (1 digest).", 14 * 24 + 48: NONE}.items():
        clock.move_to(MONDAY + late * HOUR)
        assert send_reminders() == line


def test_the_digest_names_no_foreign_cohort_none_archived_and_none_without_members(
    member: Person,
    instructor: Person,
    other_instructor: Person,
    assignment: Assignment,
    cohort: Cohort,
    clock,
) -> None:
    wish(instructor, digest="on")
    MailWishes.objects.create(user=other_instructor.user, digest=True)
    MailWishes.objects.update_or_create(user=member.user, defaults={"digest": True})
    clock.move_to(MONDAY)
    Cohort.objects.update(archived_at=MONDAY)
    assert send_reminders() == NONE
    Cohort.objects.update(archived_at=None)
    assert send_reminders() == "Sent 1 (1 digest)." and mails_to(instructor)


def test_one_that_fails_leaves_the_others_and_is_tried_again_only_if_it_was_refused(
    instructor: Person, learner: Person, classmate: Person, clock: time_machine.Traveller, settings
) -> None:
    for person in (learner, classmate, instructor):
        wish(person, practice_hour="18")
    clock.move_to(TWO_DAYS_BEFORE.replace(hour=18))
    settings.EMAIL_BACKEND = "tests.cohorts.telling_acts.OneRefused"
    assert send_reminders() == "failed: Sent 1 (1 practice). 2 failed: see the log."
    assert len(mail.outbox) == len(mails_to(instructor)) == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_reminders() == "Sent 1 (1 practice)." and len(mails_to(learner)) == 1
    assert SentMail.objects.filter(is_sent=False).get().user == classmate.user


def test_without_a_mail_server_it_says_so_and_uses_no_day_up(
    learner: Person, clock: time_machine.Traveller, settings
) -> None:
    wish(learner, practice_hour="18")
    clock.move_to(TWO_DAYS_BEFORE.replace(hour=18))
    settings.EMAIL_BACKEND = "tests.cohorts.telling_acts.OutOfReach"
    assert send_reminders().endswith("The mail server cannot be reached: run it again.")
    assert not SentMail.objects.exists()


def test_when_somebody_was_mailed_is_forgotten_after_a_month(
    learner: Person, clock: time_machine.Traveller
) -> None:
    wish(learner, practice_hour="18")
    clock.move_to(TWO_DAYS_BEFORE.replace(hour=18))
    send_reminders()
    for days, kept in ((30, 1), (31, 0)):
        clock.move_to(TWO_DAYS_BEFORE + days * DAY)
        send_reminders()
        assert SentMail.objects.count() == kept


def test_the_link_in_a_mail_stops_the_next_one(
    learner: Person, visitor: Person, clock: time_machine.Traveller
) -> None:
    wish(learner, practice_hour="18")
    clock.move_to(TWO_DAYS_BEFORE.replace(hour=18))
    send_reminders()
    assert visitor.post(stop_link(mail.outbox[0])).status_code == 200
    clock.move_to(TWO_DAYS_BEFORE.replace(hour=18) + DAY)
    assert send_reminders() == NONE
