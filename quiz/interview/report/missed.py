"""What was missed in an interview, to be practised again."""

from quiz.interview.models import Interview
from quiz.interview.report.tally import final_grades, is_good
from quiz.practice.models import Prompt
from quiz.practice.remembering.situation import Situation


def missed_in_interview(situation: Situation, interview: Interview) -> list[str]:
    """Keys of its questions that count as not known, in the order of asking; none of a drill."""
    if interview.session is None:
        return []
    grades = final_grades([interview.session])
    asked = (
        Prompt.objects.filter(session=interview.session).order_by("sequence").values_list("pk", "question_id")
    )
    keys = [
        situation.bank.key_of[question]
        for pk, question in asked
        if pk in grades and not is_good(grades[pk][1])
    ]
    return [key for key in keys if key in situation.counted]
