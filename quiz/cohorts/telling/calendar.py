"""A person's calendar, for whoever has its private address: due days and the interview, to read only.

It is worked out from what is asked of the person now, so that leaving a cohort takes its days out at the next reading.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.base_address import full_address
from accounts.lines import one_line
from accounts.models import User
from quiz.bank.published import published_bank
from quiz.cohorts.assigned import Assigned, assigned_in
from quiz.cohorts.days import end_in_words
from quiz.cohorts.models import Assignment
from quiz.cohorts.telling.local_days import where_they_are, zone_of
from quiz.cohorts.telling.models import CalendarAddress
from quiz.practice.models import Plan
from quiz.practice.remembering.situation import INTERVIEW_YEARS

DAY = timedelta(days=1)
READ_AGAIN = timedelta(hours=6)


def make_address(*, user: User, instead_of: str, now: datetime) -> None:
    """A first address, or a new one in the place of that one, which ends it. Sent twice it is done once."""
    fresh = {"token": token_urlsafe(), "made_at": now}
    if instead_of:
        CalendarAddress.objects.filter(user=user, token=instead_of).update(**fresh)
    else:
        CalendarAddress.objects.get_or_create(user=user, defaults=fresh)


def stop_address(*, user: User) -> None:
    """The address is gone for good. One statement."""
    CalendarAddress.objects.filter(user=user).delete()


def address_of(user: User) -> CalendarAddress | None:
    return CalendarAddress.objects.filter(user=user).first()


def whose(token: str) -> User | None:
    """Who may still sign in, and is not about to leave."""
    open_to = CalendarAddress.objects.filter(user__is_active=True, user__leaving_since=None)
    found = open_to.filter(token=token).select_related("user").first()
    return found.user if found else None


def calendar_of(user: User, now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//mlopsprep//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "mlopsprep")
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    for event in events_of(user, now):
        event.add("dtstamp", now)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def events_of(user: User, now: datetime) -> Iterator[Event]:
    today = where_they_are(user, now).date()
    asked = Assignment.objects.asked_of(user).filter(own_due_on__gte=today).select_related("cohort")
    for assigned in assigned_in(asked, published_bank()):
        yield due_event(assigned, user)
    interview_on = Plan.objects.filter(learner__user=user).values_list("interview_on", flat=True).first()
    if interview_on and interview_on >= today and interview_on.year in INTERVIEW_YEARS:
        yield all_day(f"interview-{user.pk}", interview_on, _("Interview"), full_address(reverse("today")))


def due_event(assigned: Assigned, user: User) -> Event:
    assignment, due_on = assigned.assignment, assigned.own(user.pk).due_on
    cohort = one_line(str(assignment.cohort))
    words = [
        _("Cohort: %(cohort)s") % {"cohort": cohort},
        _("What you answer until %(end)s, counts.") % {"end": end_in_words(due_on, zone_of(user))},
        full_address(reverse("cohort-mine", args=[assignment.cohort_id])),
    ]
    title = _("Due: %(title)s") % {"title": assigned.title}
    return all_day(f"assignment-{assignment.pk}", due_on, title, "\n".join(words))


def all_day(uid: str, day: date, title: str, words: str) -> Event:
    """The same thing has the same identifier whenever the file is read."""
    event = Event()
    event.add("uid", f"{uid}@mlopsprep")
    event.add("summary", title)
    event.add("dtstart", day)
    if day < date.max:  # without an end it is one day too
        event.add("dtend", day + DAY)
    event.add("description", words)
    event.add("transp", "TRANSPARENT")
    return event
