"""The mail that invites: who invites to what, the link, how long it works, and how never to get one again."""

from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.base_address import full_address
from accounts.lines import one_line
from accounts.post import letter
from quiz.cohorts.joining.models import MailedInvitation
from quiz.cohorts.joining.never_writing import pass_of


def invitation_mail(row: MailedInvitation) -> EmailMessage:
    by = row.created_by
    context = {
        "cohort": row.cohort,
        "name": one_line(by.name) if by else "",
        "address": by.email if by else "",
        "until": row.invitation.valid_until,
        "link": full_address(reverse("join", args=[row.token])),
        "never_url": full_address(reverse("never-write", args=[pass_of(row.address)])),
    }
    return letter("cohorts/joining/mails/invitation", context, to=row.address)
