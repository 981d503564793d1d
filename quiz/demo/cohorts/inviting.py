"""How people come into the cohorts of the demonstration: by a link, by mail, and to teach. Nothing is sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from quiz.cohorts.joining.accepting import accept, decline
from quiz.cohorts.joining.inviting import invite, invite_instructor
from quiz.cohorts.joining.mailing import enter
from quiz.cohorts.joining.models import MailedInvitation
from quiz.cohorts.joining.sending import mark_sending, settle
from quiz.cohorts.models import Cohort

DAYS = 14
APART = timedelta(minutes=7)
BY_MAIL = 2
"""Members who joined by a mail of their own."""
DECLINES, SILENT = "guest1@example.org", ("guest2@example.org", "guest3@example.org")


def let_in(cohort: Cohort, *, by: User, people: Sequence[User], now: datetime) -> None:
    """The first by mail, the others by one link."""
    mailed, others = people[:BY_MAIL], people[BY_MAIL:]
    rows = mail([*(user.email for user in mailed), DECLINES], cohort, by=by, now=now)
    for number, user in enumerate(mailed, start=1):
        row = rows[user.email]
        accept(invitation=row.invitation, user=user, mailed=row, now=now + APART * number)
    decline(mailed=rows[DECLINES])
    link = invite(cohort=cohort, by=by, days=DAYS, most_uses=len(people) + 6, now=now)
    for number, user in enumerate(others, start=BY_MAIL + 1):
        accept(invitation=link, user=user, now=now + APART * number)


def still_invited(cohort: Cohort, *, by: User, now: datetime) -> None:
    """Two who have not answered yet, and a link that is open."""
    mail(SILENT, cohort, by=by, now=now)
    invite(cohort=cohort, by=by, days=DAYS, most_uses=10, now=now)


def mail(addresses: Sequence[str], cohort: Cohort, *, by: User, now: datetime) -> dict[str, MailedInvitation]:
    """As if each had got its mail."""
    enter(cohort=cohort, by=by, addresses=addresses, days=DAYS, now=now)
    rows = {row.address: row for row in cohort.mailed_invitations.filter(address__in=addresses)}
    for row in rows.values():
        mark_sending(row, now)
        settle(row, MailedInvitation.State.SENT, sent_at=now)
    return rows


def let_teach(cohort: Cohort, *, by: User, user: User, now: datetime) -> None:
    """Another instructor, by an invitation to teach."""
    accept(invitation=invite_instructor(cohort=cohort, by=by, now=now), user=user, now=now + APART)
