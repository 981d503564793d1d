"""The site's addresses, and the two that it is compared with."""

from django.urls import include, path

from tests.bench import views

urlpatterns = [
    path("bench/floor/", views.floor),
    path("bench/page/", views.page),
    path("", include("mlopsprep.urls")),
]
