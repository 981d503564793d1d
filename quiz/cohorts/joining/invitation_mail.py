"""The mail that invites: who invites to what, the link, how long it works, and how never to get one again."""

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.base_address import full_address, host
from accounts.lines import one_line
from quiz.cohorts.joining.models import MailedInvitation
from quiz.cohorts.joining.never_writing import pass_of

TEMPLATE = "cohorts/joining/mails/invitation_{}.txt"


def invitation_mail(row: MailedInvitation, connection: Any) -> EmailMessage:
    by = row.created_by
    context = {
        "cohort": row.cohort,
        "name": one_line(by.name) if by else "",
        "address": by.email if by else "",
        "until": row.invitation.valid_until,
        "link": full_address(reverse("join", args=[row.token])),
        "never_url": full_address(reverse("never-write", args=[pass_of(row.address)])),
        "host": host(),
    }
    subject = " ".join(render_to_string(TEMPLATE.format("subject"), context).split())
    message = render_to_string(TEMPLATE.format("message"), context)
    return EmailMessage(subject, message, to=[row.address], connection=connection)
