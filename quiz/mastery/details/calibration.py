"""Can I trust the forecast? What was predicted before an answer, in ranges, against what was then known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Avg, Case, Count, IntegerField, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.mastery.likely_share import likely_share
from quiz.mastery.readiness.hindsight import FEWEST_ANSWERS
from quiz.practice.models import Grade, Review, of
from quiz.practice.remembering.situation import Situation

EDGES = (0, 60, 70, 80, 90, 100)
"""Of the ranges, in per cent."""
TOP, SIDE = 10, 200
"""Of the chart's box, in pixels."""


class Bin(NamedTuple):
    """Answers that were predicted within one range: how many, how many known, and the mean prediction."""

    low: int
    high: int
    asked: int
    right: int
    said: float
    """In per cent."""

    @property
    def range(self) -> str:
        if not self.low:
            return _("below %(high)s %%") % {"high": self.high}
        return _("%(low)s to %(high)s %%") % {"low": self.low, "high": self.high}

    @property
    def is_enough(self) -> bool:
        return self.asked >= FEWEST_ANSWERS

    @property
    def share(self) -> int:
        return round(100 * self.right / self.asked)

    @property
    def likely(self) -> tuple[int, int]:
        low, high = likely_share(self.right, self.asked)
        return round(100 * low), round(100 * high)

    @property
    def off(self) -> int:
        """-1 where less was known than was said, 1 where more; 0 as far as so few answers can tell."""
        low, high = self.likely
        return (round(self.said) < low) - (round(self.said) > high)

    @property
    def knew(self) -> str:
        """What was known, or that it is too little to say."""
        if not self.is_enough:
            return _("too few to compare")
        return _("%(right)s of %(asked)s (%(share)s %%)") % {
            "right": self.right, "asked": self.asked, "share": self.share,
        }  # fmt: skip

    @property
    def likely_words(self) -> str:
        return "{}–{} %".format(*self.likely) if self.is_enough else ""

    @property
    def x(self) -> float:
        """Across in per cent."""
        return round(self.said, 1)

    @property
    def y(self) -> float:
        """Down in pixels."""
        return down(self.share)

    @property
    def bar(self) -> tuple[float, float]:
        """From and to, down in pixels."""
        low, high = self.likely
        return down(high), down(low)

    @property
    def label_y(self) -> float:
        """Where its number stands: under the bar, as long as that is above the base line."""
        return min(self.bar[1] + 18, TOP + SIDE - 4)


@dataclass(frozen=True)
class Calibration:
    """`bins`: those with any answer, the least likely first."""

    bins: Sequence[Bin]

    @property
    def asked(self) -> int:
        return sum(each.asked for each in self.bins)

    @property
    def compared(self) -> Sequence[Bin]:
        """Those with enough answers."""
        return [each for each in self.bins if each.is_enough]

    @property
    def sentence(self) -> str:
        if not self.compared:
            return self._too_few
        return " ".join([self._verdict, self._example, *self._exceptions])

    @property
    def _too_few(self) -> str:
        counted = ngettext(
            "So far %(number)s answer can be compared with what we forecast for it.",
            "So far %(number)s answers can be compared with what we forecast for them.",
            self.asked,
        ) % {"number": self.asked}
        return f"{counted} {_('It takes ten of about the same forecast to say something.')}"

    @property
    def _verdict(self) -> str:
        off = [each for each in self.compared if each.off]
        if not off:
            return _("Yes, as far as we can tell.")
        return _("Mostly.") if len(off) * 2 < len(self.compared) else _("Not yet.")

    @property
    def _example(self) -> str:
        """The range with the most answers."""
        most = max(self.compared, key=lambda each: each.asked)
        return _("When we said %(range)s, you knew %(right)s of %(asked)s.") % {
            "range": most.range, "right": most.right, "asked": most.asked,
        }  # fmt: skip

    @property
    def _exceptions(self) -> Sequence[str]:
        hopeful = _("Where we said %(range)s, we were too hopeful.")
        careful = _("Where we said %(range)s, you knew more than that.")
        return [
            (hopeful if each.off < 0 else careful) % {"range": each.range}
            for each in self.compared
            if each.off
        ]


def down(share: float) -> float:
    return round(TOP + SIDE * (100 - share) / 100, 1)


def calibration_of(situation: Situation) -> Calibration:
    """In one statement; none for a learner who has done nothing."""
    if not situation.learner.exists:
        return Calibration(())
    rows = (
        Review.objects.filter(of(situation.learner), predicted__isnull=False)
        .effective()
        .annotate(place=place_of())
        .values("place")
        .annotate(
            asked=Count("pk"),
            right=Count("pk", filter=Q(final_grade__gt=Grade.FORGOT)),
            said=Avg("predicted"),
        )
        .order_by("place")
        .values_list("place", "asked", "right", "said")
    )
    return Calibration(
        [Bin(EDGES[place], EDGES[place + 1], asked, right, 100 * said) for place, asked, right, said in rows]
    )


def place_of() -> Case:
    """Which of the ranges a prediction is in."""
    whens = [When(predicted__lt=edge / 100, then=Value(place)) for place, edge in enumerate(EDGES[1:-1])]
    return Case(*whens, default=Value(len(EDGES) - 2), output_field=IntegerField())
