"""Where somebody wanted to go: an address that came with a request, so that anything may stand in it."""

from inspect import getclosurevars
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 1000
"""Of an address as it goes into a header; a browser's own are far shorter."""


def is_page_of_ours(url: str | None) -> bool:
    """Is it the path of a page of this site? Not its name: Django would look that up among ours, and fail on others."""
    if not url or not url.startswith("/") or len(url) > LONGEST:
        return False
    return url_has_allowed_host_and_scheme(url, allowed_hosts=None) and len(iri_to_uri(url)) <= LONGEST


def own_address(request: HttpRequest, url: str) -> str:
    """The address without the host, if that is ours; else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = f"/{parts.path.lstrip('/')}"  # two slashes would name a host
    return (
        parts._replace(scheme="", netloc="", path=path).geturl() if parts.netloc == request.get_host() else ""
    )


def opens(address: str) -> bool:
    """Can a browser open it? Not where a view takes POST alone, which Django's decorator keeps to itself."""
    try:
        view = resolve(urlsplit(address).path).func
    except (Resolver404, ValueError):
        return False
    return "GET" in getclosurevars(view).nonlocals.get("request_method_list", ["GET"])
