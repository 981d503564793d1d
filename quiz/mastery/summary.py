"""What a session moved: levels and readiness before it and after.

Nothing of this is stored. The log up to the session's start gives the memory before, and its own rows the memory
after, so that a summary read a month later still says what it said at the end. Straight after the session the memory
before is mostly at hand (`session_starts`), and only the session's own rows are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.bank.markdown import inline
from quiz.bank.published import PublishedQuestion
from quiz.mastery.dates import day_words
from quiz.mastery.how_ready import Readiness, readiness_of
from quiz.mastery.mosaic import DUE, ROSE, SLIPPED, Mark, Mosaic, mosaic_of, url_of
from quiz.mastery.standings import Standing, standings_of
from quiz.practice.models import PracticeSession
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.remembering.folding import (
    Graded,
    Noted,
    as_read,
    effective_reviews,
    fold,
    noted_events,
    with_event,
    with_review,
)
from quiz.practice.remembering.session_starts import start_of
from quiz.practice.remembering.situation import Memory, Situation


@dataclass(frozen=True, slots=True)
class Moved:
    """One question that was asked, and its level before and after."""

    key: str
    title: SafeString
    before: engine.Level
    after: engine.Level
    back_on: date | None
    back: str
    """That day in words."""

    @property
    def url(self) -> str:
        return url_of(self.key)

    @property
    def was(self) -> str:
        return str(LEVEL_WORDS[self.before])

    @property
    def is_now(self) -> str:
        return str(LEVEL_WORDS[self.after])

    @property
    def mark(self) -> Mark:
        if self.after > self.before:
            return Mark(ROSE, _("rose from %(level)s") % {"level": self.was})
        if self.after < self.before:
            return Mark(SLIPPED, _("slipped from %(level)s") % {"level": self.was})
        return Mark(DUE, _("asked, level kept"))


@dataclass(frozen=True)
class Summary:
    """The end of a session; of one that is still open, what it came to so far."""

    session: PracticeSession
    answers: Sequence[Graded]
    moved: Sequence[Moved]
    """One for each question asked, in the bank's order."""
    mosaic: Mosaic
    before: Readiness
    after: Readiness
    is_today: bool
    next_day: date
    """The day after the session."""

    @cached_property
    def met(self) -> list[Moved]:
        return [each for each in self.moved if each.before == engine.Level.NEW]

    @cached_property
    def rose(self) -> list[Moved]:
        return [each for each in self.moved if each.after > each.before > engine.Level.NEW]

    @cached_property
    def slipped(self) -> list[Moved]:
        return [each for each in self.moved if each.after < each.before]

    @property
    def held(self) -> int:
        return len(self.moved) - len(self.met) - len(self.rose) - len(self.slipped)

    @property
    def right_at_first(self) -> int:
        first: dict[str, Graded] = {}
        for answer in self.answers:
            first.setdefault(answer.key, answer)
        return sum(first[each.key].grade > 1 for each in self.moved)

    @property
    def back_by_then(self) -> int:
        """How many come back by the day after."""
        return sum(each.back_on is not None and each.back_on <= self.next_day for each in self.moved)

    @property
    def time_spent(self) -> str:
        minutes, seconds = divmod(int(self.session.practised.total_seconds()), 60)
        return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": seconds}

    @property
    def places(self) -> bool:
        """Whether it is the first session, which tells where to begin."""
        return self.session.kind == PracticeSession.Kind.PLACING and bool(self.answers)

    @property
    def headline(self) -> str:
        if not self.answers:
            return _("Nothing was answered.")
        parts = list(self._parts())
        if not parts:
            return _("Nothing moved; %(held)s held.") % {"held": in_words(self.held)}
        words = ", ".join(parts)
        return f"{words[0].upper()}{words[1:]}."

    def _parts(self) -> Iterator[str]:
        if self.met:
            yield _("%(number)s met for the first time") % {"number": in_words(len(self.met))}
        if self.rose:
            yield _("%(number)s rose") % {"number": in_words(len(self.rose))}
        if self.slipped:
            yield _("%(number)s slipped") % {"number": in_words(len(self.slipped))}

    @property
    def legend(self) -> dict[str, str]:
        """The marks in use, in words."""
        words = {ROSE: _("rose, or met for the first time") if self.met else _("rose")}
        words |= {SLIPPED: _("slipped"), DUE: _("asked, level kept")}
        used = {each.mark.sign for each in self.moved}
        return {sign: word for sign, word in words.items() if sign in used}

    @property
    def asked(self) -> str:
        return ngettext("%d question", "%d questions", len(self.moved)) % len(self.moved)


def in_words(number: int) -> str:
    """One to twelve in words, the rest in digits."""
    words = (
        _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return words[number - 1] if 0 < number <= len(words) else str(number)


def build_summary(situation: Situation, session: PracticeSession, now: datetime) -> Summary:
    answers, before, after = before_and_after(situation, session)
    when = session.ended_at or now
    old, new = situation.with_memory(before), situation.with_memory(after)
    was, standings = standings_of(old, now=when), standings_of(new, now=when)
    today, today_now = situation.local_day(when), situation.local_day(now)
    moved = moved_of(situation, answers, was, standings, today_now)
    return Summary(
        session=session,
        answers=answers,
        moved=moved,
        mosaic=mosaic_of(new, standings, today=today, marks={each.key: each.mark for each in moved}),
        before=readiness_of(old, when),
        after=readiness_of(new, when),
        is_today=today == today_now,
        next_day=today + timedelta(days=1),
    )


def before_and_after(situation: Situation, session: PracticeSession) -> tuple[list[Graded], Memory, Memory]:
    """The session's effective answers, and the memory when it started and after the last of them."""
    learner, bank, start = situation.learner, situation.bank, session.started_at
    at_hand = start_of(situation, session)
    since = start if at_hand else None
    reviews, events = effective_reviews(learner, bank, since), noted_events(learner, bank, since)
    before = at_hand or fold(bank, [r for r in reviews if r.at < start], [e for e in events if e.at < start])
    prompts = set(session.prompts.values_list("pk", flat=True))
    answers = [review for review in reviews if review.prompt in prompts]
    end = answers[-1].at if answers else start
    rows: list[Graded | Noted] = [*reviews, *events]
    during = [row for row in rows if start <= row.at <= end]
    after = before
    for row in sorted(during, key=lambda row: (row.at, row.prompt)):
        if isinstance(row, Graded):
            after = with_review(bank, after, as_read(row, after.state(row.key)))
        else:
            after = with_event(after, row)
    return answers, before, after


def moved_of(
    situation: Situation,
    answers: Sequence[Graded],
    was: dict[str, Standing],
    standings: dict[str, Standing],
    today: date,
) -> list[Moved]:
    asked = {answer.key for answer in answers}
    return [
        moved_one(question, was[key], standings[key], today)
        for key, question in situation.bank.questions.items()
        if key in asked
    ]


def moved_one(question: PublishedQuestion, was: Standing, standing: Standing, today: date) -> Moved:
    back_on = standing.back_on
    return Moved(
        key=question.key,
        title=inline(question.revision.text),
        before=was.level,
        after=standing.level,
        back_on=back_on,
        back=day_words(back_on, today) if back_on else "",
    )
