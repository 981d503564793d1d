"""The bank as learners see it, kept in memory.

Which revisions are live can change: `BankVersion` holds a stamp, and a process reads the bank again when it meets a new
one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final
from uuid import UUID

from database.at_hand import AtHand
from quiz import engine
from quiz.bank.models import BankVersion, Question, Relation, Revision, Section
from quiz.bank.publication_log import first_publications, first_published
from quiz.bank.published.meanings import HAS_CHANGED, Meanings, read_meanings
from quiz.bank.published.revision import PublishedRevision, build_revision, remember, with_parts


@dataclass(frozen=True)
class PublishedSection:
    slug: str
    position: int
    title: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublishedQuestion:
    """A question that learners can be asked, with its live revision."""

    id: int
    key: str
    number: int
    """Its place in the whole bank, from 1."""
    position: int
    section: PublishedSection
    revision: PublishedRevision
    since: datetime | None = None
    """When it was first published; none where it came with the first fixtures."""


@dataclass(frozen=True)
class PublishedBank:
    """All that can be asked, in the bank's order."""

    stamp: UUID | None
    sections: tuple[PublishedSection, ...]
    questions: Mapping[str, PublishedQuestion]
    known: Mapping[str, engine.Question]
    """Every question there ever was, retired ones too, as the engine knows them: what the log can speak of."""
    key_of: Mapping[int, str]
    """Question id to key, retired ones too."""
    related: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Key to (kind, other key), both ways for duplicates and confusables."""
    meanings: Mapping[str, Meanings] = field(default_factory=dict)
    """Of the questions that can be asked, those whose meaning has changed."""

    @property
    def meant_at(self) -> UUID | None:
        """The stamp where a meaning has changed: what was learned is then to be held against it."""
        return self.stamp if self.meanings else None

    @cached_property
    def askable(self) -> Mapping[str, engine.Question]:
        return {key: self.known[key] for key in self.questions}

    @cached_property
    def id_of(self) -> Mapping[str, int]:
        return {key: id for id, key in self.key_of.items()}


_banks: Final = AtHand[UUID, PublishedBank](1)
"""The newest, by its stamp."""


def current_stamp() -> UUID | None:
    return BankVersion.objects.values_list("stamp", flat=True).first()


def published_bank(stamp: UUID | None = None) -> PublishedBank:
    """The bank as of `stamp`, which a caller may have read along with something else."""
    stamp = stamp or current_stamp()
    if stamp is None:
        return read_bank(stamp)
    return _banks.get(stamp) or _banks.keep(stamp, read_bank(stamp))


def read_bank(stamp: UUID | None) -> PublishedBank:
    live = [remember(build_revision(r)) for r in with_parts(Revision.objects.filter(live_for__isnull=False))]
    revisions = {revision.id: revision for revision in live}
    rows = list(
        Question.objects.in_order()
        .select_related("section")
        .annotate(has_changed=HAS_CHANGED, **first_publications())
    )
    key_of = {row.pk: row.key for row in rows}
    related = read_relations(key_of)
    asked = [row for row in rows if row.live_revision_id is not None and row.retired_at is None]
    sections, since = read_sections(asked), first_published(rows)
    questions = {
        row.key: PublishedQuestion(
            row.pk,
            row.key,
            number,
            row.position,
            sections[row.section_id],
            revisions[row.live_revision_id],  # type: ignore[index]
            since.get(row.pk),
        )
        for number, row in enumerate(asked, start=1)
    }
    known = {row.key: engine_question(row, revisions, related) for row in rows}
    changed = [row.pk for row in asked if row.has_changed]  # type: ignore[attr-defined]
    meanings = {key_of[question]: each for question, each in read_meanings(changed).items()}
    return PublishedBank(stamp, tuple(sections.values()), questions, known, key_of, related, meanings)


def read_sections(asked: list[Question]) -> dict[int, PublishedSection]:
    keys: dict[int, list[str]] = {}
    for row in asked:
        keys.setdefault(row.section_id, []).append(row.key)
    return {
        section.pk: PublishedSection(
            section.slug, section.position, section.title, tuple(keys.get(section.pk, ()))
        )
        for section in Section.objects.order_by("position")
    }


def read_relations(key_of: Mapping[int, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    related: dict[str, list[tuple[str, str]]] = {}
    for question, to, kind in Relation.objects.order_by("id").values_list("question_id", "to_id", "kind"):
        related.setdefault(key_of[question], []).append((kind, key_of[to]))
        if kind != Relation.Kind.PREREQUISITE:
            related.setdefault(key_of[to], []).append((kind, key_of[question]))
    return {key: tuple(pairs) for key, pairs in related.items()}


def engine_question(
    row: Question,
    revisions: Mapping[int, PublishedRevision],
    related: Mapping[str, tuple[tuple[str, str], ...]],
) -> engine.Question:
    revision = revisions.get(row.live_revision_id or 0)
    others = related.get(row.key, ())
    return engine.Question(
        key=row.key,
        section=row.section.position,
        duplicates=frozenset(key for kind, key in others if kind == Relation.Kind.DUPLICATE),
        overlaps=frozenset(key for kind, key in others if kind == Relation.Kind.CONFUSABLE),
        prerequisites=frozenset(key for kind, key in others if kind == Relation.Kind.PREREQUISITE),
        difficulty=revision.difficulty if revision else None,
        ways=revision.ways if revision else ("recall",),
    )
