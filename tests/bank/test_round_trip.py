"""Export → load → export is the identity, whatever happened to the bank before."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from quiz.bank.editing.adding import KeyTaken, add_question, change_key, delete_question
from quiz.bank.editing.publishing import (
    bring_back,
    discard_draft,
    open_draft,
    publish,
    retire_question,
    save_draft,
    state_of,
)
from quiz.bank.editing.refolding import refold_due
from quiz.bank.editing.relating import Side, relate, unrelate
from quiz.bank.editing.revising import NothingChanged
from quiz.bank.editing.sending_back import send_back
from quiz.bank.files.assembling import read_bank
from quiz.bank.files.exporting import read_database, shipped_question, shipped_section
from quiz.bank.files.loading import load
from quiz.bank.files.parsing import BrokenFixture
from quiz.bank.files.writing import fixture_texts, write_files
from quiz.bank.models import Option, Question, Relation, Revision, Section
from quiz.bank.publication_log import latest_of
from quiz.bank.revisions.content import ExampleContent, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.bank.shipped import ShippedBank, ShippedRelation
from tests.bank.cast import GOOD
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db

KEYS = ("what-is-mlops", "what-is-data-drift")
TYPED = ("dvc push", "- ~", "two\nlines: 'both' # odd", "да, “yes” `", "x" * 200)
"""Answers that YAML could take for something else."""
ADDED = "what-is-new"
Act = Callable[[str, int, Person], object]


def exported(keys: Collection[str] = (*KEYS, ADDED)) -> ShippedBank:
    """What `read_database` says of these questions, without reading the others."""
    published = Question.objects.in_order().filter(key__in=keys, live_revision__isnull=False)
    rows = published.select_related("section", "live_revision")
    questions = list(rows.prefetch_related("live_revision__options", "live_revision__key_points"))
    told = latest_of(row.live_revision for row in questions if row.live_revision)
    pairs = Relation.objects.filter(question__key__in=KEYS, to__key__in=KEYS)
    return ShippedBank(
        tuple(map(shipped_section, Section.objects.filter(slug="lifecycle"))),
        tuple(shipped_question(row, told) for row in questions),
        tuple(ShippedRelation(*pair) for pair in pairs.values_list("question__key", "to__key", "kind")),
    )


def question(key: str) -> Question:
    return Question.objects.select_related("live_revision").get(key=key)


def say(key: str, text: str, why: str, person: Person) -> None:
    row = question(key)
    draft = open_draft(question=row, by=person.user, now=NOW)
    was = content_of(draft)
    words = replace(content_of(row.live_revision), text=text)
    save_draft(question=row, content=words, seen=digest_of(was), by=person.user, now=NOW)
    row, draft = question(key), Revision.objects.get(pk=draft.pk)
    with transaction.atomic():
        publish(revision=draft, seen=state_of(row), by=person.user, change="meaning", why=why, now=NOW)


def edit(key: str, n: int, person: Person) -> None:
    say(key, f"Edit {n}?", f"reason {n}", person)


def revert(key: str, n: int, person: Person) -> None:
    say(key, question(key).revisions.order_by("pk")[0].text, f"it was better before {n}", person)


def retire(key: str, n: int, person: Person) -> None:
    row, now = question(key), NOW + timedelta(hours=n)
    if row.retired_at is None:
        retire_question(question=row, seen=state_of(row), by=person.user, why="old", now=now)


def unretire(key: str, n: int, person: Person) -> None:
    row = question(key)
    if row.retired_at is not None:
        bring_back(question=row, seen=state_of(row), by=person.user, why="", now=NOW)


def exemplify(key: str, n: int, person: Person) -> None:
    """One more typed answer; kept again, it is the other way round."""
    row = question(key)
    draft = open_draft(question=row, by=person.user, now=NOW)
    was = content_of(draft)
    text = TYPED[n % len(TYPED)]
    kept = next((each.accepted for each in was.examples if each.text == text), False)
    others = tuple(each for each in was.examples if each.text != text)
    words = replace(was, examples=(*others, ExampleContent(text, not kept)))
    save_draft(question=row, content=words, seen=digest_of(was), by=person.user, now=NOW)
    row, draft = question(key), Revision.objects.get(pk=draft.pk)
    with transaction.atomic():
        publish(revision=draft, seen=state_of(row), by=person.user, change="wording", why="typed", now=NOW)


def related(key: str, n: int, person: Person) -> None:
    """By a curator, whose decision stays when older files are loaded."""
    row = Relation.objects.filter(question__key__in=KEYS, to__key__in=KEYS).first()
    first, second = question(KEYS[0]), question(KEYS[1])
    if row is not None:
        unrelate(relation=row, by=person.user, why=f"no {n}", now=NOW)
    else:
        relate(question=first, side=Side.MIXED_UP, other=second, by=person.user, why="", now=NOW)


def add(key: str, n: int, person: Person) -> None:
    """A question that the files do not have."""
    section = question(key).section
    with suppress(KeyTaken):
        new = add_question(
            section=section, kind="concept", text=f"New {n}?", key=ADDED, by=person.user, now=NOW
        )
        draft = new.revisions.open().get()
        words = replace(GOOD, text=f"New {n}?")
        save_draft(question=new, content=words, seen=digest_of(content_of(draft)), by=person.user, now=NOW)
        draft, seen = new.revisions.open().get(), state_of(new)
        publish(revision=draft, seen=seen, by=person.user, change="", why="new", now=NOW)


def load_newer(key: str, n: int, person: Person) -> None:
    bank = exported()
    newer = [
        replace(row, content=replace(row.content, hint=f"Newer {n}."), why=f"newer {n}")
        if row.key == key
        else row
        for row in bank.questions
    ]
    load(bank=replace(bank, questions=tuple(newer)), now=NOW)


def go(key: str, n: int, person: Person) -> None:
    """A question that is made, called otherwise and deleted, before anything points to it."""
    text, section = f"Gone {n}?", question(key).section
    new = add_question(section=section, kind="concept", text=text, key="gone", by=person.user, now=NOW)
    change_key(question=new, key=f"gone-{n}", by=person.user, now=NOW)
    delete_question(question=new, seen=state_of(new), by=person.user, now=NOW)


def send_it_back(key: str, n: int, person: Person) -> None:
    """A proposal that stays a draft of which no file tells, until it is discarded."""
    row = question(key)
    draft = open_draft(question=row, by=person.user, now=NOW)
    was = content_of(draft)
    words, proposed = replace(was, hint=f"Hint {n}."), Revision.Status.PROPOSED
    save_draft(question=row, content=words, seen=digest_of(was), by=person.user, now=NOW)
    save_draft(question=row, content=words, seen=digest_of(words), by=person.user, now=NOW, becomes=proposed)
    send_back(
        revision=question(key).revisions.open().get(),
        seen=state_of(row),
        by=person.user,
        comment="",
        now=NOW,
    )
    if n % 2:
        row, draft = question(key), question(key).revisions.open().get()
        discard_draft(revision=draft, seen=state_of(row), by=person.user, now=NOW)


ACTS: dict[str, Act] = {
    "go": go,
    "send back": send_it_back,
    "edit": edit,
    "revert": revert,
    "exemplify": exemplify,
    "retire": retire,
    "bring back": unretire,
    "relate": related,
    "add": add,
    "load newer": load_newer,
}
HISTORIES = st.lists(
    st.tuples(st.sampled_from([*ACTS, "load older"]), st.sampled_from(KEYS), st.integers(1, 4)),
    min_size=1,
    max_size=6,
)
HISTORY = hypothesis_settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def live_through(history: list[tuple[str, str, int]], person: Person) -> list[ShippedBank]:
    """The bank as it shipped before and after each act."""
    shipped = [exported()]
    for name, key, n in history:
        if name == "load older":
            load(bank=shipped[0], now=NOW)
        else:
            with suppress(NothingChanged):
                ACTS[name](key, n, person)
        shipped.append(exported())
    return shipped


@HISTORY
@given(history=HISTORIES, chance=st.randoms(use_true_random=False))
def test_whatever_happened_loads_as_it_was_exported(
    history: list[tuple[str, str, int]], chance: object, curator: Person
) -> None:
    with undone():
        shipped = live_through(history, curator)
        load(bank=shipped[-1], now=NOW)
        assert exported() == shipped[-1], "where it came from"
    chance.shuffle(shipped)  # type: ignore[attr-defined]
    with undone():
        for bank in shipped:
            load(bank=bank, now=NOW)
            assert exported(bank.place_of) == bank, "where only files are loaded"
            assert load(bank=bank, now=NOW).steps == ()


def test_un_retiring_travels_by_file(curator: Person) -> None:
    history = [("retire", KEYS[0], 1), ("bring back", KEYS[0], 1), ("retire", KEYS[0], 2)]
    with undone():
        shipped = live_through(history, curator)
    for bank in shipped:
        load(bank=bank, now=NOW)
        assert exported() == bank
    assert [row.questions[0].retired_at is None for row in shipped] == [True, False, True, False]


def test_older_files_leave_what_a_curator_added_and_related(curator: Person) -> None:
    older = exported()
    add(KEYS[0], 1, curator)
    related(KEYS[0], 1, curator)
    stands = exported()
    assert (len(stands.questions), stands.relations != older.relations) == (3, True)
    assert load(bank=older, now=NOW).steps == ()
    assert exported() == stands


def test_a_circle_of_files_and_a_curators_relation_is_refused_at_the_files(
    tmp_path: Path, curator: Person
) -> None:
    first, second = question(KEYS[0]), question(KEYS[1])
    Relation.objects.filter(question__in=[first, second], to__in=[first, second]).delete()
    add(KEYS[0], 1, curator)
    new = question(ADDED)
    for begin, to in ((first, new), (new, second)):
        relate(question=begin, side=Side.FIRST, other=to, by=curator.user, why="", now=NOW)
    bank = replace(exported(KEYS), relations=(ShippedRelation(second.key, first.key, "prerequisite"),))
    write_files(tmp_path, fixture_texts(bank))
    with pytest.raises(BrokenFixture, match="in a circle: what-is-data-drift → what-is-mlops → what-is-new"):
        read_bank(sorted(tmp_path.glob("*.yaml")), here=read_database())


def test_a_file_whose_answer_a_duplicate_here_calls_wrong_is_refused(tmp_path: Path) -> None:
    """The other question is in no file, so that nothing else would find it."""
    Relation.objects.filter(question__key__in=KEYS, to__key__in=KEYS).delete()
    Relation.objects.create(question=question(KEYS[0]), to=question(KEYS[1]), kind="duplicate")
    bank = exported(KEYS[:1])
    wrong = Option.objects.filter(revision__live_for__key=KEYS[1], is_right=False).earliest("pk")
    Option.objects.filter(pk=wrong.pk).update(text=bank.questions[0].content.answer)
    write_files(tmp_path, fixture_texts(bank))
    with pytest.raises(
        BrokenFixture, match=f"{KEYS[0]} revision .*, answer: .* is a wrong option of a question that asks"
    ):
        read_bank(sorted(tmp_path.glob("*.yaml")), here=read_database())


def test_loading_other_relations_marks_memories_to_be_folded_anew(curator: Person) -> None:
    bank = exported()
    load(bank=bank, now=NOW)
    assert refold_due() is None
    load(bank=replace(bank, relations=(ShippedRelation(*KEYS, "duplicate"),)), now=NOW)
    assert refold_due() == NOW


def older_notation(tmp_path: Path, digest: str) -> Path:
    """One question in a file of its own, with the digest wherever its revision is named."""
    bank = exported()
    alone = replace(bank, questions=bank.questions[:1], relations=())
    [text] = fixture_texts(alone).values()
    path = tmp_path / "1_lifecycle.yaml"
    path.write_text(text.replace(f"revision: [{KEYS[0]}]", f"revision: [{KEYS[0]}, {digest}]"))
    return path


def test_a_file_that_names_the_digest_everywhere_says_the_same(tmp_path: Path) -> None:
    question = exported().questions[0]
    assert read_bank([older_notation(tmp_path, question.digest)]).questions == (question,)


def test_a_digest_named_elsewhere_must_be_that_of_the_revision(tmp_path: Path) -> None:
    with pytest.raises(BrokenFixture) as broken:
        read_bank([older_notation(tmp_path, "0123456789abcdef")])
    faults = broken.value.faults
    assert {fault.field for fault in faults} == {"live_revision", "revision"}
    content = exported().questions[0].content
    assert len(faults) == 1 + len(content.options) + len(content.key_points)


def test_one_changed_field_changes_the_digest_once(tmp_path: Path, curator: Person) -> None:
    before = fixture_texts(read_database())["1_lifecycle.yaml"].splitlines()
    edit(KEYS[0], 1, curator)
    texts = fixture_texts(read_database())
    after = texts["1_lifecycle.yaml"].splitlines()
    changed = [line.split(":")[0].strip() for old, line in zip(before, after, strict=True) if old != line]
    assert changed == ["digest", "change", "why", "text"]
    paths = [tmp_path / name for name in texts]
    write_files(tmp_path, texts)
    assert read_bank(sorted(paths)) == read_database()
