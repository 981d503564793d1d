"""What a curator sees of one question's flags: words, and what their learners had before them; never who they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from quiz.bank.models import Question
from quiz.curation.flags.answering import state_of
from quiz.curation.flags.waiting import PERSON, people_in_words
from quiz.practice.flags.flag_page import is_typed
from quiz.practice.flags.models import Flag
from quiz.practice.models import Correction

MOST_ANSWERED = 30
MOST_TYPED = 2000


@dataclass(frozen=True)
class ToldFlag:
    """One flag, with what its learner saw."""

    flag: Flag
    number: int
    """Of the revision that they saw."""
    is_live: bool
    typed: str
    """The answer that they flagged, if they typed it and did not take it back."""
    options: Sequence[str]
    """As they were offered, in that order."""

    @property
    def value(self) -> str:
        """What a form sends to choose it."""
        return f"{self.flag.pk}-{state_of(self.flag)}"


@dataclass(frozen=True)
class ToldAnswer:
    """One answer, with the flags that got it together."""

    told: Sequence[ToldFlag]
    by: str

    @property
    def first(self) -> Flag:
        return self.told[0].flag

    @property
    def unread(self) -> Sequence[ToldFlag]:
        return [each for each in self.told if each.flag.read_at is None]

    @property
    def read(self) -> int:
        return len(self.told) - len(self.unread)


@dataclass(frozen=True)
class FlaggedPage:
    question: Question
    open: Sequence[ToldFlag]
    """Oldest first."""
    who: str
    since: datetime | None
    answered: Sequence[ToldAnswer]
    """The newest first."""
    correcting: ToldAnswer | None
    """The answer that is about to be corrected."""
    is_draft_open: bool

    @property
    def listed(self) -> Sequence[ToldFlag]:
        """What the form answers."""
        return self.correcting.unread if self.correcting else self.open

    @property
    def is_changed_since(self) -> bool:
        """Whether all who wait saw other words than those that are live."""
        return bool(self.listed) and not any(each.is_live for each in self.listed)


def build_flagged_page(question: Question, correcting: int | None = None) -> FlaggedPage:
    """Few queries, however many flags there are; `correcting` is a flag whose answer is about to be corrected."""
    rows = list(flags_of(question))
    told = tell(question, rows)
    open_ = [each for each in told if each.flag.is_open]
    answered = answers_in(each for each in told if not each.flag.is_open)
    people = {each.flag.person: each.flag.learner for each in open_}  # type: ignore[attr-defined]
    visitors = [person for person in people.values() if not (person.user_id or person.merged_into_id)]
    found = (each for each in answered if any(one.flag.pk == correcting for one in each.unread))
    return FlaggedPage(
        question=question,
        open=open_,
        who=people_in_words(len(people), len(visitors)) if people else "",
        since=min((each.flag.made for each in open_), default=None),
        answered=answered,
        correcting=next(found, None),
        is_draft_open=question.revisions.open().exists(),
    )


def flags_of(question: Question) -> Iterable[Any]:
    """Every open one, and the last that were answered."""
    taken_back = Correction.objects.filter(review=OuterRef("prompt"), kind=Correction.Kind.UNDO)
    rows = (
        Flag.objects.filter(question=question)
        .select_related("prompt__review", "revision", "learner")
        .annotate(person=PERSON, is_taken_back=Exists(taken_back))
    )
    answered = rows.filter(answered_at__isnull=False).order_by("-answered_at", "pk")[:MOST_ANSWERED]
    return [*rows.open().order_by("made", "pk"), *answered]


def tell(question: Question, flags: Sequence[Any]) -> list[ToldFlag]:
    revisions = question.revisions.order_by("pk").prefetch_related("options")
    numbers = {revision.pk: number for number, revision in enumerate(revisions, start=1)}
    words = {revision.pk: {each.slug: each.text for each in revision.options.all()} for revision in revisions}
    return [
        ToldFlag(
            flag=flag,
            number=numbers[flag.revision_id],
            is_live=flag.revision_id == question.live_revision_id,
            typed=typed_in(flag),
            options=[words[flag.revision_id].get(slug, "") for slug in flag.prompt.options]
            if flag.prompt
            else [],
        )
        for flag in flags
    ]


def typed_in(flag: Any) -> str:
    """Only of an answer that was typed to be graded; never what was said or written to be recalled."""
    if flag.prompt is None or flag.is_taken_back or not is_typed(flag.prompt):
        return ""
    text = str(flag.prompt.review.response["text"])
    return text if len(text) <= MOST_TYPED else f"{text[:MOST_TYPED]} …"


def answers_in(told: Iterable[ToldFlag]) -> list[ToldAnswer]:
    """Those that were given together are one."""
    groups = [list(group) for _key, group in groupby(told, key=given_with)]
    ids = {by for group in groups if (by := group[0].flag.answered_by)}
    users = get_user_model().objects.filter(pk__in=ids) if ids else []
    names: dict[UUID | None, str] = {user.pk: str(user) for user in users}
    return [
        ToldAnswer(group, names.get(group[0].flag.answered_by, _("a former curator"))) for group in groups
    ]


def given_with(told: ToldFlag) -> tuple[Any, ...]:
    return told.flag.answered_at, told.flag.answered_by, told.flag.outcome, told.flag.answer
