"""What learners typed and said was right although the machine said otherwise: the words alone, without whose and when.

Only typed words, and only what was overruled on a page that said that curators may read it. What is spoken or recalled
is never read here.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Question
from quiz.bank.text.unseen import UNSEEN
from quiz.curation.quality.models import ReadableSince
from quiz.practice.models import Correction, Grade, Review, Way

MOST: Final = 20
LONGEST: Final = 500
"""Signs of one answer that are shown."""
MACHINE_SAID: Final = {Grade.FORGOT: _("wrong"), Grade.EFFORT: _("almost"), Grade.KNEW: _("right")}
IN_ITS_PLACE: Final = "\N{REPLACEMENT CHARACTER}"
"""Shown for a sign that nobody sees, or that turns words around."""


@dataclass(frozen=True, slots=True)
class SaidRight:
    typed: str
    machine: Any
    """The machine's grade, in a word."""


def said_right(question: Question) -> list[SaidRight]:
    """The newest, to any of its revisions; one query."""
    overruled = Correction.objects.filter(
        review=OuterRef("pk"),
        kind=Correction.Kind.OVERRULE,
        at__gte=Subquery(ReadableSince.objects.values("at")[:1]),
    )
    rows: Any = Review.objects.effective().filter(
        Exists(overruled),
        prompt__question=question,
        prompt__way=Way.TYPE,
        final_grade__gt=F("machine_grade"),
    )
    typed = rows.annotate(text=KeyTextTransform("text", "response")).exclude(text=None)
    newest = typed.order_by("-at", "-pk").values_list("text", "machine_grade")[:MOST]
    return [SaidRight(readable(text), MACHINE_SAID[Grade(grade)]) for text, grade in newest]


def readable(text: str) -> str:
    return Truncator(UNSEEN.sub(IN_ITS_PLACE, text)).chars(LONGEST)
