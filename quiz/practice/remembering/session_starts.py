"""What was known when a session started, kept at hand: its summary need not fold all that came before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, Q

from database.at_hand import AtHand
from quiz.practice.models import Correction, Learner, PracticeSession, of
from quiz.practice.remembering.memory import Memory
from quiz.practice.remembering.situation import Situation

CARDS_KEPT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Start:
    stamp: UUID | None
    """Of the bank, whose relations are part of the fold."""
    memory: Memory


_starts: Final = AtHand[UUID, Start](CARDS_KEPT, size=lambda start: len(start.memory.states))
"""By session."""


def keep_start(situation: Situation, session: PracticeSession) -> None:
    """For as many sessions as have so many cards."""
    _starts.keep(session.pk, Start(situation.bank.stamp, situation.memory))


def start_of(situation: Situation, session: PracticeSession) -> Memory | None:
    """The memory as the log gives it up to the session's start, if it is at hand and still what the log says."""
    start = _starts.get(session.pk)
    if start is None or start.stamp != situation.bank.stamp:
        return None
    return None if is_rewritten(situation.learner, session.started_at) else start.memory


def is_rewritten(learner: Learner, start: datetime) -> bool:
    """Whether what came before was changed since: an older answer corrected, or a visitor's log joined."""
    corrected = Correction.objects.filter(of(learner), at__gte=start, review__at__lt=start)
    joined = Learner.objects.filter(merged_into=learner, merged_at__gte=start)
    return Learner.objects.filter(Q(Exists(corrected)) | Q(Exists(joined)), pk=learner.pk).exists()
