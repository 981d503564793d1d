"""What the server says of an answer that a browser has kept: taken, or never to be taken; and whose it is."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from quiz.practice.models import Event, Review
from tests.accounts.cast import account, hidden_in, sign_in
from tests.practice.acts import UTC, note

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def asked(learner, ask):
    return ask(learner, "what-is-concept-drift", "canary-deployment", now=timezone.now())


def owner(person) -> str:
    """What a page of theirs says they are."""
    return re.search(r'data-owners="([^"]*)"', person.get("/library/").text).group(1)


def test_what_htmx_gets_names_its_owner_as_the_page_does(learner, classmate, asked):
    taken = learner.post(asked.get_absolute_url(), {"response": "unsure"}, headers=HTMX)
    assert (taken.status_code, taken["Owner"]) == (200, owner(learner))
    assert re.fullmatch(r"[0-9a-f]{16}", owner(learner))
    assert owner(classmate) not in ("", owner(learner))
    assert str(learner.user.pk) not in owner(learner)
    assert "Owner" not in learner.get(asked.get_absolute_url())


def test_a_visitor_who_signs_in_is_still_known_by_the_name_they_had(visitor):
    assert owner(visitor) == ""
    visitor.post("/practice/")
    before = owner(visitor)
    account()
    sign_in(visitor, "learner1@example.org")
    assert owner(visitor).split()[1:] == [before]
    visitor.post("/accounts/logout/")
    assert owner(visitor) == ""


def test_whoever_is_signed_out_is_nobody(visitor, asked):
    refused = visitor.post(asked.get_absolute_url(), {"response": "unsure"}, headers=HTMX)
    assert (refused.status_code, refused["Owner"]) == (401, "nobody")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize("act", ["", "hint/"])
def test_a_prompt_that_was_skipped_takes_nothing_more_and_shows_what_was_sent(learner, asked, act, headers):
    note(
        learner=learner.learner,
        kind=Event.Kind.SKIPPED,
        keys=["what-is-concept-drift"],
        prompt=asked,
        now=timezone.now() + timedelta(seconds=1),
        zone=UTC,
    )
    late = learner.post(f"{asked.get_absolute_url()}{act}", {"text": "telltale"}, headers=headers)
    assert late.status_code == 409
    assert "This answer came too late" in late.text and "telltale" in late.text
    assert ("<html" in late.text) == (headers == {})
    assert not Review.objects.exists()


def test_only_its_owner_is_told_that_a_prompt_is_gone(learner, classmate, asked):
    nowhere = f"/practice/prompts/{uuid4()}/"
    for address, person, name, status in (
        (nowhere, learner, owner(learner), 410),
        (nowhere, learner, owner(classmate), 404),
        (nowhere, learner, "", 404),
        (asked.get_absolute_url(), classmate, owner(learner), 404),
    ):
        answer = person.post(address, {"response": "unsure"}, headers={**HTMX, "Owner": name})
        assert answer.status_code == status


def test_signing_out_empties_the_browsers_storage_unless_others_have_something_there(learner, classmate):
    assert learner.post("/accounts/logout/")["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in classmate.post("/accounts/logout/", {"others": ""})


def test_the_refused_page_fits_into_the_page_that_htmx_has(visitor, asked):
    refused = visitor.post(asked.get_absolute_url(), {"response": "unsure"}, headers=HTMX)
    assert (refused["HX-Retarget"], hidden_in(refused)["sent-response"]) == ("body", "unsure")
    assert "HX-Retarget" not in visitor.post(asked.get_absolute_url(), {"response": "unsure"})
