"""What instructors and members do on a member's page."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

from django.http import HttpResponse
from django.urls import reverse

from quiz.bank.published import published_bank
from quiz.bank.text.markdown import inline
from quiz.cohorts.models import Cohort
from quiz.practice.models import Prompt
from tests.cohorts.acts import cell_words
from tests.conftest import NOW, Person
from tests.practice.acts import answer, wrong_slug

Ask = Callable[..., Prompt]


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


def miss(person: Person, ask: Ask, key: str, times: int) -> str:
    """By the same option, as often; the option's words as a page has them."""
    option = ""
    for minutes in range(times):
        prompt = ask(person, key, now=NOW + timedelta(minutes=minutes))
        option = option or wrong_slug(prompt)
        slug = option if option in prompt.options else wrong_slug(prompt)
        answer(prompt, response=slug, now=NOW + timedelta(minutes=minutes, seconds=20))
    options = published_bank().questions[key].revision.options
    return next(str(inline(one.text)) for one in options if one.slug == option)
