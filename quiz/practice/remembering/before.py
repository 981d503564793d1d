"""What was before the latest answer: kept on the learner, so that undo is exact."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from quiz import engine
from quiz.practice.models import Learner
from quiz.practice.remembering.folding import Graded
from quiz.practice.remembering.memory import CardState, Memory, unpack_profile


@dataclass(frozen=True, slots=True)
class Before:
    """Profile and cards from before the latest effective review, kept on the learner so that undo is exact."""

    prompt: UUID
    at: datetime
    """When the review was given."""
    profile: engine.Profile
    states: Mapping[str, CardState]
    in_interview: bool = False
    """Its grade can be changed on the interview's report; it is not taken back and asked again in practice."""

    def to_json(self) -> dict[str, Any]:
        return {
            "engine": engine.ENGINE_VERSION,
            "prompt": str(self.prompt),
            "at": self.at.isoformat(),
            "interview": self.in_interview,
            "profile": text(self.profile.pack()),
            "cards": {
                key: [
                    text(s.card.pack()) if s.card else None,
                    s.asked_at.isoformat() if s.asked_at else None,
                    s.read_on.isoformat() if s.read_on else None,
                    s.sheet_on.isoformat() if s.sheet_on else None,
                ]
                for key, s in self.states.items()
            },
        }

    @classmethod
    def from_json(cls, stored: Any) -> "Before | None":
        """None where nothing can be taken back, or another engine has stored it."""
        if not is_ours(stored):
            return None
        states = {
            key: CardState(
                card=engine.Card.unpack(base64.b64decode(card)) if card else None,
                asked_at=datetime.fromisoformat(asked) if asked else None,
                read_on=date.fromisoformat(read) if read else None,
                sheet_on=date.fromisoformat(sheet[0]) if any(sheet) else None,
            )
            for key, (card, asked, read, *sheet) in stored["cards"].items()
        }
        profile = unpack_profile(base64.b64decode(stored["profile"]))
        at, in_interview = datetime.fromisoformat(stored["at"]), stored.get("interview", False)
        return cls(UUID(stored["prompt"]), at, profile, states, in_interview)

    def restored(self, memory: Memory) -> Memory:
        """Memory without the review; what was skipped, left out or read since stays so."""
        return memory.changed(
            {key: self._restored(memory.state(key), old) for key, old in self.states.items()}, self.profile
        )

    def _restored(self, now: CardState, old: CardState) -> CardState:
        return replace(now, card=old.card, asked_at=old.asked_at if now.asked_at == self.at else now.asked_at)


def prompt_to_undo(learner: Learner) -> UUID | None:
    """The prompt whose answer can be taken back in practice."""
    before: Any = learner.before
    return UUID(before["prompt"]) if is_ours(before) and not before.get("interview") else None


def is_ours(stored: Any) -> bool:
    return bool(stored) and stored.get("engine") == engine.ENGINE_VERSION


def text(packed: bytes) -> str:
    return base64.b64encode(packed).decode("ascii")


def before_of(review: Graded, memory: Memory, changed: Iterable[str]) -> Before:
    return Before(review.prompt, review.at, memory.profile, {key: memory.state(key) for key in changed})
