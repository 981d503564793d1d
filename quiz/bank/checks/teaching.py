"""What is asked of a revision in its newer form, with follow-ups by tag, and of a bank that holds such revisions.

A revision is held to it as soon as it has `follow_ups`, and a bank as soon as every question that is asked has them:
nothing else switches it on.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from quiz.bank.checks.checking import LEAST_WRONG, Check
from quiz.bank.checks.option_standards import standard
from quiz.bank.checks.points import points_met
from quiz.bank.checks.style import Guessed, by_kind, has_draws, mean, overlap_guess
from quiz.bank.models import Question
from quiz.bank.revisions.content import Content
from quiz.bank.text.shapes import TAGS

FEWEST_WRONG = 6
"""Where a question is chosen more than once: a command or code is soon typed."""
FEWEST_WORDS = 8
"""Of a why."""
LABEL = "That is"
MOST_LABELS = 0.1
FEWEST_OF_A_TAG = 15
FEWEST_ESSENTIAL = 0.85
MOST_BY_OVERLAP, MOST_BY_MODEL = 0.40, 0.75
"""Of one question's draws."""
MOST_OVERLAP_IN_ALL, MOST_MODEL_IN_ALL, MOST_MODEL_OF_A_KIND = 0.30, 0.33, 0.45
KINDS_MEASURED = (Question.Kind.CONCEPT, Question.Kind.COMPARISON, Question.Kind.LIST)


def teaching_standards(content: Content, kind: str) -> list[Check]:
    """Where a revision of the newer form falls short."""
    if not content.follow_ups:
        return []
    return [
        *option_faults(content, kind),
        *why_faults(content),
        *point_faults(content),
        *follow_up_faults(content),
        *([] if content.senior.strip() else [standard("senior", _("Missing: write what a senior adds"))]),
    ]


def option_faults(content: Content, kind: str) -> Iterator[Check]:
    count = len(content.wrong_options)
    if kind not in {Question.Kind.COMMAND, Question.Kind.CODE} and LEAST_WRONG <= count < FEWEST_WRONG:
        words = _("%(count)d wrong options: write at least %(least)d")
        yield standard("options", words % {"count": count, "least": FEWEST_WRONG})
    if has_draws(content) and (share := overlap_guess(content)) > MOST_BY_OVERLAP:
        words = _(
            "Whoever takes the option that shares most words with the others is right in %(share)d of 100 draws: "
            "let wrong options share words that the right one lacks, to %(most)d at most"
        )
        yield standard("options", words % {"share": round(100 * share), "most": round(100 * MOST_BY_OVERLAP)})


def why_faults(content: Content) -> Iterator[Check]:
    words = _("The reason of “%(slug)s” has fewer than %(least)d words: say why it fails here")
    for row, option in enumerate(content.options):
        if not option.is_right and len(option.why.split()) < FEWEST_WORDS:
            said = words % {"slug": option.slug, "least": FEWEST_WORDS}
            yield standard("options", said, row=row, part="why")
    if not any(option.tempts.strip() for option in content.wrong_options):
        yield standard("options", _("No option says why it tempts: say it of the most tempting one"))


def point_faults(content: Content) -> Iterator[Check]:
    met = points_met(content)
    for row, point in enumerate(content.key_points):
        if point.essential and point not in met:
            words = _("“%(slug)s” is essential and not in the model answer: add synonyms from its own words")
            yield standard("key_points", words % {"slug": point.slug}, row=row, part="synonyms")


def follow_up_faults(content: Content) -> Iterator[Check]:
    if len(content.follow_ups) not in {2, 3}:
        words = _("%(count)d follow-ups: write two or three")
        yield standard("follow_ups", words % {"count": len(content.follow_ups)})


def bank_standards(contents: Sequence[Content]) -> Iterator[Check]:
    """Of all questions that are asked, once each has the newer form."""
    if not contents or not all(content.follow_ups for content in contents):
        return
    tags = Counter(row.get("tag") for content in contents for row in content.follow_ups)
    for tag in TAGS:
        if tags[tag] < FEWEST_OF_A_TAG:
            words = _("%(count)d follow-ups are tagged “%(tag)s”: write at least %(least)d")
            yield standard("follow_ups", words % {"count": tags[tag], "tag": tag, "least": FEWEST_OF_A_TAG})
    yield from label_faults([option.why for content in contents for option in content.wrong_options])
    essential = sum(any(point.essential for point in content.key_points) for content in contents)
    if essential < FEWEST_ESSENTIAL * len(contents):
        words = _(
            "%(count)d of %(all)d questions have an essential key point: mark one in nearly every question"
        )
        yield standard("key_points", words % {"count": essential, "all": len(contents)})
    guess = mean(overlap_guess(content) for content in contents if has_draws(content))
    if guess > MOST_OVERLAP_IN_ALL:
        yield too_telling(_("by overlap"), guess, MOST_OVERLAP_IN_ALL)


def label_faults(whys: Sequence[str]) -> Iterator[Check]:
    count = sum(why.startswith(LABEL) for why in whys)
    if count > MOST_LABELS * len(whys):
        words = _(
            "%(count)d of %(all)d reasons begin with “%(label)s”: say why it fails here, not what it is"
        )
        yield standard("options", words % {"count": count, "all": len(whys), "label": LABEL})


def style_standards(found: Mapping[str, Guessed]) -> Iterator[tuple[str, Check]]:
    """By the model, which takes its time: question (none for the whole bank) and what gives itself away."""
    for key, guessed in found.items():
        if guessed.by_model > MOST_BY_MODEL:
            yield key, too_telling(_("by style"), guessed.by_model, MOST_BY_MODEL)
    for kind, rows in by_kind(found).items():
        most = MOST_MODEL_OF_A_KIND if kind else MOST_MODEL_IN_ALL
        share = mean(row.by_model for row in rows)
        if share > most and (not kind or kind in KINDS_MEASURED):
            yield "", too_telling(_("by style, %(kind)s") % {"kind": kind or _("all")}, share, most)


def too_telling(how: str, share: float, most: float) -> Check:
    words = _("The right option is found %(how)s in %(share)d of 100 draws; %(most)d are the most")
    return standard("options", words % {"how": how, "share": round(100 * share), "most": round(100 * most)})
