"""What speaks against an answer that names enough: another kind of thing, or somebody else's work."""

import re

from quiz.grading.plain_text import plain
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
NOT = r"(?:\b(?:not|never|hardly|nor|neither|nobody|no one)|n't)"
FALSE = r"(?:false|wrong|incorrect|mistaken|a (?:mistake|lie)|an error)"
ENDS = r"(?=\W*(?:$|[.,;:!?\n]))"
DISCLAIMING = re.compile(
    r"\b(?:myth|misconception|fallacy|nonsense|untrue|contrary|not at all|no way|far from it)\b"
    r"|\b(?:the opposite (?:is|of)|the other way a?round|common (?:error|mistake)|wrongly \w+ that)\b"
    rf"|{NOT} (?:really |exactly |quite |at all )?(?:true\b(?! any ?more)|the case\b|so{ENDS})"
    rf"|{NOT} (?:\w+ )?(?:think|believe|say|claim|agree|mean|suppose|imagine)s?\b"
    rf"|\b{FALSE} (?:that|to|claim)\b"
    rf"|(?<!what )(?<!thing )(?:\b(?:is|are|be|sounds)|'s):? (?:just |simply |completely )?{FALSE}{ENDS}"
    rf"|(?:^|[\n.!?]) {0, 3}(?:no|nope|false|wrong) {0, 3}(?:$|[:.,;!])|\bnot\W*$"
    r"|\b(?:doubt|deny|denies|dispute|disagree|impossible|unlikely)s? (?:\w+ )?(?:that|to|if|whether|with)\b"
    r"|(?:not sure|unsure|not certain|n't know|not know|no idea|unclear|n't remember|forgot)"
    r" (?:if|whether|that|what|which|how)\b"
)
"""Who takes a whole sentence back; what is denied within one, the sentence itself says."""


def wrong_kind(question: GradingQuestion, words: Words) -> Lure | None:
    """The wrong answer that calls it the same kind of thing, which nothing right does: "is a tool"."""
    match = NAMING.match(" ".join(words.raw))
    kind = match[1].removesuffix("s") if match else ""
    if kind not in KINDS or stem(kind) in held(question).told:
        return None
    return next((lure for lure in question.wrong if stem(kind) in stems_of(lure.text)), None)


def hands_on(words: Words) -> bool:
    return HANDING_ON.search(" ".join(words.raw)) is not None


def disclaims(answer: str) -> bool:
    """Whether it says of something that it is not so, as a whole sentence: "it is a myth that", "not at all"."""
    return DISCLAIMING.search(plain(answer).casefold()) is not None
