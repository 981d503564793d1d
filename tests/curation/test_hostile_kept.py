"""Memories stay as the log says, whatever curators do to the bank; what changes them says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from quiz.bank.editing.adding import add_question
from quiz.bank.editing.publishing import (
    bring_back,
    open_draft,
    publish,
    retire_question,
    save_draft,
    state_of,
)
from quiz.bank.editing.refolding import refold_due
from quiz.bank.models import Question, Revision, Section
from quiz.bank.published import published_bank
from quiz.bank.revisions.content import Content, ExampleContent, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.practice.remembering.rebuilding import differences
from tests.bank.cast import GOOD
from tests.conftest import NOW, Person
from tests.curation.acts import KEY, question
from tests.practice.acts import answer, answer_well, wrong_slug
from tests.practice.flag_acts import flag

pytestmark = pytest.mark.django_db

ANOTHER = "Drift of a concept: the relationship between the input data and the target changes."


def republish(person: Person, change: str = "wording", **words: object) -> None:
    row = question()
    draft = open_draft(question=row, by=person.user, now=NOW)
    was: Content = content_of(draft)
    said = replace(was, **words)  # type: ignore[arg-type]
    save_draft(question=row, content=said, seen=digest_of(was), by=person.user, now=NOW)
    draft.refresh_from_db()
    seen = state_of(row)
    publish(revision=draft, seen=seen, by=person.user, change=change, why="So.", now=NOW)


def add_another(person: Person) -> None:
    section = Section.objects.get(slug="lifecycle")
    new = add_question(section=section, kind="concept", text="New?", key="new", by=person.user, now=NOW)
    was = digest_of(content_of(new.revisions.get()))
    save_draft(question=new, content=replace(GOOD, text="New?"), seen=was, by=person.user, now=NOW)
    publish(revision=new.revisions.get(), seen=state_of(new), by=person.user, change="", why="New.", now=NOW)


def retire(person: Person) -> None:
    retire_question(question=question(), seen=state_of(question()), by=person.user, why="Old.", now=NOW)


def retire_and_bring_back(person: Person) -> None:
    retire(person)
    bring_back(question=question(), seen=state_of(question()), by=person.user, why="", now=NOW)


ACTS: dict[str, Callable[[Person], None]] = {
    "wording": lambda person: republish(person, text="What do people call concept drift?"),
    "meaning": lambda person: republish(person, "meaning", answer=ANOTHER),
    "difficulty": lambda person: republish(person, difficulty=1),
    "no options": lambda person: republish(person, options=(), common_wrong=""),
    "examples": lambda person: republish(person, examples=(ExampleContent("It shifts.", True),)),
    "retired": retire,
    "brought back": retire_and_bring_back,
    "new": add_another,
}


def practise(learner: Person, ask: Any, day: int) -> None:
    """Right, wrong and right again, among questions of its section and others."""
    for minute, key in enumerate([KEY, "what-is-data-drift", "what-is-mlops", "canary-deployment"]):
        now = NOW + timedelta(days=day, minutes=minute)
        prompt = ask(learner, key, now=now)
        if prompt.way == "choose" and (day + minute) % 2:
            answer(prompt, response=wrong_slug(prompt), now=now + timedelta(seconds=20))
        else:
            answer_well(prompt, now=now + timedelta(seconds=20))


@pytest.mark.parametrize("act", ACTS)
def test_what_curators_publish_leaves_every_memory_as_the_log_says(
    act: str, learner: Person, curator: Person, ask: Any
) -> None:
    for day in (0, 1):
        practise(learner, ask, day)
    assert differences(published_bank()) == []
    ACTS[act](curator)
    assert differences(published_bank()) == [] or refold_due(), act


def test_a_flag_and_its_answer_are_no_part_of_the_log(learner: Person, curator: Person, ask: Any) -> None:
    flag(learner, ask(learner, KEY))
    assert learner.post(reverse("flag-read", args=[KEY])).status_code == 302
    assert differences(published_bank()) == []
    assert Question.objects.filter(key=KEY).exists()


def test_going_back_to_before_examples_leaves_every_revision_known_by_what_it_says() -> None:
    assert Revision.objects.exclude(examples=[]).exists()
    import_module("quiz.migrations.0018_examples_of_a_revision").forget_examples(apps, None)
    Revision.objects.update(examples=[])
    for row in Question.objects.published().select_related("live_revision"):
        said = digest_of(content_of(row.live_revision))
        assert (row.live_revision.digest, row.shipped_digest) == (said, said), row.key
