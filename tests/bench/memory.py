"""How much memory the workers of a server hold while it serves, and whether that levels off. Linux only."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from tests.bench.server import Served

THOUSAND = 1000


def workers_of(server: Served) -> list[int]:
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
    return sorted(map(int, children.split()))


def megabytes(pid: int, what: str = "VmRSS") -> float:
    """What is resident now, or was at most (`VmHWM`)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def forget_most(pid: int) -> None:
    """What was resident at most counts from now on."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


@dataclass
class Memory:
    """Samples of each worker's, in megabytes, after so many requests."""

    server: Served
    counts: list[int] = field(default_factory=list)
    samples: list[list[float]] = field(default_factory=list)
    workers: list[int] = field(default_factory=list)

    def sample(self, count: int) -> None:
        self.workers = self.workers or workers_of(self.server)
        self.counts.append(count)
        self.samples.append([megabytes(pid) for pid in self.workers])

    @property
    def died(self) -> bool:
        """Has a worker ended, so that another took its place?"""
        return workers_of(self.server) != self.workers

    def said(self) -> str:
        """For each worker, without the first tenth, in which it warms up."""
        lines = [self.of_worker(place) for place in range(len(self.workers))]
        return "\n".join(f"worker {place}: {line}" for place, line in enumerate(lines, 1))

    def of_worker(self, place: int) -> str:
        held = [sample[place] for sample in self.samples]
        warm, fifth = held[len(held) // 10 :], max(len(held) // 5, 1)
        return (
            f"{held[0]:.0f} MB at the start, {mean(warm[:fifth]):.1f} in the first fifth after a warm-up,"
            f" {mean(held[-fifth:]):.1f} in the last; {self.growth(place, 2):+.3f} MB a thousand in the last half,"
            f" {self.growth(place, 10):+.3f} in the last tenth"
        )

    def growth(self, place: int, part: int) -> float:
        """Of the last half, or the last of so many parts: megabytes for each thousand requests."""
        last = slice(-max(len(self.samples) // part, 2), None)
        return slope(self.counts[last], [sample[place] for sample in self.samples[last]]) * THOUSAND


def slope(counts: Sequence[int], held: Sequence[float]) -> float:
    """Of the straight line nearest to these, in megabytes for each request."""
    if len(counts) < 2:
        return 0.0
    middle, level = mean(counts), mean(held)
    spread = sum((count - middle) ** 2 for count in counts)
    return sum((count - middle) * (each - level) for count, each in zip(counts, held, strict=True)) / spread


def rest(seconds: float = 0.2) -> None:
    """Until what the last requests held is given back."""
    time.sleep(seconds)
