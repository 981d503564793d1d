"""What in its figures is a reason to look at a question. Pure.

Each is a share of people that is higher than it should be. It is raised where the whole likely range lies beyond its
threshold, and never of fewer than thirty people, so that small numbers raise nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.revisions.content import Content
from quiz.bank.text.markdown import plain
from quiz.curation.quality.figures import FEWEST, Count, Figures
from quiz.curation.quality.models import Dismissal
from quiz.curation.quality.same_words import asked_words, option_words, point_words

Reason = Dismissal.Reason

THRESHOLDS: Final = {
    Reason.KNOWING: 0.15,  # one slip in seven is human; more of those who know means that the words mislead
    Reason.DENIED: 0.15,  # of the answers in which a machine found it: its synonyms are too loose
    Reason.OVERRULED: 0.10,  # one in ten who take the trouble to say so: an accepted form is missing
    Reason.TOO_HARD: 0.65,  # wrong; guessing among four is wrong in 75 of 100, so they know little more than chance
    Reason.UNCHOSEN: 0.95,  # not chosen; an option that fewer than one in twenty choose distracts nobody
    Reason.TOO_EASY: 0.95,  # right without having learned it here: it tests nothing
}
STUCK_FOR_MANY: Final = 0.10
"""Of those who answered: that one in ten keeps missing it is no reason by itself, but worth finding."""
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One reason, as the figures give it."""

    reason: Reason
    slug: str
    """Of the option or key point; empty where it is about the whole question."""
    words: str
    """Names the words that it is about."""
    count: Count
    """How many of how many it is true of."""
    says: str
    """A sentence without its full stop."""

    @property
    def advice(self) -> str:
        return ADVICE[self.reason]()

    @property
    def of_how_many(self) -> str:
        return in_numbers(self.reason, self.count)

    @property
    def query(self) -> str:
        """What names it in an address, among the reasons of its question."""
        return urlencode({"reason": self.reason.value, "slug": self.slug})


def is_beyond(count: Count, threshold: float) -> bool:
    return count.is_enough and count.likely[0] > threshold


def is_stuck_for_many(figures: Figures) -> bool:
    return is_beyond(figures.stuck, STUCK_FOR_MANY)


def reasons_in(figures: Figures, content: Content) -> list[Found]:
    """The gravest first. `content` is what is live: figures of other words say nothing of it."""
    found = [*of_the_whole(figures, content), *of_options(figures, content), *of_points(figures, content)]
    too_easy = any(one.reason == Reason.TOO_EASY for one in found)
    found = [one for one in found if not (too_easy and one.reason == Reason.UNCHOSEN)]
    order = list(Reason)
    return sorted(found, key=lambda one: (order.index(one.reason), -one.count.share, one.slug))


def of_the_whole(figures: Figures, content: Content) -> Iterator[Found]:
    asked = asked_words(content)
    if figures.asked != asked:
        return
    right, overruled = figures.right, figures.overruled
    if is_beyond(right.others, THRESHOLDS[Reason.TOO_HARD]):
        words = _("Only %(share)s %% are right at the first try") % {"share": right.per_cent}
        yield Found(Reason.TOO_HARD, "", asked, right.others, words)
    if is_beyond(right, THRESHOLDS[Reason.TOO_EASY]):
        words = _("%(share)s %% are right at the first try") % {"share": right.per_cent}
        yield Found(Reason.TOO_EASY, "", asked, right, words)
    if is_beyond(overruled, THRESHOLDS[Reason.OVERRULED]):
        words = _("%(share)s %% changed the machine’s grade") % {"share": overruled.per_cent}
        yield Found(Reason.OVERRULED, "", asked, overruled, words)


def of_options(figures: Figures, content: Content) -> Iterator[Found]:
    """Of the wrong ones. Where few choose an option, few of those who know do."""
    live = option_words(content)
    for option in content.wrong_options:
        each, name = figures.options.get(option.slug), short(option.text)
        if each is None or each.words != live[option.slug]:
            continue
        if is_beyond(each.knowing, THRESHOLDS[Reason.KNOWING]):
            words = _("%(share)s %% of those who know choose “%(option)s”")
            said = words % {"share": each.knowing.per_cent, "option": name}
            yield Found(Reason.KNOWING, option.slug, each.words, each.knowing, said)
        if is_beyond(each.chosen.others, THRESHOLDS[Reason.UNCHOSEN]):
            words = _("Hardly anyone chooses “%(option)s”") % {"option": name}
            yield Found(Reason.UNCHOSEN, option.slug, each.words, each.chosen.others, words)


def of_points(figures: Figures, content: Content) -> Iterator[Found]:
    """Enough answers must have been looked through; in fewer of them the point was found."""
    live = point_words(content)
    for point in content.key_points:
        each = figures.points.get(point.slug)
        if each is None or each.words != live[point.slug] or each.found.of < FEWEST:
            continue
        if each.denied.of and each.denied.likely[0] > THRESHOLDS[Reason.DENIED]:
            said = _("%(share)s %% did not say “%(point)s” although the machine found it")
            words = said % {"share": each.denied.per_cent, "point": short(point.text)}
            yield Found(Reason.DENIED, point.slug, each.words, each.denied, words)


def short(text: str) -> str:
    """Whole words of it."""
    said = plain(text).rstrip(".")
    return said if len(said) <= LONGEST_NAME else f"{said[:LONGEST_NAME].rpartition(' ')[0]} …"


def in_numbers(reason: Reason, count: Count) -> str:
    """Of what the share is one; what is unchosen or too hard is counted as people see it."""
    seen = count.others if reason in {Reason.UNCHOSEN, Reason.TOO_HARD} else count
    return ngettext("%(number)s of %(of)s answer", "%(number)s of %(of)s answers", seen.of) % seen._asdict()


ADVICE: Final = {
    Reason.KNOWING: lambda: _("It may be too close to the right one."),
    Reason.DENIED: lambda: _("Its words may be too loose."),
    Reason.OVERRULED: lambda: _("An accepted form may be missing."),
    Reason.TOO_HARD: lambda: _("It may be unclear what it asks."),
    Reason.UNCHOSEN: lambda: _("It helps to guess the right one."),
    Reason.TOO_EASY: lambda: _("The wrong options may be too plain."),
}
