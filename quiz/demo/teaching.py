"""The cohort of the demonstration: its instructor, how its members joined, what is assigned, and every day of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from quiz.bank.published import PublishedBank
from quiz.cohorts.assigning.assigning import assign
from quiz.cohorts.days import end_of
from quiz.cohorts.joining.membership import make_cohort
from quiz.cohorts.measuring.freezing import freeze_ended
from quiz.cohorts.models import Arrangement, Assignment, Cohort
from quiz.cohorts.reporting.weekly import freeze_weeks
from quiz.demo.cohorts.inviting import let_in, let_teach, still_invited
from quiz.demo.practice.history import Life, Span, local


@dataclass(frozen=True, slots=True)
class Task:
    """A section to assign: when it opens, after a share of the time gone by, and in how many days it is due.

    One with `due_after` is due after a share of the time, and so has ended.
    """

    section: int
    opens_after: float
    due_in_days: int = 0
    due_after: float | None = None
    note: str = ""

    def due_on(self, span: Span) -> date:
        if self.due_after is None:
            return span.today + timedelta(days=self.due_in_days)
        return span.after(self.due_after).first


NOTE = "We go through these together on the day after. Bring what you were unsure of."
ARRANGED = 1
"""The task for which one member has a later date and one is excused."""
ARRANGED_AFTER = 0.75
LATER, EXCUSED = 2, 4
"""Places among the members: one who is slow, one who has not begun."""
LATER_BY = timedelta(days=5)
TASKS = (
    Task(0, opens_after=0.0, due_after=0.6),
    Task(1, opens_after=0.2, due_in_days=6, note=NOTE),
    Task(2, opens_after=0.75, due_in_days=20),
)
AFTER_THE_END = timedelta(minutes=30)
"""When what stays is stored, once a day has ended everywhere."""


@dataclass(frozen=True, slots=True)
class Course:
    """The cohort, and all that an instructor does in it from day to day."""

    cohort: Cohort
    instructor: User
    span: Span
    bank: PublishedBank

    def teach_on(self, day: date) -> None:
        """What the instructor does in the morning."""
        for task in TASKS:
            if self.span.after(task.opens_after).first == day:
                self.assign(task, day)
        self.arrange_on(day)

    def arrange_on(self, day: date) -> None:
        """One member gets a later date, one is excused."""
        if self.span.after(ARRANGED_AFTER).first != day:
            return
        slug = self.bank.sections[TASKS[ARRANGED].section].slug
        assignment = self.cohort.assignments.get(sections__slug=slug)
        members = [one.user for one in self.cohort.memberships.members().order_by("agreed_at")]
        if len(members) > LATER:
            arrange(assignment, members[LATER], due_on=assignment.due_on + LATER_BY)
        if len(members) > EXCUSED:
            arrange(assignment, members[EXCUSED], excused_at=local(day, 9))

    def assign(self, task: Task, day: date) -> None:
        assignment = assign(
            cohort=self.cohort,
            by=self.instructor,
            sections=[self.bank.sections[task.section].slug],
            opens_on=day,
            due_on=task.due_on(self.span),
            target=Assignment.Target.FAMILIAR,
            now=local(day, 9),
        )
        Assignment.objects.filter(pk=assignment.pk).update(note=task.note)


def arrange(assignment: Assignment, user: User, **what: Any) -> None:
    Arrangement.objects.create(assignment=assignment, user=user, **what)


def run(course: Course, lives: Sequence[Life], now: datetime) -> None:
    """Day by day: the instructor in the morning, the members in the evening, and in the night the nightly command."""
    for day in course.span.days:
        course.teach_on(day)
        for life in lives:
            life.live(day)
        night = end_of(day) + AFTER_THE_END
        if night <= now:
            freeze_ended(night)
            freeze_weeks(night)


def gather(*, name: str, instructors: tuple[User, User], people: list[User], span: Span) -> Cohort:
    """A cohort whose members came on its first day; a few more are invited, and it has a second instructor."""
    start, (first, second) = local(span.first, 10), instructors
    cohort = make_cohort(user=first, name=name, now=start)
    let_teach(cohort, by=first, user=second, now=start)
    let_in(cohort, by=first, people=people, now=start)
    still_invited(cohort, by=second, now=local(span.today - timedelta(days=1), 10))
    return cohort
