"""Draft → proposed → published → retired. A revision never changes once it is published."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from quiz.bank.editing.publishing import (
    DraftIsOpen,
    NothingChanged,
    NotOpen,
    NotPublishable,
    discard_draft,
    open_draft,
    restore,
    retire_question,
    save_draft,
)
from quiz.bank.models import BankVersion, Option, Question, Relation, Revision
from quiz.bank.published import published_bank, published_revision
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from quiz.practice.models import Prompt, Review
from tests.bank.acts import publish, seen
from tests.conftest import NOW, Person
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db

KEY = "what-is-concept-drift"


def question(key: str = KEY) -> Question:
    return Question.objects.select_related("live_revision").get(key=key)


def draft_saying(text: str, becomes: Revision.Status | None = None) -> Revision:
    draft = open_draft(question=question(), by=None, now=NOW)
    words = content_of(draft)
    return save_draft(
        question=question(),
        content=replace(words, text=text),
        seen=digest_of(words),
        by=None,
        now=NOW,
        becomes=becomes,
    )


def publish_text(text: str) -> Revision:
    return publish(draft_saying(text), change="meaning", why="it changed")


def test_a_draft_begins_as_what_is_live(curator: Person) -> None:
    live = question().live_revision
    assert live is not None
    draft = open_draft(question=question(), by=curator.user, now=NOW)
    parts = [
        list(r.options.order_by("position").values_list("slug", "text", "is_right", "why"))
        for r in (draft, live)
    ]
    assert parts[0] == parts[1]
    assert len(parts[0]) == 7
    assert (draft.text, draft.status, draft.created_by, draft.key_points.count()) == (
        live.text,
        "draft",
        curator.user,
        3,
    )


def test_the_open_draft_is_opened_again() -> None:
    assert open_draft(question=question(), by=None, now=NOW) == open_draft(
        question=question(), by=None, now=NOW
    )


def test_publishing_changes_what_learners_see_and_keeps_the_old(curator: Person) -> None:
    old, stamp = question().live_revision, BankVersion.objects.get().stamp
    draft = draft_saying("What do people call concept drift?")
    published = publish(draft, by=curator.user, change="wording", why="clearer")
    assert question().live_revision == published == draft
    told = published.publications.get()
    assert published.status == "published"
    assert (told.change, told.why, told.by, told.at) == ("wording", "clearer", curator.user.pk, NOW)
    assert (told.act, told.before, told.revision) == ("published", old, published)
    assert [r.status for r in question().revisions.filter(pk=old.pk)] == ["retired"]
    assert BankVersion.objects.get().stamp != stamp
    assert published_bank().questions[KEY].revision.text == "What do people call concept drift?"


def test_what_is_not_published_reaches_no_learner() -> None:
    before = published_bank()
    draft_saying("A word nobody may see yet?", becomes=Revision.Status.PROPOSED)
    assert published_bank() is before
    assert before.questions[KEY].revision.text == 'What is "concept drift"?'


def test_an_old_review_shows_the_revision_that_was_answered(
    learner: Person, ask: Callable[..., Prompt]
) -> None:
    answer_well(ask(learner, KEY))
    publish_text("What do people call concept drift?")
    answered = Review.objects.get().prompt.revision
    assert (answered.text, answered.status) == ('What is "concept drift"?', "retired")
    shown = published_revision(answered.pk, answered.digest)
    assert (shown.text, shown.right_option.slug) == ('What is "concept drift"?', "input-target-relationship")


def test_a_draft_that_fails_its_checks_is_not_published() -> None:
    draft = draft_saying("What do people call concept drift?")
    Option.objects.filter(revision=draft, is_right=True).delete()
    with pytest.raises(NotPublishable) as refusal:
        publish(draft, change="wording", why="")
    assert [check.words for check in refusal.value.checks] == [
        "0 options are marked right; exactly one must be"
    ]
    assert (question().live_revision.text, draft.question.revisions.count()) == (
        'What is "concept drift"?',
        2,
    )


def test_a_wrong_option_that_a_duplicate_calls_right_is_not_published() -> None:
    other = question("what-is-data-drift")
    Relation.objects.filter(question=question(), to=other).update(kind="duplicate")
    draft = draft_saying("What do people call concept drift?")
    Option.objects.filter(revision=draft, slug="weekly-pattern").update(text=other.live_revision.answer)
    with pytest.raises(NotPublishable, match="A question that asks the same calls"):
        publish(draft, change="wording", why="")


def test_a_right_answer_that_a_duplicate_calls_wrong_is_not_published() -> None:
    other = question("what-is-data-drift")
    Relation.objects.filter(question=question(), to=other).update(kind="duplicate")
    draft = draft_saying("What do people call concept drift?")
    right = Option.objects.get(revision=draft, is_right=True)
    Option.objects.filter(revision=other.live_revision, slug="ageing-weights").update(
        text=f" {right.text.upper()}"
    )
    with pytest.raises(NotPublishable, match="is a wrong option of a question that asks the same"):
        publish(draft, change="wording", why="")


def test_a_draft_that_says_what_is_live_is_not_published() -> None:
    draft = open_draft(question=question(), by=None, now=NOW)
    with pytest.raises(NothingChanged):
        publish(draft, change="wording", why="")
    assert draft.question.revisions.open().get() == draft


def test_words_published_before_bring_their_revision_back() -> None:
    first = question().live_revision
    publish_text("What do people call concept drift?")
    draft = restore(revision=first, seen=seen(KEY), by=None, now=NOW)
    assert (draft.text, draft.status) == (first.text, "draft")
    assert publish(draft, change="wording", why="back") == first
    assert list(question().revisions.order_by("pk").values_list("status", flat=True)) == [
        "published",
        "retired",
    ]


def test_restoring_never_overwrites_an_open_draft() -> None:
    first = question().live_revision
    publish_text("What do people call concept drift?")
    draft = draft_saying("Half a thought")
    with pytest.raises(DraftIsOpen):
        restore(revision=first, seen=seen(KEY), by=None, now=NOW)
    assert question().revisions.open().get().text == draft.text


def test_a_proposal_may_be_sent_back_and_published() -> None:
    text = "What do people call concept drift?"
    assert draft_saying(text, becomes=Revision.Status.PROPOSED).status == "proposed"
    assert draft_saying(text, becomes=Revision.Status.DRAFT).status == "draft"
    assert publish(question().revisions.open().get()).text == text


def test_a_discarded_draft_is_gone() -> None:
    discard_draft(revision=draft_saying("Half a thought"), seen=seen(KEY), by=None, now=NOW)
    assert list(question().revisions.values_list("status", flat=True)) == ["published"]


def test_a_published_revision_takes_no_act() -> None:
    live = question().live_revision
    with pytest.raises(NotOpen):
        discard_draft(revision=live, seen=seen(KEY), by=None, now=NOW)
    with pytest.raises(NotOpen):
        publish(live)
    assert question().live_revision.status == "published"


def test_a_retired_question_is_asked_no_more_until_it_is_published_again() -> None:
    retire_question(question=question(), seen=seen(KEY), by=None, why="", now=NOW)
    assert (KEY in published_bank().questions, KEY in published_bank().known) == (False, True)
    assert question().revisions.get().status == "published"
    publish(open_draft(question=question(), by=None, now=NOW))
    assert KEY in published_bank().questions
