"""What the minutes left cannot win by the date."""

from datetime import timedelta
from random import Random

import pytest

from quiz import engine
from tests.engine.cast import DAY, NOW, fold, mastering, numbered_bank, plan, question, weeks_of_answers

BANK = numbered_bank(60)


def triage(
    bank: dict[str, engine.Question], log: list[engine.Review] | None = None, **facts: object
) -> frozenset[str]:
    profile, cards = fold(bank, log or [])
    return engine.triage(bank, plan(**facts), profile, cards, now=NOW)


@pytest.mark.parametrize("date", [None, NOW, NOW - DAY, NOW + 400 * DAY])
def test_without_a_date_ahead_or_with_ample_time_nothing_is_out_of_reach(date: object) -> None:
    assert triage(BANK, weeks_of_answers(Random(1), list(BANK)[:20]), date=date) == frozenset()


def test_an_empty_bank_has_nothing_out_of_reach() -> None:
    assert triage({}, date=NOW + DAY) == frozenset()


def test_the_less_time_the_more_is_out_of_reach() -> None:
    counts = [len(triage(BANK, date=NOW + timedelta(days=days), minutes=5)) for days in (0.2, 2.2, 4.2)]
    assert counts == sorted(counts, reverse=True)
    assert 0 < counts[0] < len(BANK)
    assert len(set(counts)) == 3


def test_what_is_known_anyway_is_not_out_of_reach() -> None:
    log = [each for key in list(BANK)[:10] for each in mastering(key)]
    out = triage(BANK, log, date=NOW + 0.2 * DAY, minutes=5)
    assert out and not out & set(list(BANK)[:10])


def test_what_is_not_asked_anyway_is_not_out_of_reach() -> None:
    bank = {**BANK, "mute": question("mute", ways=()), "left": question("left", section=2)}
    out = triage(bank, date=NOW + 0.2 * DAY, minutes=5, weights={2: 0.0})
    assert out and not out & {"mute", "left"}


def test_it_is_the_same_each_time() -> None:
    log = weeks_of_answers(Random(1), list(BANK)[:20])
    assert triage(BANK, log, date=NOW + 2 * DAY, minutes=5) == triage(
        BANK, log, date=NOW + 2 * DAY, minutes=5
    )
