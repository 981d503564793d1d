"""Who may open what of the entrance and of the admin: `doors` has a row for every address of theirs."""

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.models import User
from quiz.bank.drills.models import DrillRevision
from quiz.bank.models import Relation, Revision
from tests import people
from tests.changes import tried
from tests.conftest import Person, make_user
from tests.curation.acts import open_draft, question
from tests.doors import (
    ADMIN,
    ADMIN_CHANGES,
    ADMIN_PEOPLE,
    AT_THE_DOOR,
    ENTRANCE,
    ENTRANCE_PEOPLE,
    of_the_admin,
    of_the_entrance,
)
from tests.people import with_password_alone
from tests.permissions import NOT_THERE

pytestmark = pytest.mark.django_db

superuser, staff, staff_without_factor = people.superuser, people.staff, people.staff_without_factor
INSIDE = ADMIN_PEOPLE[:3]


@pytest.fixture
def half_signed_in(curator):
    """Has given the curator's password, and not yet the code of their app."""
    return with_password_alone(curator.user.email)


@pytest.fixture
def leaver():
    now = timezone.now()
    return Person().sign_in(make_user("leaver1@example.org", "Leaver 1", leaving_since=now))


@pytest.fixture
def in_the_admin(curator):
    open_draft(curator)
    return of_the_admin()


def test_every_address_has_a_row(in_the_admin):
    assert set(of_the_entrance()) == set(ENTRANCE)
    assert set(in_the_admin) == set(ADMIN)


@pytest.mark.parametrize("person", ENTRANCE_PEOPLE)
def test_of_the_entrance_each_gets_their_row_and_an_empty_form_changes_nothing(request, person):
    client, seen, changes = request.getfixturevalue(person), {}, set()
    for name, address in of_the_entrance().items():
        (got, by_get), (posted, by_post) = tried(client, address, "GET"), tried(client, address)
        seen[name] = f"{got.status_code}/{posted.status_code}"
        changes |= by_get | by_post
    column = ENTRANCE_PEOPLE.index(person)
    assert seen == {name: row.split()[column] for name, row in ENTRANCE.items()}
    assert changes == set()


@pytest.mark.parametrize("person", INSIDE)
def test_of_the_admin_each_gets_their_row_and_changes_what_it_says(in_the_admin, request, person):
    client, seen, changed = request.getfixturevalue(person), {}, {}
    for route, address in in_the_admin.items():
        (got, by_get), (posted, by_post) = tried(client, address, "GET"), tried(client, address)
        seen[route] = (got.status_code, posted.status_code)
        changed |= {route: by_get | by_post} if by_get | by_post else {}
    assert seen == {
        route: (row.status(person, "GET"), row.status(person, "POST")) for route, row in ADMIN.items()
    }
    may = {route for route in ADMIN_CHANGES if ADMIN[route].status(person, "POST") == 302}
    assert changed == {route: ADMIN_CHANGES[route] for route in may}


@pytest.mark.parametrize("person", AT_THE_DOOR)
def test_nobody_else_gets_past_the_door_of_the_admin(in_the_admin, request, person):
    client = request.getfixturevalue(person)
    to = ("/leaving/",) if person == "leaver" else ("/admin/login/", "/accounts/log", "/settings/factors/")
    seen = [
        (route, *tried(client, address, method))
        for route, address in in_the_admin.items()
        for method in ("GET", "POST")
    ]
    assert [changed for _, _, changed in seen if changed] == []
    opened = {
        route
        for route, answer, _ in seen
        if answer.status_code != 410 and not answer.get("Location", "").startswith(to)
    }
    is_nobody_there = person in {"learner", "instructor"}
    assert opened == ({"login/"} if is_nobody_there else set()), (
        "who is signed in and no staff is told so, by 403"
    )


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND"])
def test_nothing_else_is_spoken(in_the_admin, superuser, method):
    places = [*in_the_admin.values(), *of_the_entrance().values()]
    answers = [tried(superuser, address, method) for address in places]
    assert {(answer.status_code, *changed) for answer, changed in answers} == {(405,)}


def test_of_what_is_not_there_not_even_a_superuser_gets_or_changes_anything(in_the_admin, superuser):
    tries = [
        (address, method)
        for place in in_the_admin.values()
        for address in without_one(place)
        for method in ("GET", "POST")
    ]
    answers = [tried(superuser, *each) for each in tries]
    assert len(tries) > 60
    assert {answer.status_code for answer, _ in answers} <= {302, 403, 404, 405}
    led_away = {
        each[0] for each, (answer, _) in zip(tries, answers, strict=True) if answer.status_code == 302
    }
    assert all(address.endswith("/remove/") for address in led_away), "of a relation, which says it is gone"
    assert [changed for _, changed in answers if changed] == []


def without_one(address):
    match = resolve(address)
    numbers = {key: value for key, value in match.kwargs.items() if not isinstance(value, str)}
    return [
        reverse(match.view_name, kwargs=match.kwargs | {key: NOT_THERE[type(value)]})
        for key, value in numbers.items()
    ]


def test_what_belongs_to_another_question_or_drill_is_not_there(superuser):
    here = question()
    of_another = {
        "question_restore": Revision.objects.exclude(question=here)[0],
        "question_unrelate": Relation.objects.exclude(question=here)[0],
    }
    revisions = DrillRevision.objects.order_by("pk")
    answers = [
        tried(superuser, reverse(f"admin:quiz_{name}", args=[here.pk, thing.pk]))
        for name, thing in of_another.items()
    ]
    drill, another = revisions.first().drill_id, revisions.last()
    assert drill != another.drill_id
    answers.append(tried(superuser, reverse("admin:quiz_drill_restore", args=[drill, another.pk])))
    assert {answer.status_code for answer, _ in answers} <= {302, 404}
    assert [changed for _, changed in answers if changed] == []


def test_a_post_without_the_forms_token_is_refused(in_the_admin, superuser):
    superuser.handler.enforce_csrf_checks = True
    places = [*in_the_admin.values(), *of_the_entrance().values()]
    answers = [tried(superuser, address) for address in places]
    assert {(answer.status_code, *changed) for answer, changed in answers} == {(403,)}


def test_what_somebody_may_is_looked_up_with_each_request(in_the_admin, curator, superuser):
    """A right that was taken away is gone from browsers that were signed in before."""
    place = in_the_admin["quiz/question/<int:pk>/change/"]
    assert curator.get(place).status_code == superuser.get(place).status_code == 200
    curator.user.groups.clear()
    User.objects.filter(pk=superuser.user.pk).update(is_superuser=False)
    assert curator.get(place).status_code == superuser.get(place).status_code == 403
