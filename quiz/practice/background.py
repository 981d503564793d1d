"""Why it is so, what changed since, what they may ask next: the same for everybody, so it is rendered once."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from quiz.bank.published import PublishedRevision

REVISIONS_KEPT = 2048


def background(revision: PublishedRevision) -> SafeString:
    return rendered(revision, get_language())


@lru_cache(maxsize=REVISIONS_KEPT)
def rendered(revision: PublishedRevision, language: str | None) -> SafeString:
    return render_to_string("practice/background.html", {"revision": revision})
