"""Two curators at one drill: what the form was opened with, what the second is asked, and what they chose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core import signing

from quiz.bank.drills.models import Drill
from quiz.bank.drills.publishing import Opened, SavedMeanwhile
from quiz.bank.drills.words import FIELDS, DrillWords
from quiz.curation.drills.comparing import compare
from quiz.curation.editing.comparing import Comparison
from quiz.curation.editing.meanwhile import Choices, Conflict

SALT: Final = "drill-opened"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    words: DrillWords
    """For the fields: both together, and mine where both changed the same."""
    conflicts: Sequence[Conflict]
    others: Sequence[Comparison] = ()
    """What else they changed: from what was sent to what stands in the fields."""

    @property
    def is_any(self) -> bool:
        return bool(self.conflicts or self.others)


def sealed(opened: Opened, drill: Drill) -> str:
    """For a form to carry."""
    said = [drill.pk, opened.draft, opened.live, opened.words.said()]
    return signing.dumps(said, salt=SALT, compress=True)


def unsealed(token: str, drill: Drill) -> Opened | None:
    """None where the form does not say, or says it of another drill."""
    try:
        of, draft, live, said = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Opened(DrillWords(**said), draft, live) if of == drill.pk else None


def chosen(words: DrillWords, choices: Choices, opened: Opened | None) -> DrillWords:
    """The form was opened with the other's words."""
    theirs = [name for name, takes in choices.takes.items() if takes and name in FIELDS]
    said = opened.words.said() if opened else {}
    return DrillWords(**words.said() | {name: said[name] for name in theirs if name in said})


def meanwhile_of(sent: DrillWords, refused: SavedMeanwhile) -> Meanwhile:
    if refused.merged is None:
        return Meanwhile(sent, ())
    merged = refused.merged.words
    conflicts = [asked(name, merged, refused.current) for name in refused.merged.conflicts]
    return Meanwhile(merged, conflicts, compare(sent, merged))


def asked_again(words: DrillWords, opened: Opened | None, choices: Choices) -> Meanwhile | None:
    """Where something else has to be corrected first; what was chosen stays chosen."""
    names = [name for name in choices.takes if name in FIELDS]
    if opened is None or not names:
        return None
    return Meanwhile(words, [asked(name, words, opened.words, takes=choices.takes[name]) for name in names])


def asked(name: str, mine: DrillWords, theirs: DrillWords, *, takes: bool = False) -> Conflict:
    return Conflict(name, compare(theirs, mine, [name]), takes)
