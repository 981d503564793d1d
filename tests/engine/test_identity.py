import re

import pytest

from quiz import engine
from quiz.engine import evidence


def test_the_fingerprint_is_the_same_each_time() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", engine.fingerprint())
    assert engine.fingerprint() == engine.fingerprint()


def test_another_parameter_gives_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine.fingerprint()
    monkeypatch.setattr(evidence, "RECOGNITION_SHARE", 0.6)
    assert engine.fingerprint() != before
