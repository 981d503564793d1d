"""How long a part may take, and how much of that is left."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from quiz.practice.models import LONGEST_PAUSE


@dataclass(frozen=True, slots=True)
class Clock:
    """Of the part that waits. Without seconds there is none."""

    seconds: int
    spent_ms: int
    """Since the part was put, when the page was made; 0 for who comes back from a pause: their time begins anew."""

    @property
    def left(self) -> int:
        return max(0, ceil(self.seconds - self.spent_ms / 1000))

    @property
    def words(self) -> str:
        return minutes_and_seconds(self.left)

    @property
    def of(self) -> str:
        return minutes_and_seconds(self.seconds)


def clock_of(seconds: int, put_at: datetime, now: datetime) -> Clock:
    since = max(timedelta(), now - put_at)
    is_back = since > timedelta(seconds=seconds) + LONGEST_PAUSE
    return Clock(seconds, 0 if is_back else round(since.total_seconds() * 1000))


def minutes_and_seconds(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
