"""Django's admin without the doors that the product has elsewhere, or not at all."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

CLOSED = {
    "view_on_site",  # leads from any row's identifier to its address, an invitation's link among them
    "password_change",  # ours is at the settings
    "password_change_done",
    "logout",  # leads to ours, below
    "autocomplete",  # no field of ours asks it
}
"""What is left: the index, the lists and pages of what is registered, signing in and out (which lead to everybody's
pages), and the words of the admin's scripts."""


class CurationSite(AdminSite):
    site_title = _("mlopsprep curation")
    site_header = _("mlopsprep curation")
    index_title = _("Curation")
    enable_nav_sidebar = False

    def get_urls(self) -> list[Any]:
        """The admin names its own signing out when it turns somebody away, so that name stays."""
        sign_out = path("logout/", RedirectView.as_view(pattern_name="account_logout"), name="logout")
        left = [route for route in super().get_urls() if getattr(route, "name", None) not in CLOSED]
        return [sign_out, *left]

    def has_permission(self, request: HttpRequest) -> bool:
        """For staff who have a second factor; signing in here leads the others to where they add one."""
        return super().has_permission(request) and bool(getattr(request.user, "has_factor", False))

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The work there is, for curators. Other staff have Django's list of what they may do."""
        from quiz.curation.admin.worklist import start  # noqa: PLC0415  (what registers here needs this site first)

        if not request.user.has_perm("quiz.change_question"):
            return super().index(request, extra_context)
        apps = self.get_app_list(request)
        return start(
            request, [model for app in apps if app["app_label"] != "quiz" for model in app["models"]]
        )
