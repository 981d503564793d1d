"""What this process keeps beyond one request, and how to be rid of it: for tests and measurements.

Nothing has to be registered: whatever of these kinds is a constant of one of our modules is found.
docs/decisions/0028-what-a-process-keeps.md says of each what makes it stale.
"""

import sys
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType

from database.at_hand import AtHand

OURS = ("mlopsprep", "accounts", "database", "quiz")
OF_A_FUNCTION = type(lru_cache(lambda: None))


def forget() -> None:
    """As a process that has just begun: what it needs it reads or works out anew."""
    for clear in kept().values():
        clear()


def kept() -> dict[str, Callable[[], None]]:
    """What empties each thing kept, by the thing's full name."""
    ours = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in OURS]
    return {name: clear for module in ours for name, clear in kept_by(module).items()}


def kept_by(module: ModuleType) -> dict[str, Callable[[], None]]:
    """Types are compared and not asked: a lazy object of Django's would wake up."""
    found: dict[str, Callable[[], None]] = {}
    for name, value in list(vars(module).items()):
        if type(value) is OF_A_FUNCTION and value.__module__ == module.__name__:
            found[f"{module.__name__}.{name}"] = value.cache_clear
        elif type(value) in {AtHand, deque}:
            found[f"{module.__name__}.{name}"] = value.clear
    return found
