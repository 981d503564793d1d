"""Gathers the parts' addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("quiz.today.urls")),
    path("", include("quiz.practice.urls")),
    path("", include("quiz.mastery.urls")),
    path("", include("quiz.cohorts.urls")),
    path("", include("quiz.interview.urls")),
    path("", include("quiz.leaving.urls")),
    path("", include("quiz.own_data.urls")),
]
