"""Addresses of an interview's end; the report itself is at the interview's own."""

from django.urls import path

from quiz.interview.report import views

urlpatterns = [
    path(
        "interview/<uuid:interview_id>/answers/<uuid:prompt_id>/",
        views.interview_grade,
        name="interview-grade",
    ),
    path("interview/<uuid:interview_id>/points/", views.interview_points, name="interview-points"),
]
