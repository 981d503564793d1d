"""Saying what one was asked in an interview, once it is over, or saying *Not now*."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from quiz.practice.asked_lately.models import AskedQuestion, AskedReport
from quiz.practice.models import Learner, Plan
from quiz.practice.remembering.situation import Situation, plan_of

ASKED_FOR: Final = timedelta(days=7)
"""After the interview: later one remembers too little."""


class NoSuchInterview(Exception):
    """The learner had no interview on that day, or it is too long ago; nothing was saved."""


def interview_to_report(plan: Plan, today: date) -> date | None:
    """The latest interview that is over and still fresh; also where the plan has another date by now."""
    days = [day for day in (plan.interview_on, plan.interviewed_on) if day and is_fresh(day, today)]
    return max(days, default=None)


def is_fresh(day: date, today: date) -> bool:
    return timedelta() < today - day <= ASKED_FOR


def awaited_report(situation: Situation, now: datetime) -> date | None:
    """The interview of which we ask: neither answered nor *Not now*. One query in the days after it, else none."""
    day = interview_to_report(situation.plan, situation.local_day(now))
    return None if day is None or report_of(situation.learner, day) else day


def report_of(learner: Learner, day: date) -> AskedReport | None:
    return AskedReport.objects.filter(learner=learner, day=day).first()


@transaction.atomic
def save_report(
    *,
    learner: Learner,
    day: date | None,
    could: Mapping[int, str],
    line: str = "",
    now: datetime,
    zone: ZoneInfo,
) -> AskedReport:
    """Keep what was asked that day in place of what was said before: ids of questions, each with whether they could
    answer it, which may be empty.

    One transaction; of two at once the later one stays whole. Raises `NoSuchInterview`.
    """
    day = own_interview(learner, day, now, zone)
    report, is_new = AskedReport.objects.update_or_create(
        learner=learner, day=day, defaults={}, create_defaults={"line": line}
    )
    if report.line != line:
        report.line, report.set_aside = line, False
        report.save(update_fields=["line", "set_aside"])
    if not is_new:
        report.asked.all().delete()
    AskedQuestion.objects.bulk_create(
        AskedQuestion(report=report, question_id=question, could=answer) for question, answer in could.items()
    )
    return report


def not_now(*, learner: Learner, day: date | None, now: datetime, zone: ZoneInfo) -> AskedReport:
    """Ask of that day no more; what was said of it stays. Owns its transaction. Raises `NoSuchInterview`."""
    day = own_interview(learner, day, now, zone)
    report, _ = AskedReport.objects.get_or_create(learner=learner, day=day)
    return report


def own_interview(learner: Learner, day: date | None, now: datetime, zone: ZoneInfo) -> date:
    """The day, if it is an interview of theirs of which they can still say something; raises `NoSuchInterview`."""
    plan, today = plan_of(learner), now.astimezone(zone).date()
    if day is None or day not in (plan.interview_on, plan.interviewed_on) or not is_fresh(day, today):
        raise NoSuchInterview
    return day
