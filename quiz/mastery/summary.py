"""What a session moved: levels and readiness before it and after.

Nothing of this is stored. The log up to the session's start gives the memory before, and its own rows the memory
after, so that a summary read a month later still says what it said at the end. Straight after the session the memory
before is mostly at hand (`session_starts`), and only the session's own rows are read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.bank.published import PublishedQuestion
from quiz.bank.text.markdown import inline
from quiz.mastery.mosaic.mosaic import DUE, ROSE, SLIPPED, Mark, Mosaic, mosaic_of, url_of
from quiz.mastery.readiness.how_ready import Readiness, readiness_of
from quiz.mastery.standings import Standing, standings_of
from quiz.mastery.summary.missed import (
    Missed,
    answers_in,
    first_next_time,
    missed_at_first,
    missed_ones,
    practise_again_words,
    said_of_next_time,
    what_was_said,
)
from quiz.practice.models import PracticeSession
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.remembering.folding import REFOLDED, Graded, Noted, as_read, fold, with_event, with_review
from quiz.practice.remembering.log_rows import effective_reviews, noted_events
from quiz.practice.remembering.memory import Memory
from quiz.practice.remembering.overtaken import overtaken_of
from quiz.practice.remembering.session_starts import start_of
from quiz.practice.remembering.situation import Situation
from quiz.practice.remembering.stored import with_overtaken


@dataclass(frozen=True, slots=True)
class Moved:
    """One question that was asked, and its level before and after."""

    key: str
    title: SafeString
    before: engine.Level
    after: engine.Level
    missed: bool
    """Whether its first answer in the session was a miss."""

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
    def is_new(self) -> bool:
        return self.before == engine.Level.NEW

    @property
    def is_up(self) -> bool:
        """Nothing that was missed in the session is up, whatever came after."""
        return self.after > self.before and not self.missed

    @property
    def is_down(self) -> bool:
        return self.after < self.before

    @property
    def mark(self) -> Mark:
        if self.is_up:
            return Mark(ROSE, _("up from %(level)s") % {"level": self.was})
        if self.is_down:
            return Mark(SLIPPED, _("down from %(level)s") % {"level": self.was})
        return Mark(DUE, _("new to you, missed") if self.is_new else _("asked, same level"))


@dataclass(frozen=True)
class Summary:
    """The end of a session; of one that is still open, what it came to so far."""

    session: PracticeSession
    answers: Sequence[Graded]
    moved: Sequence[Moved]
    """One for each question asked, in the bank's order."""
    missed: Sequence[Missed]
    """In the order of asking."""
    next_time: str
    """What the next session does with them, in a sentence."""
    mosaic: Mosaic
    before: Readiness
    after: Readiness
    has_date: bool = True
    """Whether the plan names an interview."""

    @property
    def asks_for_date(self) -> bool:
        """The first session ends with what comes next: the plan."""
        return self.places and self.session.has_ended and not self.has_date

    @cached_property
    def up(self) -> list[Moved]:
        return [each for each in self.moved if each.is_up]

    @cached_property
    def down(self) -> list[Moved]:
        return [each for each in self.moved if each.is_down]

    @cached_property
    def same(self) -> list[Moved]:
        """Those whose level is what it was."""
        return [each for each in self.moved if not each.is_up and not each.is_down and not each.is_new]

    @cached_property
    def seen(self) -> list[Moved]:
        """Those that were new and missed: seen, and not up."""
        return [each for each in self.moved if each.is_new and not each.is_up]

    @property
    def new(self) -> int:
        return sum(each.is_new for each in self.moved)

    @property
    def right_at_first(self) -> int:
        return sum(not each.missed for each in self.moved)

    @property
    def missed_heading(self) -> str:
        return _("Missed (%(number)s)") % {"number": len(self.missed)}

    @property
    def again(self) -> str:
        return practise_again_words(len(self.missed))

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
        right = _("%(number)s right.") % {"number": self.right_at_first}
        if not self.missed:
            return right
        return f"{right} {_('%(number)s to look at again.') % {'number': len(self.missed)}}"

    @property
    def levels(self) -> str:
        """How many went up and down; empty where none did."""
        up = _("%(number)s up") % {"number": len(self.up)} if self.up else ""
        down = _("%(number)s down") % {"number": len(self.down)} if self.down else ""
        return ", ".join(filter(None, [up, down]))

    @property
    def legend(self) -> dict[str, str]:
        """The marks in use, in words."""
        words = {ROSE: _("up"), SLIPPED: _("down"), DUE: self._bar}
        used = {each.mark.sign for each in self.moved}
        return {sign: word for sign, word in words.items() if sign in used}

    @property
    def _bar(self) -> str:
        if not self.seen:
            return _("asked, same level")
        return _("asked, same level, or new and missed") if self.same else _("new and missed")

    @property
    def asked(self) -> str:
        return ngettext("%d question", "%d questions", len(self.moved)) % len(self.moved)


def build_summary(situation: Situation, session: PracticeSession, now: datetime) -> Summary:
    answers, before, after = before_and_after(situation, session)
    when = session.ended_at or now
    old, new = situation.with_memory(before), situation.with_memory(after)
    was, standings = standings_of(old, now=when), standings_of(new, now=when)
    today, missed = situation.local_day(when), missed_at_first(answers)
    moved = moved_of(situation, answers, was, standings, missed)
    is_today = today == situation.local_day(now)
    return Summary(
        session=session,
        answers=answers,
        moved=moved,
        missed=missed_ones(situation, list(missed), standings, what_was_said(situation, missed)),
        next_time=said_of_next_time(list(missed), first_next_time(situation, now)) if is_today else "",
        mosaic=mosaic_of(new, standings, today=today, marks={each.key: each.mark for each in moved}),
        before=readiness_of(old, when),
        after=readiness_of(new, when),
        has_date=situation.plan.interview_on is not None,
    )


def before_and_after(situation: Situation, session: PracticeSession) -> tuple[list[Graded], Memory, Memory]:
    """The session's effective answers, and the memory when it started and after the last of them."""
    learner, bank, start = situation.learner, situation.bank, session.started_at
    at_hand = start_of(situation, session)
    since = start if at_hand else None
    reviews, events = effective_reviews(learner, bank, since), noted_events(learner, bank, since)
    before = at_hand or memory_at(start, situation, reviews, events)
    answers = answers_in(session, reviews)
    end = answers[-1].at if answers else start
    rows: list[Graded | Noted] = [*reviews, *events]
    during = [row for row in rows if start <= row.at <= end]
    if any(isinstance(row, Noted) and row.kind in REFOLDED for row in during):
        return answers, before, memory_until(end, situation)
    after = before
    for row in sorted(during, key=lambda row: (row.at, row.prompt)):
        if isinstance(row, Graded):
            after = with_review(bank, after, as_read(row, after.state(row.key)))
        else:
            after = with_event(after, row)
    return answers, before, after


def memory_until(end: datetime, situation: Situation) -> Memory:
    """After what was started over in the session, no step says it: from the whole log up to then."""
    learner, bank = situation.learner, situation.bank
    reviews, events = effective_reviews(learner, bank), noted_events(learner, bank)
    return fold(bank, [r for r in reviews if r.at <= end], [e for e in events if e.at <= end])


def memory_at(
    start: datetime, situation: Situation, reviews: Sequence[Graded], events: Sequence[Noted]
) -> Memory:
    """As the log gives it up to then, with what had changed and was not told by then marked."""
    learner, bank = situation.learner, situation.bank
    memory = fold(bank, [r for r in reviews if r.at < start], [e for e in events if e.at < start])
    return with_overtaken(memory, overtaken_of(learner, bank, memory.cards, start), bank)


def moved_of(
    situation: Situation,
    answers: Sequence[Graded],
    was: dict[str, Standing],
    standings: dict[str, Standing],
    missed: Collection[str],
) -> list[Moved]:
    asked = {answer.key for answer in answers}
    return [
        moved_one(question, was[key], standings[key], missed=key in missed)
        for key, question in situation.bank.questions.items()
        if key in asked
    ]


def moved_one(question: PublishedQuestion, was: Standing, standing: Standing, *, missed: bool) -> Moved:
    return Moved(
        key=question.key,
        title=inline(question.revision.text),
        before=was.level,
        after=standing.level,
        missed=missed,
    )
