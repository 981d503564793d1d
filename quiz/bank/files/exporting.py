"""The bank of this database as it would ship: what learners see, retired questions too, without drafts and history."""

from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from quiz.bank.drills.models import DrillRevision
from quiz.bank.drills.words import ShippedDrill, words_of
from quiz.bank.files.writing import fixture_texts, write_files
from quiz.bank.models import Question, Relation, Revision, Section
from quiz.bank.publication_log import Publication, decided_pairs, latest_of
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from quiz.bank.shipped import ShippedBank, ShippedQuestion, ShippedRelation, ShippedSection


def export_bank(*, to: Path) -> list[Path]:
    """Writes the fixture files into a folder, and returns those that changed. Reads the bank in one transaction."""
    return write_files(to, fixture_texts(read_database()))


@transaction.atomic
def read_database() -> ShippedBank:
    """Questions that were never published are no part of it."""
    rows = published_questions()
    published = latest_of(row.live_revision for row in rows if row.live_revision)
    questions = tuple(shipped_question(row, published) for row in rows)
    places = {question.key: place for place, question in enumerate(questions)}
    pairs = Relation.objects.values_list("question__key", "to__key", "kind")
    relations = [ShippedRelation(*pair) for pair in pairs if pair[0] in places and pair[1] in places]
    relations.sort(key=lambda row: (places[row.question], places[row.to], row.kind))
    return ShippedBank(
        tuple(map(shipped_section, Section.objects.order_by("position"))),
        questions,
        tuple(relations),
        tuple(map(shipped_drill, DrillRevision.objects.live())),
        decided=decided_pairs(),
    )


def published_questions() -> list[Question]:
    rows = (
        Question.objects.in_order()
        .filter(live_revision__isnull=False)
        .select_related("section", "live_revision")
    )
    return list(rows.prefetch_related("live_revision__options", "live_revision__key_points"))


def shipped_section(row: Section) -> ShippedSection:
    return ShippedSection(row.slug, row.position, row.title, row.source_title)


def shipped_question(row: Question, published: Mapping[int, Publication]) -> ShippedQuestion:
    """With what its last publication says of the change; what came by `loaddata` says it itself."""
    revision = row.live_revision
    assert revision is not None, "only published questions are read"  # noqa: S101
    told = published.get(revision.pk, revision)
    return ShippedQuestion(
        key=row.key,
        section=row.section.slug,
        position=row.position,
        kind=row.kind,
        content=content_of(revision),
        retired_at=row.retired_at,
        change=told.change,
        why=told.why,
    )


def shipped_drill(live: DrillRevision) -> ShippedDrill:
    drill = live.drill
    return ShippedDrill(drill.key, drill.position, drill.kind, words_of(live), drill.retired_at)


def altered_revisions() -> list[Revision]:
    """Published and retired revisions whose words are not those of their digest."""
    rows = Revision.objects.exclude(status__in=Revision.OPEN).select_related("question")
    return [
        row
        for row in rows.prefetch_related("options", "key_points")
        if digest_of(content_of(row)) != row.digest
    ]
