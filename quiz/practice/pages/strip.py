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
    return about_one(situation, session) if len(session.only or ()) == 1 else timed(situation, session)


def counted(situation: Situation, session: PracticeSession, key: str, words: str, total: int) -> Strip:
    """Of a session that ends with its last question."""
    asked = situation.asked_in(session)
    place = words % {"number": min(len({*asked, key}), total), "total": total}
    share = round(100 * min(len(asked), total) / total)
    return Strip(share, 0, 0, place, places=session.kind == PracticeSession.Kind.PLACING)


def about_one(situation: Situation, session: PracticeSession) -> Strip:
    """Of a session on one question."""
    return Strip(100 if asked_since_it_began(situation, session) else 0, 0, 0, _("1 question"))


def timed(situation: Situation, session: PracticeSession) -> Strip:
    """Of a session that ends with its minutes. The questions left fall with each answer, quick ones too."""
    seconds = max(0.0, session.seconds_left)
    asked = asked_since_it_began(situation, session)
    left = min(round(seconds / SECONDS_A_QUESTION), session.minutes * 60 // SECONDS_A_QUESTION - len(asked))
    if session.only is not None:
        left = min(left, len(set(session.only) & situation.bank.questions.keys() - asked))
    minutes = round(seconds / 60)
    place = "" if left > 0 else _("%(minutes)s min") % {"minutes": minutes}
    return Strip(round(100 * (1 - seconds / (session.minutes * 60))), minutes, max(0, left), place)


def asked_since_it_began(situation: Situation, session: PracticeSession) -> set[str]:
    return set(situation.memory.asked_since(session.started_at))
