"""What the learner's page shows in an interview with a friend: the link, then the question, and never an answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from quiz.bank.published import PublishedRevision
from quiz.interview.holding.held import held, interviews_of
from quiz.interview.models import Interview, Pairing
from quiz.interview.pairing.linking import link_of
from quiz.practice.models import Learner


class State(StrEnum):
    UNMADE = "unmade"
    """There is no link, or it was ended."""
    WAITING = "waiting"
    """Nobody has opened it."""
    EXPIRED = "expired"
    ASKED = "asked"
    """The friend has the sheet."""


@dataclass(frozen=True)
class PairingPage:
    interview: Interview
    pairing: Pairing | None
    state: State
    sequence: int
    """Of the question that was put last, from 1."""

    @property
    def seen(self) -> str:
        """What a page says that it shows, to be compared with what there is."""
        return f"{self.state} {self.sequence} {self.pairing.pk if self.pairing else ''}"

    @property
    def is_followed(self) -> bool:
        """Whether the page asks what has changed: where somebody else may change it."""
        return self.state in {State.WAITING, State.ASKED}

    @property
    def is_over(self) -> bool:
        return self.interview.ended_at is not None or self.interview.manner != Interview.Manner.PAIR

    @property
    def of(self) -> int:
        return len(self.interview.session.only or ()) if self.interview.session else 0

    @property
    def share(self) -> int:
        """How far the interview is, of 100."""
        return round(100 * (self.sequence - 1) / self.of) if self.of else 0

    @property
    def place(self) -> str:
        return _("Question %(number)s of %(total)s") % {"number": self.sequence, "total": self.of}

    @property
    def revision(self) -> PublishedRevision | None:
        """Of the question that waits, once the friend can ask it."""
        current = held(self.interview).current if self.state == State.ASKED else None
        return current.revision if current else None


def interview_of(learner: Learner, interview_id: UUID) -> Interview:
    """Of questions. Raises `Interview.DoesNotExist`."""
    found: Interview = interviews_of(learner).get(pk=interview_id, session__isnull=False)
    return found


def pairing_page_of(interview: Interview, now: datetime) -> PairingPage:
    """Two statements."""
    pairing = link_of(interview)
    last = interview.session.prompts.order_by("-sequence") if interview.session else None
    sequence = last.values_list("sequence", flat=True).first() if last is not None else None
    return PairingPage(interview, pairing, state_of(pairing, now), sequence or 0)


def state_of(pairing: Pairing | None, now: datetime) -> State:
    if pairing is None:
        return State.UNMADE
    if now >= pairing.expires_at:
        return State.EXPIRED
    return State.ASKED if pairing.browser else State.WAITING
