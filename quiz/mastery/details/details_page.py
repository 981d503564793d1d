"""All that the details page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from quiz.mastery.details.calendar import Calendar
from quiz.mastery.details.calibration import Calibration, calibration_of
from quiz.mastery.details.coming import Coming, coming_of
from quiz.mastery.details.spent import NOTHING, Spent, practised_by
from quiz.mastery.standings import standings_of
from quiz.practice.asking.first_session import FEWEST_ANSWERS
from quiz.practice.remembering.situation import Situation


class SectionTime(NamedTuple):
    """What one section took, and its share of the one that took most, in per cent."""

    title: str
    spent: Spent
    share: int


@dataclass(frozen=True)
class DetailsPage:
    """`calibration` and what follows are None before the first answer."""

    total: Spent
    questions: int
    """How many were answered, also what was started over since."""
    calendar: Calendar | None = None
    calibration: Calibration | None = None
    coming: Coming | None = None
    sections: Sequence[SectionTime] = ()

    @property
    def seconds_each(self) -> int | None:
        """That a question took on average, its feedback included; None as long as there are too few."""
        if self.total.asked < FEWEST_ANSWERS:
            return None
        return round(self.total.time / self.total.asked / timedelta(seconds=1))


def build_details(situation: Situation, now: datetime) -> DetailsPage:
    practised = practised_by(situation)
    total = practised.total
    questions = questions_answered(situation, total.answers)
    if not total.asked:
        return DetailsPage(total, questions)
    return DetailsPage(
        total,
        questions,
        calendar=Calendar(situation.local_day(now), practised.days),
        calibration=calibration_of(situation),
        coming=coming_of(situation, standings_of(situation, now=now), now),
        sections=section_times(situation, {**practised.sections}),
    )


def questions_answered(situation: Situation, answers: int) -> int:
    """How many questions these answers are to. Memory tells, where nothing was started over; else one query."""
    memory = situation.memory
    if answers == memory.answered:
        return sum(card.asked > 0 for card in memory.cards.values())
    reviews = situation.learner.reviews.effective()
    return reviews.order_by().values("prompt__question_id").distinct().count()


def section_times(situation: Situation, spent: dict[int, Spent]) -> Sequence[SectionTime]:
    """Every section, in the bank's order."""
    longest = max(each.time for each in spent.values()) or timedelta(seconds=1)
    times = [(section.title, spent.get(section.position, NOTHING)) for section in situation.bank.sections]
    return [SectionTime(title, each, round(100 * each.time / longest)) for title, each in times]
