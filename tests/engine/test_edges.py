"""What happens at the edges: of dates, of time, of clocks, of the bank, of the log."""

import math
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quiz import engine
from quiz.engine.choosing.reasons import FADING, NEW
from quiz.engine.memory.laws import PRIOR
from tests.engine.cast import (
    DAY,
    NOW,
    Cards,
    bank_of,
    choice,
    fold,
    mastering,
    miss,
    numbered_bank,
    pick,
    plan,
    predict,
    question,
    review,
    weeks_of_answers,
)

BANK = numbered_bank(12)
LOG = weeks_of_answers(Random(3), list(BANK)[:8])
TODAY = NOW.date()
IN_A_DECADE = NOW + 3653 * DAY


def everything(
    bank: dict[str, engine.Question], log: list[engine.Review], now: datetime = NOW, **facts: Any
) -> dict[str, Any]:
    """What every function of the engine says."""
    profile, cards = fold(bank, log)
    wanted = plan(**facts)
    at = wanted.date or now + 7 * DAY
    recalls = engine.predict(bank, profile, cards, at)
    return {
        "pick": pick(bank, log, plan=wanted, now=now),
        "place": engine.place(bank, cards, asked=(), rng=Random(1)),
        "predict": recalls,
        "readiness": engine.readiness(bank, profile, cards, at, wanted.weights),
        "forecast": engine.forecast(bank, wanted, profile, cards, now=now, rng=Random(1)),
        "due": engine.due(bank, wanted, profile, cards, now=now),
        "levels": [engine.level(cards.get(key), recalls[key]) for key in bank],
    }


def is_finite(profile: engine.Profile, cards: Cards) -> bool:
    numbers = [*profile.weights, profile.recall_seconds, profile.choose_seconds]
    for card in cards.values():
        numbers += [*card.stabilities, card.difficulty]
    return all(map(math.isfinite, numbers))


def comes_back(profile: engine.Profile, cards: Cards) -> bool:
    return engine.Profile.unpack(profile.pack()) == profile and all(
        engine.Card.unpack(card.pack()) == card for card in cards.values()
    )


@pytest.mark.parametrize("date", [None, NOW - 400 * DAY, NOW, NOW + 9 * DAY])
def test_without_a_review_everything_is_new_and_nothing_is_due(date: datetime | None) -> None:
    said = everything(BANK, [], date=date)
    assert (said["pick"].key, said["pick"].reason, said["due"]) == ("q0", NEW, {})
    assert set(said["levels"]) == {engine.Level.NEW}
    assert len(set(said["predict"].values())) == 1
    assert said["place"] is not None


@pytest.mark.parametrize("log", [[], LOG], ids=["no log", "a log"])
@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_an_empty_bank_has_nothing_to_say(log: list[engine.Review], date: datetime | None) -> None:
    nothing = (0.0, 0.0, 0.0)
    assert everything({}, log, date=date) == {
        "pick": None,
        "place": None,
        "predict": {},
        "readiness": nothing,
        "forecast": nothing,
        "due": {},
        "levels": [],
    }


def test_on_the_day_itself_there_is_still_something_to_win_and_no_sitting_ahead() -> None:
    soon = NOW + timedelta(hours=3)
    said = everything(BANK, LOG, date=soon)
    assert said["pick"] is not None
    assert said["forecast"][0] == pytest.approx(said["readiness"][0], abs=1.0)


@pytest.mark.parametrize("days_ago", [0, 1, 30, 4000])
def test_a_date_that_is_past_leaves_what_no_date_leaves(days_ago: int) -> None:
    past, without = (everything(BANK, LOG, date=date) for date in (NOW - days_ago * DAY, None))
    for said in ("pick", "forecast", "due"):
        assert past[said] == without[said]


def test_a_date_moved_forth_and_back_leaves_no_trace() -> None:
    profile, cards = fold(BANK, LOG)
    before = everything(BANK, LOG, date=NOW + 20 * DAY)
    for days in (60, 1, 0, -3):
        everything(BANK, LOG, date=NOW + days * DAY)
    assert everything(BANK, LOG, date=NOW + 20 * DAY) == before
    assert (profile, cards) == fold(BANK, LOG)


def test_a_date_moved_away_leaves_more_to_forget_and_more_days_to_practise() -> None:
    near, far = (everything(BANK, LOG, date=NOW + days * DAY) for days in (3, 40))
    assert far["readiness"][0] < near["readiness"][0]
    assert far["forecast"][0] - far["readiness"][0] > near["forecast"][0] - near["readiness"][0]


def test_a_date_moved_to_tomorrow_or_away_turns_to_what_lasts_until_then() -> None:
    """What was missed once is held until tomorrow, and lost again in two months; what was known lasts."""
    bank, log = numbered_bank(2), [miss("q0", NOW - 5 * DAY), review("q1", NOW - 20 * DAY, grade=4)]
    tomorrow, away = (pick(bank, log, plan=plan(date=NOW + days * DAY), promised=()).key for days in (1, 60))
    assert (tomorrow, away) == ("q0", "q1")


@pytest.mark.parametrize("date", [None, NOW + timedelta(hours=2), NOW + DAY, NOW + 30 * DAY])
def test_everything_mastered_still_gives_a_session(date: datetime | None) -> None:
    bank = numbered_bank(3)
    log = [each for key in bank for each in mastering(key)]
    said = everything(bank, log, date=date)
    assert said["pick"].key in bank
    assert set(everything(bank, log, date=NOW + DAY)["levels"]) == {engine.Level.MASTERED}
    if date is None:
        assert said["pick"].reason == FADING


@pytest.mark.parametrize("date", [None, NOW + timedelta(hours=2), NOW + 30 * DAY])
@pytest.mark.parametrize(("seconds", "is_asked"), [(60.0, True), (1.0, True), (0.0, False), (-5.0, False)])
def test_a_minute_left_is_a_question_and_none_left_is_none(
    date: datetime | None, seconds: float, is_asked: bool
) -> None:
    for log in ([], LOG):
        assert (pick(BANK, log, plan=plan(date=date), seconds_left=seconds) is not None) is is_asked


@pytest.mark.parametrize("date", [None, NOW + timedelta(hours=2), NOW + 30 * DAY])
def test_without_new_questions_old_ones_go_on(date: datetime | None) -> None:
    log = [choice(key, NOW - n * timedelta(hours=1)) for n, key in enumerate(BANK)]
    said = everything(BANK, log, date=date)
    assert said["pick"].key in BANK
    assert said["pick"].reason != NEW
    assert said["place"] is None
    assert said["due"].keys() == BANK.keys()


def test_a_review_from_before_the_cards_clock_counts_as_no_time() -> None:
    profile, cards = fold(BANK, [review("q0")])
    for answer in (review, miss, choice):
        after, changed = engine.record(BANK, profile, cards, answer("q0", NOW - 30 * DAY))
        assert (changed["q0"].clock, changed["q0"].last, changed["q0"].asked) == (NOW, NOW, 2)
        assert after.weights == profile.weights
        assert is_finite(after, changed)


@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_a_clock_that_went_back_before_the_last_answer_stops_nothing(date: datetime | None) -> None:
    earlier = NOW - 100 * DAY
    said = everything(BANK, LOG, now=earlier, date=date)
    assert said["pick"] is not None
    assert min(said["due"].values()) >= earlier.date()
    assert predict(BANK, [review("q0")], earlier)["q0"] == pytest.approx(1.0)


def test_a_change_of_zone_moves_days_and_nothing_else() -> None:
    profile, cards = fold(BANK, LOG)
    before = profile.pack(), {key: card.pack() for key, card in cards.items()}
    west, east = (
        engine.due(BANK, plan(zone=zone), profile, cards, now=NOW)
        for zone in ("Pacific/Honolulu", "Pacific/Auckland")
    )
    assert all(timedelta(0) <= east[key] - west[key] <= DAY for key in west)
    assert west != east
    assert before == (profile.pack(), {key: card.pack() for key, card in cards.items()})


def test_a_flight_to_the_west_does_not_make_one_day_two() -> None:
    """Recalled on Tuesday in Auckland, then, hours later, on what is Monday in Honolulu."""
    tuesday, monday = date(2026, 3, 3), date(2026, 3, 2)
    _, cards = fold(
        BANK, [review("q0", NOW, day=tuesday), review("q0", NOW + timedelta(hours=9), day=monday)]
    )
    assert (cards["q0"].right_days, cards["q0"].right_on) == (1, tuesday)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)], ids=["spring", "autumn"])
def test_days_on_which_the_clocks_change_are_days_like_others(day: date) -> None:
    for hour in range(0, 24, 3):
        now = datetime(day.year, day.month, day.day, hour, 30, tzinfo=NOW.tzinfo)
        log = [review("q0", now - 5 * DAY), miss("q1", now - 3 * timedelta(hours=1))]
        said = everything(BANK, log, now=now, date=now + 4 * DAY, zone="Europe/Berlin")
        is_owed = now.astimezone(ZoneInfo("Europe/Berlin")).hour < 3
        assert said["pick"].key == ("q1" if is_owed else "q0")
        assert min(said["due"].values()) in {day, day + DAY}


@pytest.mark.parametrize("date", [None, IN_A_DECADE + 9 * DAY])
def test_after_ten_years_of_absence_all_is_due_and_little_is_left(date: datetime | None) -> None:
    said = everything(BANK, LOG, now=IN_A_DECADE, date=date)
    assert set(said["due"].values()) == {IN_A_DECADE.date()}
    assert said["pick"].key in said["due"]
    assert said["readiness"][0] < everything(BANK, LOG)["readiness"][0]
    returned = [*LOG, *(answer("q0", IN_A_DECADE) for answer in (review, miss))]
    assert is_finite(*fold(BANK, returned))
    assert predict(BANK, returned, IN_A_DECADE)["q0"] == pytest.approx(1.0)


def test_ten_thousand_reviews_in_a_day_stay_finite_and_can_be_kept() -> None:
    dice, bank = Random(1), bank_of(question("q0", duplicates=frozenset({"q1"})), *numbered_bank(9).values())
    log = [
        dice.choice([review, miss, choice])(dice.choice(list(bank)), NOW + number * timedelta(seconds=8))
        for number in range(10_000)
    ]
    profile, cards = fold(bank, log)
    assert is_finite(profile, cards)
    assert comes_back(profile, cards)
    assert profile.weights == PRIOR
    assert sum(card.asked for card in cards.values()) == 10_000
    assert pick(bank, log[:50], now=NOW + DAY) is not None


def test_years_of_daily_misses_of_one_question_stay_finite() -> None:
    bank, profile, cards = numbered_bank(1), engine.new_profile(), Cards()
    for day in range(2500):
        profile, cards = engine.record(bank, profile, cards, miss("q0", NOW + day * DAY))
    assert is_finite(profile, cards)


def test_a_question_that_left_the_bank_is_neither_asked_nor_counted() -> None:
    left = {key: each for key, each in BANK.items() if key != "q0"}
    log = [miss("q0", NOW - 5 * DAY), *LOG]
    profile, cards = fold(left, log)
    assert "q0" in cards
    for wanted in (plan(), plan(date=NOW + 9 * DAY)):
        said = everything(left, log, date=wanted.date)
        assert "q0" not in {said["pick"].key, *said["predict"], *said["due"]}
        picked = pick(left, log, plan=wanted, recent=["q0"], first=["q0"], only={"q0", "q1", "q9"})
        assert picked.key in {"q1", "q9"}
    assert engine.record(left, profile, cards, review("q0"))[1].keys() == {"q0"}


def test_duplicates_and_overlaps_that_left_the_bank_are_no_longer_looked_for() -> None:
    gone = frozenset({"gone"})
    bank = bank_of(question("q0", duplicates=gone, overlaps=gone, prerequisites=gone), question("q1"))
    log = [miss("gone", NOW - DAY), review("q0", NOW - 3 * DAY)]
    assert fold(bank, log)[1].keys() == {"gone", "q0"}
    for when in (None, NOW + 9 * DAY):
        assert everything(bank, log, date=when)["pick"].key == "q0"


@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_a_section_without_weight_counts_nowhere(date: datetime | None) -> None:
    bank = bank_of(*(question(f"q{number}", section=number % 2) for number in range(12)))
    said = everything(bank, LOG, date=date, weights={0: 0.0})
    assert bank[said["pick"].key].section == 1
    assert max(said["readiness"][2], said["forecast"][2]) <= 6.0


@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_where_no_section_has_weight_nothing_is_expected_and_practice_goes_on(date: datetime | None) -> None:
    said = everything(BANK, LOG, date=date, weights={1: 0.0})
    assert said["readiness"] == said["forecast"] == (0.0, 0.0, 0.0)
    assert said["pick"].key in BANK


def test_a_profile_that_met_other_sections_only_still_fits_the_bank() -> None:
    profile = replace(engine.new_profile(), first_answers=fold(BANK, LOG)[0].first_answers)
    bank = numbered_bank(3, section=9)
    assert engine.readiness(bank, profile, {}, NOW)[0] > 0.0
