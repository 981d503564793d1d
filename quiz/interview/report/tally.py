"""How many answers of an interview are good, in words that are true at each moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.practice.models import Grade, PracticeSession, Review


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers given, those graded, and those of them that are good: known, with effort or better."""

    answered: int
    graded: int
    good: int
    takes_grades: bool
    """Whether the rest can still be graded."""
    skipped: int = 0
    """Of those graded: nobody gave that grade."""

    @property
    def waiting(self) -> int:
        return self.answered - self.graded if self.takes_grades else 0

    @property
    def waits_for_first(self) -> bool:
        """Whether the learner has graded nothing yet."""
        return self.waiting > 0 and self.graded == self.skipped

    @property
    def missed(self) -> int:
        return self.graded - self.good

    @property
    def headline(self) -> str:
        if not self.answered:
            return _("Nothing was answered.")
        if self.waits_for_first:
            return to_grade(self.waiting)
        if self.waiting:
            return _("%(graded)s of %(all)s graded.") % {"graded": self.graded, "all": self.answered}
        if not self.graded:
            return _("Nothing was graded.")
        return self._good()

    def _good(self) -> str:
        figures = {"good": self.good, "all": self.graded}
        if self.graded < self.answered:
            words = ngettext(
                "%(good)s good answer of %(all)s graded.",
                "%(good)s good answers of %(all)s graded.",
                self.good,
            )
        else:
            words = ngettext(
                "%(good)s good answer of %(all)s.", "%(good)s good answers of %(all)s.", self.good
            )
        return words % figures

    @property
    def practise(self) -> str:
        """The button that asks the missed ones again; empty while there is something to grade, or nothing missed."""
        if self.waiting or not self.missed:
            return ""
        if not self.good:
            return ngettext("Practise it", "Practise all %(number)s", self.missed) % {"number": self.missed}
        if self.missed + self.good == self.answered:
            words = ngettext("Practise the other one", "Practise the other %(number)s", self.missed)
        else:
            words = ngettext("Practise the one you missed", "Practise the %(number)s you missed", self.missed)
        return words % {"number": self.missed}

    @property
    def short(self) -> str:
        """In the course of interviews; none without an answer is in it."""
        if not self.graded:
            return _("not graded yet") if self.takes_grades else _("not graded")
        of = {"good": self.good, "all": self.graded}
        if self.waiting:
            return _("%(good)s of %(all)s so far") % of
        return (
            _("%(good)s of %(all)s graded") if self.graded < self.answered else _("%(good)s of %(all)s")
        ) % of


def to_grade(number: int) -> str:
    return ngettext("Grade your answer.", "Grade your %(number)s answers.", number) % {"number": number}


def is_good(grade: int) -> bool:
    return grade > Grade.FORGOT


def counted(answered: int, grades: Iterable[int], *, takes_grades: bool, skipped: int = 0) -> Tally:
    given = list(grades)
    return Tally(answered, len(given), sum(map(is_good, given)), takes_grades, skipped)


def final_grades(sessions: Iterable[PracticeSession]) -> dict[UUID, tuple[UUID, int]]:
    """By the prompt's id, its session's and the grade that counts, of all these sessions in one statement."""
    rows: QuerySet[Any] = Review.objects.filter(prompt__session__in=list(sessions)).effective()
    return {
        pk: (session, grade)
        for pk, session, grade in rows.values_list("pk", "prompt__session", "final_grade")
    }
