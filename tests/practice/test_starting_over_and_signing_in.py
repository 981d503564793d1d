"""A visitor who started over signs in: only what they had answered themselves is forgotten."""

import random
from datetime import timedelta

import pytest

from quiz.bank.published import published_bank
from quiz.practice.answering.leaving_out import leave_out, put_back
from quiz.practice.answering.starting_over import put_back_as_it_was, reversible, start_over
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.log.learners import again
from quiz.practice.models import Learner
from quiz.practice.people.merging import adopt
from quiz.practice.remembering.rebuilding import differences
from quiz.practice.remembering.situation import situation_of
from tests.conftest import NOW
from tests.practice.acts import UTC, answer_well

pytestmark = pytest.mark.django_db
KEY = "what-is-concept-drift"


def at(minutes: int):
    return NOW + timedelta(minutes=minutes)


def practise(learner: Learner, minutes: int) -> Learner:
    prompt = start_session(learner=learner, focus=Focus(only=[KEY]), now=at(minutes), zone=UTC).prompt
    return again(answer_well(prompt, now=at(minutes)).review.learner)


def start(learner: Learner, minutes: int) -> Learner:
    start_over(learner=again(learner), keys=[KEY], now=at(minutes), zone=UTC)
    return again(learner)


def sign_in(visitor: Learner, person, minutes: int) -> Learner:
    return adopt(visitor=again(visitor), user=person.user, now=at(minutes))


def counted(learner: Learner) -> int:
    """How many answers to the question count; also that the cards are the fold of the log."""
    assert differences(published_bank()) == []
    card = situation_of(again(learner), UTC).memory.cards.get(KEY)
    return card.asked if card else 0


def acts(learner: Learner, minutes: int) -> list[str]:
    return [each.act for each in reversible(situation_of(again(learner), UTC), at(minutes))]


def restore(learner: Learner, act: str, minutes: int) -> None:
    put_back_as_it_was(learner=again(learner), act=act, now=at(minutes), zone=UTC)


def test_a_visitors_start_forgets_nothing_that_the_account_answered(learner):
    practise(learner.learner, 0)
    visitor = start(practise(Learner(), 1), 2)
    practise(visitor, 3)
    account = sign_in(visitor, learner, 4)
    assert counted(account) == 2
    restore(account, acts(account, 5)[0], 5)
    assert counted(account) == 3


def test_the_accounts_start_forgets_nothing_of_a_visitor_who_had_not_signed_in(learner):
    account, visitor = practise(learner.learner, 0), practise(Learner(), 1)
    start(account, 2)
    assert counted(sign_in(visitor, learner, 3)) == 1
    start(account, 4)
    assert counted(account) == 0
    restore(account, acts(account, 5)[0], 5)
    assert counted(account) == 1


def test_each_start_is_put_back_apart(learner):
    account, visitor = practise(learner.learner, 0), practise(Learner(), 1)
    start(visitor, 2)
    start(account, 3)
    own = acts(account, 4)
    account = sign_in(visitor, learner, 4)
    assert (counted(account), len(acts(account, 5))) == (0, 2)
    restore(account, own[0], 5)
    assert (counted(account), len(acts(account, 6))) == (1, 1)
    restore(account, acts(account, 6)[0], 6)
    assert (counted(account), acts(account, 7)) == (2, [])


def test_what_a_visitor_put_back_takes_nothing_of_the_accounts_back(learner):
    account, visitor = practise(learner.learner, 0), practise(Learner(), 1)
    start(visitor, 2)
    start(account, 3)
    restore(visitor, acts(visitor, 4)[0], 4)
    assert counted(sign_in(visitor, learner, 5)) == 1


def test_who_started_over_with_the_clock_ahead_keeps_what_came_along(learner):
    """The account's last row is later than the signing in."""
    account, visitor = practise(learner.learner, 0), practise(Learner(), 1)
    start(account, 60)
    assert counted(sign_in(visitor, learner, 3)) == 1


def test_of_leaving_out_and_putting_back_the_latest_counts_wherever_it_was(learner):
    account, visitor = practise(learner.learner, 0), practise(Learner(), 1)
    leave_out(learner=account, key=KEY, assigned=(), now=at(2), zone=UTC)
    leave_out(learner=visitor, key=KEY, assigned=(), now=at(3), zone=UTC)
    put_back(learner=again(account), key=KEY, now=at(4), zone=UTC)
    account = sign_in(visitor, learner, 5)
    assert not situation_of(account, UTC).memory.left_out
    assert counted(account) == 2


@pytest.mark.parametrize("seed", range(3))
def test_any_two_histories_join_into_what_each_had_counted(learner, seed):
    dice, people = random.Random(seed), [practise(learner.learner, 0), practise(Learner(), 1)]
    for minutes in range(2, 14):
        each = again(dice.choice(people))
        act = dice.choice(
            [practise, start, lambda who, when: restore(who, (acts(who, when) or [""])[0], when)]
        )
        act(each, minutes)
    before = [counted(each) for each in people]
    assert counted(sign_in(people[1], learner, 20)) == sum(before)
