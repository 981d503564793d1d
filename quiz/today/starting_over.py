"""The page that asks before it starts over: what will happen, in numbers, and what can be put back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from quiz.bank.published import PublishedSection
from quiz.bank.text.markdown import inline, plain
from quiz.mastery.readiness.how_ready import Readiness, readiness_of
from quiz.mastery.readiness.plan_forecast import forget_the_days
from quiz.practice.answering.starting_over import (
    StartedOver,
    answered_of,
    memory_without,
    put_back_as_it_was,
    reversible,
    start_over,
)
from quiz.practice.remembering.situation import Situation
from quiz.today.own_hand import assigned_until

ALL = "all"


class UnknownChoice(Exception):
    """It names nothing that can be started over."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be started over: one question, a section, all."""

    choice: str
    title: SafeString | str
    keys: Sequence[str]
    """Of its questions those that have an answer."""

    @property
    def count(self) -> str:
        return ngettext("%d question answered", "%d questions answered", len(self.keys)) % len(self.keys)


@dataclass(frozen=True)
class Consequences:
    """What starting over will do."""

    scope: Scope
    answers: int
    before: Readiness
    after: Readiness
    assigned: int
    """How many of the questions an instructor assigned."""

    @property
    def questions(self) -> int:
        return len(self.scope.keys)

    @property
    def forecast(self) -> str:
        """How readiness changes; empty before the first figure."""
        if self.before.expected is None:
            return ""
        if self.after.expected is None:
            words = _(
                "Now you would know about %(before)s of %(total)s questions on %(day)s. "
                "After this, we need ten answers for a new figure."
            )
        else:
            words = _(
                "You would know about %(after)s of %(total)s questions on %(day)s, instead of %(before)s."
            )
        return words % {
            "day": self.before.long_day,
            "before": self.before.expected,
            "after": self.after.expected,
            "total": self.before.total,
        }


@dataclass(frozen=True, slots=True)
class Reversible:
    """What was started over and can be put back."""

    act: str
    title: SafeString | str
    day: date
    until: date


@dataclass(frozen=True)
class StartOverPage:
    scopes: Sequence[Scope]
    reversible: Sequence[Reversible]


def build_page(situation: Situation, now: datetime) -> StartOverPage:
    bank = situation.bank
    whole = Scope(ALL, _("All questions"), answered_of(situation, bank.known))
    scopes = [whole, *(section_scope(situation, section) for section in bank.sections)]
    acts = reversible(situation, now)
    return StartOverPage(
        [scope for scope in scopes if scope.keys], [reversible_one(situation, each) for each in acts]
    )


def section_scope(situation: Situation, section: PublishedSection) -> Scope:
    return Scope(f"section:{section.slug}", section.title, answered_of(situation, section.keys))


def scope_of(situation: Situation, choice: str) -> Scope:
    """What `all`, `section:slug` or `question:key` means. Raises `UnknownChoice`."""
    kind, _colon, name = choice.partition(":")
    questions = situation.bank.questions
    if choice == ALL:
        return Scope(ALL, _("All questions"), answered_of(situation, situation.bank.known))
    if kind == "question" and name in questions:
        return Scope(choice, inline(questions[name].revision.text), answered_of(situation, [name]))
    for section in situation.bank.sections:
        if kind == "section" and section.slug == name:
            return section_scope(situation, section)
    raise UnknownChoice(choice)


def consequences_of(
    scope: Scope, user: User | AnonymousUser, situation: Situation, now: datetime
) -> Consequences:
    cards, assigned = situation.memory.cards, assigned_until(user, situation, now)
    without = situation.with_memory(memory_without(situation, scope.keys))
    return Consequences(
        scope=scope,
        answers=sum(cards[key].asked for key in scope.keys),
        before=readiness_of(situation, now),
        after=readiness_of(without, now),
        assigned=sum(key in assigned for key in scope.keys),
    )


def reversible_one(situation: Situation, act: StartedOver) -> Reversible:
    return Reversible(act.act, title_of(situation, act.keys), act.day, act.until)


def title_of(situation: Situation, keys: Collection[str]) -> str:
    """One question by its words, more by their number and the section that all of them are in."""
    questions = situation.bank.questions
    only = next(iter(keys))
    if len(keys) == 1 and only in questions:
        return plain(questions[only].revision.text)
    number = ngettext("%d question", "%d questions", len(keys)) % len(keys)
    sections = {questions[key].section.title for key in keys if key in questions}
    return f"{sections.pop()}: {number}" if len(sections) == 1 else number


def start_over_now(situation: Situation, keys: Collection[str], now: datetime) -> int:
    """Start these over; how many had answers. What was forecast today is reckoned anew."""
    started = start_over(learner=situation.learner, keys=keys, now=now, zone=situation.zone)
    forget_the_days(situation, now)
    return len(started)


def put_back_now(situation: Situation, act: str, now: datetime) -> int:
    restored = put_back_as_it_was(learner=situation.learner, act=act, now=now, zone=situation.zone)
    forget_the_days(situation, now)
    return len(restored)
