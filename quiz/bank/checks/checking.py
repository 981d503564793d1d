"""What must be so before a revision is published and a file is loaded."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.checks.points import points_met
from quiz.bank.checks.wording import plain
from quiz.bank.revisions.content import Content, OptionContent, PointContent
from quiz.bank.text import fields, shapes

MOST_POINTS = 5
LEAST_POINTS = 2
LEAST_WRONG = 4
RESERVED = "unsure"
"""What a form sends for *I don't know*, so that no option may be called it."""
SHORTEST_LEAK = 8
"""Characters: a shorter right answer may well be a word of its question."""


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found. One that blocks must pass before publishing and loading."""

    words: str
    passed: bool
    field: str
    blocks: bool = True
    row: int | None = None
    """Of a list of the content, from 0; none where it is about all of it."""
    part: str = ""
    """Of a row, or of a field that has parts."""


def failed(field: str, words: str, *, blocks: bool = True, row: int | None = None, part: str = "") -> Check:
    return Check(words, passed=False, field=field, blocks=blocks, row=row, part=part)


def passed(field: str, words: str) -> Check:
    return Check(words, passed=True, field=field)


def checks_of(content: Content, duplicates: Sequence[Content] = ()) -> list[Check]:
    """Every check of one revision; `duplicates` are the live contents of questions that ask the same."""
    return [
        *check_shapes(content),
        *check_options(content),
        *check_duplicates(content, duplicates),
        *check_points(content),
        *check_leak(content),
        *check_examples(content),
    ]


def checks_beside(content: Content, duplicates: Sequence[Content]) -> list[Check]:
    """Of one revision that takes its place in the bank: `checks_of`, and what the same rule says of its duplicates.

    Of a whole bank each question has its turn, so that there `checks_of` finds both.
    """
    return [*checks_of(content, duplicates), *check_their_wrong_options(content, duplicates)]


def blocking(checks: Iterable[Check]) -> list[Check]:
    return [check for check in checks if check.blocks and not check.passed]


def check_shapes(content: Content) -> list[Check]:
    """The same shapes that a fixture file must have."""
    own = {name: shape for name, shape in fields.REVISION.items() if name != "points_needed"}
    return [
        *shape_faults(own, content, "text", "answer"),
        *row_faults("options", fields.OPTION, content.options),
        *row_faults("key_points", fields.POINT, content.key_points),
    ]


def shape_faults(table: Mapping[str, shapes.Shape], content: Content, *required: str) -> Iterator[Check]:
    for name, shape in table.items():
        value = getattr(content, name)
        if value or name in required:
            for found in fields.misshapen(shape, value):
                yield failed(name, found.says, row=found.row, part=found.part)


def row_faults(
    field: str, table: Mapping[str, shapes.Shape], rows: Sequence[OptionContent | PointContent]
) -> Iterator[Check]:
    for number, row in enumerate(rows):
        for name, shape in table.items():
            value = getattr(row, name)
            if (value or name == "text") and (says := shape(value)):
                yield failed(field, f"“{row.slug}”: {name} {says}", row=number, part=name)


def has_room(content: Content) -> bool:
    """Whether all of it is within the lengths of its fields, so that it may be measured."""
    rows = [*content.options, *content.key_points]
    pairs = [(shape, getattr(content, name)) for name, shape in fields.REVISION.items()]
    pairs += [
        (shape, getattr(row, name))
        for row in rows
        for name, shape in (fields.OPTION if isinstance(row, OptionContent) else fields.POINT).items()
    ]
    pairs.append((fields.EXAMPLES, content.example_rows))
    return len(content.options) <= fields.MOST_OPTIONS and not any(
        shapes.too_long(shape, value) for shape, value in pairs
    )


def check_options(content: Content) -> list[Check]:
    if not content.options:
        return [passed("options", _("No options: the question is asked by recall alone"))]
    faults = [
        *check_right_option(content),
        *check_wrong_options(content),
        *check_alike("options", [option.text for option in content.options]),
        *check_slugs("options", [option.slug for option in content.options]),
    ]
    return [*(faults or [options_are_fine(content)]), *check_length(content)]


def options_are_fine(content: Content) -> Check:
    words = _("One right option, %(count)d wrong, none alike") % {"count": len(content.wrong_options)}
    return passed("options", words)


def check_right_option(content: Content) -> list[Check]:
    count = len(content.right_options)
    if count == 1:
        return []
    return [
        failed("options", _("%(count)d options are marked right; exactly one must be") % {"count": count})
    ]


def check_wrong_options(content: Content) -> list[Check]:
    count = len(content.wrong_options)
    few = _("%(count)d wrong options; at least four are needed") % {"count": count}
    many = _("%(count)d options; %(most)d are the most")
    faults = [failed("options", few)] if count < LEAST_WRONG else []
    if len(content.options) > fields.MOST_OPTIONS:
        words = many % {"count": len(content.options), "most": fields.MOST_OPTIONS}
        faults.append(failed("options", words))
    return [*faults, *check_whys(content)]


def check_whys(content: Content) -> list[Check]:
    """Once it is said which option is right."""
    words = _("The wrong option “%(slug)s” does not say why it is wrong")
    return [
        failed("options", words % {"slug": option.slug}, row=row, part="why")
        for row, option in enumerate(content.options)
        if content.right_options and not option.is_right and not option.why.strip()
    ]


def check_alike(field: str, texts: Sequence[str]) -> list[Check]:
    """No two say the same, whatever their case, spaces and marks."""
    said = [plain(text) for text in texts]
    rows = [row for row, text in enumerate(said) if text in said[:row]][:1]
    return [
        failed(field, _("“%(text)s” is there twice") % {"text": texts[said.index(said[row])]}, row=row)
        for row in rows
    ]


def check_slugs(field: str, slugs: Sequence[str]) -> list[Check]:
    faults = [
        failed(field, says, row=row) for row, slug in enumerate(slugs) if (says := shapes.slug(40)(slug))
    ]
    if RESERVED in slugs:
        words = _("The slug “%(slug)s” has another meaning") % {"slug": RESERVED}
        faults.append(failed(field, words, row=slugs.index(RESERVED)))
    twice = [slug for slug, count in Counter(slugs).items() if count > 1]
    return faults + [
        failed(field, _("The slug “%(slug)s” is there twice") % {"slug": slug}, row=slugs.index(slug))
        for slug in twice
    ]


def check_length(content: Content) -> list[Check]:
    """A hint only: who sees the longest option need not know the answer."""
    right = [len(option.text) for option in content.right_options]
    wrong = [len(option.text) for option in content.wrong_options]
    if not right or not wrong or right[0] <= max(wrong):
        return []
    return [
        failed("options", _("The right option is the longest. Learners may guess by length."), blocks=False)
    ]


def check_duplicates(content: Content, duplicates: Sequence[Content]) -> list[Check]:
    """A wrong option must not be what a question that asks the same calls right."""
    right = {plain(text) for other in duplicates for text in right_texts(other)}
    faults = [
        failed(
            "options",
            _("A question that asks the same calls “%(text)s” right") % {"text": option.text},
            row=row,
            part="text",
        )
        for row, option in enumerate(content.options)
        if not option.is_right and plain(option.text) in right
    ]
    if faults or not duplicates or not content.options:
        return faults
    return [passed("options", _("No duplicate of it agrees with a wrong option"))]


def check_their_wrong_options(content: Content, duplicates: Sequence[Content]) -> Iterator[Check]:
    """What it calls right must not be a wrong option of a question that asks the same."""
    wrong = {plain(option.text) for other in duplicates for option in other.wrong_options}
    words = _("“%(text)s” is a wrong option of a question that asks the same")
    if plain(content.answer) in wrong:
        yield failed("answer", words % {"text": content.answer})
    for row, text in enumerate(content.accepted):
        if plain(text) in wrong:
            yield failed("accepted", words % {"text": text}, row=row)
    for row, option in enumerate(content.options):
        if option.is_right and plain(option.text) in wrong:
            yield failed("options", words % {"text": option.text}, row=row, part="text")


def right_texts(content: Content) -> list[str]:
    return [content.answer, *content.accepted, *(option.text for option in content.right_options)]


def check_points(content: Content) -> list[Check]:
    count = len(content.key_points)
    if not count and not content.options:
        return []
    faults = [
        *check_alike("key_points", [point.text for point in content.key_points]),
        *check_slugs("key_points", [point.slug for point in content.key_points]),
    ]
    if not LEAST_POINTS <= count <= MOST_POINTS:
        words = ngettext(
            "%(count)d key point; two to five are needed",
            "%(count)d key points; two to five are needed",
            count,
        )
        faults.append(failed("key_points", words % {"count": count}))
    else:
        faults += check_answer(content)
    if (
        count >= LEAST_POINTS
        and content.points_needed is not None
        and not 1 <= content.points_needed <= count
    ):
        words = _("A good answer cannot need %(needed)d of %(count)d key points")
        faults.append(failed("points_needed", words % {"needed": content.points_needed, "count": count}))
    return faults or [passed("key_points", _("%(count)d key points, none alike") % {"count": count})]


def check_answer(content: Content) -> list[Check]:
    """A machine that reads the model answer itself must find a key point in it."""
    if not content.key_points or not content.answer.strip() or points_met(content):
        return []
    words = _(
        "The model answer meets none of the key points: say one in it, or add words of the answer to their synonyms"
    )
    return [failed("answer", words)]


def check_leak(content: Content) -> list[Check]:
    """What is asked must not hold what is to be answered."""
    asked = f" {plain(content.text)} "
    for text in right_texts(content):
        if len(text) >= SHORTEST_LEAK and f" {plain(text)} " in asked:
            return [failed("text", _("The question holds its answer: “%(text)s”") % {"text": text})]
    return [passed("text", _("The question does not hold its answer"))]


def check_examples(content: Content) -> Iterator[Check]:
    """Their shapes, and that none is there twice, whatever is said of it."""
    for found in fields.misshapen(fields.EXAMPLES, content.example_rows):
        yield failed("examples", found.says, row=found.row, part=found.part)
    texts = [example.text for example in content.examples]
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        words = _("“%(text)s” is there twice") % {"text": shapes.in_one_line(text)}
        yield failed("examples", words, row=texts.index(text), part="text")
