"""Addresses to be invited by mail: a row for each before anything is sent, so that nothing is sent twice.

Nothing here looks at accounts: what an instructor learns of an address is what they did with it themself, in this
cohort. `sending` sends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from accounts.models import User
from quiz.cohorts.joining.inviting import check_that_it_invites, new_link, new_token, why_closed
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.models import Cohort

State = MailedInvitation.State
DAYS = 14
"""For which a link is valid that is mailed again after the first has ended."""
KEPT = timedelta(days=30)
"""After a link's end; then an address that was not accepted is erased."""
SURELY_OVER = timedelta(minutes=1)
"""A mail that began to be sent so long ago is not being sent any more."""


@dataclass(frozen=True)
class Entered:
    """What was done with the addresses of a list."""

    asked: frozenset[str]
    """To which a mail goes now: new ones, and those to which none has gone yet or whose link has ended."""
    before: dict[str, MailedInvitation]
    """The others, as they were found."""


def enter(*, cohort: Cohort, by: User, addresses: Sequence[str], days: int, now: datetime) -> Entered:
    """Give each of the addresses its row, once a cohort. Owns its transaction.

    Raises `InvitationClosed` where the cohort is archived.
    """
    with transaction.atomic():
        locked = check_that_it_invites(cohort)
        rows = rows_of(locked).filter(address__in=addresses).select_for_update(of=("self",))
        known = {row.address: row for row in rows}
        ended = [row for row in known.values() if may_be_asked_anew(row, now)]
        fresh = [address for address in dict.fromkeys(addresses) if address not in known]
        if fresh or ended:
            link = new_link(cohort=locked, by=by, now=now, days=days, most_uses=len(fresh) + len(ended))
            MailedInvitation.objects.bulk_create([new_row(link, each) for each in fresh])
            for row in ended:
                put_under(link, row)
    asked = frozenset([*fresh, *(row.address for row in ended)])
    waiting = {address for address, row in known.items() if row.state == State.WAITING}
    return Entered(asked | waiting, {k: row for k, row in known.items() if k not in asked | waiting})


def rows_of(cohort: Cohort) -> QuerySet[MailedInvitation]:
    return cohort.mailed_invitations.select_related("invitation__cohort").order_by("address")


def may_be_asked_anew(row: MailedInvitation, now: datetime) -> bool:
    """Did its link end, or did no mail go? Not whoever has joined by it, or said no."""
    if row.state in {State.JOINED, State.DECLINED}:
        return False
    return row.state == State.FAILED or why_closed(row.invitation, now) is not None


def new_row(link: Invitation, address: str) -> MailedInvitation:
    return MailedInvitation(
        invitation=link,
        cohort=link.cohort,
        address=address,
        token=new_token(),
        created_by=link.created_by,
        created_at=link.created_at,
    )


def put_under(link: Invitation, row: MailedInvitation) -> None:
    """The address gets a link of its own again; the one that it had leads nowhere."""
    row.invitation, row.token, row.created_by = link, new_token(), link.created_by
    row.state, row.created_at, row.sent_at = State.WAITING, link.created_at, None
    row.save()


def ask_again(*, row: MailedInvitation, by: User, seen: str, now: datetime) -> bool:
    """Let the address wait for a mail again; was it so? Not if a mail has gone since the page was `seen`, or one is on
    its way, or whoever has the address said no. Owns its transaction. Raises `InvitationClosed`.
    """
    with transaction.atomic():
        check_that_it_invites(row.cohort)
        row.refresh_from_db(from_queryset=rows_of(row.cohort).select_for_update(of=("self",)))
        if row.seen != seen or row.state == State.DECLINED or is_on_its_way(row, now):
            return False
        if why_closed(row.invitation, now):
            put_under(new_link(cohort=row.cohort, by=by, now=now, days=DAYS, most_uses=1), row)
        elif row.state == State.JOINED:
            Invitation.objects.filter(pk=row.invitation_id).update(most_uses=F("most_uses") + 1)
            row.token, row.created_at = new_token(), now
        row.state, row.created_by = State.WAITING, by
        row.save()
        return True


def is_on_its_way(row: MailedInvitation, now: datetime) -> bool:
    started = row.sent_at or row.created_at
    return row.state == State.SENDING and now - started < SURELY_OVER


def erase(*, row: MailedInvitation) -> bool:
    """Forget the address; the link that was mailed to it leads nowhere. False where somebody has joined by it. One
    statement.
    """
    return bool(MailedInvitation.objects.filter(pk=row.pk).exclude(state=State.JOINED).delete()[0])


def erase_unaccepted(now: datetime) -> int:
    """Forget the addresses that were not accepted within thirty days of their link's end, and tell how many. A second
    time, or two processes at once, change nothing. One statement.
    """
    end = now - KEPT
    ended = Invitation.objects.filter(Q(expires_at__lte=end) | Q(revoked_at__lte=end))
    unaccepted = MailedInvitation.objects.exclude(state=State.JOINED).filter(invitation__in=ended)
    return unaccepted.delete()[0]
