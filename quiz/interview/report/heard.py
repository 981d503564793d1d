"""What an interviewer ticked, where a friend asked."""

from quiz.interview.models import Interview
from quiz.interview.report.answers import Heard


def heard_in(interview: Interview) -> Heard:
    """By prompt; empty where nobody ticked."""
    return {}
