"""Addresses of the interview. Each room that has its own adds one line."""

from django.urls import include, path

from quiz.interview import views

urlpatterns = [
    path("interview/", views.interviews, name="interviews"),
    path("interview/<uuid:interview_id>/", views.interview, name="interview"),
    path("interview/<uuid:interview_id>/end/", views.interview_end, name="interview-end"),
    path("", include("quiz.interview.pairing.urls")),
    path("", include("quiz.interview.asked.urls")),
    path("", include("quiz.interview.report.urls")),
]
