"""What came of a typed answer: beside what is right, in words, each thing once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import grading
from quiz.bank.published import PublishedRevision
from quiz.bank.published.typed import grading_question
from quiz.bank.revisions.wordwise import Part, compare_code, compare_words, split
from quiz.bank.text.markdown import inline
from quiz.practice.models import Grade


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with the letter in it that is meant; empty where the other line has it."""

    before: str
    letter: str
    after: str

    @classmethod
    def of(cls, before: str, word: str, after: str, *, than: str) -> "Marked":
        """Marks the letter of the word that is more or another than in the other word."""
        at = grading.first_difference(word, than)
        letter = word[at : at + 1] if len(word) >= len(than) else ""
        return cls(before + word[:at], letter, word[at + len(letter) :] + after)


@dataclass(frozen=True)
class TypedAnswer:
    revision: PublishedRevision
    response: Mapping[str, Any]
    """What was typed, and what the machine found in it."""
    machine_grade: int
    grade: int
    """The learner has the last word."""

    @property
    def words(self) -> str:
        return grading.visible(str(self.response.get("text", ""))).strip()

    @property
    def is_list(self) -> bool:
        return self.revision.kind == "list"

    @property
    def is_right(self) -> bool:
        return self.grade >= Grade.KNEW

    @property
    def is_overruled(self) -> bool:
        return self.is_right and self.machine_grade < Grade.KNEW

    def parts(self, state: str) -> list[str]:
        return [str(text) for text, found in self.response.get("parts", ()) if found == state]

    @property
    def is_told_by_parts(self) -> bool:
        """A list of which the machine recognised something, or of which something does not belong."""
        return self.is_list and not self.is_overruled and bool(self.right or self.foreign)

    @property
    def right(self) -> list[str]:
        """In the bank's words, as what is missing."""
        return [inline(text) for text in self.parts("right")]

    @property
    def foreign(self) -> list[str]:
        """What does not belong, as it was typed."""
        return self.parts("foreign")

    @property
    def missing(self) -> list[str]:
        """What could have been named; nothing, once enough was."""
        is_open = self.lacking > 0 and not self.is_right
        return [inline(text) for text in self.parts("missing")] if is_open else []

    @property
    def lacking(self) -> int:
        return self.revision.points_needed - len(self.right)

    @property
    def missing_of(self) -> str:
        """Said before what is missing, where not all of it has to be named."""
        if self.lacking >= len(self.missing):
            return ""
        return ngettext("%d of these:", "%d of these:", self.lacking) % self.lacking

    @property
    def message(self) -> str:
        """What the machine said, unless the lines say it all."""
        if self.is_right or self.slip:
            return ""
        if self.is_told_by_parts:
            return self.why_foreign
        return str(self.response.get("message", ""))

    @property
    def why_foreign(self) -> str:
        """What a wrong option that names it too says of it."""
        foreign = [text.casefold() for text in self.foreign]
        wrong = (option for option in self.revision.wrong_options if option.why)
        named = (option for option in wrong if any(text in option.text.casefold() for text in foreign))
        return next((option.why for option in named), "")

    @property
    def detail(self) -> str:
        """What the verdict adds to its word."""
        if self.slip:
            return self.what_happened_to_the_letter(*self.slip)
        if not self.is_told_by_parts or self.is_right:
            return ""
        if self.lacking > 0:
            of = {"found": len(self.right), "needed": self.revision.points_needed}
            return _("%(found)s of %(needed)s") % of
        return _("not all of it is on the list")

    @staticmethod
    def what_happened_to_the_letter(typed: str, meant: str) -> str:
        if len(typed) < len(meant):
            return _("one letter is missing")
        return _("one letter is too many") if len(typed) > len(meant) else _("one letter is different")

    @property
    def slip(self) -> tuple[str, str] | None:
        """The word with a letter that is wrong, and the word that is meant."""
        typed, meant = self.parts("slip"), self.parts("meant")
        return (typed[0], meant[0]) if typed and meant and not self.is_overruled else None

    @property
    def lines_of_slip(self) -> tuple[Marked, Marked] | None:
        """What was typed, and the same as it is right."""
        if self.slip is None:
            return None
        typed, meant = self.slip
        before, after = re.split(
            rf"(?<![\w-]){re.escape(typed)}(?![\w-])", f"{self.words} {typed}", maxsplit=1
        )
        after = after.removesuffix(typed).rstrip()
        return Marked.of(before, typed, after, than=meant), Marked.of(before, meant, after, than=typed)

    @property
    def difference(self) -> list[Part]:
        """What was typed, word by word, against the accepted form that is like it; nothing where it is right."""
        if self.is_list or self.is_right or self.slip or not self.words:
            return []
        compare = compare_code if self.revision.kind == "code" else compare_words
        return list(compare(self.words, self.nearest)) if self.nearest else []

    @property
    def nearest(self) -> str:
        """The first accepted form, unless half of another one was typed."""
        accepted = self.revision.accepted
        if self.grade == Grade.FORGOT or not accepted:
            return next(iter(accepted), "")
        said = split(self.words + " ")
        return max(accepted, key=lambda form: SequenceMatcher(None, said, split(form + " ")).ratio())

    @property
    def first_form(self) -> str:
        """Said beside an answer that its learner counted as right."""
        return next(iter(self.revision.accepted), "") if self.is_overruled else ""

    @property
    def another(self) -> str:
        """Another right answer than the one that was typed."""
        if self.is_list or self.is_overruled or not self.is_right:
            return ""
        return grading.another_form(grading_question(self.revision), self.words)
