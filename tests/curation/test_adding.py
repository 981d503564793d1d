"""A new question: made with a key and a draft, seen by nobody else until it is published."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import Question, Section
from quiz.bank.publication_log import Publication
from quiz.bank.published import published_bank
from quiz.cohorts.assigned import assigned_in
from quiz.cohorts.models import Assignment
from quiz.curation.editing.question_page import build_question_page
from tests.bank.cast import GOOD
from tests.cohorts.acts import make_cohort
from tests.conftest import Person, make_user
from tests.curation.acts import address, draft, filled_in, publish, question

pytestmark = pytest.mark.django_db

KEY = "what-is-a-shadow-deployment"
TEXT = "What is a shadow deployment?"


def make(person: Person, **changes: Any) -> HttpResponse:
    section = Section.objects.get(slug="advanced").pk
    sent = {"section": section, "kind": "concept", "text": TEXT, "key": ""} | changes
    return person.post(reverse("admin:quiz_question_new"), sent)


def write(person: Person, key: str = KEY) -> None:
    """All that a question needs to be published."""
    sent = filled_in(key, answer=GOOD.answer, hint=GOOD.hint)
    for number, option in enumerate(GOOD.options):
        sent |= {f"options-{number}-text": option.text, f"options-{number}-why": option.why}
    for number, point in enumerate(GOOD.key_points):
        sent |= {f"points-{number}-text": point.text}
        sent |= {f"points-{number}-synonyms": "\n".join(point.synonyms)}
    sent["options-right"] = "0"
    assert person.post(address("change", key), sent).status_code == 302


def make_and_publish(person: Person) -> Question:
    assert make(person).status_code == 302
    write(person)
    assert publish(person, KEY, why="It is asked often.").status_code == 302
    return question(KEY)


def test_it_becomes_the_last_of_its_section_and_leads_to_its_draft(curator: Person) -> None:
    made = make(curator)
    row = question(KEY)
    assert made["Location"] == address("change", KEY)
    assert (row.section.slug, row.position, row.kind, row.live_revision) == ("advanced", 21, "concept", None)
    page = curator.get(made["Location"])
    assert TEXT in page.text
    assert "Learners do not see it" in page.text
    assert draft(KEY).created_by == curator.user


@pytest.mark.any_database
def test_the_form_says_that_a_key_names_the_question(curator: Person) -> None:
    assert "It names the question, never the answer" in curator.get(reverse("admin:quiz_question_new")).text


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"key": "what-is-mlops"}, "has this key. Choose another one."),
        ({"key": "What Is It"}, "must be small letters, digits and single hyphens"),
        ({"key": "a" * 61}, "60 is the most"),
        ({"text": " "}, "Write the question."),
        ({"text": "a" * 20_000}, "is the most"),
        ({"section": 9999}, "Select a valid choice"),
        ({"kind": "riddle"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_lost(curator: Person, sent: dict[str, Any], says: str) -> None:
    refused = make(curator, **sent)
    assert refused.status_code == 422
    assert says in refused.text
    assert str(sent.get("text", TEXT)).strip() in refused.text
    assert Question.objects.count() == 100


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("What is MLOps?", "what-is-mlops-2"),
        ("Что это?", "question"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 80, "x" * 60),
        ("`dvc   add_data` — _why_?", "dvc-add-data-why"),
    ],
)
def test_a_key_is_made_of_the_words(curator: Person, text: str, key: str) -> None:
    make(curator, text=text)
    assert Question.objects.get(live_revision=None).key == key


def test_sent_twice_it_is_made_once(curator: Person) -> None:
    assert make(curator)["Location"] == make(curator)["Location"]
    assert make(curator, key=KEY).status_code == 302
    other = Person().sign_in(make_user("curator2@example.org", "Curator 2", is_superuser=True, is_staff=True))
    assert make(other, key=KEY).status_code == 422
    assert make(other).status_code == 302
    assert list(
        Question.objects.filter(live_revision=None).order_by("position").values_list("key", flat=True)
    ) == [
        KEY,
        f"{KEY}-2",
    ]


def test_nobody_but_curators_sees_it(curator: Person, learner: Person) -> None:
    pages = [reverse("library"), reverse("library-section", args=["advanced"]), reverse("bank-csv")]
    make(curator)
    assert [page for page in pages if TEXT in learner.get(page).text] == []
    assert learner.get(reverse("question", args=[KEY])).status_code == 404
    assert make_and_publish(curator).live_revision
    assert TEXT in learner.get(pages[1]).text
    assert learner.get(reverse("question", args=[KEY])).status_code == 200


def test_its_pages_work_before_it_is_published(curator: Person) -> None:
    make(curator)
    pages = ["change", "preview", "review", "history", "discard", "key", "relations"]
    assert {page: curator.get(address(page, KEY)).status_code for page in pages} == dict.fromkeys(pages, 200)
    page = build_question_page(question(KEY))
    assert [stage.is_reached for stage in page.stages] == [True, False, False, False]
    assert curator.get(address("retire", KEY)).status_code == 302
    assert "Retire this question" not in curator.get(address("change", KEY)).text
    assert question(KEY).retired_at is None


@pytest.mark.any_database
@pytest.mark.parametrize("kind", ["command", "code"])
def test_what_is_typed_needs_accepted_forms(curator: Person, kind: str) -> None:
    make(curator, kind=kind)
    assert (
        "write at least one form in which the answer may be typed" in curator.get(address("change", KEY)).text
    )


def test_its_first_publication_changes_nothing_for_anyone(curator: Person) -> None:
    make_and_publish(curator)
    [line] = Publication.objects.filter(question__key=KEY)
    assert (line.act, line.change, line.before) == ("published", "", None)


def test_its_key_may_change_until_it_is_published(curator: Person) -> None:
    make(curator)
    address_of_key = address("key", KEY)
    assert curator.post(address_of_key, {"key": "shadow-traffic"}).status_code == 302
    assert curator.post(address_of_key, {"key": "what-is-mlops"}).status_code == 422
    assert curator.post(address_of_key, {"key": KEY}).status_code == 302
    write(curator)
    publish(curator, KEY)
    assert "stay for good" in curator.post(address_of_key, {"key": "shadow-traffic"}).text
    assert question(KEY).key == KEY


def test_discarding_its_draft_deletes_it(curator: Person) -> None:
    make(curator)
    old, gone = seen(), address("discard", KEY)
    write(curator)
    assert curator.post(gone, old).status_code == 409
    assert curator.post(gone, seen()).status_code == 302
    assert not Question.objects.filter(key=KEY).exists()
    assert curator.get(gone).status_code == 404
    assert make(curator).status_code == 302, "nothing ever pointed to the key"


def seen() -> dict[str, str]:
    return {"seen": build_question_page(question(KEY)).seen}


def test_the_totals_of_learners_follow(curator: Person, visitor: Person) -> None:
    make_and_publish(curator)
    assert "101 MLOps interview questions" in visitor.get("/").text
    library = visitor.get(reverse("library-section", args=["advanced"])).text
    assert len(set(re.findall(r'href="(/questions/[a-z0-9-]+/)"', library))) >= 21


def test_an_assignment_that_has_ended_keeps_its_list(curator: Person, instructor: Person) -> None:
    cohort, today = make_cohort(instructor), timezone.localdate()
    days = {"cohort": cohort, "opens_on": today, "due_on": today + timedelta(days=7), "target": 2}
    days |= {"created_at": timezone.now()}
    ended = Assignment.objects.create(**days, closed_at=timezone.now())
    running = Assignment.objects.create(**days)
    sections = [Section.objects.get(slug="advanced")]
    for each in (ended, running):
        each.sections.set(sections)
    make_and_publish(curator)
    rows = {
        one.assignment.pk: len(one.keys) for one in assigned_in(Assignment.objects.all(), published_bank())
    }
    assert rows == {ended.pk: 20, running.pk: 21}
