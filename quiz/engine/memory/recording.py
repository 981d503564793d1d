"""What one answer changes: the card of the question asked, the cards of its relatives, the profile."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from quiz.engine.given import Question, Review
from quiz.engine.memory import evidence, fsrs
from quiz.engine.memory.cards import Card, is_new
from quiz.engine.memory.fsrs import Law
from quiz.engine.memory.laws import LAWS, moved
from quiz.engine.memory.owing import day_of, owed_after
from quiz.engine.memory.profiles import Profile

DUPLICATE_SHARE: Final = 0.5
OVERLAP_SHARE: Final = 0.1
HALF_A_DAY: Final = 0.5


def record(
    bank: Mapping[str, Question], profile: Profile, cards: Mapping[str, Card], review: Review
) -> tuple[Profile, dict[str, Card]]:
    """The profile after `review`, and the cards that it changed.

    Folding this over a log gives the same values as going step by step. A question that has left the
    bank keeps its card, without relatives.
    """
    question = bank.get(review.key)
    card = cards.get(review.key)
    changed = cards_after(bank, profile, cards, review, LAWS)
    after = _learned_about(profile, question, card, review)
    day = day_of(review)
    if profile.practised_on is None or day > profile.practised_on:
        after = replace(after, practised_on=day, owed=owed_after(bank, profile, cards))
    return after, changed


def cards_after(
    bank: Mapping[str, Question],
    profile: Profile,
    cards: Mapping[str, Card],
    review: Review,
    laws: Sequence[Law],
) -> dict[str, Card]:
    """The cards that `review` changes, whose stabilities are those under `laws`."""
    question = bank.get(review.key)
    known = _known_beforehand(profile, question)
    changed = {review.key: _answered(cards.get(review.key), review, known, laws)}
    if question is not None:
        changed.update(_relatives(bank, cards, question, review, laws))
    return changed


def _known_beforehand(profile: Profile, question: Question | None) -> float:
    return profile.known_beforehand(question.section if question else None)


def _answered(card: Card | None, review: Review, known_beforehand: float, laws: Sequence[Law]) -> Card:
    """The card of the question asked."""
    stabilities, difficulty = _memory_after(card, review, known_beforehand, laws)
    right_days, right_on = _unaided_days(card, review)
    asked_on, missed_on = _first_of_a_day(card, review)
    return Card(
        stabilities=stabilities,
        difficulty=difficulty,
        clock=max(review.at, card.clock) if card else review.at,
        last=max(review.at, card.last) if card and card.last else review.at,
        asked=(card.asked if card else 0) + 1,
        streak=(card.streak if card else 0) + 1 if review.correct else 0,
        unaided_right=_last_unaided_right(card, review),
        right_days=right_days,
        right_on=right_on,
        lapses=(card.lapses if card else 0) + _is_lapse(card, review),
        asked_on=asked_on,
        missed_on=missed_on,
    )


def _first_of_a_day(card: Card | None, review: Review) -> tuple[date | None, date | None]:
    """The latest day with an answer, and the latest whose first answer was a miss."""
    day = day_of(review)
    asked_on, missed_on = (card.asked_on, card.missed_on) if card else (None, None)
    if asked_on is not None and day <= asked_on:
        return asked_on, missed_on
    return day, missed_on if review.correct else day


def _is_lapse(card: Card | None, review: Review) -> bool:
    return not review.correct and card is not None and card.streak > 0


def _memory_after(
    card: Card | None, review: Review, known_beforehand: float, laws: Sequence[Law]
) -> tuple[tuple[float, ...], float]:
    grade = evidence.grade_of(review)
    if card is not None and card.asked > 0:
        stabilities = evidence.next_stabilities(card, card.elapsed_days(review.at), review, laws)
        return stabilities, fsrs.next_difficulty(card.difficulty, grade)
    stabilities = evidence.first_stabilities(review, known_beforehand, laws)
    if card is not None and review.correct:
        stabilities = tuple(map(max, stabilities, card.stabilities))
    return stabilities, fsrs.first_difficulty(grade)


def _last_unaided_right(card: Card | None, review: Review) -> bool:
    if evidence.is_unaided(review):
        return review.correct
    return card is not None and card.unaided_right


def _unaided_days(card: Card | None, review: Review) -> tuple[int, date | None]:
    days, latest = (card.right_days, card.right_on) if card else (0, None)
    if not (evidence.is_unaided(review) and review.correct):
        return days, latest
    today = day_of(review)
    if latest is not None and today <= latest:
        return days, latest
    return days + 1, today


def _relatives(
    bank: Mapping[str, Question],
    cards: Mapping[str, Card],
    question: Question,
    review: Review,
    laws: Sequence[Law],
) -> dict[str, Card]:
    """Cards of duplicates (an unseen one too) and of overlapping questions already met."""
    changed: dict[str, Card] = {}
    for key in _others(bank, question, question.overlaps):
        if not is_new(cards.get(key)):
            changed[key] = _refreshed(cards[key], review, OVERLAP_SHARE, laws[0])
    for key in _others(bank, question, question.duplicates):
        card = cards.get(key)
        changed[key] = (
            _refreshed(card, review, DUPLICATE_SHARE, laws[0]) if card else _glimpsed(review.at, laws)
        )
    return changed


def _others(bank: Mapping[str, Question], question: Question, keys: frozenset[str]) -> list[str]:
    return sorted(key for key in keys if key in bank and key != question.key)


def _refreshed(card: Card, review: Review, share: float, law: Law) -> Card:
    """The card moved by `share` of the gain in log S that its own review would have brought, never down."""
    elapsed = card.elapsed_days(review.at)
    grade, chosen = evidence.grade_of(review), review.way == evidence.CHOOSE
    own = evidence.next_stability(card.stability, card.difficulty, elapsed, grade, law, chosen=chosen)
    gain = max(own / card.stability, 1.0) ** share
    ahead = max(review.at, card.clock) - card.clock
    return replace(
        card,
        stabilities=tuple(stability * gain for stability in card.stabilities),
        clock=card.clock + ahead * share,
    )


def _glimpsed(at: datetime, laws: Sequence[Law]) -> Card:
    """The card of a question never asked whose duplicate was just answered and read."""
    return Card(
        stabilities=tuple(law.floor / 2.0 for law in laws),
        difficulty=fsrs.first_difficulty(fsrs.GOOD),
        clock=at,
        last=None,
        asked=0,
        streak=0,
        unaided_right=False,
        right_days=0,
        right_on=None,
        lapses=0,
        asked_on=None,
        missed_on=None,
    )


def _learned_about(profile: Profile, question: Question | None, card: Card | None, review: Review) -> Profile:
    """The profile after the answer: its time, whether the question was known, which law it speaks for."""
    after = profile.with_answer(review.way, review.seconds)
    if question is not None and card is None:
        return after.with_first_answer(question.section, _chance_known(profile, question, review))
    if card is None or card.asked == 0 or card.elapsed_days(review.at) < HALF_A_DAY:
        return after
    chances = evidence.chances_of_right(card, card.elapsed_days(review.at), review.way)
    return replace(after, weights=moved(profile.weights, chances, correct=review.correct))


def _chance_known(profile: Profile, question: Question, review: Review) -> float:
    if not review.correct:
        return 0.0
    if review.way != evidence.CHOOSE:
        return 1.0
    return evidence.known_when_right(profile.known_beforehand(question.section))
