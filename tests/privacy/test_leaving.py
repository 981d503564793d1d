"""Deleting the account: confirmed, a week to take it back, then by night."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from quiz.cohorts.telling.all_due import who_wishes
from quiz.cohorts.telling.models import CalendarAddress, MailWishes
from quiz.leaving.due import erase_due
from quiz.practice.models import Learner, Review
from tests.accounts.cast import ask_for_account, newest_code, sign_in
from tests.conftest import Person, make_user
from tests.practice.acts import answer_well
from tests.privacy.cast import ask_to_leave, confirm, join

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def backups_aside(tmp_path, settings):
    settings.BACKUPS = tmp_path / "backups"


DELETE = "/settings/account/delete/"
WEEK = timedelta(days=7)


def test_it_is_asked_for_only_by_who_shows_again_who_they_are(learner):
    page = learner.get(DELETE)
    assert "Sign in again to delete it" in page.text and "up to 35 days" in page.text
    assert learner.post(DELETE).url == "/accounts/again/?next=/settings/account/delete/"
    assert learner.post("/accounts/again/", {"password": "wrong"}).status_code == 422
    confirm(learner)
    assert "Delete my account" in learner.get(DELETE).text
    assert User.objects.get().leaving_since is None


def test_a_mailed_code_does_as_well(learner):
    User.objects.update(password="!")
    learner.force_login(User.objects.get())
    again = learner.post(DELETE).url
    assert again == "/accounts/again/mail/?next=/settings/account/delete/"
    learner.post(again, {"mail": "1"})
    assert learner.post(again, {"code": "00000000"}).status_code == 422
    assert learner.post(again, {"code": newest_code()}).url == DELETE
    assert learner.post(DELETE).url == "/leaving/"


def test_three_wrong_codes_end_it(learner):
    again = "/accounts/again/mail/"
    learner.post(again, {"mail": "1"})
    code = newest_code()
    for _ in range(3):
        page = learner.post(again, {"code": "00000000"})
    assert "no longer works" in page.text
    assert learner.post(again, {"code": code}).status_code == 200
    assert learner.post(DELETE).url.startswith("/accounts/again/")


def test_an_answer_in_flight_gets_410_and_nothing_is_recorded(learner, prompt):
    ask_to_leave(learner)
    page = learner.post(f"/practice/prompts/{prompt.pk}/", {"option": "any"})
    assert page.status_code == 410 and "What you sent was not saved." in page.text
    answer = learner.post(f"/practice/prompts/{prompt.pk}/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (410, "/leaving/")
    assert answer["Owner"] == "leaving", "no last word: the browser keeps it for who keeps the account"
    assert not Review.objects.exists()


def test_every_page_leads_to_the_one_that_keeps_it(learner):
    ask_to_leave(learner)
    assert learner.get("/today/").url == learner.get("/mastery/").url == "/leaving/"
    page = learner.get("/leaving/")
    assert "Keep my account" in page.text
    assert learner.get("/settings/account/your-data/").status_code == 200
    assert learner.post("/leaving/keep/").url == "/today/"
    assert learner.get("/today/").status_code == 200
    assert [message.subject for message in mail.outbox] == [
        "Your account at mlopsprep will be deleted",
        "You keep your account at mlopsprep",
    ]


def test_signing_in_within_the_week_offers_to_keep_it(learner):
    ask_to_leave(learner)
    elsewhere = Person()
    sign_in(elsewhere, "learner1@example.org")
    assert elsewhere.get("/today/").url == "/leaving/"
    elsewhere.post("/leaving/keep/")
    erase_due(timezone.now() + 2 * WEEK)
    assert User.objects.get().leaving_since is None


def test_cohorts_and_reminders_do_not_see_them_and_do_again(learner, instructor):
    cohort = join(learner, instructor)
    MailWishes.objects.create(user=learner.user, due_reminders=True)
    CalendarAddress.objects.create(user=learner.user, token="c" * 43, made_at=timezone.now())
    assert len(who_wishes()) == 1 and Person().get(f"/calendar/{'c' * 43}.ics").status_code == 200
    assert "Learner 1" in instructor.get(cohort.get_absolute_url()).text
    ask_to_leave(learner)
    for page in ("", "settings/", "questions/"):
        assert "Learner 1" not in instructor.get(f"{cohort.get_absolute_url()}{page}").text
    assert cohort.memberships.current().count() == 1
    assert who_wishes() == [] and Person().get(f"/calendar/{'c' * 43}.ics").status_code == 404
    learner.post("/leaving/keep/")
    assert "Learner 1" in instructor.get(cohort.get_absolute_url()).text


def test_a_cohort_that_ended_meanwhile_is_not_there_for_who_comes_back(learner, instructor):
    cohort = join(learner, instructor)
    ask_to_leave(learner)
    instructor.post(f"{cohort.get_absolute_url()}end/")
    learner.post("/leaving/keep/")
    assert not cohort.memberships.current().exists()


def test_after_a_week_the_night_erases_and_a_last_mail_says_so(learner, classmate, ask):
    answer_well(ask(learner))
    theirs = answer_well(ask(classmate)).review
    ask_to_leave(learner)
    now = timezone.now()
    erase_due(now + WEEK - timedelta(hours=1))
    assert Learner.objects.count() == 2
    assert erase_due(now + WEEK).accounts == 1
    assert list(Review.objects.all()) == [theirs]
    assert mail.outbox[-1].to == ["learner1@example.org"] and "35 days" in mail.outbox[-1].body
    assert sign_in(Person(), "learner1@example.org").status_code == 422
    assert not erase_due(now + WEEK).accounts


def test_who_never_practised_is_erased_too(learner):
    ask_to_leave(learner)
    with time_machine.travel(timezone.now() + WEEK, tick=False):
        call_command("erase_due")
    assert not User.objects.exists()


def test_the_command_finds_an_account_by_its_id_too(learner):
    """As a restore does, for whom the backup has no answers of."""
    call_command("erase_person", str(learner.user.pk), reason="erased before")
    assert not User.objects.exists()


def test_the_only_superuser_cannot_go(learner):
    User.objects.update(is_superuser=True, is_staff=True)
    confirm(learner)
    page = learner.post(DELETE)
    assert page.status_code == 409 and "createsuperuser" in page.text
    User.objects.create_superuser("boss2@example.org", "pw")
    assert learner.post(DELETE).url == "/leaving/"


def test_two_superusers_do_not_both_go(learner):
    other = Person().sign_in(make_user("boss2@example.org", ""))
    User.objects.update(is_superuser=True, is_staff=True)
    ask_to_leave(learner)
    confirm(other)
    assert other.post(DELETE).status_code == 409


def test_the_last_instructor_is_led_to_hand_over_or_end(learner, instructor):
    cohort = join(learner, instructor)
    confirm(instructor)
    page = instructor.post(DELETE)
    assert page.status_code == 409
    assert f"{cohort.get_absolute_url()}settings/" in page.text and "Autumn cohort" in page.text
    instructor.post(f"{cohort.get_absolute_url()}end/")
    assert instructor.post(DELETE).url == "/leaving/"


def test_visitors_go_180_days_after_their_last_answer(visitor, learner, ask):
    answer_well(ask(learner))
    visitor.post("/practice/")
    came = Learner.objects.get(user=None)
    last = came.last_at or came.created_at
    assert erase_due(last + timedelta(days=179)).visitors == 0
    assert erase_due(last + timedelta(days=180)).visitors == 1
    assert [one.user_id for one in Learner.objects.all()] == [learner.user.pk]
    assert visitor.get("/today/").status_code == 200


def test_an_address_that_nobody_confirmed_goes_with_the_visitors(visitor, learner):
    ask_for_account(visitor)
    User.objects.filter(email="learner1@example.org").update(last_login=timezone.now())
    assert erase_due(timezone.now() + timedelta(days=179)).visitors == 0
    assert erase_due(timezone.now() + timedelta(days=181)).visitors == 1
    assert [user.email for user in User.objects.all()] == ["learner1@example.org"]


def test_a_second_asking_changes_nothing(learner):
    ask_to_leave(learner)
    since = User.objects.get().leaving_since
    assert learner.post(DELETE).status_code == 410
    assert User.objects.get().leaving_since == since
