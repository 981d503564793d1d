"""What the report shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quiz.interview.holding.held import Put, held
from quiz.interview.models import Interview
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True)
class Report:
    """An interview that has ended."""

    interview: Interview
    puts: Sequence[Put] = ()


def build_report(situation: Situation, interview: Interview, now: datetime) -> Report:
    return Report(interview, held(interview).puts if interview.session_id else ())
