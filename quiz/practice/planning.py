"""Setting the plan: interview date and minutes a day."""

from datetime import date

from quiz.practice.models import Learner, Plan


def set_plan(*, learner: Learner, interview_on: date | None, minutes: int) -> Plan:
    """Keep the plan. A visitor's learner is made here."""
    if not learner.exists:
        learner.save(force_insert=True)
    plan, _ = Plan.objects.update_or_create(
        learner=learner, defaults={"interview_on": interview_on, "minutes": minutes}
    )
    return plan
