"""Inviting a list of addresses by mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Barrier
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from accounts.models import Counter
from quiz.cohorts.joining.models import Invitation, MailedInvitation, NeverWrite
from quiz.cohorts.models import Cohort, Membership
from quiz.practice.models import Learner
from quiz.privacy import erase_person
from tests.cohorts import mail_servers
from tests.cohorts.acts import invite, join, make_cohort, page, words
from tests.cohorts.mail_acts import link_in, mail_to, mailed, mailed_to, paste, send_again
from tests.conftest import NOW, Person, make_user

ONE = "learner1@example.org"
MANY = [f"learner{number}@example.org" for number in range(1, 25)]
State = MailedInvitation.State


def run() -> str:
    out = StringIO()
    call_command("send_invitations", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_each_line_has_an_outcome(instructor: Person, cohort: Cohort, clock: time_machine.Traveller) -> None:
    mail_to(instructor, cohort, ONE)
    clock.shift(timedelta(days=1))
    said = mail_to(
        instructor,
        cohort,
        "LEARNER1@Example.ORG",
        "Learner 2 <learner2@example.org>; Three, Learner <learner3@example.org>",
        "no address",
        "learner2@example.org",
        "learner@nowhere",
        "mailto:learner4@example.org,",
    )
    for line in (
        "learner1@example.org invited already on Tue 24 Nov , not sent again",
        "learner2@example.org sent",
        "learner3@example.org sent",
        "no address not an e-mail address, left out",
        "learner2@example.org twice in your list, counted once",
        "learner@nowhere not an e-mail address, left out",
        "learner4@example.org sent",
    ):
        assert line in said
    assert mailed_to() == MANY[:4]


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_mail_says_who_invites_to_what_and_how_to_say_no(instructor: Person, cohort: Cohort) -> None:
    mail_to(instructor, cohort, ONE)
    message = mail.outbox[0]
    body = str(message.body)
    assert (message.subject, message.to) == ("You are invited to a cohort at mlopsprep", [ONE])
    assert "Instructor 1 (instructor1@example.org) invites you to “Autumn cohort”" in body
    assert f"{link_in()}\n" in body and "until Tuesday 8 December 2026, 09:00 UTC" in body
    assert mailed(ONE).token in link_in() and mailed(ONE).invitation.token not in body


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["see http://evil.example/x", "www.evil.example", "mail me@evil.example", "evil．example", "tel:0900"],
)
def test_no_name_becomes_a_link_in_a_mail(instructor: Person, name: str) -> None:
    cohort = make_cohort(instructor, name)
    instructor.post(reverse("settings"), {"name": name})
    instructor.user.name = name
    instructor.user.save()
    mail_to(instructor, cohort, ONE)
    body = str(mail.outbox[0].body).replace("instructor1@example.org", "")
    for link in ("http://evil", "evil.example", "me@evil", "evil．example", "tel:0900", ".evil"):
        assert link not in body
    assert name.rsplit(maxsplit=1)[-1][:3] in body


@pytest.mark.django_db
def test_joining_by_a_mail_marks_it_and_lets_in_one(
    instructor: Person, learner: Person, classmate: Person, cohort: Cohort
) -> None:
    mail_to(instructor, cohort, ONE, "learner2@example.org")
    assert "2 invited by mail have not joined yet" in page(instructor, cohort, "cohort-invitations")
    assert join(learner, mailed(ONE)).status_code == 302
    assert mailed(ONE).state == State.JOINED
    response = join(classmate, mailed(ONE))
    assert (response.status_code, "has been accepted" in words(response)) == (410, True)
    said = page(instructor, cohort, "cohort-invitations")
    assert "1 invited by mail has not joined yet" in said and "1 has accepted, 0 have said no." in said


@pytest.mark.django_db
def test_a_program_that_opens_the_links_of_a_mail_changes_nothing(
    instructor: Person, visitor: Person, cohort: Cohort
) -> None:
    mail_to(instructor, cohort, ONE)
    for path in (link_in(), link_in(what="never-write")):
        assert [visitor.get(path).status_code, visitor.head(path).status_code] == [200, 200]
    assert (mailed(ONE).state, mailed(ONE).invitation.uses) == (State.SENT, 0)
    assert not NeverWrite.objects.exists()


@pytest.mark.django_db
def test_whoever_says_no_is_asked_no_more_and_may_change_their_mind(
    instructor: Person, learner: Person, cohort: Cohort
) -> None:
    mail_to(instructor, cohort, ONE)
    said = words(learner.post(f"{link_in()}decline/"))
    assert "The instructors see that this invitation was declined, and nothing else." in said
    assert mailed(ONE).state == State.DECLINED
    assert "said no to an earlier mail, not sent again" in mail_to(instructor, cohort, ONE)
    send_again(instructor, mailed(ONE))
    assert mailed_to() == [ONE]
    assert join(learner, mailed(ONE)).status_code == 302


@pytest.mark.django_db
def test_never_again_holds_for_every_cohort_and_is_no_address(
    instructor: Person, other_instructor: Person, visitor: Person, cohort: Cohort
) -> None:
    mail_to(instructor, cohort, ONE)
    assert "You get no more invitations." in words(visitor.post(link_in(what="never-write")))
    elsewhere = make_cohort(other_instructor, "Elsewhere")
    said = mail_to(other_instructor, elsewhere, "Learner1@EXAMPLE.org", "learner2@example.org")
    assert "learner1@example.org not sent: we cannot mail this address now" in said
    assert mailed_to() == [ONE, "learner2@example.org"]
    digest = NeverWrite.objects.get().digest
    assert len(digest) == 64 and "learner" not in link_in(0, what="never-write")


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_forged_link_stops_no_mail(visitor: Person) -> None:
    for sealed in ("x", "a" * 64, "a" * 64 + ":" + "b" * 43):
        assert visitor.post(reverse("never-write", args=[sealed])).status_code == 404
    assert not NeverWrite.objects.exists()


@pytest.mark.django_db
def test_never_again_outlives_a_new_secret_key(
    instructor: Person, visitor: Person, cohort: Cohort, settings: Any
) -> None:
    mail_to(instructor, cohort, ONE)
    visitor.post(link_in(what="never-write"))
    before = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one, for a test", [before]
    teacher = Person().sign_in(instructor.user)
    mail_to(teacher, make_cohort(teacher, "Elsewhere"), ONE)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_an_address_gets_three_a_month_from_all_cohorts(
    instructor: Person, visitor: Person, clock: time_machine.Traveller
) -> None:
    cohorts = [make_cohort(instructor, f"Cohort {number}") for number in range(4)]
    said = [mail_to(instructor, cohort, ONE) for cohort in cohorts]
    assert [f"{ONE} sent" in each for each in said] == [True, True, True, False]
    visitor.post(link_in(what="never-write"))
    refused = mail_to(instructor, make_cohort(instructor, "Cohort 5"), ONE)
    assert said[3].split("list ")[1].split("See who")[0] == refused.split("list ")[1].split("See who")[0]
    NeverWrite.objects.all().delete()
    Cohort.objects.all().delete()
    clock.shift(timedelta(days=29))
    call_command("clearsessions")
    assert f"{ONE} sent" not in mail_to(instructor, make_cohort(instructor, "Cohort 6"), ONE)
    clock.shift(timedelta(days=1))
    assert f"{ONE} sent" in mail_to(instructor, make_cohort(instructor, "Cohort 7"), ONE)
    assert str(list(Counter.objects.values_list("key", flat=True))).count("example") == 0


@pytest.mark.django_db
def test_an_account_mails_fifty_a_day_and_the_rest_tomorrow(
    instructor: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    said = mail_to(instructor, cohort, *(f"learner{number}@example.org" for number in range(53)))
    assert "3 invitations still wait An account mails 50 invitations a day." in said
    assert "Send the remaining 3" in said and said.count("not sent yet") == 3
    assert "3 invitations wait" in run() and len(mail.outbox) == 50
    clock.shift(timedelta(days=1))
    assert "No invitation waits." in run()
    assert len(set(mailed_to())) == len(mail.outbox) == 53


@pytest.mark.django_db
def test_a_request_sends_for_fifteen_seconds(
    instructor: Person, cohort: Cohort, settings: Any, clock: time_machine.Traveller
) -> None:
    settings.EMAIL_BACKEND, mail_servers.Slow.clock = "tests.cohorts.mail_servers.Slow", clock
    assert "Send the remaining 16" in mail_to(instructor, cohort, *MANY)
    assert len(mail.outbox) == 8
    rest = reverse("cohort-mail-rest", args=[cohort.pk])
    assert "8 invitations still wait." in words(instructor.post(rest, follow=True))
    assert "All invitations that waited are sent." in words(instructor.post(rest, follow=True))
    assert mailed_to() == sorted(MANY)


@pytest.mark.django_db
def test_a_list_sent_twice_is_mailed_once(instructor: Person, cohort: Cohort) -> None:
    mail_to(instructor, cohort, *MANY)
    said = mail_to(instructor, cohort, *MANY)
    assert said.count("invited already on") == 24
    assert (mailed_to(), Invitation.objects.count()) == (sorted(MANY), 1)


@pytest.mark.django_db
def test_a_server_that_is_down_loses_nothing(instructor: Person, cohort: Cohort, settings: Any) -> None:
    sound, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.cohorts.mail_servers.Down"
    said = mail_to(instructor, cohort, *MANY)
    assert "24 invitations still wait Our mail server takes none at the moment." in said
    settings.EMAIL_BACKEND = sound
    assert "No invitation waits." in run()
    assert mailed_to() == sorted(MANY)


@pytest.mark.django_db
def test_what_a_server_refuses_is_told_from_what_was_perhaps_sent(
    instructor: Person, cohort: Cohort, settings: Any, clock: time_machine.Traveller
) -> None:
    settings.EMAIL_BACKEND = "tests.cohorts.mail_servers.Moody"
    names = ["unknown", "learner1", "silent", "learner2"]
    for name in names:
        mail_to(instructor, cohort, f"{name}@example.org")
    mail_to(instructor, cohort, "busy@example.org")
    states = {name: mailed(f"{name}@example.org").state for name in [*names, "busy"]}
    assert states == {
        "unknown": "failed",
        "learner1": "sent",
        "silent": "sending",
        "learner2": "sent",
        "busy": "waiting",
    }
    assert "being sent now" in page(instructor, cohort, "cohort-invitations")
    clock.shift(timedelta(minutes=1))
    said = page(instructor, cohort, "cohort-invitations")
    assert "silent@example.org perhaps sent: we were interrupted. Send it again?" in said
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "Sent to silent@example.org." in send_again(instructor, mailed("silent@example.org"))


@pytest.mark.django_db
def test_a_second_click_sends_once_more_and_not_twice(
    instructor: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    mail_to(instructor, cohort, ONE)
    seen, token = mailed(ONE).seen, mailed(ONE).token
    clock.shift(timedelta(hours=1))
    for _ in range(2):
        send_again(instructor, mailed(ONE), seen)
    assert (mailed_to(), mailed(ONE).token) == ([ONE, ONE], token)


@pytest.mark.django_db
def test_after_its_link_has_ended_an_address_gets_a_new_one(
    instructor: Person, learner: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    mail_to(instructor, cohort, ONE, days=1)
    first = mailed(ONE)
    clock.shift(timedelta(days=2))
    assert "the link has ended" in page(instructor, cohort, "cohort-invitations")
    assert f"{ONE} sent" in mail_to(instructor, cohort, ONE)
    assert (join(learner, first).status_code, join(learner, mailed(ONE)).status_code) == (404, 302)


@pytest.mark.django_db
def test_whoever_was_removed_comes_back_by_a_mail_made_afterwards(
    instructor: Person, learner: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    mail_to(instructor, cohort, ONE)
    join(learner, mailed(ONE))
    clock.shift(60)
    Membership.objects.filter(user=learner.user).update(left_at=NOW + timedelta(seconds=60), was_removed=True)
    assert join(learner, mailed(ONE)).status_code == 410
    clock.shift(60)
    send_again(instructor, mailed(ONE))
    assert join(learner, mailed(ONE)).status_code == 302


@pytest.mark.django_db
def test_an_outcome_is_the_same_with_and_without_an_account(
    instructor: Person, member: Person, cohort: Cohort
) -> None:
    """`member` is learner1, in this cohort by another way."""
    said = mail_to(instructor, cohort, ONE, "nobody@example.org")
    assert f"{ONE} sent nobody@example.org sent" in said
    assert "You are in this cohort already." in words(member.get(link_in(0)))


@pytest.mark.django_db
@pytest.mark.parametrize("ends", ["expired", "revoked"])
def test_addresses_not_accepted_are_erased_thirty_days_after_their_link(
    instructor: Person, learner: Person, cohort: Cohort, clock: time_machine.Traveller, ends: str
) -> None:
    mail_to(instructor, cohort, *MANY[:3])
    join(learner, mailed(ONE))
    if ends == "revoked":
        Invitation.objects.update(revoked_at=NOW + timedelta(days=14), expires_at=NOW + timedelta(days=90))
    clock.shift(timedelta(days=44) - timedelta(seconds=1))
    assert "0 addresses erased." in run()
    clock.shift(1)
    assert "2 addresses erased." in run() and "0 addresses erased." in run()
    assert [row.address for row in MailedInvitation.objects.all()] == [ONE]


@pytest.mark.django_db
def test_whoever_is_erased_leaves_no_address_behind(
    instructor: Person, learner: Person, cohort: Cohort
) -> None:
    mail_to(instructor, cohort, ONE, "learner2@example.org")
    join(learner, mailed(ONE))
    known = Learner.objects.get_or_create(user=learner.user)[0]
    erase_person(learner=known, reason="asked for it", now=NOW)
    assert [row.address for row in MailedInvitation.objects.all()] == ["learner2@example.org"]


@pytest.mark.django_db
def test_whoever_is_erased_leaves_none_of_their_other_addresses_behind(
    instructor: Person, learner: Person, cohort: Cohort
) -> None:
    EmailAddress.objects.create(user=learner.user, email="Second@example.org", verified=True)
    mail_to(instructor, cohort, "second@example.org", "work1@example.org", "learner2@example.org")
    join(learner, mailed("work1@example.org"))
    known = Learner.objects.get_or_create(user=learner.user)[0]
    erase_person(learner=known, reason="asked for it", now=NOW)
    assert [row.address for row in MailedInvitation.objects.all()] == ["learner2@example.org"]


@pytest.mark.django_db
def test_an_invitation_that_was_accepted_meanwhile_is_not_called_erased(
    instructor: Person, learner: Person, cohort: Cohort
) -> None:
    mail_to(instructor, cohort, ONE)
    join(learner, mailed(ONE))
    said = words(instructor.post(reverse("mailed-erase", args=[mailed(ONE).pk]), follow=True))
    assert "Nothing was erased" in said and "The address is erased" not in said
    assert mailed(ONE).state == MailedInvitation.State.JOINED


@pytest.mark.django_db
def test_an_invitation_can_be_taken_back(instructor: Person, learner: Person, cohort: Cohort) -> None:
    mail_to(instructor, cohort, ONE)
    row = mailed(ONE)
    instructor.post(reverse("mailed-erase", args=[row.pk]))
    assert not MailedInvitation.objects.exists()
    assert join(learner, row).status_code == 404


@pytest.mark.django_db
def test_an_archived_cohort_mails_nobody(instructor: Person, cohort: Cohort, settings: Any) -> None:
    sound, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.cohorts.mail_servers.Down"
    mail_to(instructor, cohort, ONE)
    settings.EMAIL_BACKEND = sound
    Cohort.objects.update(archived_at=NOW)
    send_again(instructor, mailed(ONE))
    assert "This cohort is archived" in mail_to(instructor, cohort, "learner2@example.org")
    instructor.post(reverse("cohort-mail-rest", args=[cohort.pk]))
    run()
    assert (mail.outbox, MailedInvitation.objects.count()) == ([], 1)


@pytest.mark.django_db
def test_the_command_mails_for_nobody_who_teaches_no_more(
    instructor: Person, cohort: Cohort, settings: Any
) -> None:
    sound, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.cohorts.mail_servers.Down"
    mail_to(instructor, cohort, ONE)
    settings.EMAIL_BACKEND = sound
    Membership.objects.filter(user=instructor.user).update(left_at=NOW)
    run()
    assert mail.outbox == []


@pytest.mark.django_db
def test_ten_thousand_lines_are_answered_and_none_is_lost(instructor: Person, cohort: Cohort) -> None:
    text = "\n".join(f"learner{number}@example.org" for number in range(10_000))
    response = paste(instructor, cohort, text)
    assert response.status_code == 422
    assert "The list has 10,000 entries. 200 addresses at most" in words(response)
    assert "learner9999@example.org" in response.text and not MailedInvitation.objects.exists()
    assert paste(instructor, cohort, "\n".join(MANY * 9)).status_code == 200


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["", " \n ", "\x00", "@" * 300, "a" * 5000, "\u202emoc.elpmaxe@a", "ä@example.org"]
)
def test_odd_lists_are_answered(instructor: Person, cohort: Cohort, text: str) -> None:
    assert paste(instructor, cohort, text).status_code in {200, 422}
    assert mail.outbox == []


@pytest.mark.django_db
def test_an_address_is_invited_once_a_cohort(instructor: Person, cohort: Cohort) -> None:
    mail_to(instructor, cohort, ONE)
    row = mailed(ONE)
    row.pk, row.token = None, "c" * 43
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db
def test_nothing_of_another_cohort_stands_in_its_pages_and_mails(
    instructor: Person, other_instructor: Person, cohort: Cohort
) -> None:
    elsewhere = make_cohort(other_instructor, "Canary cohort")
    mail_to(other_instructor, elsewhere, "canary@example.org", ONE)
    assert "canary@example.org" in page(other_instructor, elsewhere, "cohort-invitations").lower()
    mail.outbox.clear()
    said = mail_to(instructor, cohort, ONE, "canary@example.org") + page(
        instructor, cohort, "cohort-invitations"
    )
    link = invite(instructor, cohort)
    said += "".join(words(instructor.get(reverse(name, args=[link.pk]))) for name in ("invitation",))
    said += "".join(str(message.body) for message in mail.outbox)
    for canary in ("Canary cohort", "Instructor 2", "instructor2@", "invited already"):
        assert canary not in said
    for name in ("mailed-again", "mailed-erase"):
        row = elsewhere.mailed_invitations.first()
        assert row and instructor.post(reverse(name, args=[row.pk])).status_code == 404


def test_two_processes_at_once_send_each_mail_once(fresh_db: None, settings: Any) -> None:
    teacher = Person().sign_in(make_user("teacher@example.org", "Teacher"))
    cohort = make_cohort(teacher)
    sound, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.cohorts.mail_servers.Down"
    mail_to(teacher, cohort, *MANY)
    settings.EMAIL_BACKEND = sound
    gate = Barrier(2)

    def process(_: int) -> None:
        gate.wait()
        run()
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(process, range(2)))
    assert mailed_to() == sorted(MANY)
    assert set(MailedInvitation.objects.values_list("state", flat=True)) == {"sent"}
