"""A link that lets in, shows a calendar or stops a mail stands in no log."""

import logging
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.cohorts.joining.inviting import invite, revoke
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Cohort
from tests.conftest import Person

SECRET = "Zm9vLWJhcl9iYXo-abcDEF123"


@pytest.fixture
def invitation(instructor: Person) -> Invitation:
    now = timezone.now()
    cohort = Cohort.objects.create(name="Autumn cohort", created_at=now)
    return invite(cohort=cohort, by=instructor.user, days=1, most_uses=1, now=now)


@pytest.mark.any_database
@pytest.mark.django_db
def test_no_answer_to_a_link_is_logged_with_it(
    learner: Person, invitation: Invitation, caplog: pytest.LogCaptureFixture
) -> None:
    address = invitation.get_absolute_url()
    revoke(invitation=invitation, now=timezone.now() - timedelta(hours=1))
    assert learner.get(address).status_code == 410
    assert learner.put(address).status_code == 405
    assert learner.get(address.rstrip("/") + "x/").status_code == 404
    assert learner.get(f"{address}more/").status_code == 404
    learner.handler.enforce_csrf_checks = True
    assert learner.post(address).status_code == 403
    assert invitation.token not in caplog.text
    assert caplog.text.count("/join/.../") == 5


SENTENCES: list[tuple[str, Any, str]] = [
    ("Not Found: %s", (f"/accounts/browser/{SECRET}/",), "Not Found: /accounts/browser/.../"),
    ("Not Found: %s", (f"/never-write/{SECRET}/",), "Not Found: /never-write/.../"),
    ("Gone: %s", (f"/join/{SECRET}/decline/",), "Gone: /join/.../decline/"),
    ("Not Found: %s", (f"/join/{SECRET}/",), "Not Found: /join/.../"),
    (f"GET /join/{SECRET} HTTP/1.1", (), "GET /join/... HTTP/1.1"),
    ("%(r)s", {"r": f"GET /join/{SECRET}?a=1 HTTP/1.1"}, "GET /join/...?a=1 HTTP/1.1"),
    ("%s", (f"/accounts/login/?next=/join/{SECRET}/&a=1",), "/accounts/login/?next=/join/.../&a=1"),
    ("%s", (f"/accounts/login/?next=%2Fjoin%2F{SECRET}%2F",), "/accounts/login/?next=%2Fjoin%2F...%2F"),
    ("%s", (f"?next=%252fJOIN%252f{SECRET}%252f",), "?next=%252fJOIN%252f...%252f"),
    ("%r", ({"path": f"join/{SECRET}/"},), "{'path': 'join/.../'}"),
    (
        '"%s" "%s"',
        ("GET / HTTP/1.1", f"https://x.org/join/{SECRET}/"),
        '"GET / HTTP/1.1" "https://x.org/join/.../"',
    ),
    ("%s", (f"/calendar/{SECRET}.ics",), "/calendar/..."),
    ("%s", (f"?next=%2Fmail%2Fstop%2Freminder.{SECRET}%2F",), "?next=%2Fmail%2Fstop%2F...%2F"),
    (f"POST /pair/{SECRET}/next/ HTTP/1.1", (), "POST /pair/.../next/ HTTP/1.1"),
    (f"POST /never-write/{SECRET}/ HTTP/1.1", (), "POST /never-write/.../ HTTP/1.1"),
    (f"POST /mail/stop/due.{SECRET}/ HTTP/1.1", (), "POST /mail/stop/.../ HTTP/1.1"),
    ("/settings/make-calendar/ and adcalendar/us", (), "/settings/make-calendar/ and adcalendar/us"),
    ("They join and adjoin/%s, %d times", ("us", 3), "They join and adjoin/us, 3 times"),
]


@pytest.mark.parametrize("name", ["django.request", "django.server", "gunicorn.access", "anybody"])
def test_whoever_logs_it_the_link_is_masked_and_the_rest_stays(name: str) -> None:
    written = StringIO()
    logger, handler = logging.getLogger(name), logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    try:
        for message, arguments, _ in SENTENCES:
            logger.error(message, *(arguments if isinstance(arguments, tuple) else (arguments,)))
        try:
            raise ValueError(f"/join/{SECRET}/")
        except ValueError:
            logger.exception("It failed")
    finally:
        logger.removeHandler(handler)
    assert written.getvalue().splitlines()[: len(SENTENCES)] == [wanted for *_, wanted in SENTENCES]
    assert SECRET not in written.getvalue() and written.getvalue().endswith("ValueError: /join/.../\n")


def test_statements_are_not_logged_with_their_values() -> None:
    assert logging.getLogger("django.db.backends").getEffectiveLevel() >= logging.INFO


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_address_before_stays_on_the_site(visitor: Person, invitation: Invitation) -> None:
    page = visitor.get(reverse("join", args=[invitation.token]))
    assert page["Referrer-Policy"] == "same-origin"
