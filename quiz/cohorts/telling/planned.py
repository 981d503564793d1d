"""A mail that is to be sent by now, and whom it is thought out with."""

from dataclasses import dataclass
from datetime import date

from django.core.mail import EmailMessage

from accounts.models import User
from quiz.cohorts.telling.local_days import zone_of
from quiz.practice.log.learners import with_context
from quiz.practice.models import Learner
from quiz.practice.remembering.situation import Situation, situation_of


@dataclass(frozen=True, slots=True)
class Planned:
    user: User
    kind: str
    day: date
    """The day that it counts for: one of a kind a day."""
    mail: EmailMessage


def situation_for(user: User) -> Situation:
    """What this person knows and wants, without a request."""
    learner = with_context().filter(user=user).first() or Learner(user=user)
    return situation_of(learner, zone_of(user))
