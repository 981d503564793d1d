"""Machine grading of typed answers: values in, values out. Nothing that is typed is ever run."""

from quiz.engine.grading.code import grade_code
from quiz.engine.grading.commands import grade_command
from quiz.engine.grading.comparing import grade_comparison
from quiz.engine.grading.concepts import grade_concept
from quiz.engine.grading.lists import grade_list
from quiz.engine.grading.plain_text import plain, visible
from quiz.engine.grading.refusing import refusal, without_gaps
from quiz.engine.grading.values import (
    EXACT,
    LONGEST_ANSWER,
    GradingQuestion,
    Lure,
    Part,
    Point,
    Verdict,
    rejected,
)

__all__ = ["LONGEST_ANSWER", "GradingQuestion", "Lure", "Part", "Point", "Verdict", "grade", "visible"]

GRADERS = {
    "command": grade_command,
    "code": grade_code,
    "list": grade_list,
    "comparison": grade_comparison,
    "concept": grade_concept,
}


def grade(question: GradingQuestion, answer: str) -> Verdict:
    """What a fair interviewer would say to a typed answer.

    Never raises, runs nothing, and is done in milliseconds whatever was typed. `unsure` leaves it to the learner.
    """
    if said := refusal(question, answer):
        return rejected(said)
    typed = visible(answer) if question.kind in EXACT else plain(answer)
    return GRADERS[question.kind](question, without_gaps(typed))
