"""When a question comes back. A page names a day only where the picker is bound to it."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from quiz import engine
from quiz.practice.remembering.situation import Situation


def coming_back(situation: Situation, key: str, now: datetime, *, is_right: bool) -> str:
    """A sentence. Empty for what is not asked by itself: left out, retired, or of a section the plan leaves out."""
    state = situation.memory.state(key)
    if state.card is None or not is_asked(situation, key):
        return ""
    if situation.interview_ahead(now) is None:
        return on_a_day(returns_on(situation, key, state.card, now), situation.local_day(now))
    return before_the_interview(situation, now) if is_right else _("It comes back soon.")


def is_asked(situation: Situation, key: str) -> bool:
    return key in situation.bank.questions and situation.counts(key) and key not in situation.memory.left_out


def before_the_interview(situation: Situation, now: datetime) -> str:
    on = situation.plan.interview_on
    if on is None or on == situation.local_day(now):
        return ""
    return format_html(_("It comes back before {}, when it helps most."), dated(on, "j F"))


def returns_on(situation: Situation, key: str, card: engine.Card, now: datetime) -> date | None:
    known = {key: situation.bank.known[key]}
    return engine.due(known, situation.engine_plan(), situation.memory.profile, {key: card}, now=now).get(key)


def on_a_day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    if day == today:
        return _("It comes back today.")
    if day == today + timedelta(days=1):
        return _("It comes back tomorrow.")
    return format_html(_("It comes back on {}."), dated(day, "l j F"))


def dated(day: date, shape: str) -> str:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, shape))
