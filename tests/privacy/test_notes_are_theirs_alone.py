"""A note is in no byte that anybody else gets, in one table alone, and nowhere once the person is erased."""

import io
import logging
import zipfile
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from quiz.practice.models import Note, Prompt
from quiz.practice.people.merging import adopt
from quiz.privacy import erase_person
from tests import permissions
from tests.conftest import Person
from tests.curation.acts import address
from tests.permissions import GET

pytestmark = pytest.mark.django_db
CANARY = "kanarienvogel"
NOTED = ("what-is-mlops", "what-is-concept-drift", "canary-deployment")
"""What the addresses are of, and what was answered."""
places = permissions.places


def write(person: Person, key: str, words: str = CANARY) -> None:
    assert person.post(f"/questions/{key}/note/", {"words": words}).status_code == 302


@pytest.fixture
def noted(places: dict[str, str], learner: Person, visitor: Person) -> dict[str, str]:
    """Every address, of things on which the learner wrote, at home and before they signed in."""
    for key in NOTED:
        write(learner, key)
    write(visitor, "what-is-dvc", f"{CANARY} before")
    write(visitor, NOTED[0], f"{CANARY} too")
    adopt(visitor=visitor.learner, user=learner.user, now=timezone.now())
    return places


def bytes_of(person: Person, place: str) -> str:
    """All that comes, also what is packed in a deck."""
    answer = person.get(place)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        deck = zipfile.ZipFile(io.BytesIO(body))
        body += b"".join(deck.read(name) for name in deck.namelist())
    return f"{answer.headers} {body.decode(errors='replace')}"


def tables_with(words: str) -> set[str]:
    return {table for table in connection.introspection.table_names() if words in str(list(rows_of(table)))}


def rows_of(table: str) -> Iterator[object]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        yield from cursor.fetchall()


@pytest.mark.parametrize("who", ["classmate", "instructor"])
def test_nobody_else_is_sent_a_byte_of_it(noted, request, who):
    person = request.getfixturevalue(who)
    opened = {name: bytes_of(person, place) for name, place in noted.items() if GET[name][who] == 200}
    assert [name for name, body in opened.items() if CANARY in body] == []
    assert {"question", "library", "bank-deck", "bank-csv", "calendar"} <= set(opened)
    assert CANARY in bytes_of(request.getfixturevalue("learner"), noted["note"])


def test_no_admin_shows_it_to_curators(noted, curator, learner):
    prompt = Prompt.objects.filter(review__learner=learner.learner).first()
    learner.post(f"{prompt.get_absolute_url()}flag/", {"words": "Option 3 too."})
    pages = ["/admin/", "/admin/quiz/question/", reverse("admin:flags")]
    pages += [address(name, key) for key in NOTED for name in ("change", "flags")]
    assert "Option 3 too." in bytes_of(curator, reverse("admin:flags"))
    assert [page for page in pages if CANARY in bytes_of(curator, page)] == []
    found = curator.get(f"/admin/quiz/question/?q={CANARY}").text
    assert not any(address("change", key) in found for key in NOTED)


def test_no_mail_and_no_line_of_the_log_says_it(noted, learner, caplog):
    with caplog.at_level(logging.DEBUG):
        write(learner, "what-is-dvc", f"{CANARY} again")
        learner.post("/questions/what-is-dvc/note/", {"words": f"{CANARY}\0" + "x" * 9_000})
        learner.get(f"/library/?q={CANARY}")
        call_command("send_reminders")
    said = caplog.text + str([(each.body, each.alternatives, each.subject) for each in mail.outbox])
    assert CANARY not in said.replace(f"/library/?q={CANARY}", "")


def test_it_is_in_one_table_and_in_none_once_the_person_is_erased(noted, learner):
    assert tables_with(CANARY) == {Note._meta.db_table}
    assert set(Note.objects.values_list("learner", flat=True)) == {learner.learner.pk}
    erase_person(learner=learner.learner, reason="asked for by the person", now=timezone.now())
    assert tables_with(CANARY) == set()
