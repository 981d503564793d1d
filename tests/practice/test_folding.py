"""The fold of the log is what stepping gave, bit by bit, on both databases."""

import hashlib
import random
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from quiz import engine
from quiz.bank.published import PublishedBank, published_bank
from quiz.practice.answering.correcting import overrule, undo
from quiz.practice.asking.starting import Focus, NothingToAsk, start_session
from quiz.practice.models import Card, Event, Learner
from quiz.practice.remembering.folding import Graded, Noted, fold
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW
from tests.practice.acts import UTC, answer_well, note, right_slug, right_words, wrong_slug
from tests.practice.acts import answer as answer_with

pytestmark = pytest.mark.django_db


def practise_at_random(learner: Learner, dice: random.Random, acts: int) -> Learner:
    """Weeks of answers, slips, second thoughts and readings, each through its act."""
    now = NOW
    for _ in range(acts):
        learner = Learner.objects.get(pk=learner.pk)
        now += timedelta(seconds=dice.choice([15, 40, 3600, 86_400]))
        try:
            prompt = start_session(learner=learner, focus=Focus(), now=now, zone=UTC).prompt
        except NothingToAsk:
            continue
        act_at_random(prompt, dice, now)
    return Learner.objects.get(pk=learner.pk)


def act_at_random(prompt, dice: random.Random, now) -> None:
    learner = Learner.objects.get(pk=prompt.learner_id)
    key = prompt.question.key
    roll = dice.random()
    if roll < 0.1:
        note(learner=learner, kind=Event.Kind.SKIPPED, keys=[key], prompt=prompt, now=now, zone=UTC)
    elif roll < 0.3:
        kinds = ["read", "left_out", "put_back", "started_over", "restored", "claimed"]
        note(learner=learner, kind=Event.Kind(dice.choice(kinds)), keys=[key], now=now, zone=UTC)
    else:
        slug = right_slug(prompt) if prompt.way == "choose" and dice.random() < 0.6 else None
        if prompt.way == "type":
            answer_with(prompt, now=now, text=dice.choice([right_words(prompt), "no idea at all"]))
        elif prompt.way == "recall":
            answer_well(prompt, now=now, grade=dice.randint(1, 4))
        else:
            answer_with(prompt, now=now, response=slug or wrong_slug(prompt))
        learner = Learner.objects.get(pk=prompt.learner_id)
        if roll > 0.9:
            undo(learner=learner, prompt_id=prompt.pk, now=now, zone=UTC)
        elif roll > 0.8 and prompt.way != "recall":
            overrule(learner=learner, prompt_id=prompt.pk, grade=dice.choice([1, 3]), now=now, zone=UTC)


@pytest.mark.parametrize("seed", range(3))
def test_stepping_and_folding_agree_after_any_acts(seed):
    learner = Learner.objects.create()
    practise_at_random(learner, random.Random(seed), acts=80)
    assert Card.objects.count() > 10
    assert differences(published_bank()) == []


def test_rebuild_repairs_what_differs_and_check_only_names_it(learner, ask):
    answer_well(ask(learner))
    card = Card.objects.exclude(asked_at=None).get()
    Card.objects.filter(pk=card.pk).update(state=None)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("rebuild_cards", "--check", stdout=said)
    assert card.question.key in said.getvalue()
    assert Card.objects.get(pk=card.pk).state is None
    call_command("rebuild_cards", stdout=said)
    assert bytes(Card.objects.get(pk=card.pk).state) == bytes(card.state)
    call_command("rebuild_cards", "--check", stdout=said)


def bank_of_twelve() -> PublishedBank:
    """Questions that no edit of the real bank changes; each second one has a duplicate."""
    keys = [f"question-{number}" for number in range(12)]
    known = {
        key: engine.Question(
            key=key,
            section=place % 5 + 1,
            duplicates=frozenset({keys[place ^ 1]}) if place % 4 < 2 else frozenset(),
            overlaps=frozenset(),
            prerequisites=frozenset(),
            difficulty=None,
            ways=("choose", "recall"),
        )
        for place, key in enumerate(keys)
    }
    return PublishedBank(None, (), {}, known, dict(enumerate(keys)))


def test_the_same_log_gives_these_very_bits_on_every_database():
    """The digest was written down once; both databases and every Python must come to it."""
    bank, dice = bank_of_twelve(), random.Random(7)
    reviews = []
    for number in range(1, 300):
        key, way, grade = (
            dice.choice(sorted(bank.known)),
            dice.choice(["choose", "recall"]),
            dice.choice([1, 3]),
        )
        at = NOW + timedelta(hours=5 * number)
        reviews.append(
            Graded(UUID(int=number), key, way, grade, dice.uniform(2, 60), at, at.date(), hinted=False)
        )
    memory = fold(bank, reviews, [])
    bits = memory.profile.pack() + b"".join(memory.cards[key].pack() for key in sorted(memory.cards))
    assert hashlib.sha256(bits).hexdigest()[:16] == "da122744e691eb8c"


def test_started_over_forgets_and_restored_remembers():
    bank = published_bank()
    answered = Graded(UUID(int=1), "what-is-mlops", "recall", 3, 9.0, NOW, NOW.date(), hinted=False)

    def event(number: int, kind: str) -> Noted:
        at = NOW + timedelta(minutes=number)
        return Noted(UUID(int=number), kind, "what-is-mlops", at, at.date())

    assert "what-is-mlops" in fold(bank, [answered], []).cards
    assert "what-is-mlops" not in fold(bank, [answered], [event(2, "started_over")]).cards
    assert "what-is-mlops" in fold(bank, [answered], [event(2, "started_over"), event(3, "restored")]).cards
