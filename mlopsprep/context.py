"""What every template may say about the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _


def site(request: HttpRequest) -> dict[str, Any]:
    demo = _("Demonstration: the people and answers here are simulated.") if settings.DEMO else ""
    return {"demo_label": demo, "development": settings.DEBUG, "zone_cookie": settings.ZONE_COOKIE_NAME}
