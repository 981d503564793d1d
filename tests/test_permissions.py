"""Who may open what: `permissions` has a row for every address of the site and every kind of person."""

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.entrance.next_page import opens
from accounts.models import User
from tests import people, permissions
from tests.changes import CHANGES, CHANGES_TOO, changed_by, tried, watched
from tests.permissions import (
    ASKS_WHO_IT_IS,
    GET,
    LEAVING,
    LEAVING_GET,
    LIKE,
    NOT_THERE,
    OTHERWISE,
    PEOPLE,
    POST,
    WITHOUT_TOKEN,
    addresses,
)

pytestmark = pytest.mark.django_db

places = permissions.places
superuser, staff_without_factor, half_signed_in = (
    people.superuser,
    people.staff_without_factor,
    people.half_signed_in,
)
second_instructor, former_instructor, former_member, friend = (
    people.second_instructor,
    people.former_instructor,
    people.former_member,
    people.friend,
)


def test_every_address_has_a_row():
    assert {name for name, _ in addresses()} == set(GET)


@pytest.mark.parametrize("person", PEOPLE)
def test_get(places, request, person):
    client = request.getfixturevalue(person)
    with watched() as changed:
        answers = {name: client.get(places[name]) for name in GET}
    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert statuses == {name: GET[name][person] for name in GET}
    assert {name for name, answer in answers.items() if "no-store" not in answer["Cache-Control"]} == set()
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
def test_post(places, request, person):
    answers = posted(request.getfixturevalue(person), places)
    assert {name: answer.status_code for name, (answer, _) in answers.items()} == {
        name: POST[name][person] for name in POST
    }
    more = {name: changed - changed_by(name, answer) for name, (answer, changed) in answers.items()}
    assert {name: tables for name, tables in more.items() if tables} == {}


def posted(person, places):
    return {name: tried(person, places[name]) for name in POST}


@pytest.mark.parametrize("person", LIKE)
def test_whoever_is_like_somebody_gets_and_changes_what_they_do(places, request, person):
    client, like = request.getfixturevalue(person), LIKE[person]
    got = {name: tried(client, places[name], "GET")[0].status_code for name in GET}
    assert got == {name: GET[name][like] for name in GET}
    answers = posted(client, places)
    statuses = {name: answer.status_code for name, (answer, _) in answers.items()}
    assert statuses == {name: POST[name][like] for name in POST} | OTHERWISE.get(person, {})
    more = {name: changed - changed_by(name, answer) for name, (answer, changed) in answers.items()}
    assert {name: tables for name, tables in more.items() if tables} == CHANGES_TOO.get(person, {})


def test_in_the_week_before_an_account_goes_only_staying_and_ones_data_are_open(places, learner):
    User.objects.filter(pk=learner.user.pk).update(leaving_since=timezone.now())
    closed = set(GET) - LEAVING
    gets = {name: tried(learner, places[name], "GET")[0] for name in closed}
    assert {(each.status_code, each["Location"]) for each in gets.values()} == {(302, "/leaving/")}
    posts = {name: tried(learner, places[name]) for name in set(POST) - LEAVING}
    assert {(each.status_code, *changed) for each, changed in posts.values()} == {(410,)}
    assert {name: tried(learner, places[name], "GET")[0].status_code for name in LEAVING} == LEAVING_GET


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND", "put"])
def test_nothing_else_is_spoken(places, learner, method):
    answers = [tried(learner, address, method) for address in places.values()]
    assert {(answer.status_code, *changed) for answer, changed in answers} == {(405,)}


def test_a_table_that_may_change_does(places, learner, instructor):
    """Else a row of the table could stay when nobody needs it any more."""
    assert set(CHANGES) <= set(POST)
    people = (learner, instructor, Client())
    assert {
        name: set().union(*(tried(person, places[name])[1] for person in people)) for name in CHANGES
    } == CHANGES


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


def test_a_post_without_the_forms_token_is_refused(places, learner):
    learner.handler.enforce_csrf_checks = True
    answers = posted(learner, places)
    let_in = {name for name, (answer, _) in answers.items() if answer.status_code != 403}
    assert let_in == WITHOUT_TOKEN
    assert {name for name, (_, changed) in answers.items() if changed} <= WITHOUT_TOKEN


def without_one(address: str) -> list[str]:
    match = resolve(address)
    return [
        reverse(match.view_name, kwargs=match.kwargs | {key: NOT_THERE[type(value)]})
        for key, value in match.kwargs.items()
    ]
