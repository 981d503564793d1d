"""What changed in an answer that the learner knew, word by word, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.models import Revision
from quiz.bank.published import PublishedRevision, published_revision
from quiz.bank.revisions.wordwise import Part, compare_words
from quiz.bank.text.markdown import plain
from quiz.practice.models import of
from quiz.practice.remembering.overtaken import answers_to, learned_otherwise
from quiz.practice.remembering.situation import Situation

EXPLANATION = gettext_lazy("Explanation")


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the words that differs; without a label the answer itself."""

    label: str | Promise
    lines: Sequence[Sequence[Part]]
    """Those that differ, each word by word."""


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
        Difference(label, lines_that_differ(before[label], lines))
        for label, lines in after.items()
        if lines != before[label]
    ]
    return found[:-1] if len(found) > 1 and found[-1].label == EXPLANATION else found


def lines_that_differ(old: Sequence[str], new: Sequence[str]) -> list[Sequence[Part]]:
    """Each beside the one whose place it takes."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pairs = [
        pair
        for kind, a, b, c, d in steps
        if kind != "equal"
        for pair in zip_longest(old[a:b], new[c:d], fillvalue="")
    ]
    return [tuple(compare_words(spaced(was), spaced(words))) for was, words in pairs]


def spaced(text: str) -> str:
    """With a space at its end, so that the last word is the same where more follow."""
    return f"{text} " if text else ""


def plain_lines(texts: Iterable[str]) -> list[str]:
    return [plain(text) for text in texts]


def said(revision: PublishedRevision) -> dict[str | Promise, list[str]]:
    return {
        "": plain_lines([revision.answer]),
        _("Question"): plain_lines([revision.text]),
        _("Key points"): plain_lines(point.text for point in revision.points),
        _("Accepted forms"): plain_lines(revision.accepted),
        _("The right option"): plain_lines(option.text for option in revision.options if option.is_right),
        EXPLANATION: plain_lines([revision.explanation]),
    }
