"""Two curators at one draft: what the second is told and asked, and what they chose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quiz.bank.editing.opened import Opened
from quiz.bank.editing.publishing import SavedMeanwhile, live_content
from quiz.bank.models import Revision
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.revisions.merging import differing, taking
from quiz.curation.editing.comparing import Comparison, compare

FIELD, THEIRS = "choose ", "theirs"
"""How the name of a choice begins in the form, and what it says where the other's words are chosen."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both changed, each in another way."""

    unit: str
    comparisons: Sequence[Comparison]
    """From their words to those in the fields."""
    takes_theirs: bool = False

    @property
    def name(self) -> str:
        return f"{FIELD}{self.unit}"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    content: Content
    """For the fields: both together, and mine where both changed the same."""
    conflicts: Sequence[Conflict]
    others: Sequence[Comparison] = ()
    """What else they changed: from what was sent to what stands in the fields."""

    @property
    def is_any(self) -> bool:
        return bool(self.conflicts or self.others)


@dataclass(frozen=True, slots=True)
class Choices:
    """Of each unit that was asked about, whether the other's words are taken."""

    takes: Mapping[str, bool]

    @classmethod
    def from_post(cls, sent: Mapping[str, object]) -> "Choices":
        asked = {name.removeprefix(FIELD): value for name, value in sent.items() if name.startswith(FIELD)}
        return cls({unit: value == THEIRS for unit, value in asked.items()})

    def made(self, content: Content, opened: Opened | None) -> Content:
        """The form was opened with the other's words."""
        theirs = [unit for unit, takes in self.takes.items() if takes]
        return taking(content, opened.content, theirs) if opened else content


def meanwhile_of(sent: Content, refused: SavedMeanwhile) -> Meanwhile:
    if refused.merged is None:
        return Meanwhile(sent, ())
    merged = refused.merged.content
    conflicts = conflicts_in(merged, refused.current, refused.merged.conflicts)
    return Meanwhile(merged, conflicts, compare(sent, merged))


def asked_again(content: Content, opened: Opened | None, chosen: Choices) -> Meanwhile | None:
    """Where something else has to be corrected first; what was chosen stays chosen."""
    if opened is None or not chosen.takes:
        return None
    asked = conflicts_in(content, opened.content, chosen.takes)
    return Meanwhile(content, [Conflict(one.unit, one.comparisons, chosen.takes[one.unit]) for one in asked])


def conflicts_in(mine: Content, theirs: Content, units: Collection[str]) -> list[Conflict]:
    """Those that are not the same any more."""
    told = ((unit, compare(taking(mine, theirs, [unit]), mine)) for unit in units)
    return [Conflict(unit, comparisons) for unit, comparisons in told if comparisons]


def undecided_in(revision: Revision) -> list[str]:
    """Of an open one: what was changed both here and in the files, and still is another way than what is live."""
    if not revision.conflicts:
        return []
    differs = differing(content_of(revision), live_content(revision.question))
    return [unit for unit in revision.conflicts if unit in differs]


def moved(nothing: str) -> str:
    """Why an act was refused; `nothing` says what did not happen."""
    happened = _("Someone else saved the draft or changed the question meanwhile.")
    return f"{happened} {nothing} {_('This is how it is now.')}"
