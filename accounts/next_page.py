"""Where somebody wanted to go: an address that came with a request, so that anything may stand in it."""

from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 1000
"""Of an address as it goes into a header; a browser's own are far shorter."""


def is_page_of_ours(url: str | None) -> bool:
    """Is it the path of a page of this site? Not its name: Django would look that up among ours, and fail on others."""
    if not url or not url.startswith("/") or len(url) > LONGEST:
        return False
    return url_has_allowed_host_and_scheme(url, allowed_hosts=None) and len(iri_to_uri(url)) <= LONGEST
