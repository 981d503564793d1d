"""Who may open what: `permissions` has a row for every address of the site and every kind of person."""

import pytest

from accounts.next_page import opens
from tests import permissions
from tests.permissions import GET, PEOPLE, POST, WITHOUT_TOKEN, addresses

pytestmark = pytest.mark.django_db

places = permissions.places


def test_every_address_has_a_row():
    assert {name for name, _ in addresses()} == set(GET)


@pytest.mark.parametrize("person", PEOPLE)
def test_get(places, request, person):
    client = request.getfixturevalue(person)
    assert {name: client.get(places[name]).status_code for name in GET} == {
        name: GET[name][person] for name in GET
    }


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
    assert client.post(places[name]).status_code == POST[name][person]


@pytest.mark.parametrize("name", POST)
def test_a_post_without_the_forms_token_is_refused(places, learner, name):
    learner.handler.enforce_csrf_checks = True
    assert (learner.post(places[name]).status_code == 403) == (name not in WITHOUT_TOKEN)
