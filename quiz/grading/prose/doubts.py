"""What speaks against an answer that names enough: another kind of thing, or somebody else's work."""

import re

from quiz.grading.prose.opposites import held, stems_of
from quiz.grading.prose.sentences import Words, stem
from quiz.grading.verdict import GradingQuestion, Lure
from quiz.grading.word_sets import word_set

KINDS = word_set("""
    tool product platform software server database library language framework person dashboard script
""")
NAMING = re.compile(r"^(?:\w+ ){1,4}(?:is|are) (?:just |only |basically )?(?:a|an|the) (?:\w+ ){0,2}?(\w+)\b")
HANDING_ON = re.compile(r"\b(?:asks?|tells?|orders?) (?:\w+ ){1,5}to \w+")
"""Whoever asks another one to do the work does not do it."""


def wrong_kind(question: GradingQuestion, words: Words) -> Lure | None:
    """The wrong answer that calls it the same kind of thing, which nothing right does: "is a tool"."""
    match = NAMING.match(" ".join(words.raw))
    kind = match[1].removesuffix("s") if match else ""
    if kind not in KINDS or stem(kind) in held(question).told:
        return None
    return next((lure for lure in question.wrong if stem(kind) in stems_of(lure.text)), None)


def hands_on(words: Words) -> bool:
    return HANDING_ON.search(" ".join(words.raw)) is not None
