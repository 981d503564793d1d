"""What the bank's standard asks of a finished question."""

from dataclasses import replace

import pytest

from quiz.bank.checks.checking import blocking, checks_of
from quiz.bank.checks.findings import Lengths, check_lengths, findings, judge, lengths_in
from quiz.bank.checks.standards import standards_of
from quiz.bank.checks.wording import overlap, sentence_count
from quiz.bank.revisions.content import Content
from tests.bank.cast import GOOD, NOTE, POINTS, REFERENCE, RIGHT, WRONG, bank_of


def with_wrong(text: str) -> Content:
    return replace(GOOD, options=(RIGHT, replace(WRONG[0], text=text), *WRONG[1:]))


def with_right(text: str) -> Content:
    return replace(GOOD, options=(replace(RIGHT, text=text), *WRONG))


SHORT = {
    "no options": (
        replace(GOOD, options=()),
        "options: No options: write one right and at least 4 wrong ones",
    ),
    "too short": (
        with_wrong("One place that keeps models."),
        "options: “registry” has 28 characters, the right option 59: bring it to between 36 and 94",
    ),
    "too long": (
        with_wrong(
            "One place that keeps the versions of trained models, and who trained them when with which data."
        ),
        "options: “registry” has 95 characters, the right option 59: bring it to between 36 and 94",
    ),
    "two sentences": (
        with_wrong("One place that keeps models. It versions them too."),
        "options: “registry” has 2 sentences, the right option 1: give it as many",
    ),
    "absolute": (
        with_wrong("One place that always keeps the versions of models."),
        "options: “registry” says “always” and the right option does not: leave the word out",
    ),
    "absolute in the right one": (
        with_right("The only place that keeps features for training and serving."),
        "options: The right option alone says “only”: leave the word out, or say it in a wrong option too",
    ),
    "all of the above": (
        replace(
            GOOD,
            options=(
                replace(RIGHT, text="One place that keeps all features for training and serving."),
                replace(WRONG[0], text="One place that keeps each kind of thing: all of the above."),
                *WRONG[1:],
            ),
        ),
        "options: “registry” says “all of the above”: options come in any order, so name what is meant",
    ),
    "no points": (
        replace(GOOD, key_points=(), points_needed=None),
        "key_points: No key points: write 2 to 5, each with synonyms",
    ),
    "no synonyms": (
        replace(GOOD, key_points=(POINTS[0], replace(POINTS[1], synonyms=[]))),
        "key_points: “both” has no synonyms: add other words in which people say it",
    ),
    "no number of points": (
        replace(GOOD, points_needed=None),
        "points_needed: Missing: say how many key points make a good answer",
    ),
    "an answer that misses its own points": (
        replace(GOOD, answer="A place for features in training and serving."),
        "key_points: The model answer meets 1 of the 2 key points needed: add synonyms from its own words",
    ),
    "no hint": (
        replace(GOOD, hint=""),
        "hint: Missing: write one sentence that helps without giving the answer away",
    ),
    "two hints": (
        replace(GOOD, hint="Think of teams. Think of columns."),
        "hint: 2 sentences: one is enough",
    ),
    "a telling hint": (
        replace(GOOD, hint="Think of what is centrally kept and trained with."),
        "hint: It gives words of the key points away: say “centrally”, “trained” otherwise",
    ),
    "short explanation": (replace(GOOD, explanation="word " * 39), "explanation: 39 words: write 40 to 120"),
    "long explanation": (replace(GOOD, explanation="word " * 121), "explanation: 121 words: write 40 to 120"),
    "no common wrong answer": (
        replace(GOOD, common_wrong=""),
        "common_wrong: Missing: write the common wrong answer and why it does not hold",
    ),
    "no follow-up": (
        replace(GOOD, follow_up={}),
        "follow_up: Missing: write the interviewer's next question and what a good reply holds",
    ),
    "no difficulty": (replace(GOOD, difficulty=None), "difficulty: Missing: choose 1 (easy) to 4 (hard)"),
    "no references": (
        replace(GOOD, references=[]),
        "references: 0 references: give one to 3 to official documentation",
    ),
    "the same page twice": (
        replace(GOOD, references=[REFERENCE, REFERENCE]),
        "references: “https://docs.feast.dev/” is there twice: keep one",
    ),
    "an insecure reference": (
        replace(GOOD, references=[REFERENCE | {"url": "http://docs.feast.dev/"}]),
        "references: “http://docs.feast.dev/” does not begin with https://: link the secure page",
    ),
    "an insecure note": (
        replace(GOOD, currency_notes=[NOTE | {"source": {"title": "Feast", "url": "http://feast.dev"}}]),
        "currency_notes: “http://feast.dev” does not begin with https://: link the secure page",
    ),
}


def told(content: Content, kind: str = "concept") -> list[str]:
    return [f"{check.field}: {check.words}" for check in standards_of(content, kind)]


def test_a_finished_question_meets_the_standard() -> None:
    assert (told(GOOD), blocking(checks_of(GOOD))) == ([], [])


@pytest.mark.parametrize("name", SHORT)
def test_what_falls_short_is_told_with_what_to_do(name: str) -> None:
    content, words = SHORT[name]
    assert told(content) == [words]


def test_a_hint_that_holds_a_short_answer_tells_all() -> None:
    content = replace(GOOD, accepted=["dvc add"], hint="Would `dvc add` do it?")
    assert told(content, "command") == ["hint: It holds the answer “dvc add”: take it out"]


@pytest.mark.parametrize("kind", ["command", "code"])
def test_what_is_typed_has_accepted_forms(kind: str) -> None:
    words = "accepted: Missing: write at least one form in which the answer may be typed"
    assert (told(GOOD, kind), told(replace(GOOD, accepted=["feast apply"]), kind)) == ([words], [])


def test_a_wrong_option_that_nearly_says_what_a_duplicate_calls_right_is_told() -> None:
    near = "Of trained models, one central place keeps the versions."
    assert overlap(WRONG[0].text, near) >= 0.75
    other = replace(GOOD, options=(replace(RIGHT, text=near), *WRONG[1:]))
    assert [check.words for check in standards_of(GOOD, "concept", [other])] == [
        f"“registry” says nearly what a question that asks the same calls right: “{near}”"
    ]
    assert standards_of(GOOD, "concept", [GOOD]) == []


def test_it_is_advice_to_a_curator_and_blocks_nothing() -> None:
    checks = judge(replace(GOOD, hint=""), kind="concept")
    assert [check.words for check in checks if not check.passed and check.field == "hint"] == [
        "Missing: write one sentence that helps without giving the answer away"
    ]
    assert blocking(checks) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One", 1),
        ("One. Two.", 2),
        ("One. Two", 2),
        ("Is it one? It is.", 2),
        ("A tool, e.g. DVC 3.5, or `a. b`.", 1),
        ("He said “no.” Then he left.", 2),
    ],
)
def test_sentences_are_counted_as_people_do(text: str, count: int) -> None:
    assert sentence_count(text) == count


def test_the_right_option_may_be_longest_or_shortest_in_35_percent() -> None:
    longest = with_right("One single place that keeps the features for training and for serving.")
    shortest = with_right("One place that keeps features for both.")
    bank = bank_of([longest] * 8 + [shortest] * 7 + [GOOD] * 5)
    assert lengths_in(bank) == Lengths(asked=20, longest=8, shortest=7)
    assert [finding.words for finding in findings(bank)] == [
        "options: The right option is the longest in 8 of 20: shorten it in some, to 7 at most"
    ]
    assert list(check_lengths(Lengths(asked=19, longest=19, shortest=0))) == []
