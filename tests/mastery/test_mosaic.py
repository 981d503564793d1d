"""The mosaic, and its tiles as links."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from quiz import engine
from quiz.mastery.mosaic.mosaic import DUE, Mark, Mosaic, mosaic_of, name_of
from quiz.mastery.standings import standings_of
from tests.conftest import NOW, Person
from tests.mastery.steps import practise, situation

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DRIFT = "what-is-concept-drift"


def names(body: str) -> list[str]:
    return [
        unescape(name) for name in re.findall(r'<li><a href="/questions/[^"]+/" aria-label="([^"]+)"', body)
    ]


def mosaic(person: Person, **how: Any) -> Mosaic:
    here = situation(person)
    return mosaic_of(here, standings_of(here, now=NOW), today=NOW.date(), **how)


def test_it_has_five_rows_of_twenty_in_the_banks_order(visitor: Person) -> None:
    body = visitor.get("/mastery/").content.decode()
    numbers = [int(re.match(r"Question (\d+): ", name)[1]) for name in names(body)]  # type: ignore[index]
    assert numbers == list(range(1, 101))
    assert body.count('class="mosaic-row"') == 5


def test_every_tile_is_named_in_full(learner: Person) -> None:
    practise(learner, 1, DRIFT, right=False, now=NOW - timedelta(days=9))
    body = learner.get("/mastery/").content.decode()
    here = situation(learner)
    recalls = engine.predict(here.bank.known, here.memory.profile, here.memory.cards, NOW)
    recall = round(100 * recalls[DRIFT])
    assert (
        f'Question 7: What is "concept drift"? Learning, recall {recall} %, due today, first in your next session'
        in names(body)
    )
    assert 'Question 6: What is "data drift"? New' in names(body)


def test_a_tile_is_joined_as_the_component_draws_it(learner: Person) -> None:
    practise(learner, 1, DRIFT, right=False, now=NOW - timedelta(days=9))
    tile = mosaic(learner).tiles[6]
    assert (tile.level, tile.mark, tile.dim) == (engine.Level.LEARNING, DUE, False)
    assert tile.html.endswith(
        '<svg class="tile" data-level="1" aria-hidden="true"><use href="#l1"/><use href="#m-due"/></svg></a></li>'
    )


def test_what_a_question_says_is_escaped_once() -> None:
    assert name_of(3, 'Is `a < b` & "c" so') == 'Question 3: Is a < b & "c" so.'


def test_marks_dim_all_other_tiles_and_are_said(learner: Person) -> None:
    tiles = mosaic(learner, marks={DRIFT: Mark("rose", "rose from New")}).tiles
    assert [tile.key for tile in tiles if not tile.dim] == [DRIFT]
    assert tiles[6].words == "New, rose from New"


def test_only_some_questions_leave_out_the_other_rows(learner: Person) -> None:
    rows = mosaic(learner, only={DRIFT}).rows
    assert [[tile.key for tile in row.tiles] for row in rows] == [[DRIFT]]


def test_the_counts_are_said_the_surest_first(learner: Person) -> None:
    counted = replace(mosaic(learner), counts={engine.Level.NEW: 98, engine.Level.LEARNING: 0} | dict.fromkeys(
        (engine.Level.FAMILIAR, engine.Level.MASTERED), 1) | {engine.Level.PROFICIENT: 0})  # fmt: skip
    assert counted.sentence == "1 mastered, 1 familiar, 98 new"


def test_a_section_tells_its_share_once_something_was_asked(learner: Person) -> None:
    assert {row.share for row in mosaic(learner).rows} == {""}
    practise(learner, 1, DRIFT)
    shares = [row.share for row in mosaic(learner).rows]
    assert re.fullmatch(r"\d+ of 20", shares[0])
    assert shares[1:] == [""] * 4


@pytest.mark.parametrize("address", ["/mastery/", "/library/"])
def test_the_numbers_beside_the_rows_have_their_head(learner: Person, address: str) -> None:
    assert "Known on the day" not in learner.get(address).text
    practise(learner, 1)
    assert learner.get(address).text.count("Known on the day") == 1
