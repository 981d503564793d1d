"""Nobody gets by any of the admin's doors who may not, and no page of learners tells what only curators know."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.urls import get_resolver, reverse

from quiz.bank.drills.models import Drill
from quiz.bank.editing.adding import add_question
from quiz.bank.models import Relation, Section
from tests.conftest import Person, make_user
from tests.curation.acts import address, open_draft, question, save
from tests.permissions import walk
from tests.practice.flag_acts import flag

pytestmark = pytest.mark.django_db

UNPUBLISHED, SECRET = "nobody-saw-this", "zebra crossing"
OPEN_TO_ALL = {"logout", "login"}
"""They lead to everybody's pages."""
PEOPLE = "/admin/accounts/"


def doors() -> Iterator[str]:
    """Every address of the admin, filled with things that are there."""
    here = question()
    drill = Drill.objects.exclude(live_revision=None)[0]
    relation = Relation.objects.filter(question=here)[0]
    person = make_user("learner9@example.org", "Learner 9")
    for route, pattern in walk(get_resolver().url_patterns, "/"):
        if not route.startswith("/admin/") or pattern.name in {*OPEN_TO_ALL, None}:
            continue
        thing = drill if "/drill/" in route else person if "/user/" in route else here
        filled = {
            "<int:pk>": thing.pk,
            "<uuid:pk>": thing.pk,
            "<path:object_id>": thing.pk,
            "<int:relation_pk>": relation.pk,
            "<int:revision_pk>": getattr(thing, "live_revision_id", ""),
            "<str:name>": "csv",
            "<slug:kind>": "flags",
            "^(?P<app_label>quiz|accounts)/$": "quiz/",
        }
        door = route
        for name, value in filled.items():
            door = door.replace(name, str(value))
        assert "<" not in door, f"{door} is not filled"
        yield door


@pytest.fixture
def hidden(curator: Person) -> None:
    """A question that nobody published, and a draft of one that is live."""
    section = Section.objects.get(slug="lifecycle")
    now = datetime.now(UTC)
    text = f"Who saw the {SECRET}?"
    add_question(section=section, kind="concept", text=text, key=UNPUBLISHED, by=curator.user, now=now)
    open_draft(curator)
    assert save(curator, text=f"What is a {SECRET}?", hint=SECRET).status_code == 302
    kept = {"trying": f"Drift is a {SECRET}.", "kept": "accepted"}
    assert curator.post(address("keep"), kept).status_code == 302


def staff() -> Person:
    """May come in, and is not in the group."""
    return Person().sign_in(make_user("staff1@example.org", "Staff 1", is_staff=True))


@pytest.mark.parametrize("who", ["visitor", "learner", "instructor", "staff"])
def test_no_door_of_the_admin_opens_for_others(
    hidden: None, who: str, request: pytest.FixtureRequest
) -> None:
    person = staff() if who == "staff" else request.getfixturevalue(who)
    allowed = {reverse("admin:index"), reverse("admin:jsi18n")} if who == "staff" else set()
    stood = (question().retired_at, question().live_revision_id, question().revisions.count())
    for door in set(doors()) - allowed:
        for answer in (person.get(door), person.head(door), person.post(door), person.put(door)):
            assert answer.status_code in {302, 403, 404, 405}, door
            assert SECRET not in answer.content.decode(), door
    assert stood == (question().retired_at, question().live_revision_id, question().revisions.count())


def test_a_curator_opens_no_door_to_people(hidden: None, curator: Person) -> None:
    to_people = [door for door in doors() if door.startswith(PEOPLE)]
    assert len(to_people) > 3
    assert {curator.get(door).status_code for door in to_people} == {403}
    assert {curator.post(door).status_code for door in to_people} == {403}


def test_nothing_is_posted_without_the_forms_token(hidden: None, curator: Person) -> None:
    curator.user.is_superuser = True  # type: ignore[union-attr]
    curator.user.save()  # type: ignore[union-attr]
    curator.handler.enforce_csrf_checks = True
    assert {curator.post(door).status_code for door in set(doors())} == {403}


def pages_of(key: str) -> Iterator[tuple[str, str]]:
    """Every address of learners that takes a question's key."""
    for route, pattern in walk(get_resolver().url_patterns, "/"):
        if "<slug:key>" in route or "<str:key>" in route:
            yield str(pattern.name), reverse(str(pattern.name), args=[key])


def answers_about(person: Person, key: str) -> dict[str, list[int]]:
    return {
        name: [person.get(url).status_code, person.post(url, {"words": "x", "on": "1"}).status_code]
        for name, url in pages_of(key)
    }


def test_an_unpublished_question_is_as_if_it_were_not_there(hidden: None, learner: Person) -> None:
    missing = answers_about(learner, "no-such-question")
    assert len(missing) > 3
    assert answers_about(learner, UNPUBLISHED) == missing


LEARNERS = ["today", "library", "flags", "mastery", "practice", "bank-csv", "plan", "drills"]


def test_no_page_of_learners_tells_what_is_not_published(hidden: None, learner: Person, ask: object) -> None:
    flag(learner, ask(learner, question().key))  # type: ignore[operator]
    pages = [
        *map(reverse, LEARNERS),
        reverse("library-section", args=["lifecycle"]),
        reverse("question", args=[question().key]),
    ]
    for page in pages:
        shown = learner.get(page)
        assert shown.status_code == 200, page
        assert SECRET.encode() not in shown.content and UNPUBLISHED.encode() not in shown.content, page
