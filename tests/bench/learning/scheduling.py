"""What every scheduler is: told the plan, asked for the next question, told the answer."""

from typing import ClassVar, Final, NamedTuple, Protocol

from tests.bench.learning.bank import Bank
from tests.bench.learning.learner import CHOOSE, RECALL, Answer

CHOICES_FIRST: Final = 3


class Trip(NamedTuple):
    """A plan: sessions on which days and when, how long, until when. Days count from the first, from 0."""

    days: int
    minutes: int
    sittings: tuple[float, ...]
    end: float
    is_dated: bool = True
    """Whether the plan names the end as its date."""


class Ask(NamedTuple):
    item: int
    way: str


class Scheduler(Protocol):
    """One learner's scheduler."""

    def start(self, now: float) -> None:
        """A session begins."""

    def pick(self, now: float, seconds_left: float) -> Ask | None:
        """What to ask; None ends the session early."""

    def told(self, ask: Ask, answer: Answer, now: float) -> None:
        """The answer given at `now`."""


class Rival:
    """A scheduler that sees answers alone; asks by recall as flash cards do, or climbs from choosing."""

    climbs: ClassVar[bool] = False

    def __init__(self, bank: Bank, trip: Trip, seed: int) -> None:
        self.trip = trip
        self.size = len(bank)
        self.asked = [0] * self.size
        self.today = 0
        self.prepare(seed)

    def prepare(self, seed: int) -> None:
        """Its own state."""

    def start(self, now: float) -> None:
        self.today = int(now)

    def pick(self, now: float, seconds_left: float) -> Ask | None:
        item = self.next_item(now)
        return Ask(item, CHOOSE if self.climbs and self.asked[item] < CHOICES_FIRST else RECALL)

    def told(self, ask: Ask, answer: Answer, now: float) -> None:
        self.asked[ask.item] += 1
        self.learn(ask.item, answer, now)

    def next_item(self, now: float) -> int:
        raise NotImplementedError

    def learn(self, item: int, answer: Answer, now: float) -> None:
        """What it makes of the answer."""
