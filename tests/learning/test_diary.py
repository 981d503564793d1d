"""What the bench counts of a learner's sessions."""

from tests.bench.learning.diary import Asked, Share, Sitting, felt_of


def asked(item: int, way: str = "choose", *, correct: bool = True, is_new: bool = False) -> Asked:
    return Asked(item, way, correct, is_new)


def new(item: int, *, correct: bool = True) -> Asked:
    return asked(item, correct=correct, is_new=True)


def test_what_is_asked_again_by_choosing_is_counted_of_what_is_asked_again() -> None:
    felt = felt_of([Sitting(0, [new(1), new(2)]), Sitting(1, [asked(1), asked(2, "recall"), new(3)])])
    assert felt.again_by_choosing == Share(1, 2)
    assert felt.new == Share(1, 3)


def test_a_miss_counts_as_asked_by_the_end_of_the_next_practised_day_or_the_one_after() -> None:
    first = [new(1, correct=False), new(2, correct=False), new(3)]
    sittings = [Sitting(0, first), Sitting(2, [asked(1)]), Sitting(3, [asked(2)])]
    assert felt_of(sittings).next_day == Share(1, 2)
    assert felt_of(sittings).in_two_days == Share(2, 2)


def test_what_was_right_at_the_first_answer_of_the_day_was_not_missed() -> None:
    assert Sitting(0, [new(1), asked(1, correct=False), new(2, correct=False), asked(2)]).missed == {2}


def test_a_promise_is_kept_by_what_the_next_session_begins_with() -> None:
    sittings = [Sitting(0, [new(1), new(2)], promised=[1, 2]), Sitting(1, [asked(2), new(3), asked(1)])]
    assert felt_of(sittings).promises_kept == Share(1, 2)


def test_a_day_is_kept_on_it_or_on_the_first_practised_day_after_it() -> None:
    sittings = [
        Sitting(0, [new(1), new(2), new(3)], named={1: 1, 2: 3, 3: 9}),
        Sitting(2, [asked(1), asked(2)]),
    ]
    assert felt_of([*sittings, Sitting(4, [])]).days_kept == Share(1, 2)
