"""How questions relate is edited on their pages; each change is a line of the log, and memories are folded anew."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from quiz.bank.editing.relating import broken_by_retiring, relations_of
from quiz.bank.models import BankVersion, Option, Question, Relation, Revision
from quiz.bank.publication_log import Publication
from quiz.bank.published import published_bank
from tests.bank.acts import run
from tests.conftest import NOW, Person
from tests.curation.acts import address, question
from tests.curation.hostile_words import Elements, payloads
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db

KEY = "what-is-mlops"


@pytest.fixture(autouse=True)
def unrelated() -> None:
    """No two questions relate."""
    Relation.objects.all().delete()
    BankVersion.renew()


def add(curator: Person, other: str, side: str = "first", key: str = KEY, why: str = "") -> HttpResponse:
    return curator.post(address("relations", key), {"side": side, "other": other, "why": why})


def remove(curator: Person, key: str = KEY, **sent: Any) -> HttpResponse:
    relation = relations_of(question(key))[0].relation
    return curator.post(address("unrelate", key, relation.pk), {"why": ""} | sent)


def others() -> tuple[str, str]:
    keys = Question.objects.in_order().exclude(key=KEY).values_list("key", flat=True)
    return keys[0], keys[1]


@pytest.mark.parametrize(
    ("side", "here", "there"),
    [
        ("first", "Know this first", "Leads to"),
        ("leads-to", "Leads to", "Know this first"),
        ("mixed-up", "Often mixed up with", "Often mixed up with"),
        ("same", "Asks the same as", "Asks the same as"),
    ],
)
def test_both_questions_show_how_they_relate(curator: Person, side: str, here: str, there: str) -> None:
    other, _ = others()
    assert add(curator, other, side).status_code == 302
    for key, heading in ((KEY, here), (other, there)):
        [related] = relations_of(question(key))
        assert related.side.label == heading
        assert f"<h3>{heading}</h3>" in curator.get(address("change", key)).text


def test_each_change_is_a_line_of_the_log_and_reaches_learners(curator: Person) -> None:
    other, _ = others()
    stamp = BankVersion.objects.get().stamp
    add(curator, other, "mixed-up", why="  Seen in\ninterviews ")
    assert published_bank().related[KEY] == (("confusable", other),)
    remove(curator, why="Not any more")
    assert published_bank().related.get(KEY, ()) == ()
    assert BankVersion.objects.get().stamp != stamp
    lines = Publication.objects.filter(by=curator.user.pk).order_by("pk")
    told = [(line.act, line.relation, line.to.key, line.why, line.by) for line in lines if line.to]
    assert told == [
        ("related", "confusable", other, "Seen in interviews", curator.user.pk),
        ("unrelated", "confusable", other, "Not any more", curator.user.pk),
    ]


@pytest.mark.any_database
def test_what_cannot_relate_is_refused(curator: Person) -> None:
    second, third = others()
    add(curator, second)
    add(curator, third, key=second)
    refused = {
        "cannot relate to itself": add(curator, KEY),
        "These two are related already": add(curator, second, "same"),
        "related already, as “know this first”": add(curator, KEY, key=second),
        "Nothing in this circle could be asked first: ": add(curator, third, "leads-to"),
        "No other question has this key": add(curator, "no-such-question"),
        "questions have these words. Choose one": add(curator, "what"),
        "Select a valid choice": add(curator, third, "friend"),
        "at most 300 characters": add(curator, third, "same", why="a" * 301),
    }
    for says, response in refused.items():
        assert response.status_code == 422
        assert says in response.text
    assert Relation.objects.count() == 2


def test_those_that_ask_the_same_must_not_disagree(curator: Person) -> None:
    other, _ = others()
    answer = Revision.objects.get(live_for__key=other).answer
    wrong = Option.objects.filter(revision__live_for__key=KEY, is_right=False).first()
    Option.objects.filter(pk=wrong.pk).update(text=answer)
    for key, to in ((KEY, other), (other, KEY)):
        refused = add(curator, to, "same", key=key)
        assert refused.status_code == 422
        assert f"They do not ask the same. Of “{KEY}”" in refused.text
    assert add(curator, other, "mixed-up").status_code == 302


def test_words_find_the_other_question_without_javascript(curator: Person) -> None:
    page = add(curator, "registry", "mixed-up")
    assert page.status_code == 422
    assert 'name="other" value="mlflow-model-registry"' in page.text
    assert add(curator, "mlflow-model-registry", "mixed-up").status_code == 302


def test_removed_by_another_it_is_said(curator: Person) -> None:
    other, _ = others()
    add(curator, other)
    gone = address("unrelate", KEY, Relation.objects.get().pk)
    assert curator.get(gone).status_code == 200
    remove(curator)
    assert "That relation was removed already." in curator.post(gone, {"why": ""}, follow=True).text
    assert Publication.objects.filter(act="unrelated").count() == 1


def test_a_retired_question_says_so_and_what_breaks(curator: Person) -> None:
    other, third = others()
    add(curator, other, "leads-to")
    add(curator, third)
    [broken] = broken_by_retiring(question(KEY))
    assert (broken.other.key, broken.breaks) == (other, "It no longer has this question to know first.")
    page = curator.get(address("retire", KEY)).text
    assert broken.breaks in page and page.count(address("change", other)) == 1
    Question.objects.filter(key=other).update(retired_at=NOW)
    assert broken_by_retiring(question(KEY)) == []
    assert "· retired" in curator.get(address("change", KEY)).text


def test_a_change_of_relations_is_no_error_until_cards_are_rebuilt(
    curator: Person, learner: Person, ask: Any
) -> None:
    other, _ = others()
    answer_well(ask(learner, KEY))
    assert "Every card is as the log says." in run("rebuild_cards", check=True)
    add(curator, other, "same")
    said = run("rebuild_cards", check=True)
    assert "Relations changed on" in said
    assert "run manage.py rebuild_cards. Memories that will change: 1." in said
    assert "levels follow once" in curator.get(address("change", KEY)).text
    assert curator.get("/readyz").status_code == 200
    run("rebuild_cards")
    assert "Every card is as the log says." in run("rebuild_cards", check=True)
    assert "levels follow once" not in curator.get(address("change", KEY)).text


@pytest.mark.any_database
def test_payloads_are_words_in_keys_words_and_reasons(curator: Person) -> None:
    """Past the form and its checks, as an older version may have stored them."""
    other, _ = others()
    add(curator, other, "mixed-up")
    relation = Relation.objects.get()
    for start in range(0, len(payloads()), 130):
        hostile = payloads()[start : start + 130]
        live = Revision.objects.filter(live_for__key=other)
        live.update(text=" ".join(hostile))
        sent = {"side": "same", "other": hostile[0], "why": hostile[-1]}
        new = {"text": " ".join(hostile), "key": hostile[0], "kind": "concept", "section": 1}
        pages = [
            curator.get(address("change", KEY)),
            curator.get(address("unrelate", KEY, relation.pk)),
            curator.post(address("relations", KEY), sent | {"other": hostile[0][:300]}),
            curator.post(reverse("admin:quiz_question_new"), new),
        ]
        for page in pages:
            assert "hit(" in page.text
            assert list(Elements(page.text).what_runs()) == []


@pytest.mark.any_database
def test_what_enter_presses_chooses_nothing(curator: Person) -> None:
    """The first button of a form is pressed by Enter, and with it the words are looked for again."""
    form = add(curator, "registry", "mixed-up").text.split("/relations/", 1)[1]
    assert form.index('value="Relate them"') < form.index('name="other" value="mlflow-model-registry"')
    assert "{#" not in form
