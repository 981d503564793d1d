"""The fields that teach: they come through files and database as they were, and change nothing where they are empty."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quiz.bank.checks.checking import blocking, checks_of
from quiz.bank.files.assembling import read_bank
from quiz.bank.files.exporting import altered_revisions, read_database
from quiz.bank.files.writing import fixture_texts
from quiz.bank.models import KeyPoint, Option, Revision
from quiz.bank.revisions.content import Content
from quiz.bank.revisions.digest import digest_of
from tests.bank.acts import run
from tests.bank.rich import CHANGE, CORRECTION, FOLLOW_UPS, RICH, publish_rich


@pytest.mark.any_database
@pytest.mark.django_db
def test_files_and_database_keep_every_field(tmp_path: Path) -> None:
    publish_rich("what-is-mlops")
    run("export_bank", to=tmp_path)
    shipped = read_bank(sorted(tmp_path.glob("*.yaml")))
    assert shipped.questions[0].content == RICH
    assert shipped == read_database()
    assert {name: (tmp_path / name).read_text() for name in fixture_texts(shipped)} == fixture_texts(shipped)


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Revision, {"senior": "Another."}),
        (Revision, {"follow_ups": FOLLOW_UPS[:1]}),
        (Option, {"tempts": "Another."}),
        (KeyPoint, {"essential": True}),
    ],
)
def test_a_published_revision_that_was_altered_in_one_of_them_is_told(model: Any, change: Any) -> None:
    revision = publish_rich("what-is-mlops")
    rows = (
        model.objects.filter(pk=revision.pk) if model is Revision else model.objects.filter(revision=revision)
    )
    rows.update(**change)
    assert [row.pk for row in altered_revisions()] == [revision.pk]


def test_no_digest_counts_what_is_empty() -> None:
    bare = Content(text="What is MLOps?", answer="Practices.")
    assert digest_of(replace(bare, follow_ups=[], senior="")) == "c5cb6a0c184a0b9a"


WRONG_SHAPES = {
    "an unknown tag": ({"follow_ups": [FOLLOW_UPS[0] | {"tag": "hard"}]}, "tag “hard” must be one of"),
    "no reply": ({"follow_ups": [FOLLOW_UPS[0] | {"reply": ""}]}, "reply is empty"),
    "points that are no list": ({"follow_ups": [FOLLOW_UPS[0] | {"points": "one"}]}, "points must be a list"),
    "an unknown kind": ({"currency_notes": [CHANGE | {"kind": "news"}]}, "kind “news” must be one of"),
    "a change since nothing": ({"currency_notes": [CORRECTION | {"kind": "change"}]}, "“since” is missing"),
    "a correction since": ({"currency_notes": [CHANGE | {"kind": "correction"}]}, "“since” is unknown here"),
}


@pytest.mark.parametrize("name", WRONG_SHAPES)
def test_a_wrong_shape_is_refused(name: str) -> None:
    fields, says = WRONG_SHAPES[name]
    told = [check.words for check in blocking(checks_of(replace(RICH, **fields)))]
    assert len(told) == 1 and says in told[0]


def test_a_whole_one_is_not() -> None:
    assert blocking(checks_of(RICH)) == []
