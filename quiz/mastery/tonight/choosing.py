"""What is on the sheet: what the learner once knew, the likeliest to slip by the interview first."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from html import unescape
from typing import Final

from django.utils.html import strip_tags

from quiz import engine
from quiz.bank.text.markdown import own_prose
from quiz.mastery.tonight.fitting import Entry, fitted
from quiz.practice.models import Event, of
from quiz.practice.people.noting import own_notes
from quiz.practice.remembering.situation import Situation

LAST_DAYS: Final = 2
"""Before the interview; and its own day until it is over, since nobody says at which hour it is."""
BLOCK_ENDS: Final = re.compile(r"</(?:p|li|pre)>|<(?:br|hr)>|\n")
BETWEEN: Final = " · "


def days_to_go(situation: Situation, now: datetime) -> int | None:
    """Until the interview, where it is so near that there is a sheet."""
    on, today = situation.plan.interview_on, situation.local_day(now)
    return (on - today).days if on and 0 <= (on - today).days <= LAST_DAYS else None


def has_sheet(situation: Situation, now: datetime) -> bool:
    return days_to_go(situation, now) is not None and bool(ranked(situation, now))


def ranked(situation: Situation, now: datetime) -> list[str]:
    """Keys by the chance of forgetting it until the interview times what its section counts; those never answered
    right come after all others, and what was never asked, left out or is not asked by the plan is not there.
    """
    cards, counted = situation.memory.cards, situation.counted
    recalls = engine.predict(counted, situation.memory.profile, cards, situation.target_instant(now))
    weights = situation.weights or {}
    loss = {
        key: (1 - recalls[key]) * weights.get(question.section, 1.0)
        for key, question in counted.items()
        if key in cards and cards[key].asked and situation.counts(key)
    }
    return sorted(loss, key=lambda key: (not was_known(cards[key]), -loss[key]))


def was_known(card: engine.Card) -> bool:
    """Whether it was answered right once: only that can slip."""
    return card.streak > 0 or card.lapses > 0


def columns_of(situation: Situation, keys: Sequence[str]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """As many of these as fit. One query, for the notes."""
    notes = own_notes(situation.learner)
    questions = situation.bank.questions
    known = [questions[key] for key in keys if key in questions]
    return fitted(
        Entry.cut(
            question.key,
            question.revision.text,
            [point.text for point in question.revision.points] or [question.revision.answer],
            in_a_line(notes.get(question.id, "")),
        )
        for question in known
    )


def in_a_line(note: str) -> str:
    """A note's words without their form."""
    parts = (unescape(strip_tags(part)).split() for part in BLOCK_ENDS.split(str(own_prose(note))))
    return BETWEEN.join(" ".join(words) for words in parts if words)


def shown_on(situation: Situation, day: date) -> list[str]:
    """Keys that the sheet of that day showed, in its order; none where it was not opened. One query, or none."""
    if not any(state.sheet_on == day for state in situation.memory.states.values()):
        return []
    events = Event.objects.filter(
        of(situation.learner), kind=Event.Kind.READ, local_day=day, detail__sheet=True
    )
    questions = events.order_by("at", "pk").values_list("question_id", flat=True)
    return list(dict.fromkeys(situation.bank.key_of[question] for question in questions))
