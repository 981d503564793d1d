"""Figures of one question, as they are stored and read again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, NamedTuple

from quiz.mastery.likely_share import likely_share

FEWEST: Final = 30
"""Of fewer people no share is shown and nothing follows: words say how many there are."""


class Count(NamedTuple):
    """So many of so many people."""

    number: int
    of: int

    @property
    def is_enough(self) -> bool:
        return self.of >= FEWEST

    @property
    def share(self) -> float:
        return self.number / self.of

    @property
    def likely(self) -> tuple[float, float]:
        """Low and high of the share behind it."""
        return likely_share(self.number, self.of)

    @property
    def per_cent(self) -> int:
        return round(100 * self.share)

    @property
    def low(self) -> int:
        return round(100 * self.likely[0])

    @property
    def high(self) -> int:
        return round(100 * self.likely[1])

    @property
    def others(self) -> "Count":
        return Count(self.of - self.number, self.of)


NONE: Final = Count(0, 0)


class Seconds(NamedTuple):
    """How long an answer took: half of them between low and high."""

    low: float
    middle: float
    high: float
    of: int

    @property
    def is_enough(self) -> bool:
        return self.of >= FEWEST


NO_TIME: Final = Seconds(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class OptionFigures:
    words: str
    """Names the words to which they belong."""
    chosen: Count
    """Of those to whom it was shown."""
    knowing: Count
    """Of those of them who know."""


@dataclass(frozen=True, slots=True)
class PointFigures:
    words: str
    found: Count
    """Of the answers that a machine looked for it in."""
    denied: Count
    """Of those in which it was found, and the learner could say so."""
    added: Count = NONE
    """Those whose learner said it, of those in which it was not found and they could say so."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of one question. Everybody counts once in each figure."""

    asked: str
    """Names the words to which the first four belong."""
    right: Count = NONE
    """At the first answer, without having read it or a hint."""
    overruled: Count = NONE
    """Of the answers that were written and graded by a machine."""
    seconds: Seconds = NO_TIME
    stuck: Count = NONE
    """Of those who answered it at all; it is their memory, so older words are in it."""
    options: Mapping[str, OptionFigures] = field(default_factory=dict)
    points: Mapping[str, PointFigures] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Counts as pairs, options and points by their slug."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Figures":
        counts = {name: Count(*stored[name]) for name in ("right", "overruled", "stuck")}
        return cls(
            **counts,
            asked=stored["asked"],
            seconds=Seconds(*stored["seconds"]),
            options={
                slug: OptionFigures(one["words"], Count(*one["chosen"]), Count(*one["knowing"]))
                for slug, one in stored["options"].items()
            },
            points={
                slug: PointFigures(
                    one["words"],
                    Count(*one["found"]),
                    Count(*one["denied"]),
                    Count(*one.get("added", NONE)),  # a row of before has none until the next night
                )
                for slug, one in stored["points"].items()
            },
        )
