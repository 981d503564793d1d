"""One learner in one cell, practised by every scheduler; many of them on several processes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from multiprocessing import Pool
from random import Random
from types import MappingProxyType
from typing import Final, NamedTuple

from tests.bench.learning.apart import Scales, Stages
from tests.bench.learning.bank import Bank, read_bank
from tests.bench.learning.diary import Felt, felt_of
from tests.bench.learning.learner import DAY_SECONDS, Learner
from tests.bench.learning.oracle import NearOracle, Oracle
from tests.bench.learning.ours import Ours, Said, ThreeChoices, Watched
from tests.bench.learning.recalling import Disuse, Powers, Tracks
from tests.bench.learning.rivals import AtRandom, InOrder, InOrderClimbing, Leitner, SuperMemo2, WeakestFirst
from tests.bench.learning.scheduling import Rival, Scheduler, Trip
from tests.bench.learning.spaced import Fsrs, FsrsClimbing, FsrsCramming
from tests.bench.learning.strengths import HalfLives, Mixture
from tests.bench.learning.traces import Traces

FAMILIES: Final[dict[str, type[Learner]]] = {each.family: each for each in (Mixture, Traces, HalfLives)}
RECALLING: Final[dict[str, type[Learner]]] = {each.family: each for each in (Powers, Disuse, Tracks)}
APART: Final[dict[str, type[Learner]]] = {each.family: each for each in (Scales, Stages)}
ALL_FAMILIES: Final = FAMILIES | RECALLING | APART
RIVALS: Final[dict[str, type[Rival]]] = {
    "random": AtRandom,
    "in-order": InOrder,
    "leitner": Leitner,
    "sm-2": SuperMemo2,
    "weakest": WeakestFirst,
    "fsrs": Fsrs,
    "fsrs+cram": FsrsCramming,
    "in-order+ladder": InOrderClimbing,
    "fsrs+ladder": FsrsClimbing,
}
OURS: Final = "ours"
ORACLES: Final[dict[str, type[Oracle]]] = {"oracle": Oracle, "oracle-near": NearOracle}
SCHEDULERS: Final = (*RIVALS, *ORACLES, OURS)
THREE_CHOICES: Final = "three choices"
NO_DATE: Final = ", no date"
OF_THE_ENGINE: Final[dict[str, type[Ours]]] = {OURS: Ours, THREE_CHOICES: ThreeChoices}
FEELING: Final = tuple(name + date for date in ("", NO_DATE) for name in OF_THE_ENGINE)
"""The engine and what it was before, with a date and without."""

EVENING: Final = 19.0 / 24.0
JITTER: Final = 1.5 / 24.0
MORNING: Final = 9.0 / 24.0
MISSED: Final = 0.1


class Cell(NamedTuple):
    days: int
    minutes: int


class Task(NamedTuple):
    """One learner to simulate."""

    cell: Cell
    family: str
    seed: int
    schedulers: tuple[str, ...]
    checks: bool
    """Whether the engine is asked how ready the learner is and will be."""


class Outcome(NamedTuple):
    """Questions of the bank recalled on the date, by scheduler; and what the engine had said."""

    cell: Cell
    family: str
    seed: int
    scores: dict[str, float]
    readiness: list[Said]
    forecast: list[Said]
    felt: Mapping[str, Felt] = MappingProxyType({})
    """What the sessions were like, by scheduler of the engine."""


@cache
def bank() -> Bank:
    return read_bank()


def trip_of(cell: Cell, seed: int) -> Trip:
    """Evening sessions, a tenth of the days missed (never the first), the interview the morning after."""
    dice = Random(f"calendar {cell.days} {seed}")
    hours = [(dice.random(), dice.uniform(-JITTER, JITTER)) for _ in range(cell.days)]
    sittings = [
        day + EVENING + jitter for day, (luck, jitter) in enumerate(hours) if day == 0 or luck >= MISSED
    ]
    return Trip(cell.days, cell.minutes, tuple(sittings), cell.days + MORNING)


def practise(learner: Learner, scheduler: Scheduler, trip: Trip) -> None:
    """All the sessions; what the last answer of one takes too long is taken from the next."""
    over = 0.0
    stop = getattr(scheduler, "stop", None)
    for start in trip.sittings:
        now, left = start, trip.minutes * 60.0 - over
        scheduler.start(now)
        while left > 0.0:
            ask = scheduler.pick(now, left)
            if ask is None:
                break
            answer = learner.ask(ask.item, ask.way, now)
            scheduler.told(ask, answer, now)
            left -= answer.in_all
            now += answer.in_all / DAY_SECONDS
        over = max(-left, 0.0)
        if stop is not None:
            stop(now)


def simulate(task: Task) -> Outcome:
    trip = trip_of(task.cell, task.seed)
    felt: dict[str, Felt] = {}
    outcome = Outcome(task.cell, task.family, task.seed, {}, [], [], felt)
    for name in task.schedulers:
        learner = ALL_FAMILIES[task.family](bank(), task.seed)
        scheduler = _scheduler(name, learner, trip, task)
        practise(learner, scheduler, trip)
        score = outcome.scores[name] = learner.recalled_on(trip.end)
        if isinstance(scheduler, Ours):
            felt[name] = felt_of(scheduler.sittings)
        if isinstance(scheduler, Watched):
            outcome.readiness.extend(scheduler.ready)
            outcome.forecast.extend(said._replace(truth=score) for said in scheduler.ahead)
    return outcome


def _scheduler(name: str, learner: Learner, trip: Trip, task: Task) -> Scheduler:
    if name in ORACLES:
        return ORACLES[name](learner, trip)
    if name in RIVALS:
        return RIVALS[name](bank(), trip, task.seed)
    if name != OURS or not task.checks:
        of_the_engine = OF_THE_ENGINE[name.removesuffix(NO_DATE)]
        return of_the_engine(bank(), trip._replace(is_dated=not name.endswith(NO_DATE)), task.seed)
    return Watched(bank(), trip, task.seed, lambda: learner.recalled_on(trip.end))


def simulate_all(tasks: Sequence[Task], processes: int) -> Iterator[Outcome]:
    """Outcomes as they come; the longest tasks should come first."""
    bank()
    if processes == 1:
        yield from map(simulate, tasks)
        return
    with Pool(processes) as pool:
        yield from pool.imap_unordered(simulate, tasks, chunksize=1)


def tasks_of(
    cells: Iterable[Cell],
    families: Sequence[str],
    seeds: Sequence[int],
    schedulers: Sequence[str],
    *,
    checks: bool,
) -> list[Task]:
    """Seeds are dealt to the families in turn, so that each cell has as many learners as seeds."""
    tasks = [
        Task(cell, families[turn % len(families)], seed, tuple(schedulers), checks)
        for cell in cells
        for turn, seed in enumerate(seeds)
    ]
    return sorted(tasks, key=lambda task: -task.cell.days * task.cell.minutes)
