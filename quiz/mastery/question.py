"""One question: what the learner knows of it, and its answer once they asked to read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz import engine
from quiz.bank.models import Question, Relation
from quiz.bank.published import PublishedQuestion, PublishedRevision
from quiz.mastery.library.changed import asked_early
from quiz.mastery.library.library_page import Item, item_of
from quiz.mastery.library.one_memory import Fading, Step, fading_of, next_step
from quiz.mastery.library.past_memory import Past, past_of
from quiz.mastery.mosaic.mosaic import percent
from quiz.mastery.standings import Standing, standings_of
from quiz.practice.answering.stuck import confusable, is_stuck, shown_beside
from quiz.practice.asked_lately.shares import asked_lately, asked_words
from quiz.practice.flags.replies import OwnFlag, replies_at, seen_of
from quiz.practice.models import Grade, Mark, PracticeSession, Review, Way, of
from quiz.practice.pages.answer_changed import AnswerChanged, answer_changed
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.people.noting import OwnNote, note_of
from quiz.practice.remembering.folding import REFOLDED, Noted, counts, started_over
from quiz.practice.remembering.log_rows import WHOSE, joined_of, noted_events
from quiz.practice.remembering.situation import Situation

MOST_SHOWN = 20
KIND = "prompt__session__kind"
HEADINGS = {
    Relation.Kind.CONFUSABLE: gettext_lazy("Often mixed up with"),
    Relation.Kind.PREREQUISITE: gettext_lazy("Know first"),
    Relation.Kind.DUPLICATE: gettext_lazy("Asks the same"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of the learner's own that counts."""

    day: date
    way: str
    result: str
    is_right: bool
    seconds: int
    review: engine.Review
    counts: bool
    """False for one from before the learner started over."""
    before: int | None = None
    """The chance of knowing it just before, in per cent; None before the first answer, and where it does not count."""


@dataclass(frozen=True, slots=True)
class Related:
    """Questions of one relation."""

    heading: str
    items: Sequence[Item]


@dataclass(frozen=True)
class QuestionPage:
    question: PublishedQuestion
    standing: Standing
    given: Sequence[Given]
    """The newest first."""
    related: Sequence[Related]
    starred: bool
    is_read: bool
    """Whether the answer was read today, and may therefore be on the page."""
    today: date
    stuck: bool
    fading: Fading | None
    past: Past | None
    step: Step | None
    by: str
    """The interview's day in words, where one is ahead and the question is among what may help before it."""
    has_partner: bool
    """Whether it is confused with something."""
    beside: Sequence[PublishedQuestion]
    """What a stuck question is confused with, as far as its answer was read today too."""
    changed: AnswerChanged | None
    """Since the learner learned it, where they were not told."""
    comes_early: bool
    """Whether the next session begins with it for that."""
    note: OwnNote
    replies: Sequence[OwnFlag]
    """What the learner flagged, where a curator answered and they have not read it."""
    asked: str
    """Where it is asked lately: how many of how many people were, in a sentence."""

    @property
    def revision(self) -> PublishedRevision:
        return self.question.revision

    @property
    def kind(self) -> str:
        return str(Question.Kind(self.revision.kind).label)

    @property
    def level(self) -> int:
        return int(self.standing.level)

    @property
    def level_word(self) -> str:
        return str(LEVEL_WORDS[self.standing.level])

    @property
    def recall(self) -> int:
        return percent(self.standing.recall)

    @property
    def replies_seen(self) -> str:
        """What *Got it* is about."""
        return seen_of(self.replies)

    @property
    def right(self) -> int:
        return sum(given.is_right for given in self.given)

    @property
    def shown(self) -> Sequence[Given]:
        return self.given[:MOST_SHOWN]

    @property
    def earlier(self) -> Sequence[Given]:
        """Answers that are folded."""
        return self.given[MOST_SHOWN:]


def build_question(situation: Situation, question: PublishedQuestion, now: datetime) -> QuestionPage:
    today = situation.local_day(now)
    standings = standings_of(situation, now=now)
    given, fading = given_to(situation, question), fading_of(situation, question.key, now)
    lately = asked_lately(situation.bank).get(question.key)
    counted = [each.review for each in reversed(given) if each.counts]
    past = past_of(situation, fading, counted, now) if fading else None
    return QuestionPage(
        question=question,
        standing=standings[question.key],
        given=with_chances(given, past) if past else given,
        related=related_of(situation, question, standings, today),
        starred=is_starred(situation, question),
        is_read=situation.memory.state(question.key).read_on == today,
        today=today,
        stuck=is_stuck(situation.memory, question.key),
        fading=fading,
        past=past,
        step=next_step(situation, question.key, now),
        by=by_words(situation, question, standings[question.key], now),
        has_partner=bool(confusable(situation.bank, question.key)),
        beside=shown_beside(situation, question.key, today),
        changed=answer_changed(situation, question.key),
        comes_early=question.key in asked_early(situation, now),
        note=note_of(situation.learner, question),
        replies=replies_at(situation, question.id),
        asked=asked_words(lately) if lately else "",
    )


def by_words(situation: Situation, question: PublishedQuestion, standing: Standing, now: datetime) -> str:
    """By when it may come back, where no day is bound; empty where it does not by itself."""
    ahead = situation.interview_ahead(now)
    if ahead is None or not standing.asked or not standing.counts:
        return ""
    return date_format(situation.local_day(ahead), "j F")


def given_to(situation: Situation, question: PublishedQuestion) -> list[Given]:
    """The learner's answers to it with their final grades; what was taken back is left out."""
    if not situation.learner.exists:
        return []
    rows = (
        Review.objects.filter(of(situation.learner), prompt__question_id=question.id)
        .with_aid()
        .effective()
        .order_by("-at", "-pk")
        .values_list("prompt__way", "final_grade", "ms", "at", "aided", "local_day", "response", KIND, *WHOSE)
    )
    starts = starts_of(situation, question.key, len(rows))
    return [
        given(
            engine.Review(question.key, way, grade > Grade.FORGOT, grade, ms / 1000, at, aided, day),
            response,
            counts(at, joined_of(*whose), starts),
            in_interview=kind == PracticeSession.Kind.INTERVIEW,
        )
        for way, grade, ms, at, aided, day, response, kind, *whose in rows
    ]


def starts_of(situation: Situation, key: str, answers: int) -> Sequence[Noted]:
    """The starts of this question that hold. Looked up only where its card has fewer answers than there are."""
    card = situation.memory.cards.get(key)
    if answers == (card.asked if card else 0):
        return ()
    events = noted_events(situation.learner, situation.bank, kinds=REFOLDED)
    return started_over(events).get(key, ())


def given(
    review: engine.Review, response: dict[str, object], counts: bool, *, in_interview: bool = False
) -> Given:
    return Given(
        day=review.day or review.at.date(),
        way=_("mock interview") if in_interview else str(Way(review.way).label),
        result=result(review.way, review.grade, response),
        is_right=review.correct,
        seconds=round(review.seconds),
        review=review,
        counts=counts,
    )


def with_chances(given: Sequence[Given], past: Past) -> list[Given]:
    before = reversed(past.before)
    return [with_chance(each, next(before)) if each.counts else each for each in given]


def with_chance(given: Given, before: float | None) -> Given:
    return given if before is None else replace(given, before=percent(before))


def result(way: str, grade: int, response: dict[str, object]) -> str:
    """Right or wrong where a machine graded, else what the learner said happened."""
    if way != Way.CHOOSE:
        return str(Grade(grade).label)
    if grade > Grade.FORGOT:
        return _("Right")
    return _("I don’t know") if "dont_know" in response else _("Wrong")


def related_of(
    situation: Situation, question: PublishedQuestion, standings: dict[str, Standing], today: date
) -> list[Related]:
    bank, others = situation.bank, situation.bank.related.get(question.key, ())
    lists = []
    for kind, heading in HEADINGS.items():
        keys = dict.fromkeys(to for each, to in others if each == kind and to in bank.questions)
        if keys:
            lists.append(
                Related(str(heading), [item_of(bank.questions[key], standings[key], today) for key in keys])
            )
    return lists


def is_starred(situation: Situation, question: PublishedQuestion) -> bool:
    learner = situation.learner
    return (
        learner.exists and Mark.objects.filter(learner=learner, question=question.id, starred=True).exists()
    )
