"""What the friend's sheet shows: the question that waits, what to listen for, and nothing else of the learner."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.published import FollowUp, PublishedRevision
from quiz.interview.holding.heard import Ticked
from quiz.interview.holding.held import ANSWER, SECONDS, Held, Put
from quiz.interview.models import Pairing
from quiz.practice.pages.prompt_page import Point

HOUR, MINUTE = 3600, 60


@dataclass(frozen=True)
class Sheet:
    pairing: Pairing
    put: Put
    of: int
    """How many questions the interview has."""
    heard: Ticked
    now: datetime

    @property
    def name(self) -> str:
        return self.pairing.name

    @property
    def place(self) -> int:
        return self.put.prompt.sequence

    @property
    def revision(self) -> PublishedRevision:
        return self.put.revision

    @property
    def follow_up(self) -> FollowUp | None:
        return self.put.follow_up

    @property
    def points(self) -> list[Point]:
        return [Point(each.slug, each.text, each.slug in self.heard[0]) for each in self.revision.points]

    @property
    def reply_points(self) -> list[Point]:
        texts = self.follow_up.points if self.follow_up else ()
        return [Point(str(place), text, place in self.heard[1]) for place, text in enumerate(texts)]

    @property
    def sum(self) -> str:
        """How many of the key points were heard, and whether that is enough."""
        ticked, needed, all = len(self.heard[0]), self.revision.points_needed, len(self.revision.points)
        if ticked >= needed:
            words = _("%(ticked)s of %(all)s. That is enough for a good answer.")
        else:
            words = _("%(ticked)s of %(all)s. A good answer has at least %(needed)s.")
        return words % {"ticked": ticked, "all": all, "needed": needed}

    @property
    def seconds(self) -> int:
        """For the answer; 0 without a clock."""
        return SECONDS[ANSWER] * self.pairing.interview.factor

    @property
    def left(self) -> int:
        """Seconds of the clock, since the question could be read here."""
        begun = max(self.put.prompt.at, self.pairing.bound_at or self.put.prompt.at)
        return max(0, self.seconds - round((self.now - begun).total_seconds()))

    @property
    def clock(self) -> str:
        return f"{self.left // 60}:{self.left % 60:02}"

    @property
    def works_for(self) -> str:
        """How long the link works."""
        seconds = max(0, round((self.pairing.expires_at - self.now).total_seconds()))
        if seconds > 1.5 * HOUR:
            hours = round(seconds / HOUR)
            return ngettext(
                "This link works for %(n)s more hour.", "This link works for %(n)s more hours.", hours
            ) % {"n": hours}
        minutes = max(1, seconds // MINUTE)
        return ngettext(
            "This link works for %(n)s more minute.", "This link works for %(n)s more minutes.", minutes
        ) % {"n": minutes}


def sheet_of(pairing: Pairing, current: Held, now: datetime) -> Sheet | None:
    """None once nothing waits to be asked."""
    put = current.current
    if put is None or not current.is_open(now):
        return None
    ticks = getattr(put.prompt, "heard", None)
    heard = (frozenset(ticks.points), frozenset(ticks.reply_points)) if ticks else (frozenset(), frozenset())
    return Sheet(pairing, put, len(current.keys), heard, now)
