"""A confusion on the wall, in two steps: the question with two options, then how many chose which, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from quiz.cohorts.answers.misleading import Confusion

LAST_STEP = 2


class WallOption(NamedTuple):
    text: str
    is_right: bool
    chose: int


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands there; `back` and `next` are the queries of the neighbours, empty at either end."""

    confusion: Confusion
    place: int
    places: int
    shows_answer: bool
    back: str
    next: str

    @property
    def options(self) -> list[WallOption]:
        """By their words, in both steps alike: where they stand tells nothing."""
        one = self.confusion
        wrong = WallOption(one.wrong_text, is_right=False, chose=one.chose)
        right = WallOption(one.right_text, is_right=True, chose=one.chose_right)
        return sorted((wrong, right), key=lambda option: option.text.casefold())


def wall_of(confusions: Sequence[Confusion], query: QueryDict) -> Wall:
    """Where the query leads, or the nearest place there is. There is one confusion at least.

    `q` holds the question while others move up, since people answer meanwhile.
    """
    keys = [one.key for one in confusions]
    asked, step = query.get("q", ""), number(query.get("step"), LAST_STEP)
    place = keys.index(asked) + 1 if asked in keys else number(query.get("n"), len(keys))
    steps = [(n, each) for n in range(1, len(keys) + 1) for each in range(1, LAST_STEP + 1)]
    at = steps.index((place, step))
    before, after = steps[at - 1 : at] if at else [], steps[at + 1 : at + 2]
    return Wall(
        confusions[place - 1],
        place,
        len(keys),
        step == LAST_STEP,
        *(address(some, keys) for some in (before, after)),
    )


def number(text: str | None, most: int) -> int:
    """From 1 to `most`; 1 where it is no number."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return min(max(int(text), 1), most) if is_number and text else 1


def address(steps: Sequence[tuple[int, int]], keys: Sequence[str]) -> str:
    return next(("?" + urlencode({"n": n, "step": step, "q": keys[n - 1]}) for n, step in steps), "")
