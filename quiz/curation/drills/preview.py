"""A drill as its readers will see it: the library's own page, of words that may be unfinished."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.bank.checks.checking import blocking
from quiz.bank.drills.checking import judge
from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.drills.words import DrillWords
from quiz.bank.published import published_bank
from quiz.curation.drills.checked import in_words
from quiz.mastery.library.drills import DrillPage, page_of


@dataclass(frozen=True, slots=True)
class Preview:
    page: DrillPage
    unfinished: Sequence[str]
    """What is wrong with the words, in sentences."""
    template: str = "library/drill.html#drill"


def build_preview(drill: Drill, words: DrillWords, unread: Iterable[str] = ()) -> Preview:
    """`unread` says what could not be read."""
    revision = DrillRevision(drill=drill, **words.said())
    return Preview(page_of(published_bank(), revision), [*unread, *map(in_words, blocking(judge(words)))])
