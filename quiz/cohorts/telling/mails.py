"""The mails: plain text in our own words, with a link that stops the kind at once."""

import re
from typing import Any, Final
from urllib.parse import urlencode

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.addresses import readable
from accounts.base_address import full_address, host
from accounts.lines import isolated, one_line
from accounts.models import User
from quiz.cohorts.models import Cohort
from quiz.cohorts.telling.stopping import stop_link

LINK: Final = re.compile(r"\S*(?:[:@\\/]\S|www\.|[^\W\d_][.。．｡][^\W\d_]{2})\S*", re.IGNORECASE)
"""A word that a mail program could make a link of."""


def without_links(name: str) -> str:
    """A name that people gave, without the words that could become a link in somebody's mail."""
    return isolated(LINK.sub(" ", one_line(name)))


def name_in_mail(cohort: Cohort) -> str:
    return without_links(cohort.name) or _("your cohort")


def person_in_mail(user: User) -> str:
    return without_links(user.name) or readable(user.email)


def signed_in(path: str) -> str:
    """A link to a page that is another one for visitors: it asks whoever is signed out to sign in first."""
    return full_address(f"{reverse('account_login')}?{urlencode({'next': path}, safe='/')}")


def mail_of(kind: str, user: User, context: dict[str, Any]) -> EmailMessage:
    """From the templates of this kind: `<kind>_subject.txt` and `<kind>_message.txt`."""
    link = stop_link(user, kind)
    whole = context | {
        "stop_url": link,
        "wishes_url": full_address(reverse("mail-wishes")),
        "today_url": signed_in(reverse("today")),
        "host": host(),
    }
    return EmailMessage(
        subject=one_line(render_to_string(f"cohorts/mails/{kind}_subject.txt", whole)),
        body=render_to_string(f"cohorts/mails/{kind}_message.txt", whole).strip() + "\n",
        to=[user.email],
        headers={
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
