"""Machine grading of typed answers: values in, values out. Nothing that is typed is ever run.

Practice grades by it what is typed: commands, code and lists. Explanations (`prose`) are graded by the learner there;
`grade_answers` and the bank's checks use that grader.
"""

from dataclasses import replace

from quiz.grading.code import grade_code
from quiz.grading.commands import grade_command
from quiz.grading.lists import grade_list
from quiz.grading.other_forms import another_form
from quiz.grading.plain_text import plain, visible
from quiz.grading.prose.comparisons import grade_comparison
from quiz.grading.prose.concepts import WORDS_FOR_UNSURE, grade_concept
from quiz.grading.refusing import is_half_told, refusal, without_gaps
from quiz.grading.slips import first_difference
from quiz.grading.verdict import (
    EXACT,
    LONGEST_ANSWER,
    GradingQuestion,
    Judgement,
    Lure,
    Part,
    Point,
    Verdict,
    rejected,
)

__all__ = [
    "LONGEST_ANSWER",
    "GradingQuestion",
    "Judgement",
    "Lure",
    "Part",
    "Point",
    "Verdict",
    "another_form",
    "first_difference",
    "grade",
    "visible",
]

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
    verdict = GRADERS[question.kind](question, without_gaps(typed))
    if verdict.verdict in {"accept", "partial"} and is_half_told(question, answer):
        return replace(verdict, verdict="unsure", message=WORDS_FOR_UNSURE)
    return verdict
