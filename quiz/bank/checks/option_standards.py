"""What the bank's standard asks of a question's options beyond what loading asks: that none gives itself away."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from quiz.bank.checks.checking import LEAST_WRONG, Check, failed, right_texts
from quiz.bank.checks.wording import CODE, overlap, plain, sentence_count
from quiz.bank.revisions.content import Content, OptionContent

SHORTEST, LONGEST = 0.6, 1.6
"""Length of a wrong option, in lengths of the right one."""
NEARLY = 0.75
"""Share of words in common from which two texts say nearly the same."""
ABSOLUTES = re.compile(
    r"\b(all|always|any|anything|cannot|completely|entirely|every|everyone|everything|guarantee[sd]?|impossible|must"
    r"|never|nobody|none|nothing|only|solely)\b",
    re.IGNORECASE,
)
OF_THE_ABOVE = re.compile(
    r"\b(all|none|both|neither|any|each) of (the|these) (above|options|answers)\b", re.IGNORECASE
)


def option_standards(content: Content, duplicates: Sequence[Content] = ()) -> list[Check]:
    """What falls short; a revision without exactly one right option is judged when it has one."""
    if not content.options:
        words = _("No options: write one right and at least %(count)d wrong ones") % {"count": LEAST_WRONG}
        return [standard("options", words)]
    if len(content.right_options) != 1:
        return []
    right = content.right_options[0]
    found = [
        *(
            (content.options.index(option), words)
            for option in content.wrong_options
            for words in compare(option, right)
        ),
        *((content.options.index(right), words) for words in lone_absolutes(content, right)),
        *of_the_above(content),
        *near_duplicates(content, duplicates),
    ]
    return [standard("options", words, row=row, part="text") for row, words in found]


def standard(field: str, words: str, *, row: int | None = None, part: str = "") -> Check:
    return failed(field, words, blocks=False, row=row, part=part)


def compare(option: OptionContent, right: OptionContent) -> Iterator[str]:
    yield from compare_length(option, right)
    yield from compare_sentences(option, right)
    for word in sorted(absolutes_in(option.text) - absolutes_in(right.text)):
        yield _("“%(slug)s” says “%(word)s” and the right option does not: leave the word out") % {
            "slug": option.slug,
            "word": word,
        }


def compare_length(option: OptionContent, right: OptionContent) -> Iterator[str]:
    length, whole = len(option.text), len(right.text)
    if not SHORTEST * whole <= length <= LONGEST * whole:
        yield _(
            "“%(slug)s” has %(length)d characters, the right option %(right)d: bring it to between %(low)d and %(high)d"
        ) % {
            "slug": option.slug,
            "length": length,
            "right": whole,
            "low": -int(-SHORTEST * whole // 1),
            "high": int(LONGEST * whole),
        }


def compare_sentences(option: OptionContent, right: OptionContent) -> Iterator[str]:
    mine, wanted = sentence_count(option.text), sentence_count(right.text)
    if mine != wanted:
        yield _("“%(slug)s” has %(mine)d sentences, the right option %(wanted)d: give it as many") % {
            "slug": option.slug,
            "mine": mine,
            "wanted": wanted,
        }


def absolutes_in(text: str) -> set[str]:
    return {word.lower() for word in ABSOLUTES.findall(CODE.sub(" ", text))}


def lone_absolutes(content: Content, right: OptionContent) -> Iterator[str]:
    """Words by which the right option alone can be told."""
    elsewhere = set().union(*(absolutes_in(option.text) for option in content.wrong_options))
    for word in sorted(absolutes_in(right.text) - elsewhere):
        yield _(
            "The right option alone says “%(word)s”: leave the word out, or say it in a wrong option too"
        ) % {"word": word}


def of_the_above(content: Content) -> Iterator[tuple[int, str]]:
    words = _("“%(slug)s” says “%(words)s”: options come in any order, so name what is meant")
    for row, option in enumerate(content.options):
        if found := OF_THE_ABOVE.search(option.text):
            yield row, words % {"slug": option.slug, "words": found[0]}


def near_duplicates(content: Content, duplicates: Sequence[Content]) -> Iterator[tuple[int, str]]:
    """Wrong options that say nearly what a question that asks the same calls right."""
    right = [text for other in duplicates for text in right_texts(other)]
    words = _("“%(slug)s” says nearly what a question that asks the same calls right: “%(text)s”")
    for row, option in enumerate(content.options):
        near = next((text for text in right if is_near(option.text, text)), None)
        if near and not option.is_right:
            yield row, words % {"slug": option.slug, "text": near}


def is_near(text: str, other: str) -> bool:
    """The very same is no matter of the standard: it is refused."""
    return plain(text) != plain(other) and overlap(text, other) >= NEARLY
