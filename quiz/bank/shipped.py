"""The bank as it ships: a value between the fixture files and the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from quiz.bank.content import Content
from quiz.bank.digest import digest_of
from quiz.bank.drills import ShippedDrill
from quiz.bank.models import Relation


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

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Key to its place in the whole bank."""
        return {question.key: place for place, question in enumerate(self.questions)}

    def questions_in(self, section: ShippedSection) -> Iterator[ShippedQuestion]:
        return (question for question in self.questions if question.section == section.slug)

    def relations_at(self, key: str) -> list[ShippedRelation]:
        """Those that stand with this question: the later of the two, so that both exist when the row is loaded."""
        at = self.place_of[key]
        return [relation for relation in self.relations if self.later_end(relation) == at]

    def later_end(self, relation: ShippedRelation) -> int:
        return max(self.place_of[relation.question], self.place_of[relation.to])

    def owns(self, relation: ShippedRelation) -> bool:
        """Does this bank say how the two relate? It does where it holds both, or relates them itself."""
        return relation.ends <= self.place_of.keys() or relation.ends in self.related

    @cached_property
    def related(self) -> set[frozenset[str]]:
        return {relation.ends for relation in self.relations}

    def duplicates_of(self, key: str) -> list[Content]:
        """What the questions that ask the same say."""
        contents = {question.key: question.content for question in self.questions}
        pairs = [(row.question, row.to) for row in self.relations if row.kind == Relation.Kind.DUPLICATE]
        others = [to if question == key else question for question, to in pairs if key in (question, to)]
        return [contents[other] for other in others if other in contents]
