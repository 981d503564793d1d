"""What curators answered: on Today and at the question until the learner says *Got it*, and in the list of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quiz.bank.text.markdown import inline
from quiz.practice.flags.models import Flag
from quiz.practice.models import Learner
from quiz.practice.remembering.situation import Situation

MOST_SHOWN = 50


@dataclass(frozen=True)
class OwnFlag:
    """One flag, as its learner sees it."""

    flag: Flag
    day: date
    title: SafeString
    """The question, in the words they flagged."""
    is_published: bool

    @property
    def key(self) -> str:
        return self.flag.question.key

    @property
    def outcome(self) -> str:
        """Said before the curators' own words."""
        said = {
            Flag.Outcome.CHANGED: _("We changed it."),
            Flag.Outcome.RIGHT: _("It is right as it is."),
        }
        return said.get(Flag.Outcome(self.flag.outcome), "") if self.flag.outcome else ""

    @property
    def seen(self) -> str:
        return seen_of([self])

    @property
    def is_unread(self) -> bool:
        return not self.flag.is_open and self.flag.read_at is None


def seen_of(replies: Sequence[OwnFlag]) -> str:
    """The newest answer on a page: what is corrected later was not read."""
    times = [own.flag.answered_at for own in replies if own.flag.answered_at]
    return max(times).isoformat() if times else ""


def own_flags(situation: Situation, shown: Q) -> list[OwnFlag]:
    """One query; none for who never did anything."""
    if not situation.learner.exists:
        return []
    rows = Flag.objects.theirs(situation.learner).filter(shown).select_related("question", "revision")
    return [
        OwnFlag(
            flag=flag,
            day=situation.local_day(flag.made),
            title=inline(flag.revision.text),
            is_published=flag.question.key in situation.bank.questions,
        )
        for flag in rows
    ]


UNREAD = Q(answered_at__isnull=False, read_at__isnull=True)


def unread_replies(situation: Situation) -> list[OwnFlag]:
    """One for each question, oldest first."""
    found = sorted(own_flags(situation, UNREAD), key=lambda own: (own.flag.answered_at, own.flag.pk))
    return list({own.key: own for own in found}.values())


def replies_at(situation: Situation, question_id: int) -> list[OwnFlag]:
    """Of one question, oldest first; one query."""
    return sorted(own_flags(situation, UNREAD & Q(question=question_id)), key=lambda own: own.flag.pk)


def all_flags(situation: Situation) -> list[OwnFlag]:
    """The newest first."""
    return sorted(own_flags(situation, Q()), key=lambda own: own.flag.pk, reverse=True)[:MOST_SHOWN]


def got_it(*, learner: Learner, key: str, seen: datetime, now: datetime) -> None:
    """They have read what was answered of this question until `seen`. One statement, no transaction needed."""
    if learner.exists:
        rows = Flag.objects.theirs(learner).unread().filter(question__key=key, answered_at__lte=seen)
        rows.update(read_at=now)
