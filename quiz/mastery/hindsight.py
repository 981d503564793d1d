"""Can I trust these numbers? What was told for days that have come, against what was recalled around them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.mastery.dates import day_words
from quiz.mastery.likely_share import likely_share
from quiz.mastery.readiness.getting_better import Kept
from quiz.practice.models import Grade, Review, Way, of
from quiz.practice.remembering.situation import Situation

MOST_SHOWN = 5
FEWEST_ANSWERS = 10
"""With fewer there is no share."""
A_DAY = timedelta(days=1)


class Recalled(NamedTuple):
    """Unaided first answers around a day: how many, and how many of them right."""

    asked: int
    right: int

    @property
    def words(self) -> str:
        """The count, the share and its 90 % range; of few answers only how many they are."""
        if self.asked < FEWEST_ANSWERS:
            return ngettext("%d answer, too few to compare", "%d answers, too few to compare", self.asked) % (
                self.asked
            )
        low, high = likely_share(self.right, self.asked)
        return _("%(right)s of %(asked)s: %(share)s %%, likely %(low)s to %(high)s") % {
            "right": self.right,
            "asked": self.asked,
            "share": round(100 * self.right / self.asked),
            "low": round(100 * low),
            "high": round(100 * high),
        }


@dataclass(frozen=True, slots=True)
class Seen:
    """A day that has come: what was told for it in words, and what was recalled."""

    day: date
    words: str
    told: Sequence[str]
    recalled: Recalled


class Given(NamedTuple):
    """The answer to a question on a day."""

    question: int
    day: date
    unaided: bool
    right: bool


def hindsight_of(situation: Situation, kept: Sequence[Kept], now: datetime) -> Sequence[Seen]:
    """The newest days told of that have passed, where something was answered unaided. One query, if there are any."""
    today = situation.local_day(now)
    told: dict[date, list[Kept]] = {}
    for each in kept:
        if each.day < each.for_date < today:
            told.setdefault(each.for_date, []).append(each)
    passed = sorted(told, reverse=True)[:MOST_SHOWN]
    if not passed:
        return ()
    recalled = recalled_around(situation, passed)
    return [
        Seen(day, day_words(day, today), list(told_words(told[day], today)), recalled[day])
        for day in passed
        if recalled[day].asked
    ]


def told_words(kept: Sequence[Kept], today: date) -> Iterable[str]:
    """The last readiness told before the day, and the first forecast; `kept` has the newest first."""
    last = kept[0]
    yield _(
        "Forecast of %(day)s without more practice: %(expected)s of %(total)s, likely %(low)s to %(high)s."
    ) % {
        "day": day_words(last.day, today),
        "expected": round(last.expected),
        "total": last.total,
        "low": round(last.low),
        "high": round(last.high),
    }
    first = next((each for each in reversed(kept) if each.forecast is not None), None)
    if first:
        yield _(
            "Forecast of %(day)s with %(minutes)s minutes a day: %(expected)s of %(total)s, likely %(low)s to %(high)s."
        ) % {
            "day": day_words(first.day, today),
            "minutes": first.minutes,
            "expected": first.forecast,
            "total": first.total,
            "low": first.forecast_low,
            "high": first.forecast_high,
        }


def recalled_around(situation: Situation, days: Collection[date]) -> Mapping[date, Recalled]:
    given = answers_on(situation, {day + offset for day in days for offset in (-A_DAY, timedelta(), A_DAY)})
    return {day: count([each for each in given if abs(each.day - day) <= A_DAY]) for day in days}


def count(given: Sequence[Given]) -> Recalled:
    """Each question's first answer, where that was unaided: later ones have read it shortly before."""
    firsts: dict[int, Given] = {}
    for each in given:
        firsts.setdefault(each.question, each)
    unaided = [each for each in firsts.values() if each.unaided]
    return Recalled(len(unaided), sum(each.right for each in unaided))


def answers_on(situation: Situation, days: Collection[date]) -> list[Given]:
    """What was answered on these days of what counts, oldest first, with final grades; nothing taken back."""
    since = datetime.combine(min(days) - A_DAY, time(), UTC)  # so that the index by instant is used
    rows = (
        Review.objects.filter(of(situation.learner), at__gte=since, local_day__in=days)
        .with_aid()
        .effective()
        .order_by("at", "pk")
        .values_list("prompt__question_id", "local_day", "prompt__way", "final_grade", "aided")
    )
    return [
        Given(question, day, way != Way.CHOOSE and not was_aided, grade > Grade.FORGOT)
        for question, day, way, grade, was_aided in rows
        if situation.counts(situation.bank.key_of[question])
    ]
