"""Options are drawn anew: not the last three wrong ones again, as far as there are others."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.published import PublishedOption, PublishedRevision, published_bank
from quiz.practice.answering.correcting import undo
from quiz.practice.asking.next_prompt import offer
from quiz.practice.asking.starting import Focus, continue_session, start_session
from quiz.practice.models import Learner, Prompt
from quiz.practice.people.merging import adopt
from tests.conftest import NOW
from tests.practice.acts import UTC, answer, answer_well, wrong_slug

pytestmark = pytest.mark.django_db
DRIFT = "what-is-concept-drift"
A_DAY = timedelta(days=1)


def with_wrong_ones(number: int) -> PublishedRevision:
    """A revision with one right option and so many wrong ones."""
    slugs = ["right", *(f"wrong-{place}" for place in range(number))]
    options = tuple(PublishedOption(slug, slug, slug == "right", "", "") for slug in slugs)
    return replace(published_bank().questions[DRIFT].revision, options=options)


def ask_again(learner: Learner, *, days: int) -> Prompt:
    """The prompt of a new session on concept drift, so many days later."""
    focus = Focus(title=f"day {days}", only=[DRIFT])
    return start_session(learner=learner, focus=focus, now=NOW + days * A_DAY, zone=UTC).prompt


def offers_to(learner: Learner) -> list[set[str]]:
    """The wrong options of each prompt on concept drift, in the order of the log."""
    right = published_bank().questions[DRIFT].revision.right_option.slug
    prompts = learner.prompts.filter(question__key=DRIFT, way="choose").order_by("at", "pk")
    return [set(prompt.options) - {right} for prompt in prompts]


def never_twice(offers: list[set[str]]) -> bool:
    return all(one.isdisjoint(other) for one, other in pairwise(offers))


@given(number=st.integers(3, 9), seeds=st.lists(st.integers(0, 2**62), min_size=2, max_size=6))
def test_each_offer_repeats_as_few_of_the_last_as_there_are_others(number, seeds):
    revision, last = with_wrong_ones(number), ()
    for seed in seeds:
        options = offer(revision, seed, last)
        assert len(set(options)) == 4 and "right" in options
        assert len(set(options) & set(last) - {"right"}) == (max(0, 6 - number) if last else 0)
        assert options == offer(revision, seed, list(reversed(last)))
        last = options


def test_new_ones_do_not_always_come_first_where_old_ones_have_to_come_too():
    revision = with_wrong_ones(4)
    last = ["right", "wrong-0", "wrong-1", "wrong-2"]
    places = {offer(revision, seed, last).index("wrong-3") for seed in range(40)}
    assert places == {0, 1, 2, 3}


def test_the_next_offer_has_other_wrong_ones_whatever_became_of_the_last(learner):
    first = ask_again(learner.learner, days=0)
    answer(first, now=NOW, response=wrong_slug(first))
    left = ask_again(learner.learner, days=1)
    much_later = NOW + A_DAY + timedelta(hours=1)
    continue_session(learner=learner.learner, session=left.session, now=much_later, zone=UTC)
    ask_again(learner.learner, days=2)
    offers = offers_to(learner.learner)
    assert len(offers) >= 4 and never_twice(offers)


def test_after_an_undo_the_same_is_offered_and_then_others(learner):
    first = ask_again(learner.learner, days=0)
    answered = answer(first, now=NOW, response=wrong_slug(first))
    again = undo(learner=learner.learner, prompt_id=first.pk, now=answered.review.at, zone=UTC).again
    assert again.options == first.options
    answer(again, now=NOW + timedelta(minutes=1), response=wrong_slug(again))
    ask_again(learner.learner, days=1)
    since = [prompt.at >= again.at for prompt in learner.learner.prompts.order_by("at", "pk")]
    assert never_twice(offers_to(learner.learner)[since.index(True) :])


def test_what_a_visitor_was_offered_counts_once_they_sign_in(learner, ask):
    answer_well(ask(learner, "what-is-mlops"), now=NOW)
    prompt = ask_again(Learner(), days=0)
    adopt(visitor=Learner.objects.get(pk=prompt.learner_id), user=learner.user, now=NOW + timedelta(hours=1))
    ask_again(learner.learner, days=1)
    offers = offers_to(learner.learner)
    assert len(offers) == 2 and never_twice(offers)


def test_what_others_were_offered_changes_nothing(learner, classmate):
    ask_again(classmate.learner, days=0)
    mine = ask_again(learner.learner, days=0)
    assert mine.options == offer(published_bank().questions[DRIFT].revision, mine.seed)


def test_the_same_dice_and_the_same_log_give_the_same_offers(learner, classmate):
    for person in (learner, classmate):
        dice = Random(5)
        for day in range(3):
            focus, now = Focus(title=f"day {day}", only=[DRIFT]), NOW + day * A_DAY
            start_session(learner=person.learner, focus=focus, now=now, zone=UTC, dice=dice)
    mine, theirs = (
        list(person.learner.prompts.order_by("at").values_list("options", flat=True))
        for person in (learner, classmate)
    )
    assert mine == theirs and len(mine) == 3
