"""What must be so before a drill's words are published and its file is loaded. Each check stands at its field."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from quiz.bank.checks.checking import Check, check_alike, failed, passed
from quiz.bank.drills.words import DrillWords
from quiz.bank.models import Question
from quiz.bank.text import fields

LEAST_ASKED = 2
LEAST_POINTS = 2


def checks_of(words: DrillWords, known: Collection[str] | None) -> list[Check]:
    """Every check that blocks wherever the words come from; `known` are the questions that a rubric may name."""
    return [
        *check_shapes(words),
        *check_ask(words),
        *check_points(words),
        *(check_known(words, known) if known is not None else ()),
    ]


def judge(words: DrillWords) -> list[Check]:
    """As their curator sees them, before they are published: a rubric leads to what can be asked. One query."""
    retired = dict(Question.objects.exclude(live_revision=None).values_list("key", "retired_at"))
    gone = {key for key, at in retired.items() if at}
    return [*checks_of(words, retired.keys()), *check_retired(words, gone), *advice_on(words)]


def check_shapes(words: DrillWords) -> Iterator[Check]:
    """The same shapes that a fixture file must have."""
    for name, shape in fields.DRILL.items():
        for found in fields.misshapen(shape, getattr(words, name)):
            yield failed(name, found.says, row=found.row, part=found.part)


def check_ask(words: DrillWords) -> list[Check]:
    count = len(words.ask)
    few = _("%(count)d to ask; at least %(least)d are needed") % {"count": count, "least": LEAST_ASKED}
    lines = _("has a line end; make it one line")
    faults = [
        *([failed("ask", few)] if count < LEAST_ASKED else []),
        *check_alike("ask", words.ask),
        *(failed("ask", lines, row=row) for row, said in enumerate(words.ask) if "\n" in said),
    ]
    return faults or [passed("ask", _("%(count)d to ask, none alike") % {"count": count})]


def check_points(words: DrillWords) -> list[Check]:
    count = len(words.points)
    few = _("%(count)d points; at least %(least)d are needed") % {"count": count, "least": LEAST_POINTS}
    faults = [
        *([failed("points", few)] if count < LEAST_POINTS else []),
        *check_alike("points", [point["text"] for point in words.points if point["text"]]),
        *check_named_once(words),
    ]
    return faults or [passed("points", _("%(count)d points, none alike") % {"count": count})]


def check_named_once(words: DrillWords) -> Iterator[Check]:
    said = _("The question “%(key)s” is named twice")
    for row, point in enumerate(words.points):
        keys = point["questions"]
        for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
            yield failed("points", said % {"key": key}, row=row, part="questions")


def check_known(words: DrillWords, known: Collection[str]) -> Iterator[Check]:
    said = _("there is no question “%(key)s”")
    for row, key in named(words):
        if key not in known:
            yield failed("points", said % {"key": key}, row=row, part="questions")


def check_retired(words: DrillWords, retired: Collection[str], *, blocks: bool = True) -> Iterator[Check]:
    """No reason to refuse a file: a question may be retired after the drill that names it was published."""
    said = _("The question “%(key)s” is retired; name another, or none")
    for row, key in named(words):
        if key in retired:
            yield failed("points", said % {"key": key}, row=row, part="questions", blocks=blocks)


def advice_on(words: DrillWords) -> Iterator[Check]:
    for row, point in enumerate(words.points):
        if not point["questions"]:
            said = _("This point names no question to read on")
            yield failed("points", said, row=row, part="questions", blocks=False)


def standards_of(words: DrillWords, retired: Collection[str]) -> list[Check]:
    """What falls short in a bank that ships."""
    return [*check_retired(words, retired, blocks=False), *advice_on(words)]


def named(words: DrillWords) -> Iterator[tuple[int, str]]:
    """Each question that the rubric names, with the row of its point."""
    return ((row, key) for row, point in enumerate(words.points) for key in dict.fromkeys(point["questions"]))
