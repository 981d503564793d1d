"""The bank as it ships: a value between the fixture files and the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from quiz.bank.drills.words import ShippedDrill
from quiz.bank.models import Relation
from quiz.bank.revisions.content import Content
from quiz.bank.revisions.digest import digest_of


@dataclass(frozen=True, slots=True)
class ShippedSection:
    slug: str
    position: int
    title: str
    source_title: str = ""

    @property
    def file_name(self) -> str:
        return f"{self.position}_{self.slug.replace('-', '_')}.yaml"


@dataclass(frozen=True)
class ShippedQuestion:
    """A question with the revision that learners see."""

    key: str
    section: str
    position: int
    kind: str
    content: Content
    retired_at: datetime | None = None
    change: str = ""
    why: str = ""

    @cached_property
    def digest(self) -> str:
        return digest_of(self.content)


@dataclass(frozen=True, slots=True, order=True)
class ShippedRelation:
    question: str
    to: str
    kind: str

    @property
    def ends(self) -> frozenset[str]:
        return frozenset((self.question, self.to))

    def __str__(self) -> str:
        return f"{self.question} → {self.to} ({self.kind})"


@dataclass(frozen=True)
class ShippedBank:
    """Sections, questions and relations, each in the bank's order."""

    sections: tuple[ShippedSection, ...]
    questions: tuple[ShippedQuestion, ...]
    relations: tuple[ShippedRelation, ...]
    drills: tuple[ShippedDrill, ...] = ()
    decided: frozenset[frozenset[str]] = field(default=frozenset(), compare=False)
    """Of the database: pairs of questions of which a curator was the last to say how they relate."""

    @property
    def asked(self) -> Iterator[ShippedQuestion]:
        """Those that are not retired."""
        return (question for question in self.questions if question.retired_at is None)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Key to its place in the whole bank."""
        return {question.key: place for place, question in enumerate(self.questions)}

    def questions_in(self, section: ShippedSection) -> Iterator[ShippedQuestion]:
        return (question for question in self.questions if question.section == section.slug)

    def relations_at(self, key: str) -> list[ShippedRelation]:
        """Those that stand with this question: the later of the two, so that both exist when the row is loaded."""
        return self.standing_with.get(key, [])

    @cached_property
    def standing_with(self) -> dict[str, list[ShippedRelation]]:
        """By the question with which they stand. Of one file alone the other may be in another file."""
        found: dict[str, list[ShippedRelation]] = {}
        for relation in self.relations:
            later = max(relation.question, relation.to, key=lambda key: self.place_of.get(key, -1))
            found.setdefault(later, []).append(relation)
        return found

    def owns(self, relation: ShippedRelation) -> bool:
        """Does this bank say how the two relate? It does where it holds both, or relates them itself."""
        return relation.ends <= self.place_of.keys() or relation.ends in self.related

    @cached_property
    def related(self) -> set[frozenset[str]]:
        return {relation.ends for relation in self.relations}

    def duplicates_of(self, key: str) -> list[Content]:
        """What the questions that ask the same say."""
        return [self.content_of[other] for other in self.same_as.get(key, ()) if other in self.content_of]

    @cached_property
    def content_of(self) -> dict[str, Content]:
        return {question.key: question.content for question in self.questions}

    @cached_property
    def same_as(self) -> dict[str, list[str]]:
        """Key to the keys of its duplicates."""
        found: dict[str, list[str]] = {}
        for row in self.relations:
            if row.kind == Relation.Kind.DUPLICATE:
                found.setdefault(row.question, []).append(row.to)
                found.setdefault(row.to, []).append(row.question)
        return found
