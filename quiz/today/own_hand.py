"""The learner's own hand, where what is assigned to them has a say."""

from collections.abc import Mapping
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from quiz.cohorts.measuring.progress import assignments_of
from quiz.practice.remembering.situation import Situation


def assigned_until(user: User | AnonymousUser, situation: Situation, now: datetime) -> Mapping[str, date]:
    """The last day on which an assignment that has not ended for this person asks each key."""
    until: dict[str, date] = {}
    for one in assignments_of(user, situation, now):  # by due day
        if not one.has_ended and not one.is_excused:
            until |= dict.fromkeys(one.keys, one.due_on)
    return until


def why_not_left_out(until: date) -> str:
    return _("This question is assigned to you until %(day)s. You can leave it out after that.") % {
        "day": date_format(until, "l j F")
    }
