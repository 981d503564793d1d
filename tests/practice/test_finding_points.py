"""What a learner wrote to recall an answer: its key points are ticked, suggest a grade, and are kept in the log."""

import json
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import Revision
from quiz.bank.published import published_bank
from quiz.practice.answering.finding_points import found_points
from quiz.practice.models import Prompt, Review

pytestmark = pytest.mark.django_db
KEY = "rollback-purpose"
ONE = "we go back to the previous version"
TWO = "If the new model fails we go back to the previous version"
ALL = "It reverts to a previous version known to be stable after a failure in production"
CASES = Path(__file__).parent / "cases_of_points.jsonl"
DENYING = (
    "It is not true that it goes back to the previous version",
    "I don’t think that it goes back to the previous version when the new model fails",
    "We go back to the previous version when the new model fails? No, that is wrong.",
    "It is a myth that we go back to the previous version if the new model fails",
    "It never goes back to the previous version",
    "I have no idea whether it goes back to the previous version",
    "We train a new model and forget the previous one",
    "I don't know",
    "previous stable failure version production revert model fails",
    "zurück zur vorherigen Version, wenn das neue Modell nicht funktioniert",
    "go back " * 1200,
    "\u200b\x00 \n",
)


@pytest.fixture
def recall(learner, ask, by_recall) -> Prompt:
    return ask(learner, by_recall(KEY), now=timezone.now())


def reveal(learner, prompt, words):
    return learner.post(reverse("prompt-reveal", args=[prompt.pk]), {"text": words}, follow=True)


def ticked(page):
    return set(re.findall(r'name="points" value="([^"]+)"\s+checked', page.text))


def suggested(page):
    """The grades that are marked, and those that Enter presses."""
    grades = re.findall(r'<button type="submit" class="grade"[^>]*>', page.text)
    value = [re.search(r'value="(\d)"', each)[1] for each in grades if "data-suggested" in each]
    return value, [re.search(r'value="(\d)"', each)[1] for each in grades if " Enter" in each]


def test_of_fresh_answers_few_points_are_found_that_were_not_said():
    bank, found, wrong, missed = published_bank(), 0, 0, 0
    for case in map(json.loads, CASES.read_text().splitlines()):
        slugs = found_points(bank.questions[case["key"]].revision, case["answer"])
        found += len(slugs)
        wrong += len(slugs - set(case["said"]))
        missed += len(set(case["said"]) - slugs)
    assert wrong <= 0.07 * found and missed <= 0.24 * (found - wrong + missed)


def test_in_no_wrong_option_of_the_bank_is_a_point_found():
    revisions = [question.revision for question in published_bank().questions.values()]
    wrong = [
        (each, option.text) for each in revisions if each.kind == "concept" for option in each.wrong_options
    ]
    assert len(wrong) > 400
    assert [text for revision, text in wrong if found_points(revision, text)] == []


@pytest.mark.parametrize("words", DENYING)
def test_what_is_denied_doubted_or_no_answer_ticks_nothing(words):
    assert found_points(published_bank().questions[KEY].revision, words) == frozenset()


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("words", "slugs", "grade", "says"),
    [
        (ONE, {"revert"}, "1", "1 of 3: we suggest “Forgot”."),
        (TWO, {"revert", "on-failure"}, "2", "2 of 3: we suggest “With effort”."),
        (ALL, {"revert", "stable", "on-failure"}, "3", "3 of 3: we suggest “Knew it”."),
    ],
)
def test_what_was_written_ticks_its_points_and_suggests_the_grade(learner, recall, words, slugs, grade, says):
    page = reveal(learner, recall, words)
    assert ticked(page) == slugs
    assert page.text.count("found in your words") == len(slugs)
    assert suggested(page) == ([grade], [grade]) and says in page.text


@pytest.mark.any_database
@pytest.mark.parametrize("words", ["", " \n ", "something else altogether"])
def test_where_nothing_is_found_the_learner_ticks_as_before(learner, recall, words):
    page = reveal(learner, recall, words)
    assert ticked(page) == set() and suggested(page) == ([], [])
    assert "Name at least 2 of these 3." in page.text and "found in your words" not in page.text


def test_a_hint_caps_the_suggestion(learner, recall):
    learner.post(reverse("prompt-hint", args=[recall.pk]))
    page = reveal(learner, recall, ALL)
    assert len(ticked(page)) == 3 and suggested(page) == (["2"], ["2"])
    assert "data-hinted" in page.text


def test_the_log_keeps_what_was_found_beside_what_was_ticked(learner, recall):
    reveal(learner, recall, TWO)
    sent = {"grade": "2", "text": TWO, "points": ["stable", "revert"], "found": ["stable"]}
    learner.post(recall.get_absolute_url(), sent)
    response = Review.objects.get().response
    assert response == {"text": TWO, "points": ["revert", "stable"], "found": ["on-failure", "revert"]}


def test_after_an_undo_what_was_found_is_ticked_again(learner, recall):
    reveal(learner, recall, TWO)
    learner.post(recall.get_absolute_url(), {"grade": "1", "text": TWO})
    page = learner.post(reverse("prompt-undo", args=[recall.pk]), follow=True)
    assert ticked(page) == {"revert", "on-failure"} and suggested(page) == (["2"], ["2"])


@pytest.mark.parametrize("words", ["", " \u200b\n"])
def test_the_log_says_nothing_of_finding_where_nothing_was_written(learner, recall, words):
    reveal(learner, recall, words)
    learner.post(recall.get_absolute_url(), {"grade": "2", "text": words, "points": ["revert"]})
    assert "found" not in Review.objects.get().response


def test_ticks_that_were_sent_are_not_ticked_anew(learner, recall):
    reveal(learner, recall, TWO)
    page = learner.post(recall.get_absolute_url(), {"grade": "9", "text": TWO, "points": ["stable"]})
    assert page.status_code == 422
    assert ticked(page) == {"stable"} and suggested(page) == (["1"], ["1"])
    assert page.text.count("found in your words") == 2


def test_a_revision_without_points_has_none_to_find(learner, recall):
    recall.revision.key_points.all().delete()
    Revision.objects.filter(pk=recall.revision_id).update(digest="bare")
    assert suggested(reveal(learner, recall, TWO)) == ([], [])
