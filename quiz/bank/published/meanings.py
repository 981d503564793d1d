"""Which revisions of a question mean the same, as the log of publications says it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from quiz.bank.models import Revision
from quiz.bank.publication_log import Publication

FIRST = 0
"""Stands for whatever was live before the log's first line."""


@dataclass(frozen=True, slots=True)
class Change:
    """The newest publication that changed a question's meaning."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Meanings:
    """Of one question whose meaning has changed."""

    change: Change
    of: Mapping[int, int]
    """Revision to the earliest one that means the same."""

    def same(self, one: int, other: int) -> bool:
        """Whether who learned the one knows the other."""
        return self.of.get(one, self.of[FIRST]) == self.of.get(other, self.of[FIRST])


HAS_CHANGED = Exists(
    Publication.objects.filter(
        question=OuterRef("pk"), act=Publication.Act.PUBLISHED, change=Revision.Change.MEANING
    )
)
"""Of a question: whether a publication changed its meaning."""


def read_meanings(questions: Iterable[int]) -> dict[int, Meanings]:
    """Question to its meanings, where they have changed; one query, none for no questions."""
    questions = list(questions)
    lines: dict[int, list[Publication]] = defaultdict(list)
    for row in published(questions) if questions else ():
        lines[row.question_id].append(row)
    found = ((question, meanings_in(rows)) for question, rows in lines.items())
    return {question: meanings for question, meanings in found if meanings}


def published(questions: Iterable[int]) -> Iterable[Publication]:
    """How these questions came to say what they say, oldest first."""
    rows = Publication.objects.filter(question__in=questions, act=Publication.Act.PUBLISHED)
    return rows.order_by("pk")


def meanings_in(lines: Iterable[Publication]) -> Meanings | None:
    """By a question's publications, oldest first: what differs in wording alone means the same."""
    of, before, change = {FIRST: FIRST}, FIRST, None
    for line in lines:
        after, earlier = line.revision_id or FIRST, line.before_id or before
        of.setdefault(earlier, earlier)
        of.setdefault(after, after)
        if line.change == Revision.Change.MEANING:
            change = Change(line.at, line.why)
        else:
            join(of, earlier, after)
        before = after
    return Meanings(change, of) if change else None


def join(of: dict[int, int], one: int, other: int) -> None:
    """Whatever means the same as either now means the same as both."""
    kept, given_up = sorted((of[one], of[other]))
    of |= {revision: kept for revision, meaning in of.items() if meaning == given_up}
