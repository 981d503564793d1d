"""Factors in a page: what a script reads, when one was used, and whether an instructor is asked for one."""

import json
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.factors.asking import should_ask

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    return json.dumps(value)


@register.simple_tag(takes_context=True)
def on_day(context: template.Context, at: datetime) -> str:
    """“today”, or the day, in the reader's zone; the year where it is another."""
    zone, now = context["request"].zone, timezone.now()
    day, today = at.astimezone(zone), now.astimezone(zone)
    if day.date() == today.date():
        return _("today")
    return date_format(day, "D j M" if day.year == today.year else "D j M Y")


@register.inclusion_tag("accounts/factors/ask.html", takes_context=True)
def ask_for_a_factor(context: template.Context) -> dict[str, Any]:
    request = context["request"]
    return {
        "request": request,
        "asks": should_ask(request, timezone.now()),
        "csrf_token": context.get("csrf_token"),
    }
