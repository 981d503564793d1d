from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from tests.engine.cast import NOW, Cards, bank_of, choice, fold, miss, question, review

SECTIONS = (1, 2, 3, 4, 5)
BANK = bank_of(
    *(
        question(f"s{section}d{difficulty}n{number}", section=section, difficulty=float(difficulty))
        for section in SECTIONS
        for difficulty in (1, 2, 3, 4)
        for number in range(3)
    )
)


def place(bank=BANK, cards=None, asked=(), seed=1) -> engine.Pick | None:
    return engine.place(bank, cards or {}, asked=asked, rng=Random(seed))


def picked(knows, bank=BANK, seed=1) -> list[engine.Pick]:
    """The whole first session of somebody who knows what `knows` says."""
    picks, profile, cards = [], engine.new_profile(), Cards()
    while (pick := place(bank, cards, [each.key for each in picks], seed)) and len(picks) < 99:
        picks.append(pick)
        answer = review if knows(bank[pick.key]) else miss
        profile, changed = engine.record(bank, profile, cards, answer(pick.key, NOW, way=pick.way))
        cards |= changed
    return picks


def placed(knows, bank=BANK, seed=1) -> list[engine.Question]:
    """The questions of that session."""
    return [bank[pick.key] for pick in picked(knows, bank, seed)]


def difficulties(asked: list[engine.Question], section: int) -> list[float | None]:
    return [each.difficulty for each in asked if each.section == section]


def test_twelve_are_asked_over_all_sections_in_turn() -> None:
    asked = placed(lambda question: True)
    assert [each.section for each in asked] == [*SECTIONS, *SECTIONS, 1, 2]
    assert len({each.key for each in asked}) == 12


def test_who_is_right_keeps_getting_harder_ones() -> None:
    asked = placed(lambda question: True)
    assert [each.difficulty for each in asked] == [1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4]


def test_the_first_six_show_where_to_go_on() -> None:
    half = placed(lambda question: question.section % 2 == 0)
    assert [each.difficulty for each in half] == [1, 1, 1, 1, 1, 1, 2, 3, 2, 3, 2, 1]


def test_a_miss_leads_a_step_down_in_whichever_section() -> None:
    asked = placed(lambda question: question.difficulty < 3)
    assert [each.difficulty for each in asked[6:]] == [3, 2, 3, 2, 3, 2]


def test_it_steps_down_after_a_miss_and_stays_at_the_easiest() -> None:
    assert difficulties(placed(lambda question: question.difficulty < 2), 1) == [1, 2, 1]
    assert difficulties(placed(lambda question: False), 1) == [1, 1, 1]


def test_a_question_that_does_not_say_how_hard_it_is_lies_in_the_middle() -> None:
    bank = bank_of(question("unsaid"), question("hard", difficulty=3.0), question("easy", difficulty=1.0))
    assert [each.key for each in placed(lambda question: True, bank)] == ["easy", "unsaid", "hard"]


def test_choosing_is_the_way_where_there_is_one() -> None:
    pick = place(bank_of(question("said", ways=("recall", "choose"))))
    assert pick == engine.Pick("said", "choose", "Warm-up, 1 of 12: it shows where you stand.")
    pick = place(bank_of(question("said", ways=("recall", "type"))))
    assert pick and pick.way == "recall"


def test_what_can_be_chosen_comes_first_whatever_its_difficulty() -> None:
    bank = bank_of(question("said", difficulty=1.0, ways=("recall",)), question("chosen", difficulty=4.0))
    assert [each.key for each in placed(lambda question: True, bank)] == ["chosen", "said"]


def test_two_of_ten_are_recalled_once_the_first_six_have_shown_something() -> None:
    ways = [pick.way for pick in picked(lambda question: True)]
    assert [place for place, way in enumerate(ways, 1) if way == "recall"] == [7, 10]
    assert ways.count("choose") == 10


def test_what_cannot_be_recalled_is_typed_or_chosen() -> None:
    for way in ("type", "choose"):
        bank = bank_of(*(question(f"q{number}", ways=(way,)) for number in range(12)))
        assert {pick.way for pick in picked(lambda question: True, bank)} == {way}


def test_the_reason_counts() -> None:
    pick = place(asked=["s1d1n0", "s2d1n0", "s3d1n0"])
    assert pick and pick.reason == "Warm-up, 4 of 12: it shows where you stand."


def test_a_duplicate_of_one_asked_is_not_asked() -> None:
    twins = frozenset({"one", "other"})
    bank = bank_of(question("one", duplicates=twins), question("other", duplicates=twins), question("third"))
    assert {each.key for each in placed(lambda question: True, bank)} in (
        {"one", "third"},
        {"other", "third"},
    )


def test_what_was_answered_before_is_not_asked_again() -> None:
    bank = bank_of(question("met"), question("unmet"))
    _, cards = fold(bank, [choice("met")])
    pick = place(bank, cards)
    assert pick and pick.key == "unmet"


@pytest.mark.parametrize("bank", [{}, bank_of(question("mute", ways=()))])
def test_nothing_to_ask_is_none(bank) -> None:
    assert place(bank) is None


def test_after_twelve_it_is_over() -> None:
    assert place(asked=list(BANK)[:11]) is not None
    assert place(asked=list(BANK)[:12]) is None


@given(known=st.sets(st.sampled_from(sorted(BANK))), seed=st.integers(0, 99))
def test_whoever_it_is_gets_twelve_different_ones_and_a_figure(known, seed) -> None:
    asked = placed(lambda question: question.key in known, seed=seed)
    assert len({each.key for each in asked}) == 12
    assert {each.section for each in asked} == set(SECTIONS)
    assert all(each.difficulty == 1 for each in asked[:5])


def test_it_masters_nothing_and_leaves_a_wide_range() -> None:
    asked = placed(lambda question: True)
    profile, cards = fold(BANK, [choice(each.key, NOW) for each in asked])
    recalls = engine.predict(BANK, profile, cards, NOW)
    assert max(engine.level(cards.get(key), recalls[key]) for key in BANK) <= engine.Level.FAMILIAR
    _, low, high = engine.readiness(BANK, profile, cards, NOW)
    assert high - low > 0.1 * len(BANK)
