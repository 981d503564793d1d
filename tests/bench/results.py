"""What was measured, beside what is wanted."""

import json
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Result:
    """One line of the table. `ok` is None where there is no goal."""

    what: str
    figure: str
    goal: str = ""
    ok: bool | None = None


@dataclass(frozen=True)
class Times:
    """Seconds that one kind of request took, a time for each round."""

    seconds: list[float]

    @property
    def least(self) -> float:
        return min(self.seconds)

    @property
    def middle(self) -> float:
        return median(self.seconds)

    def __str__(self) -> str:
        return f"{self.least * 1000:.2f} / {self.middle * 1000:.2f} ms"


def took(what: str, times: Times) -> Result:
    """A time alone, that others are compared with."""
    return Result(what, str(times))


def as_ratio(what: str, times: Times, floor: Times, most: float | None = None) -> Result:
    """A time as a ratio to its floor; the median's is held to the goal."""
    least, middle = times.least / floor.least, times.middle / floor.middle
    figure = f"{least:.2f} / {middle:.2f} ×   ({times})"
    return Result(what, figure) if most is None else Result(what, figure, f"≤ {most:g} ×", middle <= most)


def as_share(what: str, rate: float, floor: float, least: float) -> Result:
    """A rate beside its floor's."""
    share = rate / floor
    return Result(what, f"{share:.2f} ×   ({rate:.0f} a second)", f"≥ {least:g} ×", share >= least)


def at_most(what: str, figure: int, most: int) -> Result:
    return Result(what, f"{figure:,}", f"≤ {most:,}", figure <= most)


def table(results: list[Result]) -> str:
    rows = [("", "least / median", "goal", "")]
    rows += [(r.what, r.figure, r.goal, {True: "ok", False: "MISSED", None: ""}[r.ok]) for r in results]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows)


def as_json(results: list[Result]) -> str:
    return json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2)
