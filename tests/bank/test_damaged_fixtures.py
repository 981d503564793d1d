"""A broken file is refused whole: file, entry and field are named, and nothing changes."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.bank.acts import copy_fixture, edit, live_digest, newer_fixture, run, whole_bank

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DRIFT = "what-is-concept-drift"
FIRST_DIGEST = live_digest("what-is-mlops")
DAMAGES = {
    "broken YAML": ("    key: what-is-mlops\n", "    key: [what-is-mlops\n", ["line 11", "not YAML"]),
    "a tab for spaces": ("    key: what-is-mlops\n", "\tkey: what-is-mlops\n", ["line 10", "not YAML"]),
    "a field twice": (
        "    position: 1\n",
        "    position: 1\n    position: 2\n",
        ["line 5", "“position” stands twice"],
    ),
    "no list": (
        "- model: quiz.section\n",
        "model: quiz.section\nmore:\n- model: quiz.section\n",
        ["not YAML"],
    ),
    "an unknown model": (
        "model: quiz.question",
        "model: quiz.learner",
        ["“quiz.learner” is not part of the bank"],
    ),
    "a pk": (
        "- model: quiz.question\n",
        "- model: quiz.question\n  pk: 7\n",
        ["exactly “model” and “fields”"],
    ),
    "an unknown field": (
        "    text: What is MLOps?\n",
        "    text: What is MLOps?\n    riddle: none\n",
        ["what-is-mlops revision (line 15), riddle", "is not a field of this entry"],
    ),
    "a missing field": (
        "    text: What is MLOps?\n",
        "",
        ["what-is-mlops revision (line 15), text", "is missing"],
    ),
    "an empty text": (
        "text: What is MLOps?",
        "text: '  '",
        ["what-is-mlops revision (line 15), text", "is empty"],
    ),
    "a number for a text": ("text: What is MLOps?", "text: 7", ["text", "must be a text, not a number"]),
    "a text for a number": (
        "    position: 1\n    kind: concept\n",
        "    position: first\n    kind: concept\n",
        ["what-is-mlops (line 8), position", "must be a whole number"],
    ),
    "an unknown kind": (
        "kind: concept",
        "kind: riddle",
        ["what-is-mlops (line 8), kind", "“riddle” must be one of"],
    ),
    "an unknown section": (
        "section: [lifecycle]",
        "section: [life]",
        ["what-is-mlops (line 8), section", "there is no section “life”"],
    ),
    "a place taken twice": (
        "    position: 2\n    kind: concept\n",
        "    position: 1\n    kind: concept\n",
        ["main-goal-of-mlops (line ", "), position", "stands in the files already"],
    ),
    "a key twice": (
        "    key: main-goal-of-mlops\n",
        "    key: what-is-mlops\n",
        ["what-is-mlops (line ", "), key", "stands in the files already"],
    ),
    "a bad key": (
        "    key: what-is-mlops\n",
        "    key: What is MLOps\n",
        ["key", "small letters, digits and single hyphens"],
    ),
    "a draft": (
        "status: published",
        "status: draft",
        ["what-is-mlops revision (line 15), status", "“draft” must be"],
    ),
    "another digest": (
        f"    digest: {FIRST_DIGEST}\n",
        "    digest: 0123456789abcdef\n",
        ["what-is-mlops revision (line 15), digest", f"its content gives “{FIRST_DIGEST}”"],
    ),
    "other words under the digest": (
        "text: What is MLOps?",
        "text: What is LLMOps?",
        [
            "what-is-mlops revision (line 15), digest",
            "its content gives “",
            "check_bank --stamp",
        ],
    ),
    "two right options": (
        "    slug: weekly-pattern\n",
        "    slug: weekly-pattern\n    is_right: true\n",
        [f"{DRIFT} revision", "options: 2 options are marked right; exactly one must be"],
    ),
    "no right option": (
        "    is_right: true\n",
        "",
        ["what-is-mlops revision", "0 options are marked right"],
    ),
    "options alike": (
        "text: A change in feature importance, found by comparing a production model and its successor.",
        "text: a weekly fluctuation in errors and scores of a production model, known from training rows",
        [f"{DRIFT} revision", "options", "is there twice"],
    ),
    "a silent wrong option": (
        "    why: >-\n      Two releases may rely on other features by chance or by design "
        "while inputs and target relate as before.\n",
        "",
        [f"{DRIFT} revision", "The wrong option “importance-shift” does not say why"],
    ),
    "a leaked answer": (
        'text: What is "concept drift"?',
        "text: Is it a change over time in the relationship between the input data and the target variable?",
        [f"{DRIFT} revision", "text: The question holds its answer"],
    ),
    "more points needed than there are": (
        "    points_needed: 2\n",
        "    points_needed: 5\n",
        ["main-goal-of-mlops revision", "points_needed: A good answer cannot need 5 of 3"],
    ),
    "an option of nobody": (
        f"    revision: [{DRIFT}]\n    slug: weekly-pattern",
        "    revision: [what-is-drift]\n    slug: weekly-pattern",
        [
            "what-is-drift option weekly-pattern",
            "revision: the question “what-is-drift” is not in these files",
        ],
    ),
    "an option slug twice": (
        "slug: weekly-pattern",
        "slug: retrained-weights",
        [f"{DRIFT} option retrained-weights", "slug: stands in the files already"],
    ),
    "a date out of quotes": (
        "checked: '2026-11-24'",
        "checked: 2026-11-24",
        ["references", "write the date in quotes"],
    ),
    "a date that is none": (
        "checked: '2026-11-24'",
        "checked: '2026-11-31'",
        ["references", "not in the calendar"],
    ),
    "an address that is none": (
        "url: https://riverml.xyz",
        "url: javascript:alert(1)//",
        ["references: entry 1: url", "is not a web address"],
    ),
    "a relation to nobody": (
        "    to: [what-is-mlops]\n",
        "    to: [what-is-gone]\n",
        ["main-goal-of-mlops relation what-is-gone", "to: there is no question “what-is-gone”"],
    ),
    "a relation to itself": (
        "    to: [what-is-mlops]\n",
        "    to: [main-goal-of-mlops]\n",
        ["main-goal-of-mlops relation", "a question cannot relate to itself"],
    ),
    "prerequisites in a circle": (
        "    question: [main-goal-of-mlops]\n    to: [what-is-mlops]\n",
        "    question: [what-is-mlops]\n    to: [mlops-vs-devops]\n",
        ["relation", "prerequisites come round in a circle", "what-is-mlops", "mlops-vs-devops"],
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_refused_and_says_where(name: str, tmp_path: Path) -> None:
    old, new, says = DAMAGES[name]
    path = copy_fixture(tmp_path)
    edit(path, old, new)
    before = whole_bank()
    with pytest.raises(CommandError) as refusal:
        run("load_bank", path)
    message = str(refusal.value)
    assert [part for part in (path.name, *says, "Nothing was changed.") if part not in message] == []
    assert whole_bank() == before


def test_one_broken_file_keeps_the_others_out(tmp_path: Path) -> None:
    paths = [newer_fixture(tmp_path, "What is MLOps?", "What is LLMOps?"), copy_fixture(tmp_path, 5)]
    edit(paths[1], "kind: concept", "kind: riddle")
    before = whole_bank()
    with pytest.raises(CommandError, match=r"5_advanced.yaml, what-is-model-registry \(line \d+\), kind"):
        run("load_bank", *paths)
    assert whole_bank() == before


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    paths = [copy_fixture(tmp_path, 1), copy_fixture(tmp_path, 2)]
    edit(paths[0], "kind: concept", "kind: riddle")
    edit(paths[1], "status: published", "status: live")
    with pytest.raises(CommandError) as refusal:
        run("load_bank", *paths)
    assert [line.split(",")[0] for line in str(refusal.value).splitlines()] == [
        "1_lifecycle.yaml",
        "2_version_control.yaml",
        "Nothing was changed.",
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"missing.yaml: cannot be read"):
        run("load_bank", tmp_path / "missing.yaml")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    paths = [copy_fixture(tmp_path, 2), copy_fixture(tmp_path, 3)]
    paths[1].write_bytes(paths[1].read_bytes() + b"\xff\xfe")
    with pytest.raises(CommandError, match=r"3_experiment_tracking.yaml: not YAML"):
        run("load_bank", *paths)
