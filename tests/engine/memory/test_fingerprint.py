import re
from typing import Any

import pytest

from mlopsprep.forgetting import forget
from quiz import engine
from quiz.engine.memory import evidence, fingerprint, fsrs, laws, profiles, recording


def test_the_fingerprint_is_the_same_each_time() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", engine.fingerprint())
    assert engine.fingerprint() == engine.fingerprint()


@pytest.mark.parametrize(
    ("module", "name", "other"),
    [
        (fingerprint, "ENGINE_VERSION", "another"),
        (fsrs, "PARAMETERS", (0.3, *fsrs.PARAMETERS[1:])),
        (fsrs, "SAME_DAY", 0.6),
        (laws, "LAWS", laws.LAWS[:-1]),
        (laws, "PRIOR", (-0.5, *laws.PRIOR[1:])),
        (laws, "LEARNING_RATE", 0.7),
        (laws, "SLIP", 0.04),
        (laws, "LUCK", 0.02),
        (evidence, "GUESS", 0.3),
        (evidence, "RECOGNISED_AS_EASILY", 0.4),
        (evidence, "RECOGNITION_SHARE", 0.6),
        (recording, "DUPLICATE_SHARE", 0.6),
        (recording, "OVERLAP_SHARE", 0.2),
        (recording, "HALF_A_DAY", 0.6),
        (profiles, "PRIOR_SHARE", 0.3),
        (profiles, "SECTION_WEIGHT", 3.0),
        (profiles, "BANK_WEIGHT", 5.0),
        (profiles, "RECALL_SECONDS", 31.0),
        (profiles, "CHOOSE_SECONDS", 14.0),
        (profiles, "LONGEST_MEMORY", 31),
        (profiles, "SHORTEST_SECONDS", 2.0),
        (profiles, "LONGEST_SECONDS", 121.0),
    ],
)
def test_another_number_gives_another_fingerprint(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, other: object
) -> None:
    before = engine.fingerprint()
    monkeypatch.setattr(module, name, other)
    forget()
    after = engine.fingerprint()
    forget()
    assert after != before
