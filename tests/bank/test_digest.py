"""The digest names a content for ever: files, databases and logs hold it."""

from dataclasses import replace

import pytest

from quiz.bank.models import Question
from quiz.bank.revisions.content import Content, OptionContent, PointContent, content_of
from quiz.bank.revisions.digest import digest_of

CONTENT = Content(
    text="What is “MLOps”?",
    answer="A set of practices.",
    difficulty=2,
    references=[{"title": "Page", "url": "https://example.org/", "checked": "2026-11-24"}],
    options=(
        OptionContent("right", "Practices.", is_right=True),
        OptionContent("tool", "A tool.", why="It is more."),
    ),
    key_points=(PointContent("set", "A set", ["some"]), PointContent("practices", "of practices")),
)


def test_it_is_the_same_in_every_version() -> None:
    assert digest_of(CONTENT) == "8b8f063b7b0328b2"
    assert digest_of(Content(text="What is MLOps?", answer="Practices.")) == "c5cb6a0c184a0b9a"


@pytest.mark.parametrize(
    "other",
    [
        replace(CONTENT, text="What is MLOps?"),
        replace(CONTENT, common_wrong="A tool."),
        replace(CONTENT, difficulty=3),
        replace(CONTENT, options=CONTENT.options[::-1]),
        replace(CONTENT, options=(replace(CONTENT.options[0], slug="good"), CONTENT.options[1])),
        replace(CONTENT, options=(replace(CONTENT.options[0], is_right=False), CONTENT.options[1])),
        replace(CONTENT, key_points=CONTENT.key_points[::-1]),
        replace(CONTENT, key_points=(replace(CONTENT.key_points[0], synonyms=[]), CONTENT.key_points[1])),
    ],
)
def test_whatever_learners_see_changes_it(other: Content) -> None:
    assert digest_of(other) != digest_of(CONTENT)


def test_empty_fields_do_not_count() -> None:
    bare = Content(text="What is MLOps?", answer="Practices.")
    assert digest_of(replace(bare, explanation="", accepted=[], follow_up={}, difficulty=None)) == digest_of(
        bare
    )


@pytest.mark.django_db
def test_every_shipped_revision_bears_its_own() -> None:
    questions = Question.objects.select_related("live_revision")
    live = [(question, question.live_revision) for question in questions if question.live_revision]
    assert len(live) == 100
    assert [q.key for q, r in live if not digest_of(content_of(r)) == r.digest == q.shipped_digest] == []
