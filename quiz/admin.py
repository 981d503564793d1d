"""Gathers the parts' admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from quiz.curation.admin import *  # noqa: F403

admin.site.site_title = _("mlopsprep curation")
admin.site.site_header = _("mlopsprep curation")
admin.site.index_title = _("Curation")
admin.site.enable_nav_sidebar = False
