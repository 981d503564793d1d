"""A curator finds a question by its words, section, kind and state."""

from typing import Any

import pytest
from django.urls import reverse

from quiz.bank.models import Question, Revision
from tests.conftest import NOW, Person
from tests.curation.acts import KEY, open_draft, save

pytestmark = pytest.mark.django_db


def found(curator: Person, **query: Any) -> list[str]:
    response = curator.get(reverse("admin:quiz_question_changelist"), query)
    return [question.key for question in response.context["cl"].result_list]


def test_the_list_is_in_the_bank_s_order(curator: Person) -> None:
    assert found(curator) == list(Question.objects.in_order().values_list("key", flat=True))


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Concept DRIFT", ["mlops-vs-devops", "what-is-concept-drift", "why-automated-retraining"]),
        ("mlflow-regi", ["mlflow-register-model"]),
        ("directed acyclic", ["what-is-dag"]),
        ("no such words", []),
    ],
)
def test_by_words_of_question_answer_or_key(curator: Person, words: str, keys: list[str]) -> None:
    assert found(curator, q=words) == keys


def test_by_words_that_stand_in_a_draft_alone(curator: Person) -> None:
    assert found(curator, q="zeitgeist") == []
    open_draft(curator)
    save(curator, text="What is the zeitgeist?")
    assert found(curator, q="zeitgeist") == [KEY]


def test_not_by_words_that_were_replaced(curator: Person) -> None:
    Revision.objects.filter(question__key=KEY).update(text="What is the zeitgeist?", status="retired")
    Question.objects.filter(key=KEY).update(live_revision=None)
    assert found(curator, q="zeitgeist") == []


def test_by_section_and_kind(curator: Person) -> None:
    section = Question.objects.get(key="what-is-dvc").section
    commands = ["dvc-add-dataset", "dvc-pull-dataset"]
    assert found(curator, section__id__exact=section.pk, kind__exact="command") == commands


def test_by_draft_and_state(curator: Person) -> None:
    open_draft(curator)
    Question.objects.filter(key="what-is-mlops").update(retired_at=NOW)
    assert found(curator, draft="draft") == [KEY]
    assert found(curator, draft="proposed") == []
    assert len(found(curator, draft="none")) == 99
    assert found(curator, state="retired") == ["what-is-mlops"]
    assert len(found(curator, state="published")) == 99


def test_the_list_takes_the_same_queries_for_many(curator: Person, django_assert_num_queries: Any) -> None:
    pages = [{"q": KEY}, {}]
    assert [len(found(curator, **query)) for query in pages] == [1, 100]
    for query in pages:
        with django_assert_num_queries(8):
            found(curator, **query)
