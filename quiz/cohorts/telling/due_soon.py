"""A reminder two days before a due day, for who asked for it: one mail for all that is due on that day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from accounts.models import User
from quiz.cohorts.days import end_in_words
from quiz.cohorts.measuring.progress import AssignmentProgress, assignments_of
from quiz.cohorts.telling.local_days import MORNING, where_they_are, zone_of
from quiz.cohorts.telling.mails import mail_of, name_in_mail
from quiz.cohorts.telling.models import SentMail
from quiz.cohorts.telling.planned import Planned, situation_for
from quiz.cohorts.telling.sent_once import is_claimed
from quiz.mastery.dates import day_words

AHEAD: Final = timedelta(days=2)
LATEST: Final = timedelta(days=1)
"""A run that comes a day late still sends it; on the due day itself it would help nobody."""
KIND = SentMail.Kind.DUE


def due_soon(user: User, now: datetime) -> Iterator[Planned]:
    here = where_they_are(user, now)
    if here.time() < MORNING:
        return
    today = here.date()
    asked = sorted(assignments_of(user, situation_for(user), now), key=due_day)
    for due_on, due in groupby(asked, key=due_day):
        left = [one for one in due if one.is_open and not one.standing.is_done]
        if left and LATEST <= due_on - today <= AHEAD and not is_claimed(user, KIND, due_on - AHEAD):
            yield planned(user, due_on, left, today)


def due_day(progress: AssignmentProgress) -> date:
    return progress.due_on


def planned(user: User, due_on: date, left: list[AssignmentProgress], today: date) -> Planned:
    """It counts for the day two days before, so that a late one and one in time are the same."""
    context = {
        "day": day_words(due_on, today),
        "end": end_in_words(due_on, zone_of(user)),
        "left": [
            {"title": one.title, "cohort": name_in_mail(one.assignment.cohort), "standing": one.standing}
            for one in left
        ],
    }
    return Planned(user, KIND, due_on - AHEAD, mail_of(KIND, user, context))
