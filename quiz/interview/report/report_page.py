"""What the report shows."""

from dataclasses import dataclass
from datetime import datetime

from quiz.interview.models import Interview
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True)
class Report:
    """An interview that has ended."""

    interview: Interview


def build_report(situation: Situation, interview: Interview, now: datetime) -> Report:
    return Report(interview)
