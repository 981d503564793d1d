"""Setting the plan, and what becomes of it when the interview is over."""

from collections.abc import Mapping, Sequence
from datetime import date

from quiz.practice.models import Learner, Plan


def set_plan(
    *,
    learner: Learner,
    interview_on: date | None,
    minutes: int,
    days_off: Sequence[int] = (),
    weights: Mapping[str, int] | None = None,
) -> Plan:
    """Keep the plan; a date ends a rest. A visitor's learner is made here."""
    if not learner.exists:
        learner.save(force_insert=True)
    kept = {
        "interview_on": interview_on,
        "minutes": minutes,
        "days_off": list(days_off),
        "weights": dict(weights or {}),
    }
    ended = {"resting": False} if interview_on else {}
    plan, _ = Plan.objects.update_or_create(learner=learner, defaults=kept | ended)
    return plan


def keep_alive(*, learner: Learner) -> None:
    """Go on without a date. One statement, no transaction needed."""
    Plan.objects.filter(learner=learner.pk).update(interview_on=None, resting=False)


def rest(*, learner: Learner) -> None:
    """Ask for nothing until the next answer, or the next date. One statement, no transaction needed."""
    Plan.objects.filter(learner=learner.pk).update(interview_on=None, resting=True)


def end_rest(plan: Plan) -> None:
    """Whoever answers rests no longer. One statement for who rests, none for the others."""
    if plan.resting:
        Plan.objects.filter(pk=plan.pk).update(resting=False)
