"""The bank as learners see it, kept in memory.

Published revisions never change, so they are read once. Which ones are live can change: `BankVersion` holds a stamp,
and a process reads the bank again when it meets a new one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from database.at_hand import AtHand
from quiz import engine
from quiz.bank.models import BankVersion, Question, Relation, Revision, Section
from quiz.bank.publication_log import first_publication, first_published
from quiz.bank.published.meanings import HAS_CHANGED, Meanings, read_meanings
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.text import shapes


@dataclass(frozen=True, slots=True)
class PublishedOption:
    slug: str
    text: str
    is_right: bool
    why: str
    tempts: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPoint:
    slug: str
    text: str
    synonyms: tuple[str, ...] = ()
    essential: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an interviewer may go on to ask, and what to say."""

    question: str
    reply: str
    tag: str = ""
    """Empty in an older revision, whose reply says what a good one holds."""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class PublishedRevision:
    """One revision with its options and key points."""

    id: int
    digest: str
    question_id: int
    key: str
    kind: str
    text: str
    answer: str
    hint: str
    explanation: str
    common_wrong: str
    difficulty: int | None
    points_needed: int
    accepted: tuple[str, ...]
    references: tuple[Mapping[str, Any], ...]
    currency_notes: tuple[Mapping[str, Any], ...]
    follow_ups: tuple[FollowUp, ...]
    senior: str
    options: tuple[PublishedOption, ...]
    points: tuple[PublishedPoint, ...]

    @property
    def right_option(self) -> PublishedOption:
        return next(option for option in self.options if option.is_right)

    @property
    def wrong_options(self) -> tuple[PublishedOption, ...]:
        return tuple(option for option in self.options if not option.is_right)

    @property
    def ways(self) -> tuple[str, ...]:
        """How it can be asked, from easy to hard."""
        choose = ("choose",) if len(self.options) >= 4 else ()
        return (*choose, "recall", *(("type",) if self.can_be_typed else ()))

    @property
    def can_be_typed(self) -> bool:
        """A machine can grade commands and code that have accepted forms, and lists that have key points."""
        return bool(
            self.accepted if self.kind in {"command", "code"} else self.kind == "list" and self.points
        )


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
_revisions: Final = AtHand[tuple[int, str], PublishedRevision](20_000)
"""By id and digest: the live ones, which the bank holds anyway, and old ones as they are met."""


def current_stamp() -> UUID | None:
    return BankVersion.objects.values_list("stamp", flat=True).first()


def published_bank(stamp: UUID | None = None) -> PublishedBank:
    """The bank as of `stamp`, which a caller may have read along with something else."""
    stamp = stamp or current_stamp()
    if stamp is None:
        return read_bank(stamp)
    return _banks.get(stamp) or _banks.keep(stamp, read_bank(stamp))


def published_revision(id: int, digest: str) -> PublishedRevision:
    """A published or retired revision, for instance an old one that was answered."""
    kept = _revisions.get((id, digest))
    return kept or remember(build_revision(with_parts(Revision.objects.filter(pk=id)).get()))


def with_parts(revisions: Any) -> Any:
    return revisions.select_related("question").prefetch_related("options", "key_points")


def build_revision(revision: Revision) -> PublishedRevision:
    """A revision as pages show it."""
    return revision_saying(content_of(revision), revision.question, id=revision.pk, digest=revision.digest)


def revision_saying(
    content: Content, question: Question, *, id: int = 0, digest: str = ""
) -> PublishedRevision:
    """These words as pages show them, also where nobody published them yet: what they leave open is left out."""
    return PublishedRevision(
        id=id,
        digest=digest,
        question_id=question.pk,
        key=question.key,
        kind=question.kind,
        text=content.text,
        answer=content.answer,
        hint=content.hint,
        explanation=content.explanation,
        common_wrong=content.common_wrong,
        difficulty=content.difficulty,
        points_needed=content.points_needed or max(1, len(content.key_points) - 1),
        accepted=tuple(content.accepted),
        references=tuple(shown(row) for row in content.references if row.get("title")),
        currency_notes=tuple(
            {**shown(note), "source": shown(note.get("source", {}))}
            for note in content.currency_notes
            if note.get("says")
        ),
        follow_ups=tuple(follow_ups_of(content)),
        senior=content.senior,
        options=tuple(PublishedOption(o.slug, o.text, o.is_right, o.why, o.tempts) for o in content.options),
        points=tuple(
            PublishedPoint(p.slug, p.text, tuple(p.synonyms), p.essential) for p in content.key_points
        ),
    )


def follow_ups_of(content: Content) -> Iterator[FollowUp]:
    """An older revision has one, in a field of its own."""
    if content.follow_up and not content.follow_ups:
        yield FollowUp(content.follow_up.get("question", ""), content.follow_up.get("good_reply", ""))
    for row in content.follow_ups:
        if row.get("question"):
            yield FollowUp(
                row["question"], row.get("reply", ""), row.get("tag", ""), tuple(row.get("points", ()))
            )


def shown(source: Mapping[str, Any]) -> Mapping[str, Any]:
    """A reference or note with the day on which it was checked as a date, and its address where that leads to the web.

    A draft may hold half of either, or something else in its place.
    """
    checked, url = source.get("checked"), source.get("url")
    return {
        **source,
        "checked": None if shapes.day(checked) else date.fromisoformat(str(checked)),
        "url": "" if shapes.address(url) else url,
    }


def remember(revision: PublishedRevision) -> PublishedRevision:
    return _revisions.keep((revision.id, revision.digest), revision)


def read_bank(stamp: UUID | None) -> PublishedBank:
    live = [remember(build_revision(r)) for r in with_parts(Revision.objects.filter(live_for__isnull=False))]
    revisions = {revision.id: revision for revision in live}
    rows = list(
        Question.objects.in_order()
        .select_related("section")
        .annotate(has_changed=HAS_CHANGED, first_published=first_publication())
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
