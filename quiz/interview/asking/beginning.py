"""Beginning what was chosen."""

from datetime import datetime
from zoneinfo import ZoneInfo

from quiz.interview.asking.begin_form import BeginForm
from quiz.interview.holding.drilling import start_drill
from quiz.interview.holding.starting import start_interview
from quiz.interview.models import Interview
from quiz.practice.models import Learner


def begun(learner: Learner, form: BeginForm, now: datetime, zone: ZoneInfo) -> Interview:
    """Raises `NothingToAsk`, `NoSuchDrill` and `log.Busy`."""
    chosen = form.cleaned_data
    manner, timing = Interview.Manner(chosen["manner"]), Interview.Timing(chosen["timing"])
    if form.asks_drill:
        return start_drill(learner=learner, key=chosen["asks"], manner=manner, timing=timing, now=now)
    return start_interview(
        learner=learner, length=int(chosen["asks"]), manner=manner, timing=timing, now=now, zone=zone
    )
