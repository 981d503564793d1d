"""All that a machine can say about a revision and a whole bank: what is refused, and what is below the standard."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quiz.bank.checks.checking import (
    Check,
    blocking,
    checks_beside,
    checks_of,
    failed,
    has_room,
)
from quiz.bank.checks.examples import turned_examples
from quiz.bank.checks.standards import standards_of
from quiz.bank.checks.style import Guessed
from quiz.bank.checks.teaching import bank_standards, style_standards, teaching_standards
from quiz.bank.checks.together import check_relations, check_sections
from quiz.bank.revisions.content import Content
from quiz.bank.shipped import ShippedBank

MOST_TELLING = 0.35
"""Share of the bank in which the right option may be the longest, or the shortest."""
FEWEST_TO_SHARE = 20
"""Questions with options: of fewer, a share says nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not pass, and where. One that blocks is refused on load; another is below the standard."""

    section: str
    """Empty where it is about the whole bank."""
    entry: str
    check: Check

    @property
    def words(self) -> str:
        where = (self.entry, self.check.field)
        return f"{', '.join(part for part in where if part)}: {self.check.words}"


@dataclass(frozen=True, slots=True)
class Lengths:
    """How often the right option can be told by its length."""

    asked: int
    """Questions with one right option and wrong ones."""
    longest: int
    shortest: int


def judge(content: Content, *, kind: str, duplicates: Sequence[Content] = ()) -> list[Check]:
    """Every check of one revision as its curator sees it: what blocks, and what is advice."""
    return [*checks_beside(content, duplicates), *advice_on(content, kind, duplicates)]


def advice_on(content: Content, kind: str, duplicates: Sequence[Content]) -> list[Check]:
    """Where it falls short. What is longer than it may be is refused, and not measured."""
    if not has_room(content):
        return []
    return [
        *standards_of(content, kind, duplicates),
        *teaching_standards(content, kind),
        *turned_examples(content, kind),
    ]


def findings(bank: ShippedBank) -> Iterator[Finding]:
    """What does not pass in a whole bank. A retired question need not meet the standard."""
    for question in bank.questions:
        same = bank.duplicates_of(question.key)
        found = blocking(checks_of(question.content, same))
        if question.retired_at is None:
            found += advice_on(question.content, question.kind, same)
        yield from (Finding(question.section, question.key, check) for check in found)
    sections = {question.key: question.section for question in bank.questions}
    for relation, words in check_relations(bank):
        yield Finding(sections.get(relation.question, ""), str(relation), failed("to", words))
    for section, words in check_sections(bank):
        yield Finding(section, section, failed("position", words))
    yield from (Finding("", "", check) for check in check_lengths(lengths_in(bank)))
    asked = [question.content for question in bank.questions if question.retired_at is None]
    yield from (Finding("", "", check) for check in bank_standards(asked))


def style_findings(bank: ShippedBank, measured: Mapping[str, Guessed]) -> Iterator[Finding]:
    """What can be guessed by style alone, which takes some seconds to measure (`style_of`)."""
    sections = {question.key: question.section for question in bank.questions}
    for key, check in style_standards(measured):
        yield Finding(sections.get(key, ""), key, check)


def lengths_in(bank: ShippedBank) -> Lengths:
    rows = [
        (len(content.right_options[0].text), [len(option.text) for option in content.wrong_options])
        for question in bank.questions
        if (content := question.content).wrong_options and len(content.right_options) == 1
    ]
    return Lengths(
        asked=len(rows),
        longest=sum(right > max(wrong) for right, wrong in rows),
        shortest=sum(right < min(wrong) for right, wrong in rows),
    )


def check_lengths(lengths: Lengths) -> Iterator[Check]:
    if lengths.asked < FEWEST_TO_SHARE:
        return
    most = int(MOST_TELLING * lengths.asked)
    longest = _(
        "The right option is the longest in %(count)d of %(asked)d: shorten it in some, to %(most)d at most"
    )
    shortest = _(
        "The right option is the shortest in %(count)d of %(asked)d: lengthen it in some, to %(most)d at most"
    )
    for count, words in ((lengths.longest, longest), (lengths.shortest, shortest)):
        if count > most:
            yield failed(
                "options", words % {"count": count, "asked": lengths.asked, "most": most}, blocks=False
            )
