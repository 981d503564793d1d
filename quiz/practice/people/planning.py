"""Setting the plan, and what becomes of it when the interview is over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, QuerySet

from quiz.practice.log.step import make, until_fresh
from quiz.practice.models import Learner, Plan


def set_plan(
    *,
    learner: Learner,
    interview_on: date | None,
    minutes: int,
    days_off: Sequence[int] = (),
    weights: Mapping[str, int] | None = None,
    way: str = "",
    target: float = Plan.Target.NINETY,
    today: date | None = None,
) -> Plan:
    """Keep the plan; a date ends a rest, and with `today` an interview that is over is remembered as such.

    Owns its transaction; a visitor's learner is made here. Raises `log.Busy`.
    """
    kept = {
        "interview_on": interview_on,
        "minutes": minutes,
        "days_off": list(days_off),
        "weights": dict(weights or {}),
        "way": way,
        "target": target,
    }
    ended = {"resting": False} if interview_on else {}
    return until_fresh(learner, lambda fresh: keep_plan(fresh, kept | ended | interview_over(fresh, today)))


def interview_over(learner: Learner, today: date | None) -> dict[str, date]:
    """What the plan keeps of an interview that has passed, when another date or none takes its place. One query: a form
    has written its own date into the plan at hand.
    """
    on = Plan.objects.filter(learner=learner.pk).values_list("interview_on", flat=True).first()
    return {"interviewed_on": on} if on and today and on < today else {}


@transaction.atomic
def keep_plan(learner: Learner, wishes: Mapping[str, Any]) -> Plan:
    make(learner)
    plan, _ = Plan.objects.update_or_create(learner=learner, defaults=wishes)
    plan.learner = learner
    return plan


def keep_alive(*, learner: Learner, now: datetime, zone: ZoneInfo) -> None:
    """Go on without a date, once that is over. One statement, no transaction needed."""
    over(learner, now, zone).update(interviewed_on=F("interview_on"), interview_on=None, resting=False)


def rest(*, learner: Learner, now: datetime, zone: ZoneInfo) -> None:
    """Ask for nothing until the next answer, or the next date. One statement, no transaction needed."""
    over(learner, now, zone).update(interviewed_on=F("interview_on"), interview_on=None, resting=True)


def over(learner: Learner, now: datetime, zone: ZoneInfo) -> QuerySet[Plan]:
    """The plan whose interview is over: a page from before a new date was set changes nothing."""
    return Plan.objects.filter(learner=learner.pk, interview_on__lt=now.astimezone(zone).date())


def end_rest(plan: Plan) -> None:
    """Whoever answers rests no longer. One statement for who rests, none for the others."""
    if plan.resting:
        Plan.objects.filter(pk=plan.pk).update(resting=False)
