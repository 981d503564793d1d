"""What a page needs so that the learner can record themself in it and listen: sound that no request ever holds."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]


def may_record(view: View) -> View:
    """Allow the page its microphone and the sounds of its own memory. It has to be entered by a full load: what HTMX
    swaps in has the headers of the page that it comes to.
    """

    @wraps(view)
    def allowed(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers["Permissions-Policy"] = "microphone=(self)"
        return response

    playing: View = csp_update({"media-src": ["blob:"]})(allowed)
    return playing
