"""Saying what one was asked, over HTTP."""

from datetime import date, timedelta
from typing import Any

from quiz.practice.models import Plan
from tests.conftest import NOW, Person

YESTERDAY = NOW.date() - timedelta(days=1)


def interviewed(person: Person, day: date = YESTERDAY, **plan: Any) -> Person:
    """With an interview on that day."""
    learner = person.learner
    if not learner.exists:
        learner.save()
    Plan.objects.update_or_create(learner=learner, defaults={"interview_on": day} | plan)
    return person


def tell(person: Person, could: dict[str, str], line: str = "", day: date = YESTERDAY, **sent: Any) -> Any:
    answers = {f"could-{key}": answer for key, answer in could.items()}
    return person.post(
        "/asked/", {"day": day.isoformat(), "asked": list(could), "line": line} | answers | sent
    )
