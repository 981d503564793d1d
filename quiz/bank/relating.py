"""How questions relate, in a curator's hands. Each change is a line of the log, and memories are to be folded anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.checks.checking import check_duplicates
from quiz.bank.checks.together import circle_in
from quiz.bank.editing.refolding import mark_refold_due
from quiz.bank.models import BankVersion, Question, Relation, Revision
from quiz.bank.publication_log import Publication, note
from quiz.bank.revisions.content import Content, content_of

if TYPE_CHECKING:
    from accounts.models import User


class NotRelatable(Exception):
    """These two cannot relate so; `words` says why."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


class RelatedNoMore(Exception):
    """Someone else removed the relation meanwhile."""


class Side(models.TextChoices):
    """What another question is to the one at hand."""

    FIRST = "first", gettext_lazy("Know this first")
    LEADS_TO = "leads-to", gettext_lazy("Leads to")
    MIXED_UP = "mixed-up", gettext_lazy("Often mixed up with")
    SAME = "same", gettext_lazy("Asks the same as")


KINDS = {
    Side.FIRST: Relation.Kind.PREREQUISITE,
    Side.LEADS_TO: Relation.Kind.PREREQUISITE,
    Side.MIXED_UP: Relation.Kind.CONFUSABLE,
    Side.SAME: Relation.Kind.DUPLICATE,
}
PRECEDES = Relation.Kind.PREREQUISITE


@dataclass(frozen=True, slots=True)
class Related:
    """Another question, as the one at hand has it."""

    relation: Relation
    side: Side
    other: Question
    text: str
    """The other's words: what is live, else its draft."""

    @property
    def is_asked(self) -> bool:
        return self.other.live_revision_id is not None and self.other.retired_at is None

    @property
    def state(self) -> str:
        """Why the other is not asked; empty where it is."""
        if self.other.retired_at is not None:
            return _("retired")
        return _("not published yet") if self.other.live_revision_id is None else ""

    @property
    def breaks(self) -> str:
        """What becomes of the other when the one at hand is retired; empty where nothing does."""
        if not self.is_asked:
            return ""
        return {
            Side.FIRST: "",
            Side.LEADS_TO: _("It no longer has this question to know first."),
            Side.MIXED_UP: _("It is no longer shown beside this question when someone is stuck."),
            Side.SAME: _("It asks the same, and is still asked."),
        }[self.side]


@transaction.atomic
def relate(
    *, question: Question, side: Side, other: Question, by: "User | None", why: str, now: datetime
) -> Relation:
    """The other question becomes this to the one at hand. One transaction. Raises `NotRelatable`."""
    if question.pk == other.pk:
        raise NotRelatable(_("A question cannot relate to itself."))
    if not lock_both(question, other):
        raise NotRelatable(_("One of the two was deleted meanwhile."))
    begin, to = (other, question) if side is Side.LEADS_TO else (question, other)
    refuse_twice(begin, to)
    if KINDS[side] == PRECEDES:
        refuse_circle(begin, to)
    if side is Side.SAME:
        refuse_disagreement(begin, to)
    relation = Relation.objects.create(question=begin, to=to, kind=KINDS[side])
    note_change(Publication.Act.RELATED, relation, by=by, why=why, now=now)
    return relation


@transaction.atomic
def unrelate(*, relation: Relation, by: "User | None", why: str, now: datetime) -> None:
    """The two relate no more. One transaction. Raises `RelatedNoMore`."""
    lock_both(relation.question, relation.to)
    stored = Relation.objects.select_related("question", "to").filter(pk=relation.pk).first()
    if stored is None:
        raise RelatedNoMore
    note_change(Publication.Act.UNRELATED, stored, by=by, why=why, now=now)
    stored.delete()


def note_change(
    act: Publication.Act, relation: Relation, *, by: "User | None", why: str, now: datetime
) -> None:
    """In the transaction of the change itself."""
    note(act, relation.question, to=relation.to, relation=relation.kind, by=by, why=why, now=now)
    mark_refold_due(now)


def lock_both(question: Question, other: Question) -> bool:
    """In one order, and after them the bank: changes of relations come one after the other, as circles may be long.

    False where one of them is gone.
    """
    ends = Question.objects.select_for_update().filter(pk__in=[question.pk, other.pk])
    found = list(ends.order_by("pk"))
    BankVersion.objects.get_or_create(pk=1)
    BankVersion.objects.select_for_update().get(pk=1)
    return len(found) == len({question.pk, other.pk})


def refuse_twice(question: Question, to: Question) -> None:
    both = [question, to]
    if row := Relation.objects.filter(question__in=both, to__in=both).first():
        words = _("These two are related already, as “%(kind)s”. Remove that first.")
        raise NotRelatable(words % {"kind": row.get_kind_display()})


def refuse_circle(question: Question, to: Question) -> None:
    pairs = Relation.objects.filter(kind=PRECEDES).values_list("question__key", "to__key")
    if circle := circle_in([*pairs, (question.key, to.key)]):
        words = _("Nothing in this circle could be asked first: %(path)s.")
        raise NotRelatable(words % {"path": " → ".join(circle)})


def refuse_disagreement(question: Question, to: Question) -> None:
    """A wrong option of one must not be what the other calls right."""
    for one, other in ((question, to), (to, question)):
        faults = check_duplicates(words_of(one), [words_of(other)])
        if wrong := [check for check in faults if not check.passed]:
            words = _("They do not ask the same. Of “%(key)s”: %(fault)s.")
            raise NotRelatable(words % {"key": one.key, "fault": wrong[0].words})


def words_of(question: Question) -> Content:
    """What is live, else the draft."""
    shown = question.live_revision or question.revisions.open().first()
    return content_of(shown) if shown else Content(text="", answer="")


def relations_of(question: Question) -> Sequence[Related]:
    """All that relates to it, both ways, in the order in which the sides are told; four queries at most."""
    rows = list(rows_of(question))
    texts = texts_of([other for _relation, _side, other in rows])
    order = list(Side)
    found = [Related(row, side, other, texts.get(other.pk, "")) for row, side, other in rows]
    return sorted(found, key=lambda each: (order.index(each.side), each.relation.pk))


def broken_by_retiring(question: Question) -> list[Related]:
    """Those of its relations that retiring it changes for another question."""
    return [each for each in relations_of(question) if each.breaks]


def rows_of(question: Question) -> Iterator[tuple[Relation, Side, Question]]:
    own = {kind: side for side, kind in KINDS.items() if side is not Side.LEADS_TO}
    for row in question.relations.select_related("to"):
        yield row, own[Relation.Kind(row.kind)], row.to
    for row in question.related_from.select_related("question"):
        side = Side.LEADS_TO if row.kind == PRECEDES else own[Relation.Kind(row.kind)]
        yield row, side, row.question


def texts_of(questions: Sequence[Question]) -> dict[int, str]:
    """Question to its words: what is live, else the draft; one query."""
    shown = Revision.objects.filter(question__in=questions).filter(
        models.Q(live_for__isnull=False) | models.Q(status__in=Revision.OPEN)
    )
    rows = shown.order_by(models.F("live_for").asc(nulls_first=True)).values_list("question_id", "text")
    return dict(rows)
