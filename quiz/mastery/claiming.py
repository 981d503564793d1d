"""*I know this*, on a question or a section: what the session is about that asks it."""

from datetime import datetime

from django.utils.translation import gettext as _

from quiz.bank.published import PublishedQuestion, PublishedSection
from quiz.bank.text.markdown import plain
from quiz.practice.asking.starting import LONGEST_TITLE, Focus
from quiz.practice.models import PracticeSession
from quiz.practice.remembering.situation import Situation


def question_claim(question: PublishedQuestion) -> Focus:
    return claim(plain(question.revision.text), [question.key])


def section_claim(situation: Situation, section: PublishedSection, now: datetime) -> Focus:
    """Its questions that were not met yet and may be asked today, in the bank's order."""
    closed = situation.memory.closed_on(situation.local_day(now))
    return claim(section.title, [key for key in unmet(situation, section) if key not in closed])


def unmet(situation: Situation, section: PublishedSection) -> list[str]:
    """What was never answered of it, and may be asked at all."""
    cards, left_out = situation.memory.cards, situation.memory.left_out
    return [key for key in section.keys if key not in left_out and not (key in cards and cards[key].asked)]


def claim(about: str, keys: list[str]) -> Focus:
    title = _("I know this: %(about)s") % {"about": about}
    return Focus(title[:LONGEST_TITLE], keys, kind=PracticeSession.Kind.CLAIMED)


def nothing_to_claim(situation: Situation, section: PublishedSection) -> str:
    """What happened, and what to do, where no question of the section can be asked this way."""
    if unmet(situation, section):
        return rests()
    return _("You have answered every question of this section. Practise it to keep what you know.")


def rests() -> str:
    return _("You read these answers today, or left the questions out. Come back tomorrow.")
