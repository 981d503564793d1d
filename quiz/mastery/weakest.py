"""Which questions are weakest, and what they are mixed up with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quiz.bank.models import Relation
from quiz.bank.published import PublishedBank
from quiz.bank.text.markdown import inline, plain
from quiz.mastery.mosaic.mosaic import percent, url_of
from quiz.mastery.standings import Standing
from quiz.practice.answering.stuck import is_stuck
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.remembering.situation import Situation

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Weak:
    """A question of low recall, as a list shows it."""

    key: str
    title: SafeString
    quiet: str
    level: int
    word: str
    side: str

    @property
    def url(self) -> str:
        return url_of(self.key)


def weak_keys(standings: Mapping[str, Standing]) -> list[str]:
    """Asked questions that would not be proficient on the date, the least likely to be recalled on it first."""
    return sorted(
        (key for key, each in standings.items() if each.is_weak),
        key=lambda key: standings[key].recall_on_date,
    )


def weakest_of(situation: Situation, standings: Mapping[str, Standing]) -> Sequence[Weak]:
    return [weak_one(situation, key, standings[key]) for key in weak_keys(standings)[:MOST_SHOWN]]


def weak_one(situation: Situation, key: str, standing: Standing) -> Weak:
    bank = situation.bank
    stuck = _("stuck") if is_stuck(situation.memory, key) else ""
    return Weak(
        key=key,
        title=inline(bank.questions[key].revision.text),
        quiet=" · ".join(filter(None, [stuck, mixed_up_with(bank, key)])),
        level=int(standing.level),
        word=str(LEVEL_WORDS[standing.level]),
        side=_("%(recall)s %% on the day") % {"recall": percent(standing.recall_on_date)},
    )


def mixed_up_with(bank: PublishedBank, key: str) -> str:
    """The first question that this one is often mixed up with, in words; empty where there is none."""
    others = (
        to
        for kind, to in bank.related.get(key, ())
        if kind == Relation.Kind.CONFUSABLE and to in bank.questions
    )
    other = next(others, None)
    return (
        _("often mixed up with: %(text)s") % {"text": plain(bank.questions[other].revision.text)}
        if other
        else ""
    )
