"""A drill's words of two moments compared, word by word."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from quiz.bank.drills.words import FIELDS, DrillWords
from quiz.bank.revisions.wordwise import compare_words
from quiz.curation.editing.comparing import Comparison


def compare(old: DrillWords, new: DrillWords, names: Iterable[str] = FIELDS) -> list[Comparison]:
    """The fields that differ, in the order in which they are read; of these `names` alone."""
    changed = [name for name in FIELDS if name in names and getattr(old, name) != getattr(new, name)]
    before, after, labels = texts(old), texts(new), labels_of()
    return [Comparison(labels[name], tuple(compare_words(before[name], after[name]))) for name in changed]


def labels_of() -> dict[str, str]:
    return {
        "title": _("Title"),
        "situation": _("Situation"),
        "ask": _("What to ask"),
        "points": _("Rubric"),
    }


def texts(words: DrillWords) -> dict[str, str]:
    """A list is one text, so that a row put between others shows as that and not as a change of all that follow."""
    points = ([point["text"], ", ".join(point["questions"])] for point in words.points)
    return {
        "title": words.title,
        "situation": words.situation,
        "ask": "\n".join(words.ask),
        "points": "\n".join(line for point in points for line in point if line),
    }


def labelled(words: DrillWords) -> dict[str, str]:
    return {label: texts(words)[name] for name, label in labels_of().items()}
