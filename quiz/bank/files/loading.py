"""Loading the fixtures into a database where curators and learners are at work already."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, TextChoices
from django.utils.translation import gettext_lazy as _

from quiz.bank.drills.models import Drill
from quiz.bank.editing.publishing import DraftIsOpen
from quiz.bank.editing.refolding import mark_refold_due
from quiz.bank.files.drills import settle_drills
from quiz.bank.files.meeting import Change, Step, settle_words
from quiz.bank.last_shipped import keep_shipped, keep_waiting
from quiz.bank.models import BankVersion, Question, Relation, Section
from quiz.bank.publication_log import SHIPPED, Origin, Publication, decided_pairs, last_of, note
from quiz.bank.shipped import ShippedBank, ShippedQuestion, ShippedRelation, ShippedSection

PARKED = 10_000
"""Added to positions while they are handed out anew, so that two can change places."""


class Kept(TextChoices):
    """What stayed as a curator decided, though the files say otherwise."""

    RELATED = "related", _("not in the files, and stays, as a curator decided here")
    UNRELATED = "unrelated", _("in the files, and left out, as a curator decided here")
    RETIRED = "retired", _("asked in the files, and stays retired, as a curator decided here")
    ASKED = "asked", _("retired in the files, and is still asked, as a curator decided here")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was changed, and what a curator should know besides."""

    steps: tuple[Step, ...]
    waiting: tuple[str, ...]
    """Edited here, newer in the fixtures, and with a draft open: nothing was done."""
    missing: tuple[str, ...]
    """In these sections here, but not in the fixtures: left alone."""
    kept: tuple[tuple[str, Kept], ...]
    """Relations, questions and drills, each with why it is not as in the fixtures."""
    begun: tuple[str, ...]
    """Begun here and never published, under a key of the fixtures: their words are live, beside the draft."""


@transaction.atomic
def load(*, bank: ShippedBank, now: datetime, dry_run: bool = False, origin: Origin = SHIPPED) -> Loaded:
    """Brings a checked bank into the database, in one transaction; `dry_run` rolls it back.

    What nobody edited here is updated; what was edited here stays, and the newer words become a proposal. What
    learners did is never touched.
    """
    is_here, begun = BankVersion.objects.exists(), tuple(begun_here(bank))
    steps = [
        *settle_sections(bank),
        *settle_questions(bank),
        *settle_relations(bank, now, origin),
    ]
    drilled, waiting = settle_drills(bank.drills, now, origin)
    steps += drilled
    for question, shipped in pairs(bank):
        try:
            steps += settle_words(question, shipped, now, origin)
            keep_shipped(question, shipped)
        except DraftIsOpen:
            waiting.append(question.key)
            keep_waiting(question, shipped, now)
        steps += settle_retirement(question, shipped, now, origin)
    if {Change.RELATED, Change.UNRELATED}.intersection(step.change for step in steps) and is_here:
        mark_refold_due(now)
    if steps or not is_here:
        BankVersion.renew()
    loaded = Loaded(
        tuple(steps), tuple(waiting), tuple(missing_from(bank)), tuple(kept_otherwise(bank)), begun
    )
    transaction.set_rollback(dry_run)
    return loaded


def settle_sections(bank: ShippedBank) -> Iterator[Step]:
    here = {section.slug: section for section in Section.objects.select_for_update()}
    changed = [row for row in bank.sections if row.slug in here and differs(here[row.slug], row)]
    for row in changed:
        Section.objects.filter(slug=row.slug).update(position=F("position") + PARKED)
    for row in bank.sections:
        if row in changed or row.slug not in here:
            Section.objects.update_or_create(slug=row.slug, defaults=asdict(row))
            yield Step(Change.SECTION_CHANGED if row in changed else Change.SECTION_ADDED, row.slug)


def differs(section: Section, shipped: ShippedSection) -> bool:
    return any(getattr(section, name) != value for name, value in asdict(shipped).items())


def settle_questions(bank: ShippedBank) -> Iterator[Step]:
    """Gives every question its place and kind. One that is only here makes room at its section's end."""
    sections = {section.slug: section.pk for section in Section.objects.all()}
    here = {question.key: question for question in Question.objects.select_for_update()}
    wanted = {row.key: (sections[row.section], row.position, row.kind) for row in bank.questions}
    taken = {(section, position) for section, position, _ in wanted.values()}
    for row in here.values():
        if row.key not in wanted and (row.section_id, row.position) in taken:
            wanted[row.key] = (row.section_id, free_position(row.section_id, taken, here.values()), row.kind)
            taken.add(wanted[row.key][:2])
    moved = [key for key, place in wanted.items() if key in here and place != place_of(here[key])]
    Question.objects.filter(key__in=moved).update(position=F("position") + PARKED)
    for key, (section, position, kind) in wanted.items():
        if key in moved:
            Question.objects.filter(key=key).update(section=section, position=position, kind=kind)
            yield Step(Change.MOVED, f"{key}: position {position}, {kind}")
        elif key not in here:
            Question.objects.create(key=key, section_id=section, position=position, kind=kind)


def place_of(question: Question) -> tuple[int, int, str]:
    return question.section_id, question.position, question.kind


def free_position(section: int, taken: Iterable[tuple[int, int]], here: Iterable[Question]) -> int:
    used = [position for at, position in taken if at == section]
    return 1 + max([*used, *(row.position for row in here if row.section_id == section)])


def settle_relations(bank: ShippedBank, now: datetime, origin: Origin) -> Iterator[Step]:
    """The files say how their questions relate, but for what a curator decided here; other relations stay."""
    decided, here = decided_pairs(), relations_here()
    ids = dict(Question.objects.values_list("key", "pk"))
    for relation, row in here.items():
        if bank.owns(relation) and relation not in bank.relations and relation.ends not in decided:
            note_relation(Publication.Act.UNRELATED, row, now, origin)
            row.delete()
            yield Step(Change.UNRELATED, str(relation))
    for relation in bank.relations:
        if relation not in here and relation.ends not in decided:
            question, to = ids[relation.question], ids[relation.to]
            row = Relation.objects.create(question_id=question, to_id=to, kind=relation.kind)
            note_relation(Publication.Act.RELATED, row, now, origin)
            yield Step(Change.RELATED, str(relation))


def relations_here() -> dict[ShippedRelation, Relation]:
    rows = Relation.objects.select_related("question", "to")
    return {ShippedRelation(row.question.key, row.to.key, row.kind): row for row in rows}


def note_relation(act: Publication.Act, relation: Relation, now: datetime, origin: Origin) -> None:
    note(
        act,
        relation.question,
        to=relation.to,
        relation=relation.kind,
        by=origin.by,
        file=origin.file,
        now=now,
    )


def pairs(bank: ShippedBank) -> Iterator[tuple[Question, ShippedQuestion]]:
    rows = Question.objects.filter(key__in=bank.place_of).select_related("live_revision", "shipped")
    here = {row.key: row for row in rows}
    return ((here[shipped.key], shipped) for shipped in bank.questions)


def settle_retirement(
    question: Question, shipped: ShippedQuestion, now: datetime, origin: Origin
) -> list[Step]:
    """Retires and brings back as the files say, but for what a curator decided here about it."""
    if question.retired_at == shipped.retired_at or is_decided_here(question):
        return []
    Question.objects.filter(pk=question.pk).update(retired_at=shipped.retired_at)
    act, change = (
        (Publication.Act.RETIRED, Change.RETIRED)
        if shipped.retired_at
        else (Publication.Act.BROUGHT_BACK, Change.BROUGHT_BACK)
    )
    note(act, question, by=origin.by, file=origin.file, now=shipped.retired_at or now)
    return [Step(change, question.key)]


def is_decided_here(question: Question) -> bool:
    """Whether a curator retired it, or else was the last to publish it or bring it back."""
    acts = Publication.Act
    settled = (acts.RETIRED,) if question.retired_at else (acts.PUBLISHED, acts.BROUGHT_BACK)
    last = last_of(question, *settled)
    return last is not None and last.source != Publication.Source.FILES


def kept_otherwise(bank: ShippedBank) -> Iterator[tuple[str, Kept]]:
    """Once all else is as the files say."""
    here = relations_here()
    for relation in sorted({*here, *bank.relations}):
        if bank.owns(relation) and (relation in here) != (relation in bank.relations):
            yield str(relation), Kept.RELATED if relation in here else Kept.UNRELATED
    shipped = {row.key: row.retired_at is None for row in bank.questions}
    shipped |= {row.key: row.retired_at is None for row in bank.drills}
    for model in (Question, Drill):
        for key, retired_at in model.objects.filter(key__in=shipped).values_list("key", "retired_at"):
            if (retired_at is None) != shipped[key]:
                yield key, Kept.RETIRED if retired_at else Kept.ASKED


def begun_here(bank: ShippedBank) -> Iterable[str]:
    rows = Question.objects.in_order().filter(key__in=bank.place_of, live_revision=None)
    return rows.values_list("key", flat=True)


def missing_from(bank: ShippedBank) -> Iterable[str]:
    rows = Question.objects.in_order().filter(section__slug__in=[section.slug for section in bank.sections])
    return rows.exclude(key__in=bank.place_of).values_list("key", flat=True)
