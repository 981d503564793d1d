"""Our cookies beside those of other sites on the same host, and under the names that they had before."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.test import RequestFactory

from accounts.zones import zone_of_browser
from quiz.practice.log.learners import SESSION_KEY
from tests.accounts.cast import account, is_signed_in, sign_in
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NAMES = ("SESSION", "CSRF", "MESSAGES", "ZONE")


@pytest.fixture
def https(settings) -> None:
    """The update has come: cookies have the names of HTTPS from now on."""
    for each in NAMES:
        setattr(settings, f"{each}_COOKIE_NAME", f"__Host-{getattr(site, f'{each}_COOKIE_NAME')}")
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


@pytest.mark.parametrize(
    ("header", "zone"),
    [
        ("zone=Europe/Berlin", "Europe/Berlin"),
        ("zone=Europe%2FBerlin", "Europe/Berlin"),
        ("zone=eu-west-1; zone=Europe/Berlin", "Europe/Berlin"),
        ("zone=Europe/Berlin; zone=eu-west-1", "Europe/Berlin"),
        ("timezone=Asia/Tokyo; zone=Europe/Berlin; xzone=Asia/Tokyo", "Europe/Berlin"),
        ("timezone=Asia/Tokyo", ""),
        ('zone="Europe/Berlin"; zone=', "Europe/Berlin"),
        ("zone=../../etc/passwd", ""),
        ("zone; =zone; ;;=", ""),
    ],
)
def test_the_zone_is_ours_whatever_other_cookies_there_are(header, zone):
    assert zone_of_browser(RequestFactory().get("/", headers={"Cookie": header})) == zone


@pytest.mark.parametrize("https", ["1", "0"])
def test_cookies_are_for_this_host_alone_where_https_is(https):
    names = ", ".join(f"settings.{each}_COOKIE_NAME" for each in NAMES)
    told = subprocess.run(
        [sys.executable, "-c", f"from mlopsprep import settings; print({names})"],
        env=os.environ | {"HTTPS": https},
        capture_output=True,
        text=True,
        check=True,
    )
    prefix = "__Host-" if https == "1" else ""
    assert told.stdout.split() == [
        f"{prefix}{name}" for name in ("sessionid", "csrftoken", "messages", "zone")
    ]


def test_an_update_signs_nobody_out(visitor, request):
    account()
    sign_in(visitor, "learner1@example.org")
    old = visitor.cookies["sessionid"].value
    request.getfixturevalue("https")
    answer = visitor.get("/settings/", secure=True)
    cookie = answer.cookies["__Host-sessionid"]
    assert answer.status_code == 200 and cookie.value == old
    assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["httponly"]) == (True, "/", "", True)
    assert answer.cookies["sessionid"]["max-age"] == 0
    del visitor.cookies["sessionid"]
    assert is_signed_in(visitor)
    assert "__Host-sessionid" not in visitor.get("/settings/").cookies


def test_an_update_keeps_a_visitor_and_their_zone(visitor, request):
    visitor.post("/practice/")
    visitor.cookies["zone"] = "Europe/Paris"
    practised_before = visitor.session[SESSION_KEY]
    request.getfixturevalue("https")
    answer = visitor.get("/today/")
    assert (
        answer.cookies["__Host-zone"].value == "Europe/Paris"
        and not answer.cookies["__Host-zone"]["httponly"]
    )
    for old in ("sessionid", "zone"):
        del visitor.cookies[old]
    assert visitor.session[SESSION_KEY] == practised_before
    assert visitor.get("/today/").wsgi_request.zone.key == "Europe/Paris"


def test_a_form_from_before_the_update_can_still_be_sent(request):
    account()
    person = Person(enforce_csrf_checks=True)
    token = person.get("/accounts/login/").context["csrf_token"]
    request.getfixturevalue("https")
    sent = sign_in(person, "learner1@example.org", csrfmiddlewaretoken=token)
    assert (sent.status_code, sent.url) == (302, "/today/")


def test_a_message_from_before_the_update_is_shown_once(learner, request):
    learner.post("/settings/", {"name": "Learner 1", "theme": "", "time_zone": "UTC"})
    request.getfixturevalue("https")
    assert "Your settings are saved." in learner.get("/settings/").text
    assert "Your settings are saved." not in learner.get("/settings/").text


def test_signing_out_after_the_update_leaves_no_cookie_of_either_name(learner, request):
    request.getfixturevalue("https")
    answer = learner.post("/accounts/logout/")
    assert [answer.cookies[name]["max-age"] for name in ("sessionid", "__Host-sessionid")] == [0, 0]


def test_another_sites_cookies_are_left_alone_once_ours_are_there(visitor, https):
    visitor.get("/accounts/login/")
    visitor.cookies["csrftoken"], visitor.cookies["zone"] = "another", "eu-west-1"
    answer = visitor.get("/accounts/login/")
    assert {"csrftoken", "zone", "__Host-zone"}.isdisjoint(answer.cookies)


@pytest.mark.parametrize("junk", ["\n", "é", "x" * 5000, ";", '"'])
def test_junk_under_an_old_name_is_no_error(visitor, https, junk):
    for name in ("sessionid", "csrftoken", "messages", "zone"):
        visitor.cookies[name] = junk
    assert visitor.get("/today/").status_code == 200
    assert visitor.post("/practice/").status_code == 302
