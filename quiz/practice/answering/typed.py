"""A question as the machine grading knows it."""

import re

from quiz.bank.published import PublishedRevision
from quiz.grading import GradingQuestion, Lure, Point

FIRST_SENTENCE = re.compile(r"(?P<said>.+?[.!?]\"?)(?:\s+(?P<why>.*))?$", re.DOTALL)


def grading_question(revision: PublishedRevision) -> GradingQuestion:
    """What the grading of a typed answer to this revision needs."""
    return GradingQuestion(
        key=revision.key,
        kind=revision.kind,
        text=revision.text,
        answer=revision.answer,
        points=tuple(
            Point(point.slug, point.text, point.synonyms, point.essential) for point in revision.points
        ),
        points_needed=revision.points_needed,
        accepted=revision.accepted,
        right=tuple(option.text for option in revision.options if option.is_right),
        wrong=tuple(Lure(option.text, option.why) for option in revision.wrong_options)
        + common_lure(revision.common_wrong),
        also_today=tuple(str(note["says"]) for note in revision.currency_notes),
        explanation=revision.explanation,
    )


def common_lure(common_wrong: str) -> tuple[Lure, ...]:
    """The common wrong answer as what tempts, its first sentence, and why it does not hold, the others."""
    match = FIRST_SENTENCE.match(common_wrong.strip())
    return (Lure(match["said"].strip('"'), match["why"] or ""),) if match else ()
