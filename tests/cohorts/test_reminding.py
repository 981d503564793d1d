"""Reminding those behind: the names first, one mail a day at most, and nobody learns who wants none."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from quiz.cohorts.models import Assignment, Cohort
from quiz.cohorts.telling.models import SentMail
from tests.cohorts.acts import assign, invite, join, make_cohort, page, words
from tests.cohorts.telling_acts import mails_to, remind, wish
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
"""Five of the ten days are gone, and nobody has answered anything."""


@pytest.fixture
def behind(
    member: Person, assignment: Assignment, clock: time_machine.Traveller, instructor: Person
) -> Person:
    """The learner, five days later, with nothing answered."""
    clock.move_to(LATER)
    for person in (member, instructor):
        assert person.user
        person.force_login(person.user)
    return member


def test_the_page_names_who_is_behind_and_why_and_sends_nothing(
    behind: Person, instructor: Person, cohort: Cohort
) -> None:
    assert (
        reverse("cohort-remind", args=[cohort.pk])
        in instructor.get(cohort.get_absolute_url()).content.decode()
    )
    said = page(instructor, cohort, "cohort-remind")
    assert "1 of 1 is behind" in said
    assert (
        "Learner 1 Version control: reach Familiar · due Thu 3 Dec" in said and "nothing answered yet" in said
    )
    assert mail.outbox == []


def test_a_reminder_says_what_is_left_and_goes_to_who_is_behind(
    behind: Person, instructor: Person, cohort: Cohort
) -> None:
    assert "1 reminder sent Sent to: Learner 1." in words(remind(instructor, cohort))
    (reminder,) = mail.outbox
    assert reminder.to == ["learner1@example.org"]
    assert reminder.subject == "Autumn cohort: 20 questions to answer by Thu 3 Dec"
    assert "Version control: reach Familiar\n    0 of 20 answered, due Thu 3 Dec\n" in reminder.body
    assert reminder.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"/cohorts/{cohort.pk}/mine/" in reminder.body and SentMail.objects.get().is_sent


def test_one_a_day_over_all_cohorts_and_another_the_next_day(
    behind: Person, instructor: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    other = make_cohort(instructor, "Second cohort")
    join(behind, invite(instructor, other))
    assign(instructor, other, opens_on=NOW.date(), due_on=LATER.date() + timedelta(days=9))
    clock.move_to(LATER + timedelta(days=4))
    remind(instructor, cohort)
    for again in (cohort, other):
        assert "They had a reminder today already, or want none." in words(remind(instructor, again))
    assert len(mail.outbox) == 1
    clock.move_to(LATER + timedelta(days=5))
    assert "1 reminder sent" in words(remind(instructor, other))


def test_who_wants_none_reads_like_who_had_one(
    behind: Person, classmate: Person, instructor: Person, cohort: Cohort
) -> None:
    wish(behind)
    assert "Learner 1" in page(instructor, cohort, "cohort-remind")
    first = words(remind(instructor, cohort))
    assert "No reminder was sent" in first and mail.outbox == []
    wish(behind, instructors_reminders="on")
    remind(instructor, cohort)
    assert words(remind(instructor, cohort)) == first


def test_who_is_unticked_caught_up_or_gone_gets_none(
    behind: Person, classmate: Person, instructor: Person, cohort: Cohort, invitation
) -> None:
    join(classmate, invitation)
    assert "They are not behind any more." in words(remind(instructor, cohort, classmate))
    assert instructor.post(reverse("cohort-remind", args=[cohort.pk])).status_code == 422
    gone = cohort.memberships.get(user=behind.user)
    behind.post(reverse("cohort-leave", args=[cohort.pk]))
    refused = instructor.post(reverse("cohort-remind", args=[cohort.pk]), {"members": [str(gone.pk)]})
    assert refused.status_code == 422 and "Learner 1" not in words(refused)
    assert mail.outbox == []


def test_an_archived_cohort_reminds_nobody(behind: Person, instructor: Person, cohort: Cohort) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(archived_at=LATER)
    assert "Nobody in an archived cohort is reminded." in page(instructor, cohort, "cohort-remind")
    assert remind(instructor, cohort).status_code == 409 and mail.outbox == []


@pytest.mark.any_database
def test_a_name_with_a_link_makes_no_link_in_the_mail(
    behind: Person, instructor: Person, cohort: Cohort
) -> None:
    name = "Win at evil.example/now or https://x.org www.y via a@b.cd v1.2"
    Cohort.objects.filter(pk=cohort.pk).update(name=name)
    remind(instructor, cohort)
    assert mail.outbox[0].subject.startswith("Win at evil. example/now")
    body = mail.outbox[0].body
    assert not any(bad in body for bad in ("evil.example", "https://x", "x.org", "www.y", "b.cd"))


def test_a_mail_that_was_perhaps_sent_is_not_sent_again_but_a_refused_one_is(
    behind: Person, classmate: Person, instructor: Person, cohort: Cohort, invitation, clock, settings
) -> None:
    join(classmate, invitation)
    clock.move_to(LATER + timedelta(days=4))
    settings.EMAIL_BACKEND = "tests.cohorts.telling_acts.OneRefused"
    said = words(remind(instructor, cohort))
    assert "Perhaps sent to: Learner 2." in said and "Not sent to: Learner 1. The mail server did not" in said
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    said = words(remind(instructor, cohort))
    assert "1 reminder sent Sent to: Learner 1. Not sent to: Learner 2." in said
    assert len(mails_to(behind)) == 1 and not mails_to(classmate)


def test_without_a_mail_server_all_wait_and_no_day_is_used_up(
    behind: Person, instructor: Person, cohort: Cohort, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.cohorts.telling_acts.OutOfReach"
    assert "Not sent yet to: Learner 1." in words(remind(instructor, cohort))
    assert not SentMail.objects.exists()


def test_a_server_that_takes_no_mail_now_uses_no_day_up(
    behind: Person, instructor: Person, cohort: Cohort, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.cohorts.telling_acts.Busy"
    assert "Not sent yet to: Learner 1." in words(remind(instructor, cohort))
    assert not SentMail.objects.exists()


@pytest.mark.any_database
def test_a_name_from_right_to_left_leaves_the_subject_as_it_is(
    behind: Person, instructor: Person, cohort: Cohort
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(name="الفوج")
    remind(instructor, cohort)
    assert mail.outbox[0].subject == "\u2068الفوج\u2069: 20 questions to answer by Thu 3 Dec"
