"""What instructors and members do on a member's page."""

import re
from html import unescape

from django.http import HttpResponse
from django.urls import reverse

from quiz.cohorts.models import Cohort
from tests.cohorts.acts import cell_words
from tests.conftest import Person


def address_of(member: Person, cohort: Cohort, name: str = "member") -> str:
    membership = cohort.memberships.get(user=member.user, left_at=None)
    return reverse(name, args=[cohort.pk, membership.pk])


def figures_in(response: HttpResponse) -> list[str]:
    """Each assignment of one person, and what they keep missing, as the page has it, to the letter."""
    parts = re.findall(r'<section class="part">.*?</section>', response.content.decode(), re.DOTALL)
    return [part for part in parts if "could say" not in part]


def said_in(response: HttpResponse) -> str:
    """The case, and what could be said about it."""
    page = response.content.decode()
    case = re.findall(r'<p class="lede">(.*?)</p>', page)
    advice = re.findall(
        r"(?:could say</h3>|What to say</h2>)(.*?)(?:</section>|<(?:div|ul) class=.actions)", page, re.DOTALL
    )
    return " ".join(cell_words(part) for part in (case[-1], *advice))


def numbers_in(response: HttpResponse) -> list[list[str]]:
    """The numbers of each assignment: those answered, at the level now, and still there on the day."""
    return [re.findall(r"<dd><strong>(\d+)</strong>", unescape(figures)) for figures in figures_in(response)]
