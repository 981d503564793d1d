"""The bank's standard: what a finished question has beyond what loading asks. A draft may fall short of it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.checks.checking import LEAST_POINTS, MOST_POINTS, Check, right_texts
from quiz.bank.checks.option_standards import option_standards, standard
from quiz.bank.checks.points import points_met
from quiz.bank.checks.wording import long_stems, plain, sentence_count
from quiz.bank.models import Question
from quiz.bank.revisions.content import Content

FEWEST_WORDS, MOST_WORDS = 40, 120
"""Of an explanation."""
MOST_REFERENCES = 3
TELLING_LETTERS = 5
"""From so many letters on, a key point's word in the hint gives something away."""
SHORTEST_ANSWER = 3
"""Characters: a shorter answer may well be part of another word's sense."""
TYPED = (Question.Kind.COMMAND, Question.Kind.CODE)


def standards_of(content: Content, kind: str, duplicates: Sequence[Content] = ()) -> list[Check]:
    """Where a revision falls short, each with what to do; `duplicates` are questions that ask the same."""
    return [
        *option_standards(content, duplicates),
        *point_standards(content),
        *hint_standards(content),
        *explanation_standards(content),
        *missing_parts(content),
        *reference_standards(content),
        *note_standards(content),
        *accepted_standards(content, kind),
    ]


def point_standards(content: Content) -> Iterator[Check]:
    if not content.key_points:
        words = _("No key points: write %(least)d to %(most)d, each with synonyms")
        yield standard("key_points", words % {"least": LEAST_POINTS, "most": MOST_POINTS})
        return
    for row, point in enumerate(content.key_points):
        if not point.synonyms:
            words = _("“%(slug)s” has no synonyms: add other words in which people say it")
            yield standard("key_points", words % {"slug": point.slug}, row=row, part="synonyms")
    if content.points_needed is None:
        yield standard("points_needed", _("Missing: say how many key points make a good answer"))
    elif (met := len(points_met(content))) < content.points_needed:
        words = _(
            "The model answer meets %(met)d of the %(needed)d key points needed: add synonyms from its own words"
        )
        yield standard("key_points", words % {"met": met, "needed": content.points_needed})


def hint_standards(content: Content) -> Iterator[Check]:
    if not content.hint.strip():
        yield standard("hint", _("Missing: write one sentence that helps without giving the answer away"))
        return
    if (count := sentence_count(content.hint)) > 1:
        yield standard("hint", _("%(count)d sentences: one is enough") % {"count": count})
    if telling := telling_words(content):
        words = _("It gives words of the key points away: say “%(words)s” otherwise")
        yield standard("hint", words % {"words": _("”, “").join(telling)})
    hint = f" {plain(content.hint)} "
    for text in right_texts(content):
        if len(text) >= SHORTEST_ANSWER and f" {plain(text)} " in hint:
            yield standard("hint", _("It holds the answer “%(text)s”: take it out") % {"text": text})


def telling_words(content: Content) -> list[str]:
    """Words of the hint that are a key point's, and not the question's."""
    points = [text for point in content.key_points for text in (point.text, *point.synonyms)]
    asked = {*long_stems([content.text], least=1)}
    telling = long_stems(points, least=TELLING_LETTERS).keys() - asked
    hint = long_stems([content.hint], least=TELLING_LETTERS)
    return sorted(word for stem, word in hint.items() if stem in telling)


def explanation_standards(content: Content) -> Iterator[Check]:
    count = len(content.explanation.split())
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        words = ngettext(
            "%(count)d word: write %(least)d to %(most)d",
            "%(count)d words: write %(least)d to %(most)d",
            count,
        )
        yield standard("explanation", words % {"count": count, "least": FEWEST_WORDS, "most": MOST_WORDS})


def missing_parts(content: Content) -> Iterator[Check]:
    if not content.common_wrong.strip():
        yield standard("common_wrong", _("Missing: write the common wrong answer and why it does not hold"))
    if not (content.follow_up or content.follow_ups):
        yield standard(
            "follow_up", _("Missing: write the interviewer's next question and what a good reply holds")
        )
    if content.difficulty is None:
        yield standard("difficulty", _("Missing: choose 1 (easy) to 4 (hard)"))


def reference_standards(content: Content) -> Iterator[Check]:
    count = len(content.references)
    if not 1 <= count <= MOST_REFERENCES:
        words = _("%(count)d references: give one to %(most)d to official documentation")
        yield standard("references", words % {"count": count, "most": MOST_REFERENCES})
    urls = [reference.get("url", "") for reference in content.references]
    yield from insecure("references", urls)
    for url in sorted({url for url in urls if urls.count(url) > 1}):
        words = _("“%(url)s” is there twice: keep one")
        yield standard("references", words % {"url": url}, row=urls.index(url), part="url")


def note_standards(content: Content) -> Iterator[Check]:
    yield from insecure(
        "currency_notes", [note.get("source", {}).get("url", "") for note in content.currency_notes]
    )


def insecure(field: str, urls: Sequence[str]) -> Iterator[Check]:
    for row, url in enumerate(urls):
        if not url.startswith("https://"):
            words = _("“%(url)s” does not begin with https://: link the secure page")
            yield standard(field, words % {"url": url}, row=row, part="url")


def accepted_standards(content: Content, kind: str) -> Iterator[Check]:
    if kind in TYPED and not content.accepted:
        yield standard("accepted", _("Missing: write at least one form in which the answer may be typed"))
