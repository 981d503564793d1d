"""Key points found in what a learner wrote. They are ticked for the learner, who has the last word."""

from quiz import grading
from quiz.bank.published import PublishedRevision
from quiz.bank.published.typed import grading_question
from quiz.grading.prose.doubts import disclaims
from quiz.grading.verdict import EXACT

TURNED = frozenset({"denied", "swapped"})
"""Who turns one point round may mean the others otherwise too."""


def found_points(revision: PublishedRevision, words: str) -> frozenset[str]:
    """Slugs of the key points that stand in these words, as far as a machine can be sure; never raises.

    One ticked wrongly is worse than one that is not: who misses a tick adds it, who finds one believes it. So nothing
    is found in an answer that is wrong as a whole, in doubt, or against the bank in any point.
    """
    verdict = grading.grade(grading_question(revision), words)
    if not verdict.is_accepted or any(part.state in TURNED for part in verdict.parts):
        return frozenset()
    if revision.kind in EXACT:
        return frozenset(verdict.points)
    if disclaims(words):
        return frozenset()
    right = {part.text for part in verdict.parts if part.state == "right"}
    return frozenset(point.slug for point in revision.points if point.text in right)


def is_written(words: str) -> bool:
    """Whether there is anything in which points can be looked for."""
    return bool(grading.visible(words).strip())
