"""Somebody of each kind: with what they have done so far, at the browsers from which odd requests come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import Group
from django.core import mail
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from quiz.practice.models import Plan, Prompt, Way
from tests.accounts.cast import newest_code, sign_in
from tests.accounts.factors import add_passkey
from tests.conftest import PASSWORD, Person, give_app, make_user
from tests.interview.acts import begin, say_all
from tests.interview.pairs import opened_link
from tests.practice.acts import right_slug

SESSIONS = 6
"""Of each person, since some requests end theirs."""
SIGNED_IN = ("learner", "asked", "interviewed", "protected", "leaving", "instructor", "curator", "superuser")
STAFF = {"curator", "superuser"}


class Somebody(Person):
    """Sees pages as they are sent. A friend has a link; at the entrance, whoever read a mail has its code."""

    link = code = ""

    def request(self, **request: Any) -> Any:
        return Client.request(self, **request)


def make_people(number: int) -> dict[str, Somebody]:
    """The number is in their addresses, so that there can be others later."""
    people = {kind: signed_in(kind, number) for kind in SIGNED_IN}
    people["visitor"] = Somebody()
    for person in people.values():
        practise(person)
    interview(people)
    User.objects.filter(pk=user_of(people["leaving"]).pk).update(leaving_since=timezone.now())
    show_again(people["protected"])
    add_passkey(people["protected"])
    return people | dict(at_the_entrance(number))


def signed_in(kind: str, number: int) -> Somebody:
    rights = {"is_staff": kind in STAFF, "is_superuser": kind == "superuser"}
    user = make_user(f"{kind}{number}@example.org", f"{kind} {number}", **rights)
    if kind == "curator":
        user.groups.add(Group.objects.get(name="Curators"))
    if kind == "protected":
        give_app(user)
    person = Somebody()
    person.sign_in(user)
    return person


def practise(person: Somebody) -> None:
    """One answer, and the next question waits."""
    person.post("/practice/", {"focus": ""})
    prompt = Prompt.objects.filter(learner=person.learner).latest("at")
    if prompt.way == Way.CHOOSE:
        person.post(prompt.get_absolute_url(), {"response": right_slug(prompt), "ms": "8000"})
    person.get("/practice/")


def interview(people: dict[str, Somebody]) -> None:
    """One has a written interview, one a friend who asks, one is over; and days of interviews, past and to come."""
    now, day = timezone.now(), timedelta(days=1)
    people["friend"] = friend_of(people["asked"], now)
    begin(people["learner"].learner, now=now)
    say_all(begin(people["protected"].learner, length=1, now=now - day), start=now - day)
    for kind, on in (("interviewed", now - day), ("protected", now + day)):
        Plan.objects.update_or_create(learner=people[kind].learner, defaults={"interview_on": on.date()})


def friend_of(person: Somebody, now: datetime) -> Somebody:
    """Who has pressed the link's button."""
    friend = Somebody()
    friend.link = f"/pair/{opened_link(person, now)['token']}/"
    friend.post(friend.link)
    return friend


def at_the_entrance(number: int) -> Iterator[tuple[str, Somebody]]:
    """Between two steps; where a code was mailed, they have read it."""
    stepping = Somebody()
    sign_in(stepping, f"protected{number}@example.org")
    yield "stepping", stepping
    newcomer = {"email": f"newcomer{number}@example.org", "password1": PASSWORD}
    steps = {
        "newcomer": ("/accounts/signup/", newcomer),
        "by_code": ("/accounts/login/code/", {"email": f"learner{number}@example.org"}),
        "forgetful": ("/accounts/password/reset/", {"email": f"asked{number}@example.org"}),
        "renewing": ("/accounts/password/reset/", {"email": f"interviewed{number}@example.org"}),
    }
    for kind, (address, fields) in steps.items():
        person, before = Somebody(), len(mail.outbox)
        person.post(address, fields)
        person.code = newest_code() if len(mail.outbox) > before else ""
        yield kind, person
    person.post("/accounts/password/reset/confirm/", {"code": person.code})


def cookies_of(person: Somebody) -> list[dict[str, str]]:
    """Of several browsers where they are signed in; else of the one they have. Some showed again who they are."""
    kept = [held(person)]
    for place in range(SESSIONS if person.user else 0):
        person.force_login(user_of(person))
        if place % 2:
            show_again(person)
        kept.append(held(person))
    return kept


def held(person: Somebody) -> dict[str, str]:
    return {name: each.value for name, each in person.cookies.items() if name != "csrftoken"}


def show_again(person: Somebody) -> None:
    """Who they are, as if they had typed their password just now."""
    request = HttpRequest()
    request.session, request.user = person.session, user_of(person)
    record_authentication(request, person.user, method="password", reauthenticated=True)
    request.session.save()


def user_of(person: Somebody) -> User:
    assert person.user
    return person.user
