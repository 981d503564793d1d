"""A curator finds a question by its words, section, kind and state."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from quiz.bank.editing.publishing import write_draft
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, OptionContent, PointContent, content_of
from quiz.curation.finding.words import hits, leaves_of, terms_of
from tests.conftest import NOW, Person
from tests.curation.acts import KEY, open_draft, question, save

pytestmark = pytest.mark.django_db


ALL = ["all"]


def write(content: Content, *, is_draft: bool = False) -> None:
    """As what is live, or as the draft."""
    row = question()
    revision = Revision.objects.create(question=row, text="?", answer="?") if is_draft else row.live_revision
    write_draft(row, revision, content, becomes=None, by=None, now=NOW)


def found(curator: Person, **query: Any) -> list[str]:
    response = curator.get(reverse("admin:quiz_question_changelist"), query)
    return [question.key for question in response.context["cl"].result_list]


def test_the_list_is_in_the_bank_s_order(curator: Person) -> None:
    assert found(curator) == list(Question.objects.in_order().values_list("key", flat=True))


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("mlflow-regi", ["mlflow-register-model"]),
        ("rolls  BACK '1%' `step`", []),
        ("zeitgeist nowhere", []),
        (" ", ALL),
        ("``", ALL),
        ("%", ["%"]),
    ],
)
def test_by_words_or_key(curator: Person, words: str, keys: list[str]) -> None:
    if keys == ALL:
        keys = list(Question.objects.in_order().values_list("key", flat=True))
    if keys == ["%"]:
        keys = [key for key in found(curator) if "%" in str(content_of(question(key).live_revision).said())]
        assert 0 < len(keys) < 50
    assert found(curator, q=words) == keys


SAID = 'Über-Größe 100 % _x_ "quoted" it\'s ‘so’ \\ — İ'
ODD = ("über-GRÖSSE", "100 % _x_", "\"quoted\" it’s 'SO'", "\\", "U\u0308ber", '"% _x_"', "- i\u0307", '"')
READ: dict[str, tuple[str, dict[str, Any]]] = {
    "text": ("Question", {"text": SAID}),
    "answer": ("Model answer", {"answer": SAID}),
    "hint": ("Hint", {"hint": SAID}),
    "why": ("Why", {"explanation": SAID}),
    "common wrong": ("Common wrong answer", {"common_wrong": SAID}),
    "senior": ("What a senior adds", {"senior": SAID}),
    "option": ("Option 1", {"options": (OptionContent("a", SAID),)}),
    "why wrong": ("Option 1, why it is wrong", {"options": (OptionContent("a", "A", why=SAID),)}),
    "tempts": ("Option 1, why it tempts", {"options": (OptionContent("a", "A", tempts=SAID),)}),
    "point": ("Key point 1", {"key_points": (PointContent("a", SAID),)}),
    "synonym": ("Key point 1, synonym", {"key_points": (PointContent("a", "A", ["b", SAID]),)}),
    "accepted": ("Accepted form 2", {"accepted": ["b", SAID]}),
    "note": ("Note 1", {"currency_notes": [{"says": SAID}]}),
    "note's source": ("Note 1, source", {"currency_notes": [{"source": {"title": SAID}}]}),
    "follow-up": ("Follow-up 1", {"follow_ups": [{"question": SAID}]}),
    "reply": ("Follow-up 1, reply", {"follow_ups": [{"reply": SAID}]}),
    "to tick": ("Follow-up 1, point to tick", {"follow_ups": [{"points": [SAID]}]}),
    "older follow-up": ("Follow-up, reply", {"follow_up": {"good_reply": SAID}}),
    "reference": ("Reference 1", {"references": [{"title": SAID}]}),
    "address": ("Reference 1, address", {"references": [{"url": SAID}]}),
}
"""What a learner can read, where it is said, and what the list calls it."""


@pytest.mark.parametrize("place", READ)
def test_whatever_a_learner_can_read_is_found(place: str) -> None:
    label, said = READ[place]
    leaves = list(leaves_of(Content(**{"text": "What?", "answer": "So."} | said)))
    for query in ODD:
        assert [each.label for each in hits(leaves, [], terms_of(query))] == [label], query
        assert [each.is_draft for each in hits([], leaves, terms_of(query))] == [True], query
    for query in ("Über-Große", '"_x_ 100"', "100x"):
        assert hits(leaves, [], terms_of(query)) == [], query


@pytest.mark.parametrize("is_draft", [False, True])
def test_odd_signs_are_found_however_a_database_stores_them(curator: Person, *, is_draft: bool) -> None:
    parts = {"references": [{"title": SAID, "url": "https://example.org/a_b"}], "hint": "Hint " + SAID}
    write(Content("What?", "So.", **parts), is_draft=is_draft)
    for query in ("über-GRÖSSE \\ _x_", "example.org/A_B", '"hint über"'):
        assert found(curator, q=query) == [KEY], query
    assert found(curator, q="example.org/axb") == []


def test_the_words_found_are_marked_with_what_is_around_them(curator: Person) -> None:
    before, after = "before " * 40, " after" * 40
    write(Content("What?", "So.", hint=f"{before}Straße <b>& Weg{after}"))
    page = curator.get(reverse("admin:quiz_question_changelist"), {"q": "STRASSE weg"}).text
    assert "Hint: …before" in page and "<mark>Straße</mark>&lt;b&gt;&amp;<mark>Weg</mark>" in page
    assert "after…" in page and page.count("before ") < 10


def test_words_of_several_places_are_each_shown(curator: Person) -> None:
    write(Content("What?", "Zeitgeist.", hint="Weltschmerz."))
    assert found(curator, q="zeitgeist weltschmerz") == [KEY]
    row = (
        curator.get(reverse("admin:quiz_question_changelist"), {"q": "zeitgeist weltschmerz"})
        .context["cl"]
        .result_list[0]
    )
    assert [hit.label for hit in row.hits] == ["Model answer", "Hint"]


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
    commands = ["dvc-add-dataset", "dvc-pull-dataset"]
    assert found(curator, section=question("what-is-dvc").section.slug, kind="command") == commands


def test_by_draft_and_state(curator: Person) -> None:
    open_draft(curator)
    Question.objects.filter(key="what-is-mlops").update(retired_at=NOW)
    assert found(curator, draft="draft") == [KEY]
    assert found(curator, draft="proposed") == []
    assert len(found(curator, draft="none")) == 99
    assert found(curator, state="retired") == ["what-is-mlops"]
    assert len(found(curator, state="published")) == 99


def test_by_whose_draft_it_is(curator: Person) -> None:
    open_draft(curator)
    open_draft(curator, "what-is-mlops")
    question("what-is-mlops").revisions.open().update(created_by=None)
    assert (found(curator, draft="mine"), len(found(curator, draft="draft"))) == ([KEY], 2)


def test_by_when_it_changed(curator: Person) -> None:
    everything = found(curator)
    with time_machine.travel(datetime(2028, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        curator.sign_in(curator.user)
        assert found(curator, changed="month") == []
        open_draft(curator)
        clock.shift(timedelta(days=10))
        curator.sign_in(curator.user)
        assert (found(curator, changed="week"), found(curator, changed="month")) == ([], [KEY])
        assert (found(curator, since="2028-03-01"), found(curator, since="2028-03-02")) == ([KEY], [])
    assert all(found(curator, since=text) == everything for text in ("yesterday", "0001-01-01"))


def test_a_draft_changed_when_it_was_saved_last(curator: Person) -> None:
    """In the list and on the start page alike; saving the same again changes nothing."""
    with time_machine.travel(datetime(2028, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        curator.sign_in(curator.user)
        open_draft(curator)
        for _ in range(2):
            clock.shift(timedelta(days=5))
            curator.sign_in(curator.user)
            save(curator, hint="Think of the target.")
        assert (found(curator, since="2028-03-06"), found(curator, since="2028-03-07")) == ([KEY], [])
        assert ">6 Mar 2028<" in curator.get(reverse("admin:quiz_question_changelist")).text
        [kind] = [each.kind for each in curator.get(reverse("admin:index")).context["page"].kinds][-1:]
        assert [(row.who, row.since) for row in kind.rows] == [("you", datetime(2028, 3, 6, 12, tzinfo=UTC))]


def test_by_its_references(curator: Person) -> None:
    assert found(curator, references="none") == found(curator, references="due") == []
    write(Content("What?", "So."))
    assert found(curator, references="none") == [KEY]
    write(
        Content(
            "What?", "So.", references=[{"title": "A", "url": "https://example.org", "checked": "2025-11-01"}]
        )
    )
    assert (found(curator, references="none"), found(curator, references="due")) == ([], [KEY])


@pytest.mark.parametrize("value", ["", "other", "' OR 1=1 --"])
def test_a_filter_that_is_none_narrows_nothing(curator: Person, value: str) -> None:
    filters = ("section", "kind", "state", "draft", "references", "changed")
    assert len(found(curator, **dict.fromkeys(filters, value))) == 100


def test_finding_nothing_says_what_to_do(curator: Person) -> None:
    page = curator.get(reverse("admin:quiz_question_changelist"), {"q": "zeitgeist nowhere"}).text
    assert "Use fewer words" in page and "Show all" in page and "0 of 100 questions" in page


def test_the_form_says_what_was_looked_for(curator: Person) -> None:
    sent = {"q": '"><b>', "kind": "command", "since": "2026-11-01"}
    page = curator.get(reverse("admin:quiz_question_changelist"), sent).text
    assert 'value="&quot;&gt;&lt;b&gt;"' in page and '<option value="command" selected>' in page
    assert 'name="since" value="2026-11-01"' in page


def test_the_list_takes_the_same_queries_for_many(curator: Person, django_assert_num_queries: Any) -> None:
    pages = [{"q": KEY}, {"q": "e"}]
    assert [len(found(curator, **query)) for query in pages] == [1, 100]
    for query in pages:
        with django_assert_num_queries(12):
            found(curator, **query)
