"""Staff need a factor before the admin opens, and a way back when they lose all of theirs."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import URLResolver, get_resolver, reverse

from accounts.audit.models import AuditLine
from quiz.curation.people.rights import seen_of
from tests.accounts.cast import is_signed_in, told
from tests.accounts.factors import LIST, add_passkey, app_code, show_again, sign_in_with_app, turn_on_app
from tests.conftest import Person, make_user

pytestmark = pytest.mark.django_db
ROOT = "root1@example.org"
UUID = "00000000-0000-4000-8000-000000000000"
ELSEWHERE = ("/admin/login/", LIST, "/accounts/logout/")
RIGHTS = {"is_staff": True, "is_superuser": True}


@pytest.fixture
def newly_in() -> Person:
    """A superuser whose browser has been open for a while."""
    return Person().sign_in(make_user(ROOT, "Superuser 1", **RIGHTS))


@pytest.fixture
def superuser(newly_in) -> Person:
    """Who has just shown again that it is them."""
    show_again(newly_in, code=app_code())
    return newly_in


def without_factor(person: Person) -> Person:
    Authenticator.objects.filter(user=person.user).delete()
    return person


def admin_addresses() -> list[str]:
    """Every address of the admin that names its arguments, with something in the place of each."""
    return [
        re.sub(r"<uuid:\w+>", UUID, re.sub(r"<int:\w+>|<(path|str|slug):\w+>|<\w+>", "1", route))
        for route in walk()
    ]


def walk(resolver: URLResolver | None = None, route: str = "/admin/") -> Iterator[str]:
    if resolver is None:
        (resolver,) = [each for each in get_resolver().url_patterns if str(each.pattern) == "admin/"]
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from walk(each, route + str(each.pattern))
        elif "(?P" not in str(each.pattern):
            yield route + str(each.pattern)


@pytest.mark.parametrize("who", ["curator", "superuser"])
def test_the_admin_is_closed_to_staff_without_a_factor(request, who):
    person = without_factor(request.getfixturevalue(who))
    addresses = [*admin_addresses(), "/admin/quiz/", "/admin/nothing/here/"]
    assert len(addresses) > 40
    answers = [(address, ask(address)) for address in addresses for ask in (person.get, person.post)]
    opened = {
        address
        for address, answer in answers
        if answer.status_code != 405 and not answer.get("Location", "").startswith(ELSEWHERE)
    }
    assert opened == set()


def test_they_are_led_to_where_they_add_one_with_the_reason_and_back(curator):
    without_factor(curator)
    page = curator.get("/admin/quiz/question/", follow=True)
    assert page.request["PATH_INFO"] == LIST
    assert "The admin opens once you have a passkey or codes from an app" in told(page)
    turn_on_app(curator)
    page = curator.get(page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"])
    assert 'href="/admin/quiz/question/"' in page.text
    assert curator.get("/admin/quiz/question/").status_code == 200


def test_a_passkey_opens_it_too_and_removing_the_last_factor_closes_it(curator):
    without_factor(curator)
    show_again(curator)
    add_passkey(curator)
    assert curator.get("/admin/").status_code == 200
    place = f"/settings/passkeys/{Authenticator.objects.get(type='webauthn').pk}/remove/"
    assert "The admin closes for you" in told(curator.get(place))
    curator.post(place)
    assert curator.get("/admin/").status_code == 302


def test_recovery_codes_alone_open_nothing(curator):
    Authenticator.objects.filter(user=curator.user).update(type="recovery_codes")
    assert curator.get("/admin/").status_code == 302


def test_nobody_reads_the_secrets_in_the_admin(superuser):
    assert not admin.site.is_registered(Authenticator)
    assert superuser.get("/admin/mfa/authenticator/").status_code == 404


def reset(superuser: Person, person: Person, **fields: str):
    return superuser.post(reverse("admin:accounts_user_reset", args=[person.user.pk]), fields)


def test_another_superuser_removes_what_somebody_lost(superuser, curator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = reset(superuser, curator, knows_them="on")
    assert answer.status_code == 302
    assert not Authenticator.objects.filter(user=curator.user).exists()
    assert not is_signed_in(curator), "at once"
    line = AuditLine.objects.get(act="factors reset")
    assert (line.by, line.about) == (superuser.user.pk, str(curator.user.pk))
    assert {(*each.to, ROOT in each.body) for each in mail.outbox} == {
        ("curator1@example.org", True),
        (ROOT, False),
    }
    assert "removed all passkeys and second steps" in superuser.get(answer.url).text


def test_an_open_browser_is_not_enough_to_remove_them(newly_in, curator):
    place = reverse("admin:accounts_user_reset", args=[curator.user.pk])
    assert newly_in.get(place).url == reset(newly_in, curator, knows_them="on").url
    assert Authenticator.objects.filter(user=curator.user).exists()
    page = newly_in.get(place, follow=True)
    assert page.request["PATH_INFO"] == "/accounts/again/code/"
    assert newly_in.post(page.request["PATH_INFO"], {"code": app_code(), "next": place}).url == place


def test_an_open_browser_is_not_enough_to_give_rights_and_what_was_ticked_is_done_then(newly_in, learner):
    place = reverse("admin:accounts_user_change", args=[learner.user.pk])
    sent = {"name": "Learner 1", "seen": seen_of(learner.user), "signs_in": "on", "curates": "on"}
    asked = newly_in.post(place, sent, follow=True)
    assert asked.request["PATH_INFO"] == "/accounts/again/code/" and not AuditLine.objects.exists()
    newly_in.post(asked.request["PATH_INFO"], {"code": app_code(), "next": place})
    learner.user.refresh_from_db()
    assert learner.user.is_staff


def test_it_asks_first_whether_they_have_spoken(superuser, curator):
    asked = reset(superuser, curator)
    assert asked.status_code == 422 and "Speak to them first" in asked.text
    assert Authenticator.objects.filter(user=curator.user).exists()


def test_nobody_removes_their_own_there_and_no_curator_anyones(superuser, curator):
    assert "Another superuser can" in superuser.get(reset(superuser, superuser, knows_them="on").url).text
    assert reset(curator, superuser, knows_them="on").status_code == 403
    assert Authenticator.objects.filter(user=superuser.user).exists()
    assert not AuditLine.objects.filter(act="factors reset").exists()


def test_a_second_click_finds_none(superuser, curator):
    reset(superuser, curator, knows_them="on")
    reset(superuser, curator, knows_them="on")
    assert AuditLine.objects.filter(act="factors reset").count() == 1


def test_a_lone_superuser_is_let_in_again_by_whoever_runs_the_server(
    superuser, visitor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("reset_factors", "Root1@Example.org", stdout=None)
    assert not is_signed_in(superuser)
    assert (AuditLine.objects.get(act="factors reset").by, mail.outbox[-1].to) == (None, [ROOT])
    visitor.post("/accounts/login/", {"login": ROOT, "password": "correct horse battery staple"})
    assert visitor.get("/admin/", follow=True).request["PATH_INFO"] == LIST


@pytest.mark.parametrize("address", ["nobody@example.org", "learner1@example.org"])
def test_the_command_says_where_there_is_nothing_to_remove(learner, address):
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("reset_factors", address)


def test_staff_sign_in_to_the_admin_by_both_steps(curator, visitor):
    sign_in_with_app(visitor, "curator1@example.org")
    assert visitor.get("/admin/").status_code == 200
