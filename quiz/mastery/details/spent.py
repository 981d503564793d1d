"""The time spent, by day and section: one statement, however long the log is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext as _

from quiz.practice.models import LONGEST_PAUSE, Correction, Event, PracticeSession, Prompt, of
from quiz.practice.remembering.situation import Situation

MINUTE = timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)


class Spent(NamedTuple):
    """Time practised, questions answered or skipped in it, and the answers that count."""

    time: timedelta = timedelta()
    asked: int = 0
    answers: int = 0

    def __add__(self, other: object) -> "Spent":
        if not isinstance(other, Spent):
            return NotImplemented
        return Spent(self.time + other.time, self.asked + other.asked, self.answers + other.answers)

    @property
    def minutes(self) -> int:
        """Whole ones, and one at least where anything was practised."""
        return max(1, round(self.time / MINUTE)) if self.asked else 0

    @property
    def words(self) -> str:
        hours, minutes = divmod(self.minutes, 60)
        if hours:
            return _("%(hours)s h %(minutes)02d min") % {"hours": hours, "minutes": minutes}
        return _("%(minutes)s min") % {"minutes": minutes}


NOTHING = Spent()


@dataclass(frozen=True)
class Practised:
    """All that was practised, by the local day on which it was answered and by the section's place in the bank."""

    days: Mapping[date, Spent]
    sections: Mapping[int, Spent]

    @property
    def total(self) -> Spent:
        return sum(self.days.values(), NOTHING)


def practised_by(situation: Situation) -> Practised:
    """In one statement; none for a learner who has done nothing."""
    days: dict[date, Spent] = {}
    sections: dict[int, Spent] = {}
    for day, section, time, said, asked, answers in rows_of(situation) if situation.learner.exists else ():
        spent = Spent((time or timedelta()) + (said or 0) * MILLISECOND, asked, answers)
        days[day] = days.get(day, NOTHING) + spent
        sections[section] = sections.get(section, NOTHING) + spent
    return Practised(days, sections)


def rows_of(situation: Situation) -> Sequence[tuple[date, int, timedelta | None, int | None, int, int]]:
    """As a session's minutes are read: from each question to its answer or skip, also where that was taken back. Of an
    interview, which is graded later, the time of the answer itself.
    """
    skips = Event.objects.filter(prompt=OuterRef("pk"), kind=Event.Kind.SKIPPED).order_by("at")
    undone = Correction.objects.filter(review=OuterRef("pk"), kind=Correction.Kind.UNDO)
    responses = (
        Prompt.objects.filter(of(situation.learner))
        .order_by()
        .annotate(
            day=Coalesce("review__local_day", Subquery(skips.values("local_day")[:1])),
            responded=Coalesce("review__at", Subquery(skips.values("at")[:1])),
            undone=Exists(undone),
        )
        .exclude(responded=None)
    )
    took = Least(F("responded") - F("at"), Value(LONGEST_PAUSE))
    of_interview = Q(session__kind=PracticeSession.Kind.INTERVIEW)
    return list(
        responses.values("day", "question__section__position")
        .annotate(
            time=Sum(took, filter=~of_interview),
            said=Sum("review__ms", filter=of_interview),
            asked=Count("pk"),
            answers=Count("review", filter=Q(undone=False)),
        )
        .values_list("day", "question__section__position", "time", "said", "asked", "answers")
    )  # fmt: skip
