"""The site's addresses, and the two that it is compared with, which are looked for last."""

from django.urls import include, path

from tests.bench import views

urlpatterns = [
    path("", include("mlopsprep.urls")),
    path("bench/floor/", views.floor),
    path("bench/page/", views.page),
]
