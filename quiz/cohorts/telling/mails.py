"""The mails: plain text in our own words, with a link that stops the kind at once."""

from typing import Any
from urllib.parse import urlencode

from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.addresses import readable
from accounts.base_address import full_address
from accounts.lines import without_links
from accounts.models import User
from accounts.post import letter
from quiz.cohorts.models import Cohort
from quiz.cohorts.telling.stopping import stop_link


def name_in_mail(cohort: Cohort) -> str:
    return without_links(cohort)


def person_in_mail(user: User) -> str:
    return without_links(user.name) or readable(user.email)


def signed_in(path: str) -> str:
    """A link to a page that is another one for visitors: it asks whoever is signed out to sign in first."""
    return full_address(f"{reverse('account_login')}?{urlencode({'next': path}, safe='/')}")


def mail_of(kind: str, user: User, context: dict[str, Any]) -> EmailMessage:
    """From the templates of this kind: `<kind>_subject.txt` and `<kind>_message.txt`."""
    link = stop_link(user, kind)
    links = {
        "stop_url": link,
        "wishes_url": full_address(reverse("mail-wishes")),
        "today_url": signed_in(reverse("today")),
    }
    stops = {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return letter(f"cohorts/telling/mails/{kind}", context | links, to=user.email, headers=stops)
