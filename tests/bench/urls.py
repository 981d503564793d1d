"""The site's addresses, and the two that it is compared with, which are looked for last."""

from django.urls import include, path

from mlopsprep.urls import handler400, handler403, handler404, handler500
from tests.bench import views

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [
    path("", include("mlopsprep.urls")),
    path("bench/floor/", views.floor),
    path("bench/page/", views.page),
    path("bench/held/", views.held),
]
