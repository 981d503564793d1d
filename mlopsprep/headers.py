"""What every page says to browsers and caches, beyond what Django's own middleware says."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Respond = Callable[[HttpRequest], HttpResponse]
REFUSED = ("camera", "geolocation", "microphone", "payment", "usb")
"""What no page may use of the device, but where its view has allowed it in this header itself."""


class PrivatePages:
    """Pages are a person's own: no cache keeps them, and a fragment is never taken for its page."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Permissions-Policy"] = permissions(response.headers.get("Permissions-Policy", ""))
        patch_vary_headers(response, ["HX-Request"])
        return response


def permissions(allowed: str) -> str:
    """What a view allows, and that all else is refused."""
    refused = [f"{each}=()" for each in REFUSED if f"{each}=" not in allowed]
    return ", ".join(filter(None, [allowed, *refused]))
