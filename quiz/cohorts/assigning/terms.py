"""What an assignment says: what, to which level, by when, to whom. As values, so that two of them can be compared."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core import signing
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.published import PublishedBank
from quiz.cohorts.models import Assignment

SALT: Final = "assignment-opened"
LONGEST_TOKEN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Terms:
    """Without what no form shows: retired questions, and people who are no members now."""

    sections: frozenset[str]
    """Slugs."""
    questions: frozenset[str]
    """Keys of single ones, beside those of the sections."""
    target: int
    minutes: int
    opens_on: date
    due_on: date
    note: str = ""
    for_everyone: bool = True
    members: frozenset[UUID] = frozenset()
    """Users who are asked, where it is not for everyone."""

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(plain(self)).encode()).hexdigest()[:32]


def terms_of(assignment: Assignment, bank: PublishedBank) -> Terms:
    """As they are now; four queries, fewer where they were read along."""
    sections = {section.slug for section in assignment.sections.all()}
    keys = {question.key for question in assignment.questions.all()}
    members: frozenset[UUID] = frozenset()
    if not assignment.for_everyone:
        asked = {one.user_id for one in assignment.arrangements.all() if one.is_asked}
        current = assignment.cohort.memberships.current().members()
        members = frozenset(current.filter(user__in=asked).values_list("user", flat=True))
    return Terms(
        sections=frozenset(sections),
        questions=single(keys, sections, bank),
        target=assignment.target,
        minutes=assignment.minutes,
        opens_on=assignment.opens_on,
        due_on=assignment.due_on,
        note=assignment.note,
        for_everyone=assignment.for_everyone,
        members=members,
    )


def single(keys: Collection[str], sections: Collection[str], bank: PublishedBank) -> frozenset[str]:
    """Those that can be asked and are in none of the sections."""
    return frozenset(
        key for key in keys if key in bank.questions and bank.questions[key].section.slug not in sections
    )


def keys_asked(terms: Terms, bank: PublishedBank) -> frozenset[str]:
    """Every question that it asks."""
    return frozenset(
        key
        for key, question in bank.questions.items()
        if question.section.slug in terms.sections or key in terms.questions
    )


# Carried by a page


def sealed(terms: Terms, assignment: Assignment) -> str:
    """For a form to carry: what the assignment said when the form was opened."""
    return signing.dumps([str(assignment.pk), plain(terms)], salt=SALT, compress=True)


def unsealed(token: str, assignment: Assignment) -> Terms | None:
    """None where the form does not say, or it says it of another assignment."""
    try:
        of, said = signing.loads(token[:LONGEST_TOKEN], salt=SALT)
    except signing.BadSignature:
        return None
    return from_plain(said) if of == str(assignment.pk) else None


def plain(terms: Terms) -> dict[str, Any]:
    said = asdict(terms)
    for name, value in said.items():
        if isinstance(value, frozenset):
            said[name] = sorted(str(one) for one in value)
        elif isinstance(value, date):
            said[name] = value.isoformat()
    return said


def from_plain(said: Mapping[str, Any]) -> Terms:
    return Terms(
        **dict(said)
        | {
            "sections": frozenset(said["sections"]),
            "questions": frozenset(said["questions"]),
            "opens_on": date.fromisoformat(said["opens_on"]),
            "due_on": date.fromisoformat(said["due_on"]),
            "members": frozenset(UUID(user) for user in said["members"]),
        }
    )


# When two people edit at once

TO_WHOM: Final = ("for_everyone", "members")
"""Two fields that mean something only together."""


def merged(mine: Terms, opened: Terms, current: Terms) -> Terms:
    """What was changed here, and for the rest what it says now."""
    untouched = [one.name for one in fields(Terms) if getattr(mine, one.name) == getattr(opened, one.name)]
    if not set(TO_WHOM) <= set(untouched):
        untouched = [name for name in untouched if name not in TO_WHOM]
    return replace(mine, **{name: getattr(current, name) for name in untouched})


@dataclass(frozen=True, slots=True)
class Change:
    """A part of an assignment that reads differently now."""

    label: str
    was: str
    now: str


def changes(was: Terms, now: Terms, bank: PublishedBank) -> list[Change]:
    before, after = in_words(was, bank), in_words(now, bank)
    return [
        Change(label, before[label], words) for label, words in after.items() if before[label] != words
    ] or [Change(_("Single questions or members"), _("others"), _("as many others"))]


def in_words(terms: Terms, bank: PublishedBank) -> dict[str, str]:
    """Label to what the assignment says."""
    sections = [section.title for section in bank.sections if section.slug in terms.sections]
    asked = len(terms.members)
    return {
        _("Sections"): ", ".join(sections) or _("none"),
        _("Single questions"): ngettext("%d question", "%d questions", len(terms.questions))
        % len(terms.questions),
        _("Level to reach"): str(Assignment.Target(terms.target).label),
        _("Minutes a day"): str(terms.minutes),
        _("Opens"): date_format(terms.opens_on, "D j M Y"),
        _("Due"): date_format(terms.due_on, "D j M Y"),
        _("Note"): terms.note or _("none"),
        _("For"): _("everyone") if terms.for_everyone else ngettext("%d member", "%d members", asked) % asked,
    }
