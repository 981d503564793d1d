"""Days in the product's words."""

from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

TOMORROW = timedelta(days=1)


def day_words(day: date, today: date) -> str:
    """Today, tomorrow, "Thu 26 Nov", with the year where it is another one."""
    return worded(day, today, get_language())


@lru_cache(maxsize=4096)
def worded(day: date, today: date, language: str | None) -> str:
    """Kept, since a page says a hundred dates. `language` is what they are said in."""
    if day == today:
        return _("today")
    if day == today + TOMORROW:
        return _("tomorrow")
    return date_format(day, "D j M" if day.year == today.year else "D j M Y")


def long_day(day: date, today: date) -> str:
    """The day in a sentence: "Friday 11 December"."""
    return at_length(day, today, get_language())


@lru_cache(maxsize=1024)
def at_length(day: date, today: date, language: str | None) -> str:
    return date_format(day, "l j F" if day.year == today.year else "l j F Y")
