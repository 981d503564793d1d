"""The answers of an interview by section: what went well, what to work on, the time used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from quiz.interview.report.answers import Answer
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class InSection:
    """What was answered of one section."""

    title: str
    answers: Sequence[Answer]

    @property
    def graded(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.is_graded]

    @property
    def well(self) -> list[Answer]:
        return [answer for answer in self.graded if answer.is_good]

    @property
    def work_on(self) -> list[Answer]:
        return [answer for answer in self.graded if not answer.is_good]

    @property
    def good(self) -> str:
        """Of those graded."""
        if not self.graded:
            return "–"
        return _("%(good)s of %(all)s") % {"good": len(self.well), "all": len(self.graded)}

    @property
    def time(self) -> str:
        """For answer and reply, of a question."""
        given = [answer.put.ms for answer in self.answers if not answer.put.is_passed]
        if not given:
            return "–"
        seconds = round(timedelta(milliseconds=sum(given) / len(given)).total_seconds())
        return _("%(seconds)s s") % {"seconds": seconds}


def by_section(situation: Situation, answers: Sequence[Answer]) -> Iterator[InSection]:
    """In the bank's order; what is retired by now too."""
    known = situation.bank.known
    for section in situation.bank.sections:
        own = [each for each in answers if known[each.revision.key].section == section.position]
        if own:
            yield InSection(section.title, own)
