"""Assignments beside which curators work."""

from datetime import UTC, datetime, timedelta

import pytest

from quiz.cohorts.models import Assignment, Cohort
from tests.conftest import Person
from tests.curation.acts import question


@pytest.fixture
def assignments(instructor: Person) -> list[Assignment]:
    """Two that run and ask the question, by its section and by itself; and five that do not count."""
    now = datetime.now(UTC)
    running = Cohort.objects.create(name="Autumn cohort", created_at=now)
    archived = Cohort.objects.create(name="Summer cohort", created_at=now, archived_at=now)
    rows = {
        "by section": (running, -7, 7, None),
        "by itself": (running, -7, 7, None),
        "not begun": (running, 5, 9, None),
        "over": (running, -9, -5, None),
        "closed": (running, -7, 7, now),
        "archived": (archived, -7, 7, None),
        "of another question": (running, -7, 7, None),
    }
    made = {}
    for name, (cohort, opens, due, closed_at) in rows.items():
        made[name] = Assignment.objects.create(
            cohort=cohort,
            opens_on=(now + timedelta(days=opens)).date(),
            due_on=(now + timedelta(days=due)).date(),
            closed_at=closed_at,
            created_at=now,
        )
        made[name].questions.add(question("what-is-data-drift" if "another" in name else question().key))
    made["by section"].questions.clear()
    made["by section"].sections.add(question().section)
    return list(made.values())
