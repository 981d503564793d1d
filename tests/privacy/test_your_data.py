"""All that is a person's can be taken away, and nothing of another's is in it."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.utils import timezone

from accounts.models import User
from quiz.own_data.parts import PARTS
from quiz.practice.models import Learner, Note, Review
from tests.practice.acts import answer_well
from tests.privacy.cast import CANARY, fill, join

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/account/your-data/"


def taken(person) -> ZipFile:
    answer = person.get(ADDRESS)
    assert answer.streaming and answer["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def table(file: ZipFile, name: str) -> list[dict]:
    return json.loads(file.read(f"mlopsprep/{name}.json"))


def test_the_tables_are_those_of_the_database(learner, instructor, ask, by_recall):
    prompt = ask(learner, by_recall("what-is-mlops"))
    fill(learner, prompt)
    join(learner, instructor)
    file = taken(learner)
    assert file.testzip() is None
    review = Review.objects.get(prompt=prompt)
    (row,) = table(file, "answers")
    assert (row["id"], row["question"], row["grade"]) == (str(prompt.pk), "what-is-mlops", review.grade)
    assert row["response"] == review.response
    assert CANARY in json.dumps([row["response"], *(event["detail"] for event in table(file, "events"))])
    assert table(file, "notes") == [{"question": "what-is-mlops", "words": f"Note {CANARY}"}]
    assert [one["cohort"] for one in table(file, "cohorts")] == ["Autumn cohort"]
    assert table(file, "account")[0]["email"] == "learner1@example.org"


def test_json_and_csv_say_the_same_and_are_all_in_the_readme(learner, ask):
    answer_well(ask(learner))
    file = taken(learner)
    readme = file.read("mlopsprep/README.txt").decode()
    for part in PARTS:
        rows = list(csv.DictReader(StringIO(file.read(f"mlopsprep/{part.name}.csv").decode("utf-8-sig"))))
        assert len(rows) == len(table(file, part.name)), part.name
        assert f"\n{part.name}: " in readme and ", ".join(part.columns) in readme


def test_nothing_of_another_is_in_it(learner, classmate, instructor, ask, by_recall):
    key = by_recall("what-is-mlops")
    fill(classmate, ask(classmate, key))
    cohort = join(classmate, instructor)
    cohort.memberships.create(user=learner.user, role="member", agreed_at=cohort.created_at)
    assert CANARY in "".join(taken(classmate).read(name).decode() for name in taken(classmate).namelist())
    whole = "".join(taken(learner).read(name).decode() for name in taken(learner).namelist())
    assert CANARY not in whole and "@example.org" in whole
    assert "learner2@" not in whole and "instructor1@" not in whole


@pytest.mark.any_database
def test_a_cell_of_the_csv_is_no_formula(learner, ask):
    prompt = ask(learner)
    Note.objects.create(learner=learner.learner, question=prompt.question, words="=1+1")
    said = taken(learner).read("mlopsprep/notes.csv").decode("utf-8-sig")
    assert next(csv.DictReader(StringIO(said)))["words"] == "'=1+1"


def test_what_is_answered_while_it_is_sent_is_left_out(learner, ask):
    prompt = ask(learner, "what-is-concept-drift", "canary-deployment")
    pieces = learner.get(ADDRESS).streaming_content
    begun = next(pieces)
    answer_well(prompt, now=timezone.now())
    file = ZipFile(BytesIO(begun + b"".join(pieces)))
    assert file.testzip() is None
    assert [row["id"] for row in table(file, "answers")] == [str(prompt.pk)]


def test_every_table_of_a_persons_rows_is_a_part():
    parts = {part.model for part in PARTS}
    theirs = {
        model
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model in (User, Learner)
    }
    # A review is in "answers", beside its prompt; Django's admin notes acts that are in "acts" as well.
    assert {model._meta.label for model in theirs - parts} == {"quiz.Review", "admin.LogEntry"}
    assert EmailAddress in parts


def test_rows_are_read_a_few_at_a_time(learner, ask, django_assert_max_num_queries):
    answer_well(ask(learner))
    with django_assert_max_num_queries(5 + 2 * len(PARTS)):
        taken(learner)
