"""`{% day_end assignment.due_on %}`: when a day of a cohort is over, in UTC and where the reader is."""

from datetime import UTC, date, datetime, tzinfo

from django import template
from django.template import Context

from quiz.cohorts.days import end_in_words, instant_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def day_end(context: Context, day: date) -> str:
    return end_in_words(day, zone_of_reader(context))


@register.simple_tag(takes_context=True)
def instant(context: Context, at: datetime) -> str:
    """The same of any instant, such as the one at which an assignment was closed."""
    return instant_in_words(at, zone_of_reader(context))


def zone_of_reader(context: Context) -> tzinfo:
    """Of the request, also where a template was included with `only`."""
    zone: tzinfo = getattr(getattr(context, "request", None), "zone", UTC)
    return zone
