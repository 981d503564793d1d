import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.memory import fsrs
from quiz.engine.memory.laws import LAWS
from quiz.engine.memory.recording import DUPLICATE_SHARE
from tests.engine.cast import DAY, NOW, Cards, bank_of, choice, fold, miss, numbered_bank, question, review

TWINS = bank_of(
    question("twin", duplicates=frozenset({"other"}), overlaps=frozenset({"near"})),
    question("other", duplicates=frozenset({"twin"})),
    question("near", overlaps=frozenset({"twin"}), section=2),
    question("far"),
)

answers = st.builds(
    lambda key, way, correct, grade, seconds, minutes: review(
        key, NOW + timedelta(minutes=minutes), way=way, correct=correct, grade=grade, seconds=seconds
    ),
    st.sampled_from(["twin", "other", "near", "far", "retired"]),
    st.sampled_from(["choose", "recall", "type"]),
    st.booleans(),
    st.integers(1, 4),
    st.floats(0.0, 500.0),
    st.integers(-1000, 5_000_000),
)


@given(st.lists(answers, max_size=20))
def test_folding_a_log_equals_going_step_by_step_through_storage(log: list[engine.Review]) -> None:
    profile, cards = engine.new_profile(), Cards()
    for each in log:
        profile, changed = engine.record(TWINS, profile, cards, each)
        profile = engine.Profile.unpack(profile.pack())
        cards |= {key: engine.Card.unpack(card.pack()) for key, card in changed.items()}
    assert (profile, cards) == fold(TWINS, log)


@given(st.lists(answers, min_size=1, max_size=20))
def test_memory_stays_within_its_bounds(log: list[engine.Review]) -> None:
    profile, cards = fold(TWINS, log)
    assert all(1 <= card.difficulty <= 10 for card in cards.values())
    for card in cards.values():
        assert all(each >= law.floor / 2 for each, law in zip(card.stabilities, LAWS, strict=True))
    assert max(profile.weights) == 0.0 and math.isfinite(min(profile.weights))
    recalls = engine.predict(TWINS, profile, cards, NOW + 4000 * DAY)
    assert all(0.0 < recall <= 1.0 for recall in recalls.values())


def test_a_first_answer_makes_a_card() -> None:
    _, cards = fold(numbered_bank(2), [review("q0", grade=4, day=date(2026, 3, 1))])
    assert cards == {
        "q0": engine.Card(
            stabilities=(fsrs.PARAMETERS[3],) * len(LAWS),
            difficulty=fsrs.first_difficulty(4),
            clock=NOW,
            last=NOW,
            asked=1,
            streak=1,
            unaided_right=True,
            right_days=1,
            right_on=date(2026, 3, 1),
            lapses=0,
            asked_on=date(2026, 3, 1),
            missed_on=None,
        )
    }


def test_only_the_cards_that_changed_come_back() -> None:
    profile, cards = fold(TWINS, [review("far"), review("near")])
    _, changed = engine.record(TWINS, profile, cards, review("twin", NOW + DAY))
    assert changed.keys() == {"twin", "other", "near"}


def test_an_unseen_duplicate_starts_at_half_the_first_stability_and_stays_new() -> None:
    _, cards = fold(TWINS, [miss("twin")])
    twin = cards["other"]
    assert (twin.asked, twin.last, twin.lapses) == (0, None, 0)
    assert twin.stabilities == tuple(law.floor / 2 for law in LAWS)
    assert "near" not in cards


def test_a_duplicate_met_before_gains_half_and_its_clock_moves_half_way() -> None:
    profile, cards = fold(TWINS, [review("other")])
    later = NOW + 4 * DAY
    _, changed = engine.record(TWINS, profile, cards, review("twin", later))
    before, after = cards["other"], changed["other"]
    own = fsrs.next_stability(before.stability, before.difficulty, 4.0, 3)
    assert after.stability == pytest.approx(before.stability * (own / before.stability) ** DUPLICATE_SHARE)
    assert all(now > then for now, then in zip(after.stabilities, before.stabilities, strict=True))
    assert (after.clock, after.last, after.asked) == (NOW + 2 * DAY, NOW, 1)


def test_a_miss_never_lowers_a_duplicate() -> None:
    profile, cards = fold(TWINS, [review("other", grade=4)])
    _, changed = engine.record(TWINS, profile, cards, miss("twin", NOW + DAY))
    assert changed["other"].stabilities == cards["other"].stabilities


def test_a_clock_that_goes_back_counts_as_no_time() -> None:
    bank = numbered_bank(1)
    profile, cards = fold(bank, [review("q0")])
    _, changed = engine.record(bank, profile, cards, review("q0", NOW - DAY))
    assert changed["q0"].last == changed["q0"].clock == NOW
    assert changed["q0"].stability >= cards["q0"].stability
    assert changed["q0"].asked == 2


def test_a_question_that_left_the_bank_keeps_its_card() -> None:
    _, cards = fold({}, [review("gone")])
    assert cards.keys() == {"gone"}


def test_a_miss_ends_the_streak() -> None:
    bank = numbered_bank(1)
    _, cards = fold(bank, [choice("q0"), review("q0", NOW + DAY), miss("q0", NOW + 2 * DAY)])
    assert (cards["q0"].asked, cards["q0"].streak) == (3, 0)


def test_two_right_answers_on_one_local_day_count_as_one_day() -> None:
    evening, next_morning_in_utc = NOW.replace(hour=23), NOW.replace(hour=1) + DAY
    monday = date(2026, 3, 2)
    log = [review("q0", evening, day=monday), review("q0", next_morning_in_utc, day=monday)]
    assert fold(numbered_bank(1), log)[1]["q0"].right_days == 1


def test_choices_and_hinted_recalls_are_not_unaided() -> None:
    _, cards = fold(numbered_bank(1), [choice("q0"), review("q0", NOW + DAY, hinted=True)])
    assert (cards["q0"].unaided_right, cards["q0"].right_days) == (False, 0)


def test_a_choice_leaves_the_last_unaided_answer_standing() -> None:
    _, cards = fold(numbered_bank(1), [review("q0"), choice("q0", NOW + DAY, correct=False)])
    assert cards["q0"].unaided_right
