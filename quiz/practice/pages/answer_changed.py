"""What changed in an answer that the learner knew, word by word, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.markdown import plain
from quiz.bank.models import Revision
from quiz.bank.published import PublishedRevision, published_revision
from quiz.bank.wordwise import Part, compare_words
from quiz.practice.models import of
from quiz.practice.remembering.overtaken import answers_to, learned_otherwise
from quiz.practice.remembering.situation import Situation

EXPLANATION = gettext_lazy("Explanation")


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the words that differs; without a label the answer itself."""

    label: str | Promise
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class AnswerChanged:
    day: date
    why: str
    differences: Sequence[Difference]
    """Empty where only what is not compared differs."""


def answer_changed(situation: Situation, key: str) -> AnswerChanged | None:
    """Since the learner learned it, where they were not told; two queries then, and none else."""
    if key not in situation.memory.overtaken:
        return None
    return changed_since(situation, situation.bank.questions[key].revision)


def answer_that_told(situation: Situation, revision: PublishedRevision, at: datetime) -> AnswerChanged | None:
    """Where the answer given at this time to this revision was the first one since it changed."""
    return changed_since(situation, revision, at__lt=at)


def changed_since(
    situation: Situation, revision: PublishedRevision, **earlier: datetime
) -> AnswerChanged | None:
    """From what was learned to these words; no query where the question's meaning never changed."""
    meanings = situation.bank.meanings.get(revision.key)
    if meanings is None:
        return None
    given = answers_to([revision.question_id], of(situation.learner), **earlier)
    learned = learned_otherwise(given, meanings, revision.id)
    if learned is None:
        return None
    digest = Revision.objects.values_list("digest", flat=True).get(pk=learned)
    differences = differences_of(published_revision(learned, digest), revision)
    return AnswerChanged(situation.local_day(meanings.change.at), meanings.change.why, differences)


def differences_of(old: PublishedRevision, new: PublishedRevision) -> list[Difference]:
    """What differs of all that a good answer is held against; the explanation only where nothing else does."""
    before, after = said(old), said(new)
    found = [
        Difference(label, tuple(compare_words(f"{before[label]} ", f"{text} ")))
        for label, text in after.items()
        if text != before[label]
    ]
    return found[:-1] if len(found) > 1 and found[-1].label == EXPLANATION else found


def lines(texts: Iterable[str]) -> str:
    """One below the other; the last with its end, so that it is the same word where more follow."""
    return "".join(f"{plain(text)}\n" for text in texts)


def said(revision: PublishedRevision) -> dict[str | Promise, str]:
    return {
        "": plain(revision.answer),
        _("Question"): plain(revision.text),
        _("Key points"): lines(point.text for point in revision.points),
        _("Accepted forms"): lines(revision.accepted),
        _("The right option"): lines(option.text for option in revision.options if option.is_right),
        EXPLANATION: plain(revision.explanation),
    }
