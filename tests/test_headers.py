"""What every answer says to browsers, whichever it is."""

from typing import Any

import pytest
from django.test import Client

from tests.conftest import Person

NONE = "'none'"
SAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/today/", "/settings/", "/nowhere/", "/admin/", "/healthz", "/library/"]
)
def test_what_every_answer_says_to_browsers(learner: Person, address: str) -> None:
    reply = learner.get(address)
    policy = policy_of(reply)
    assert {name: reply[name] for name in SAYS} == SAYS
    assert "no-store" in reply["Cache-Control"]
    assert (policy["default-src"], policy["base-uri"], policy["frame-ancestors"]) == (NONE, NONE, NONE)
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert {name for name in reply.headers if name.lower().startswith("access-control")} == set()
    assert reply["Content-Type"].endswith(("; charset=utf-8", "/json")) or not reply.content


def policy_of(reply: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in reply["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/today/", "/library/", "/healthz"])
def test_trace_is_refused(address: str) -> None:
    reply = Client().trace(address, headers={"Cookie": "canary=1"})
    assert reply.status_code == 405 and b"canary" not in reply.content
