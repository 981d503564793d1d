"""What is said of a revision beyond its answer: the same for everybody, so it is rendered once."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from quiz.bank.published import PublishedRevision

REVISIONS_KEPT = 2048


def background(revision: PublishedRevision) -> SafeString:
    """Why it is so, what changed since, what they may ask next."""
    return rendered("practice/background.html", revision, get_language())


def more(revision: PublishedRevision) -> SafeString:
    """What a good reply holds, what many get wrong, where to read more."""
    return rendered("practice/more.html", revision, get_language())


@lru_cache(maxsize=2 * REVISIONS_KEPT)
def rendered(template: str, revision: PublishedRevision, language: str | None) -> SafeString:
    return render_to_string(template, {"revision": revision})
