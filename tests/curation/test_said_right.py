"""Curators read what a learner typed and said was right, and nothing else of anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.curation.quality.models import ReadableSince
from quiz.practice.answering.correcting import overrule, undo
from quiz.practice.log.learners import again
from quiz.practice.models import Correction, Grade, Way
from quiz.privacy import erase_person
from tests.conftest import NOW
from tests.curation.acts import address, question
from tests.curation.logs import Log, visitors
from tests.practice.acts import UTC, answer, answer_well

pytestmark = pytest.mark.django_db
KEY, CANARY = "dvc-add-dataset", "dvc canary sings.csv"
HEADING = "Answers they said were right"


@pytest.fixture
def typed(learner, ask):
    """A wrong command, typed; its learner may say that it was right."""
    now = timezone.now()
    for days in (9, 6, 3):
        answer_well(ask(learner, KEY, now=now - timedelta(days=days)), now=now - timedelta(days=days))
    prompt = ask(learner, KEY, now=now)
    assert prompt.way == Way.TYPE
    answer(prompt, text=CANARY, now=now)
    return prompt


def page(curator):
    return curator.get(address("change", KEY)).text


def say_it_was_right(learner, prompt):
    return learner.post(f"{prompt.get_absolute_url()}overrule/")


def test_it_is_read_once_its_learner_said_that_it_was_right(curator, learner, typed):
    assert CANARY not in page(curator) and HEADING not in page(curator)
    assert say_it_was_right(learner, typed).status_code in {200, 302}
    shown = page(curator)
    assert HEADING in shown and CANARY in shown and "the machine said: wrong" in shown


def test_the_button_says_so_before(learner, typed):
    shown = learner.get(typed.get_absolute_url()).text
    assert "I was right" in shown and "read what you typed, without your name" in shown


def test_neither_whose_nor_when_nor_another_answer_is_read(curator, learner, typed):
    say_it_was_right(learner, typed)
    shown = page(curator)
    assert "Learner 1" not in shown and "learner1@example.org" not in shown
    assert str(learner.learner.pk) not in shown and str(typed.pk) not in shown


def test_what_is_taken_back_or_lowered_again_is_not_read(curator, learner, typed):
    say_it_was_right(learner, typed)
    later = timezone.now() + timedelta(minutes=1)
    overrule(learner=again(learner.learner), prompt_id=typed.pk, grade=Grade.FORGOT, now=later, zone=UTC)
    assert CANARY not in page(curator)
    overrule(learner=again(learner.learner), prompt_id=typed.pk, grade=Grade.KNEW, now=later, zone=UTC)
    assert CANARY in page(curator)
    undo(learner=again(learner.learner), prompt_id=typed.pk, now=later, zone=UTC)
    assert CANARY not in page(curator)


def test_what_was_overruled_before_the_page_said_so_stays_unread(curator, learner, typed):
    ReadableSince.objects.update(at=timezone.now() + timedelta(days=1))
    say_it_was_right(learner, typed)
    assert CANARY not in page(curator)


def test_where_nobody_knows_since_when_nothing_is_read(curator, learner, typed):
    ReadableSince.objects.all().delete()
    say_it_was_right(learner, typed)
    assert CANARY not in page(curator)


def test_what_is_recalled_or_spoken_is_never_read(curator):
    asked, log = question(KEY), Log(at=NOW)
    for way in (Way.RECALL, Way.CHOOSE):
        review = log.answer(*visitors(1), asked, way=way, response={"text": CANARY}, grade=1, machine=1)
        log.correct(review, Correction.Kind.OVERRULE, Grade.KNEW)
    log.write()
    assert CANARY not in page(curator)


def test_it_goes_with_its_person(curator, learner, typed):
    say_it_was_right(learner, typed)
    erase_person(learner=learner.learner, reason="asked for", now=timezone.now())
    assert CANARY not in page(curator)


def test_twenty_are_read_the_newest_first_and_nothing_in_them_turns_the_page(curator):
    asked, log = question(KEY), Log(at=NOW)
    for number, person in enumerate(visitors(25)):
        words = {"text": f"<b>typed {number:02}</b>\u202e" + "x" * 900}
        review = log.answer(person, asked, way=Way.TYPE, response=words, grade=1, machine=1)
        log.correct(review, Correction.Kind.OVERRULE, Grade.KNEW)
    log.write()
    shown = page(curator)
    assert shown.count("the machine said") == 20 and "typed 04" not in shown
    assert shown.index("typed 24") < shown.index("typed 23")
    assert "<b>typed" not in shown and "\u202e" not in shown and "x" * 600 not in shown
