"""Simulated people practise, change their minds, read; then stepping and folding are compared."""

import time
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import transaction

from quiz.bank.published import published_bank
from quiz.demo.practice.practising import Sitting
from quiz.demo.practice.remembering import Ability, Person
from quiz.practice.answering.correcting import NotTheLatest, undo
from quiz.practice.log.learners import again
from quiz.practice.models import Correction, Event, Learner, Review
from quiz.practice.remembering.before import prompt_to_undo
from quiz.practice.remembering.rebuilding import differences
from tests.bench.world import make_bank
from tests.practice.acts import note

LEARNERS = 25
A_SITTING = 40
UNDONE, READ = 0.5, 0.3
"""How many sittings end with the last answer taken back, and with an answer read in the library."""
ZONE = ZoneInfo("UTC")
START = datetime(2026, 1, 5, 7, tzinfo=UTC)


def replay(reviews: int) -> str:
    """What came of so many reviews, in words."""
    make_bank()
    begun = time.monotonic()
    for number in range(LEARNERS):
        with transaction.atomic():
            practise(Random(number), reviews // LEARNERS)
    stepped = time.monotonic()
    found = differences(published_bank())
    folded = time.monotonic()
    call_command("rebuild_cards", check=True)
    return (
        f"{Review.objects.count()} reviews, {Correction.objects.count()} taken back, {Event.objects.count()} events"
        f" of {LEARNERS} learners: {len(found)} learners differ.\n"
        f"Stepped in {stepped - begun:.0f} s, folded and compared in {folded - stepped:.0f} s."
    )


def practise(dice: Random, reviews: int) -> None:
    """One learner's sittings, twice a day, until so many reviews were given."""
    now = START
    learner = Learner.objects.create(created_at=now)
    ability = Ability(
        dice.uniform(0.1, 0.4), dice.uniform(0.8, 3.0), dice.uniform(1.5, 3.0), dice.uniform(0.3, 0.6)
    )
    person, given = Person(ability, dice, now), 0
    while given < reviews:
        sitting = Sitting(again(learner), person, published_bank(), ZONE, now, dice)
        given += sitting.practise(at_most=min(A_SITTING, reviews - given))
        change_mind(again(learner), dice, sitting.now)
        now = max(now + timedelta(hours=dice.uniform(9.0, 15.0)), sitting.now + timedelta(minutes=5))


def change_mind(learner: Learner, dice: Random, now: datetime) -> None:
    """Take back the last answer, or read a question in the library, now and then."""
    last = prompt_to_undo(learner)
    if dice.random() < UNDONE and last:
        try:
            undo(learner=learner, prompt_id=last, now=now, zone=ZONE)
        except NotTheLatest:
            return
    if dice.random() < READ:
        key = dice.choice(sorted(published_bank().questions))
        note(learner=again(learner), kind=Event.Kind.READ, keys=[key], now=now, zone=ZONE)
