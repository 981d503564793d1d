"""The strip on top of a question: how far the session is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from quiz import engine
from quiz.practice.asking.next_prompt import SECONDS_A_QUESTION
from quiz.practice.models import PracticeSession
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class Strip:
    """How far the session is: share in per cent, minutes and about how many questions are left.

    `place` says it where a session counts its questions instead of its minutes; `places` where it is the first one.
    """

    share: int
    minutes: int
    left: int
    place: str = ""
    places: bool = False


def strip_of(situation: Situation, session: PracticeSession, key: str) -> Strip:
    match session.kind:
        case PracticeSession.Kind.PLACING:
            words = _("Warm-up, %(number)s of %(total)s")
            return counted(situation, session, key, words, engine.PLACES)
        case PracticeSession.Kind.CLAIMED:
            words = _("I know this, %(number)s of %(total)s")
            return counted(situation, session, key, words, len(session.only or ()))
        case PracticeSession.Kind.AGAIN:
            words = _("Again, %(number)s of %(total)s")
            return counted(situation, session, key, words, len(session.only or ()))
    return timed(session)


def counted(situation: Situation, session: PracticeSession, key: str, words: str, total: int) -> Strip:
    """Of a session that ends with its last question."""
    asked = situation.asked_in(session)
    place = words % {"number": min(len({*asked, key}), total), "total": total}
    share = round(100 * min(len(asked), total) / total)
    return Strip(share, 0, 0, place, places=session.kind == PracticeSession.Kind.PLACING)


def timed(session: PracticeSession) -> Strip:
    """Of a session that ends with its minutes."""
    left = max(0.0, session.seconds_left)
    share = round(100 * (1 - left / (session.minutes * 60)))
    return Strip(share, round(left / 60), round(left / SECONDS_A_QUESTION))
