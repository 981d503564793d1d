"""The examples of a revision: typed answers that the machine is to accept, or to refuse, each tried anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quiz import grading
from quiz.bank.checks.checking import Check, failed, has_room
from quiz.bank.models import Question
from quiz.bank.published import revision_saying
from quiz.bank.published.typed import question_to_grade
from quiz.bank.revisions.content import Content, ExampleContent
from quiz.bank.text.shapes import in_one_line

MOST_SHOWN = 80
"""Characters of an example in a sentence."""


@dataclass(frozen=True, slots=True)
class Turned:
    """An example that the machine grades otherwise than it was kept."""

    row: int
    """Of the content's examples, from 0."""
    example: ExampleContent
    verdict: grading.Judgement

    @property
    def words(self) -> str:
        said = {"answer": in_a_sentence(self.example.text)}
        if not self.example.accepted:
            return _("“%(answer)s” was kept as rejected, and is accepted now") % said
        if self.verdict == "unsure":
            return _("“%(answer)s” was kept as accepted, and the machine is not sure of it now") % said
        return _("“%(answer)s” was kept as accepted, and is rejected now") % said


def in_a_sentence(text: str) -> str:
    shown = in_one_line(text)
    return f"{shown[:MOST_SHOWN]}…" if len(shown) > MOST_SHOWN else shown


def turned(content: Content, kind: str) -> list[Turned]:
    """Those examples which these words grade otherwise than they were kept, as practice would grade them.

    Milliseconds each. What is longer than it may be is refused, and not tried.
    """
    if not content.examples or not has_room(content):
        return []
    question = question_to_grade(revision_saying(content, Question(key="", kind=kind)))
    verdicts = [grading.grade(question, example.text) for example in content.examples]
    return [
        Turned(row, example, verdict.verdict)
        for row, (example, verdict) in enumerate(zip(content.examples, verdicts, strict=True))
        if verdict.is_accepted != example.accepted
    ]


def turned_examples(content: Content, kind: str) -> Iterator[Check]:
    """To be looked at, and no reason to refuse the words: it may be the example that is wrong."""
    for each in turned(content, kind):
        yield failed("examples", each.words, blocks=False, row=each.row, part="text")
