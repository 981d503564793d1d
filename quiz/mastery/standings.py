"""Where a learner stands with each question."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from quiz import engine
from quiz.engine.recall.levels import PROFICIENT_FROM
from quiz.mastery.dates import TOMORROW
from quiz.practice.remembering.memory import CardState
from quiz.practice.remembering.situation import Situation


class Standing(NamedTuple):
    """One question as the learner knows it. A page makes a hundred: a tuple is made three times as fast."""

    level: engine.Level
    recall: float
    """Chance of recalling it now."""
    recall_on_date: float
    """Chance of recalling it on the target date, without more practice."""
    back_on: date | None
    """The day on which it comes back; None where it was never asked, was left out, or does not count, and before an
    interview: then what helps most by it is asked, and no day is bound."""
    asked: int
    may_be_asked: bool
    """Neither left out nor read today."""
    is_due: bool
    """Whether it has come back: recall is below the target, or falls below it today and it was not asked today."""
    counts: bool = True
    """Whether the plan asks its section, and the learner has not left it out."""
    is_first: bool = False
    """Whether the next session begins with it, among others."""
    left_out: bool = False

    @property
    def is_weak(self) -> bool:
        """Whether it was asked and would not be proficient on the target date."""
        return self.counts and self.asked > 0 and self.recall_on_date < PROFICIENT_FROM


def standings_of(situation: Situation, *, now: datetime) -> dict[str, Standing]:
    """Every question of the bank, in its order; levels are those on the target date."""
    memory, askable = situation.memory, situation.bank.askable
    cards, plan = memory.cards, situation.engine_plan()
    on_date = engine.predict(askable, memory.profile, cards, situation.target_instant(now))
    recalls = engine.predict(askable, memory.profile, cards, now)
    is_bound = situation.interview_ahead(now) is None
    back = engine.due(askable, plan, memory.profile, cards, now=now) if is_bound else {}
    first = frozenset(situation.first_next(now))
    today, unasked = situation.local_day(now), situation.unasked
    midnight = datetime.combine(today, time(), situation.zone)
    faded = {
        key for key, day in back.items()
        if day <= today and (recalls[key] < plan.target or was_asked_before(cards[key], midnight))
    }  # fmt: skip
    return {
        key: standing(
            memory.states,
            cards.get(key),
            key,
            (recalls[key], on_date[key]),
            back.get(key),
            today,
            question.section not in unasked,
            key in faded,
            key in first,
        )
        for key, question in askable.items()
    }


def was_asked_before(card: engine.Card, instant: datetime) -> bool:
    return card.last is not None and card.last < instant


def standing(
    states: Mapping[str, CardState],
    card: engine.Card | None,
    key: str,
    recalls: tuple[float, float],
    back_on: date | None,
    today: date,
    counts: bool,
    faded: bool,
    first: bool,
) -> Standing:
    state = states.get(key)
    left_out = state is not None and state.left_out
    rests = state is not None and state.rests_on(today)
    counts = counts and not left_out
    if back_on and rests:
        back_on = max(back_on, today + TOMORROW)
    return Standing(
        level=engine.level(card, recalls[1]),
        recall=recalls[0],
        recall_on_date=recalls[1],
        back_on=back_on if counts else None,
        asked=card.asked if card else 0,
        may_be_asked=not left_out and not rests,
        is_due=faded and counts and not rests,
        counts=counts,
        is_first=first,
        left_out=left_out,
    )
