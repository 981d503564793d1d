"""The answers that tell which questions mislead: each current member's first since joining, given without help."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Max

from quiz.bank.models import Option, Revision
from quiz.bank.published import PublishedBank, PublishedOption
from quiz.cohorts.answers.answers_since import AnswerSeen, answers_of
from quiz.cohorts.models import Cohort


class First(NamedTuple):
    """One of them. From here on it is nobody's: no page made of these can name a person."""

    key: str
    way: str
    is_right: bool
    option: str = ""
    """Slug of the option chosen; empty for all other ways, and for *I don't know*."""
    revision_id: int = 0
    """The revision that was answered."""


Gone = Mapping[tuple[int, str], PublishedOption]
"""Options that their question no longer has, by the revision that was answered and their slug."""


def firsts_of(
    cohort: Cohort, keys: Collection[str], bank: PublishedBank, known: list[First] | None = None
) -> tuple[list[First], Gone]:
    """Two queries, none where they are `known`; and two more where questions have changed since they were answered."""
    firsts = unaided_firsts(answers_of(cohort, keys, bank)) if known is None else known
    live = {bank.questions[key].revision.id for key in keys}
    if all(first.revision_id in live for first in firsts):
        return firsts, {}
    firsts = of_the_same_meaning(firsts, bank)
    return firsts, options_gone({first.revision_id for first in firsts} - live)


def unaided_firsts(answers: Iterable[AnswerSeen]) -> list[First]:
    """Of answers in their order. Whoever had help with the first has none: a later one knows the answer."""
    firsts: dict[tuple[UUID, str], AnswerSeen] = {}
    for answer in answers:
        firsts.setdefault((answer.user_id, answer.key), answer)
    return [
        First(one.key, one.way, one.is_right, one.option, one.revision_id)
        for one in firsts.values()
        if not (one.was_hinted or one.was_read)
    ]


def of_the_same_meaning(firsts: Iterable[First], bank: PublishedBank) -> list[First]:
    """Without answers to what a question meant before its meaning was changed. One query."""
    changed = Revision.objects.filter(change=Revision.Change.MEANING, pk__lte=F("question__live_revision"))
    since = dict(changed.values("question").annotate(since=Max("pk")).values_list("question", "since"))
    return [first for first in firsts if first.revision_id >= since.get(bank.id_of[first.key], 0)]


def options_gone(revisions: Collection[int]) -> Gone:
    """All options of these revisions, in one query."""
    return {
        (option.revision_id, option.slug): PublishedOption(
            option.slug, option.text, option.is_right, option.why, option.tempts
        )
        for option in Option.objects.filter(revision__in=revisions)
    }
