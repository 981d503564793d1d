"""A revision as learners see it. Once published it never changes, so it is read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from database.at_hand import AtHand
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.text import shapes


@dataclass(frozen=True, slots=True)
class PublishedOption:
    slug: str
    text: str
    is_right: bool
    why: str
    tempts: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPoint:
    slug: str
    text: str
    synonyms: tuple[str, ...] = ()
    essential: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an interviewer may go on to ask, and what to say."""

    question: str
    reply: str
    tag: str = ""
    """Empty in an older revision, whose reply says what a good one holds."""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class PublishedRevision:
    """One revision with its options and key points."""

    id: int
    digest: str
    question_id: int
    key: str
    kind: str
    text: str
    answer: str
    hint: str
    explanation: str
    common_wrong: str
    difficulty: int | None
    points_needed: int
    accepted: tuple[str, ...]
    references: tuple[Mapping[str, Any], ...]
    currency_notes: tuple[Mapping[str, Any], ...]
    follow_ups: tuple[FollowUp, ...]
    senior: str
    options: tuple[PublishedOption, ...]
    points: tuple[PublishedPoint, ...]

    @property
    def right_option(self) -> PublishedOption:
        return next(option for option in self.options if option.is_right)

    @property
    def wrong_options(self) -> tuple[PublishedOption, ...]:
        return tuple(option for option in self.options if not option.is_right)

    @property
    def ways(self) -> tuple[str, ...]:
        """How it can be asked, from easy to hard."""
        choose = ("choose",) if len(self.options) >= 4 else ()
        return (*choose, "recall", *(("type",) if self.can_be_typed else ()))

    @property
    def can_be_typed(self) -> bool:
        """A machine can grade commands and code that have accepted forms, and lists that have key points."""
        return bool(
            self.accepted if self.kind in {"command", "code"} else self.kind == "list" and self.points
        )


_revisions: Final = AtHand[tuple[int, str], PublishedRevision](20_000)
"""By id and digest: the live ones, which the bank holds anyway, and old ones as they are met."""


def published_revision(id: int, digest: str) -> PublishedRevision:
    """A published or retired revision, for instance an old one that was answered."""
    kept = _revisions.get((id, digest))
    return kept or remember(build_revision(with_parts(Revision.objects.filter(pk=id)).get()))


def with_parts(revisions: Any) -> Any:
    return revisions.select_related("question").prefetch_related("options", "key_points")


def build_revision(revision: Revision) -> PublishedRevision:
    """A revision as pages show it."""
    return revision_saying(content_of(revision), revision.question, id=revision.pk, digest=revision.digest)


def revision_saying(
    content: Content, question: Question, *, id: int = 0, digest: str = ""
) -> PublishedRevision:
    """These words as pages show them, also where nobody published them yet: what they leave open is left out."""
    return PublishedRevision(
        id=id,
        digest=digest,
        question_id=question.pk,
        key=question.key,
        kind=question.kind,
        text=content.text,
        answer=content.answer,
        hint=content.hint,
        explanation=content.explanation,
        common_wrong=content.common_wrong,
        difficulty=content.difficulty,
        points_needed=content.points_needed or max(1, len(content.key_points) - 1),
        accepted=tuple(content.accepted),
        references=tuple(shown(row) for row in content.references if row.get("title")),
        currency_notes=tuple(
            {**shown(note), "source": shown(note.get("source", {}))}
            for note in content.currency_notes
            if note.get("says")
        ),
        follow_ups=tuple(follow_ups_of(content)),
        senior=content.senior,
        options=tuple(PublishedOption(o.slug, o.text, o.is_right, o.why, o.tempts) for o in content.options),
        points=tuple(
            PublishedPoint(p.slug, p.text, tuple(p.synonyms), p.essential) for p in content.key_points
        ),
    )


def follow_ups_of(content: Content) -> Iterator[FollowUp]:
    """An older revision has one, in a field of its own."""
    if content.follow_up and not content.follow_ups:
        yield FollowUp(content.follow_up.get("question", ""), content.follow_up.get("good_reply", ""))
    for row in content.follow_ups:
        if row.get("question"):
            yield FollowUp(
                row["question"], row.get("reply", ""), row.get("tag", ""), tuple(row.get("points", ()))
            )


def shown(source: Mapping[str, Any]) -> Mapping[str, Any]:
    """A reference or note with the day on which it was checked as a date, and its address where that leads to the web.

    A draft may hold half of either, or something else in its place.
    """
    checked, url = source.get("checked"), source.get("url")
    return {
        **source,
        "checked": None if shapes.day(checked) else date.fromisoformat(str(checked)),
        "url": "" if shapes.address(url) else url,
    }


def remember(revision: PublishedRevision) -> PublishedRevision:
    return _revisions.keep((revision.id, revision.digest), revision)
