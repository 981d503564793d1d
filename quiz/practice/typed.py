"""A question as the machine grading knows it."""

from quiz.bank.published import PublishedRevision
from quiz.engine.grading import GradingQuestion, Lure, Point


def grading_question(revision: PublishedRevision) -> GradingQuestion:
    """What the grading of a typed answer to this revision needs."""
    return GradingQuestion(
        key=revision.key,
        kind=revision.kind,
        text=revision.text,
        answer=revision.answer,
        points=tuple(Point(point.slug, point.text, point.synonyms) for point in revision.points),
        points_needed=revision.points_needed,
        accepted=revision.accepted,
        right=tuple(option.text for option in revision.options if option.is_right),
        wrong=tuple(Lure(option.text, option.why) for option in revision.wrong_options),
        also_today=tuple(str(note["says"]) for note in revision.currency_notes),
    )
