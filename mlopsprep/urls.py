"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from mlopsprep.health import healthz, readyz

handler400 = "mlopsprep.errors.bad_request"
handler403 = "mlopsprep.errors.forbidden"
handler404 = "mlopsprep.errors.not_found"
handler500 = "mlopsprep.errors.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("quiz.urls")),
    path("", include("accounts.urls")),
]
