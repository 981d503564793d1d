"""The cohort of the demonstration: its instructor, how its members joined, and what is assigned."""

from dataclasses import dataclass
from datetime import timedelta

from accounts.models import User
from quiz.bank.published import PublishedBank
from quiz.cohorts.assigning.assigning import assign
from quiz.cohorts.joining.accepting import accept
from quiz.cohorts.joining.inviting import invite
from quiz.cohorts.joining.membership import make_cohort
from quiz.cohorts.models import Assignment, Cohort
from quiz.demo.history import Span, local

NAME = "Autumn cohort"


@dataclass(frozen=True, slots=True)
class Task:
    """A section to assign: when it opens, after a share of the time gone by, and in how many days it is due."""

    section: int
    opens_after: float
    due_in_days: int


TASKS = (Task(1, opens_after=0.0, due_in_days=6), Task(2, opens_after=0.75, due_in_days=20))


def gather(*, instructor: User, people: list[User], span: Span) -> Cohort:
    """A cohort whose members came by one link on its first day; a second link is still open."""
    start = local(span.first, 10)
    cohort = make_cohort(user=instructor, name=NAME, now=start)
    link = invite(cohort=cohort, by=instructor, days=14, most_uses=len(people) + 6, now=start)
    for number, user in enumerate(people):
        accept(invitation=link, user=user, now=start + timedelta(minutes=7 * (number + 1)))
    invite(cohort=cohort, by=instructor, days=14, most_uses=10, now=local(span.today - timedelta(days=1), 10))
    return cohort


def assign_sections(*, cohort: Cohort, instructor: User, span: Span, bank: PublishedBank) -> None:
    for task in TASKS:
        opens_on = span.after(task.opens_after).first
        assign(
            cohort=cohort,
            by=instructor,
            sections=[bank.sections[task.section].slug],
            opens_on=opens_on,
            due_on=span.today + timedelta(days=task.due_in_days),
            target=Assignment.Target.FAMILIAR,
            now=local(opens_on, 9),
        )
