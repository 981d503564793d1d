"""What can be guessed without knowing the question."""

import random
from dataclasses import replace

import pytest

from quiz.bank.checks.choice_model import fit
from quiz.bank.checks.findings import findings, judge
from quiz.bank.checks.style import alike_in, credit, dealt, overlap_guess, shared, style_of
from quiz.bank.checks.teaching import bank_standards, style_standards
from quiz.bank.revisions.content import Content, OptionContent
from quiz.bank.shipped import ShippedRelation
from tests.bank.cast import GOOD, bank_of
from tests.bank.rich import RICH


def options(*texts: str) -> Content:
    rows = [
        OptionContent(f"o-{n}", text, n == 0, "" if n == 0 else "why " * 8) for n, text in enumerate(texts)
    ]
    return replace(GOOD, options=tuple(rows))


TELLING = options("red blue green", "red blue lamp", "red chair green", "spoon blue green", "red fork plate")


def test_the_option_that_shares_most_words_is_found() -> None:
    assert overlap_guess(TELLING) == 1
    assert overlap_guess(options("one", "two", "three", "four", "five")) == 0.25


def test_ties_count_as_chance() -> None:
    assert [credit([1, 1, 0, 0]), credit([0, 1, 0, 0]), credit([2, 1, 0, 0])] == [0.5, 0, 1]
    assert shared(0, ["a red one", "a blue one", "blue", "blue"]) == 0


def test_the_model_learns_what_tells_the_right_one() -> None:
    dice = random.Random(1)
    cases = [[(float(place == 0), dice.random()) for place in range(4)] for _ in range(40)]
    weights = fit(cases)
    assert weights.values[0] > 2 > 1 > abs(weights.values[1])
    assert fit(cases, weights).values == pytest.approx(weights.values, abs=0.01)


def test_duplicates_stand_in_one_fold() -> None:
    bank = bank_of([GOOD] * 30)
    bank = replace(
        bank,
        relations=(ShippedRelation("q-1", "q-2", "duplicate"), ShippedRelation("q-2", "q-9", "duplicate")),
    )
    groups = alike_in(bank, [question.key for question in bank.questions])
    folds = dealt(groups, random.Random(3))
    assert ("q-1", "q-2", "q-9") in groups and len(groups) == 28
    assert [fold for fold in folds if "q-1" in fold] == [fold for fold in folds if "q-9" in fold]
    assert sorted(key for fold in folds for key in fold) == sorted(
        question.key for question in bank.questions
    )


def test_a_bank_in_which_commas_tell_is_found_out() -> None:
    words = [f"{first}{second}" for first in "lmprt" for second in ("amp", "ond", "ull")]
    dice = random.Random(2)
    contents = []
    for _ in range(24):
        own = dice.sample(words, 15)
        texts = [f"{own[3 * n]} {own[3 * n + 1]} {own[3 * n + 2]}" for n in range(5)]
        contents.append(options(texts[0].replace(" ", ", "), *texts[1:]))
    found = style_of(bank_of(contents))
    assert min(row.by_model for row in found.values()) > 0.9
    told = list(style_standards(found))
    assert told[0][0] == "q-1" and "The right option is found by style in" in told[0][1].words
    assert [key for key, _ in told].count("") == 2


SHORT = {
    "five wrong options": (replace(RICH, options=RICH.options[:-1]), "5 wrong options: write at least 6"),
    "no senior": (replace(RICH, senior=""), "Missing: write what a senior adds"),
    "one follow-up": (replace(RICH, follow_ups=RICH.follow_ups[:1]), "1 follow-ups: write two or three"),
    "a short reason": (RICH, "The reason of “registry” has fewer than 8 words: say why it fails here"),
    "overlap": (
        replace(TELLING, follow_ups=RICH.follow_ups),
        "Whoever takes the option that shares most words with the others is right in 100 of 100 draws: let wrong "
        "options share words that the right one lacks, to 40 at most",
    ),
    "no temptation": (
        replace(TELLING, follow_ups=RICH.follow_ups),
        "No option says why it tempts: say it of the most tempting one",
    ),
    "essential and not in the answer": (
        replace(
            RICH,
            key_points=(replace(RICH.key_points[0], text="Owned", synonyms=["owner"]), RICH.key_points[1]),
        ),
        "“one-store” is essential and not in the model answer: add synonyms from its own words",
    ),
}


@pytest.mark.parametrize("name", SHORT)
def test_the_newer_form_is_asked_of_a_revision_that_has_follow_ups(name: str) -> None:
    content, words = SHORT[name]
    assert words in [check.words for check in judge(content, kind="concept")]
    older = replace(content, follow_ups=[])
    assert words not in [check.words for check in judge(older, kind="concept")]


def test_of_a_bank_it_is_asked_once_every_question_has_it() -> None:
    told = [check.words for check in bank_standards([RICH] * 4)]
    assert "4 follow-ups are tagged “llm”: write at least 15" in told
    assert "0 follow-ups are tagged “incident”: write at least 15" in told
    assert list(bank_standards([RICH, GOOD])) == []
    plain = replace(
        RICH,
        key_points=GOOD.key_points,
        options=(RICH.options[0], *(replace(o, why="That is it.") for o in RICH.options[1:])),
    )
    told = [finding.check.words for finding in findings(bank_of([plain] * 2))]
    assert "0 of 2 questions have an essential key point: mark one in nearly every question" in told
    assert "12 of 12 reasons begin with “That is”: say why it fails here, not what it is" in told
