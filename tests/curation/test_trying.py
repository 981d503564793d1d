"""A curator tries the grader on words that are not saved, and keeps what was typed as an example."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import Revision
from quiz.bank.published import published_bank
from quiz.bank.published.typed import grading_question
from quiz.bank.revisions.content import ExampleContent, content_of
from quiz.grading import grade
from quiz.practice.models import Prompt, Review, Way
from tests.conftest import Person
from tests.curation.acts import address, draft, filled_in, open_draft, publish, question, save
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db

COMMAND, CODE, LIST = "dvc-add-dataset", "mlflow-log-metric", "experiment-tracking-tools"
CONCEPT, COMPARISON = "what-is-dvc", "task-vs-pipeline"
ADDED = "dvc add train.csv"


def tried(curator: Person, words: str, key: str = COMMAND, **sent: str) -> str:
    return curator.post(address("trying", key), sent | {"trying": words}).text


def keep(curator: Person, words: str, kept: str = "accepted", key: str = COMMAND, **sent: str) -> str:
    return curator.post(address("keep", key), sent | {"trying": words, "kept": kept}, follow=True).text


def examples(key: str = COMMAND) -> tuple[ExampleContent, ...]:
    return content_of(draft(key)).examples


def said_to_be_met(page: str) -> int:
    met = re.search(r"Key points met:</p>(.*?)</ul>", page, re.DOTALL)
    return met[1].count("<li>") if met else 0


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        (COMMAND, ADDED, "git add train.csv"),
        (CODE, 'mlflow.log_metric("accuracy", 0.95)', 'mlflow.log_param("accuracy", 0.95)'),
        (LIST, "mlflow, comet, clearml", "airflow, jenkins, excel"),
        (
            CONCEPT,
            "an open-source tool that versions data and large files together with Git",
            "an orchestrator",
        ),
        (COMPARISON, "a task is one step, a pipeline is many connected tasks", "no idea"),
    ],
)
def test_every_kind_is_graded_as_practice_grades_it(
    curator: Person, key: str, right: str, wrong: str
) -> None:
    asked = grading_question(published_bank().questions[key].revision)
    for words in (right, wrong):
        found, page = grade(asked, words), tried(curator, words, key)
        verdict = {"accept": "Accepted", "partial": "Accepted, but", "reject": "Rejected"}[found.verdict]
        assert verdict in page
        assert said_to_be_met(page) == len(found.points)
    assert "Learners grade themselves here" in tried(curator, wrong, key) or key in {COMMAND, CODE, LIST}


@pytest.mark.any_database
def test_the_page_is_the_one_that_learners_see(
    curator: Person, learner: Person, ask: Callable[..., Prompt]
) -> None:
    """The whole of what is said of the answer."""
    for days in (9, 6, 3):
        at = timezone.now() - timedelta(days=days)
        answer_well(ask(learner, COMMAND, now=at), now=at)
    prompt = ask(learner, COMMAND, now=timezone.now())
    assert prompt.way == Way.TYPE
    answered = learner.post(
        reverse("prompt", args=[prompt.pk]), {"text": "git add train.csv"}, follow=True
    ).text
    said = re.search(
        r'<h2 class="verdict.*?(?=<form|<p class="returns|<div class="section)', answered, re.DOTALL
    )
    assert said and "git add" in said[0]
    assert said[0].strip() in tried(curator, "git add train.csv")


@pytest.mark.any_database
def test_words_that_are_not_saved_are_tried_and_nothing_is_kept(curator: Person) -> None:
    open_draft(curator, COMMAND)
    before = list(Revision.objects.order_by("pk").values())
    assert "Rejected" in tried(curator, "dvc hold it", **filled_in(COMMAND))
    assert "Accepted" in tried(curator, "dvc hold it", **filled_in(COMMAND, accepted="dvc hold it"))
    assert list(Revision.objects.order_by("pk").values()) == before
    assert (Prompt.objects.count(), Review.objects.count()) == (0, 0)


@pytest.mark.any_database
@pytest.mark.parametrize("words", ["", "  \n", "\u200b\u2060", "\x00"])
def test_without_an_answer_it_asks_for_one(curator: Person, words: str) -> None:
    assert "Type an answer first." in tried(curator, words)
    assert "Not kept" in keep(curator, words)
    assert not question(COMMAND).revisions.open().exists()


@pytest.mark.any_database
def test_fields_that_cannot_be_read_are_named(curator: Person) -> None:
    open_draft(curator, COMMAND)
    page = tried(curator, ADDED, **filled_in(COMMAND, points_needed="many"))
    assert "Key points needed: Enter a whole number." in page


@pytest.mark.any_database
def test_only_our_own_pages_may_frame_it(curator: Person) -> None:
    framed = curator.get(address("trying"))
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]


def test_what_is_not_kept_loses_no_word_of_the_editor(curator: Person) -> None:
    open_draft(curator, COMMAND)
    page = keep(curator, "x" * 1001, **filled_in(COMMAND, text="Half written?"))
    assert "Not kept: the answer has 1001 characters; 1000 is the most." in page
    assert "Half written?" in page and "data-unsaved" in page and "x" * 1001 in page


def test_keeping_an_answer_to_a_live_question_opens_a_draft(curator: Person) -> None:
    live = question(COMMAND).live_revision
    page = keep(curator, f"\u200b{ADDED}  ")
    assert "“dvc add train.csv” is an example of the draft now, kept as accepted." in page
    assert examples()[-1] == ExampleContent(ADDED, accepted=True)
    assert (draft(COMMAND).created_by, question(COMMAND).live_revision) == (curator.user, live)
    assert ADDED not in [example["text"] for example in live.examples]


def test_kept_again_it_is_one_example_judged_anew(curator: Person) -> None:
    keep(curator, "one thing")
    count = len(examples())
    assert "kept as rejected" in keep(curator, "one thing", "rejected")
    assert (len(examples()), examples()[-1]) == (count, ExampleContent("one thing", accepted=False))


def test_keeping_it_from_the_editor_saves_the_words_with_it(curator: Person) -> None:
    open_draft(curator, COMMAND)
    count = len(examples())
    sent = filled_in(COMMAND, text="What adds a dataset to DVC?")
    page = keep(curator, ADDED, **sent)
    assert (draft(COMMAND).text, len(examples())) == ("What adds a dataset to DVC?", count + 1)
    assert re.search(rf'<textarea name="examples-{count}-text"[^>]*>\s*{ADDED}<', page)
    sent = filled_in(COMMAND)
    keep(curator, ADDED, "rejected", **sent)
    assert (len(examples()), examples()[-1].accepted) == (count + 1, False)
    save(curator, COMMAND, **{f"examples-{count}-text": ""})
    assert len(examples()) == count, "an emptied row is no example any more"


def test_one_that_the_machine_grades_otherwise_is_said_and_listed(curator: Person) -> None:
    page = keep(curator, "git commit")
    assert "The machine grades it otherwise, so it is listed among the checks." in page
    assert "“git commit” was kept as accepted, and is rejected now" in page
    assert publish(curator, COMMAND).status_code == 302, "it blocks nothing"


def test_a_change_of_examples_alone_tells_no_learner(curator: Person) -> None:
    keep(curator, ADDED)
    publish(curator, COMMAND, change="meaning")
    line = question(COMMAND).publications.latest("pk")
    assert (line.revision, line.change) == (question(COMMAND).live_revision, "wording")
    open_draft(curator, COMMAND)
    save(curator, COMMAND, text="What adds a dataset?")
    publish(curator, COMMAND, change="meaning")
    assert question(COMMAND).publications.latest("pk").change == "meaning"


def test_two_curators_keep_one_each(curator: Person) -> None:
    open_draft(curator, COMMAND)
    earlier, count = filled_in(COMMAND), len(examples())
    keep(curator, "dvc add a.csv")
    page = keep(curator, "dvc add b.csv", **earlier)
    assert "The draft has theirs and yours." in page
    assert {each.text for each in examples()[count:]} == {"dvc add a.csv", "dvc add b.csv"}
    page = keep(curator, "dvc add a.csv", "rejected", **earlier)
    assert "Someone else saved this meanwhile" in page and ["Rejected", "dvc add a.csv"][1] in page


def test_there_is_room_for_two_hundred_and_no_more(curator: Person) -> None:
    open_draft(curator, COMMAND)
    many = [{"text": f"dvc add {n}.csv", "accepted": True} for n in range(200)]
    Revision.objects.filter(pk=draft(COMMAND).pk).update(examples=many)
    assert "200 are the most" in keep(curator, "dvc add one.csv")
    page = keep(curator, "dvc add one.csv", **filled_in(COMMAND))
    assert "200 rows are the most" in page and "was not saved" in page
    assert len(examples()) == 200
    assert "kept as rejected" in keep(curator, "dvc add 7.csv", "rejected")


@pytest.mark.any_database
@pytest.mark.parametrize("words", ["x" * 1001, "x" * 100_000, "dvc add \ue000", "[" * 5000])
def test_what_is_no_example_is_refused_with_the_reason(curator: Person, words: str) -> None:
    assert curator.post(address("trying", COMMAND), {"trying": words}).status_code == 200
    assert "Not kept: the answer" in keep(curator, words)
    assert not question(COMMAND).revisions.open().exists()


@pytest.mark.any_database
def test_a_form_that_is_broken_breaks_nothing(curator: Person) -> None:
    open_draft(curator, COMMAND)
    for total in ("", "x", "-1", "99999999", "١"):
        sent = filled_in(COMMAND) | {"examples-TOTAL_FORMS": total}
        assert curator.post(address("keep", COMMAND), sent | {"trying": ADDED}).status_code == 422
        assert "Accepted" in tried(curator, ADDED, **sent)


@pytest.mark.any_database
def test_what_is_typed_is_words_on_every_page(curator: Person, learner: Person) -> None:
    script = "<script>hit(1)</script>"
    assert script not in tried(curator, script) and "hit(1)" in tried(curator, script)
    page = keep(curator, script, "rejected")
    assert script not in page and "hit(1)" in page
    for name in ("review", "history", "discard"):
        assert script not in curator.get(address(name, COMMAND)).text
    publish(curator, COMMAND)
    for path in ("/library/", "/bank/csv/"):
        assert "hit(1)" not in learner.get(path).text


def test_how_many_examples_there_are_makes_no_more_queries(curator: Person) -> None:
    open_draft(curator, COMMAND)
    counts = []
    for count in (1, 11):
        many = [{"text": f"dvc add {n}.csv", "accepted": True} for n in range(count)]
        Revision.objects.filter(pk=draft(COMMAND).pk).update(examples=many)
        with CaptureQueriesContext(
            connection,
        ) as page:
            curator.get(address("change", COMMAND))
        with CaptureQueriesContext(connection) as frame:
            tried(curator, ADDED, **filled_in(COMMAND))
        counts.append((len(page), len(frame)))
    assert counts[0] == counts[1]
