"""A question as the machine grading knows it: in practice, for the checks and for a curator who tries it."""

import re
from dataclasses import replace
from functools import lru_cache

from quiz.bank.published import PublishedRevision
from quiz.bank.text.shapes import CHANGE
from quiz.grading import GradingQuestion, Lure, Point, grade

FIRST_SENTENCE = re.compile(r"(?P<said>.+?[.!?]\"?)(?:\s+(?P<why>.*))?$", re.DOTALL)


@lru_cache(maxsize=512)
def grading_question(revision: PublishedRevision) -> GradingQuestion:
    """What the grading of a typed answer to this revision needs; kept, since its notes are graded for it."""
    return question_to_grade(revision)


def question_to_grade(revision: PublishedRevision) -> GradingQuestion:
    """The same of words that nobody may see again, such as a draft's."""
    question = GradingQuestion(
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
        explanation="\n".join(
            (revision.explanation, *(str(note["says"]) for note in revision.currency_notes))
        ),
    )
    return replace(question, also_today=answers_of_today(question, revision))


def answers_of_today(question: GradingQuestion, revision: PublishedRevision) -> tuple[str, ...]:
    """The notes of what changed that are answers themselves: those that tell the points needed.

    A correction comments on the source, and most changes tell what came to be besides, such as who owns a tool now:
    whoever says that has not answered. The words of all of them are known, as those of the explanation are.
    """
    changes = (str(note["says"]) for note in revision.currency_notes if note.get("kind", CHANGE) == CHANGE)
    return tuple(says for says in changes if grade(question, says).verdict == "accept")


def common_lure(common_wrong: str) -> tuple[Lure, ...]:
    """The common wrong answer as what tempts, its first sentence, and why it does not hold, the others."""
    match = FIRST_SENTENCE.match(common_wrong.strip())
    return (Lure(match["said"].strip('"'), match["why"] or ""),) if match else ()
