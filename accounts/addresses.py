"""Addresses that a browser names, as far as they are pages of ours."""

from inspect import getclosurevars
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve


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
