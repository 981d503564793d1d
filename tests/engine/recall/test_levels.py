import pytest

from quiz import engine
from quiz.engine import Level
from tests.engine.cast import DAY, NOW, bank_of, choice, fold, miss, question, review

RECOGNISED = [choice("q"), choice("q", NOW + DAY)]
ONE_DAY = [review("q"), review("q")]
TWO_DAYS = [review("q"), review("q", NOW + DAY)]
MISSED_AFTER_TWO_DAYS = [*TWO_DAYS, miss("q", NOW + 2 * DAY)]


@pytest.mark.parametrize(
    ("log", "recall", "expected"),
    [
        ([], 0.95, Level.NEW),
        (TWO_DAYS, 0.59, Level.LEARNING),
        (TWO_DAYS, 0.6, Level.FAMILIAR),
        (TWO_DAYS, 0.79, Level.FAMILIAR),
        (TWO_DAYS, 0.8, Level.PROFICIENT),
        (TWO_DAYS, 0.89, Level.PROFICIENT),
        (TWO_DAYS, 0.9, Level.MASTERED),
        (ONE_DAY, 0.99, Level.PROFICIENT),
        (RECOGNISED, 0.99, Level.FAMILIAR),
        (MISSED_AFTER_TWO_DAYS, 0.99, Level.LEARNING),
    ],
)
def test_the_level_follows_recall_and_how_it_was_shown(
    log: list[engine.Review], recall: float, expected: Level
) -> None:
    _, cards = fold(bank_of(question("q")), log)
    assert engine.level(cards.get("q"), recall) is expected


def test_a_card_that_a_duplicate_left_is_new() -> None:
    bank = bank_of(question("q", duplicates=frozenset({"twin"})), question("twin"))
    _, cards = fold(bank, [review("q")])
    assert engine.level(cards["twin"], 0.99) is Level.NEW


def test_levels_are_in_order() -> None:
    assert Level.NEW < Level.LEARNING < Level.FAMILIAR < Level.PROFICIENT < Level.MASTERED
