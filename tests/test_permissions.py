"""Who may open what: `permissions` has a row for every address of the site and every kind of person."""

from uuid import UUID

import pytest
from django.db.transaction import atomic, set_rollback
from django.test import Client
from django.urls import resolve, reverse

from accounts.entrance.next_page import opens
from tests import permissions
from tests.changes import CHANGES, changed_by, watched
from tests.permissions import ASKS_WHO_IT_IS, GET, PEOPLE, POST, WITHOUT_TOKEN, addresses

pytestmark = pytest.mark.django_db

places = permissions.places
NOT_THERE: dict[type, object] = {int: 987_654, UUID: UUID(int=987_654), str: "nowhere"}


def test_every_address_has_a_row():
    assert {name for name, _ in addresses()} == set(GET)


@pytest.mark.parametrize("person", PEOPLE)
def test_get(places, request, person):
    client = request.getfixturevalue(person)
    with watched() as changed:
        statuses = {name: client.get(places[name]).status_code for name in GET}
    assert statuses == {name: GET[name][person] for name in GET}
    assert changed == set()


def test_head_is_get_without_the_page(places, learner):
    heads = {name: learner.head(places[name]) for name in GET}
    assert {name: head.status_code for name, head in heads.items()} == {
        name: GET[name]["learner"] for name in GET
    }
    assert {name for name, head in heads.items() if b"".join(head)} == set()


def test_what_else_an_address_takes_is_said(places, learner):
    for name in GET:
        answer = learner.options(places[name])
        allowed = set(answer["Allow"].split(", "))
        assert answer.status_code == 405 and ("GET" in allowed) == ("HEAD" in allowed), name


def test_signing_in_leads_back_only_to_what_a_browser_can_open(places):
    takes_post_alone = {name for name in GET if GET[name]["learner"] == 405}
    assert {name for name in GET if not opens(places[name])} == takes_post_alone


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("name", POST)
def test_post(places, request, name, person):
    client = request.getfixturevalue(person)
    with watched() as changed:
        reply = client.post(places[name])
    assert reply.status_code == POST[name][person]
    assert changed - changed_by(name, reply) == set()


def test_a_table_that_may_change_does(places, learner, instructor):
    """Else a row of the table could stay when nobody needs it any more."""
    assert set(CHANGES) <= set(POST)
    seen = {}
    for name in CHANGES:
        with watched() as seen[name]:
            for person in (learner, instructor, Client()):
                with atomic():
                    person.post(places[name])
                    set_rollback(True)
    assert seen == CHANGES


def test_of_what_is_not_there_not_even_its_owner_gets_or_changes_anything(places, learner, instructor):
    """Each thing that an address names is once not there, while all else is, and is the owner's."""
    said = set()
    with watched() as changed:
        for name, address in places.items():
            owner = instructor if POST.get(name, GET[name])["learner"] == 404 else learner
            for missing in without_one(address):
                said |= {(name, owner.get(missing).status_code), (name, owner.post(missing).status_code)}
    assert {(name, status) for name, status in said if status not in {404, 405}} == {
        (name, 302) for name in ASKS_WHO_IT_IS
    }
    assert len(said) > len(places) and changed == set()


@pytest.mark.parametrize("name", POST)
def test_a_post_without_the_forms_token_is_refused(places, learner, name):
    learner.handler.enforce_csrf_checks = True
    with watched() as changed:
        refused = learner.post(places[name]).status_code == 403
    assert refused == (name not in WITHOUT_TOKEN)
    assert changed == set() or not refused


def without_one(address: str) -> list[str]:
    match = resolve(address)
    return [
        reverse(match.view_name, kwargs=match.kwargs | {key: NOT_THERE[type(value)]})
        for key, value in match.kwargs.items()
    ]
