"""Addresses of what comes after the interview."""

from django.urls import path

from quiz.interview.asked import views

urlpatterns = [
    path("asked/", views.asked, name="asked"),
    path("asked/not-now/", views.asked_not_now, name="asked-not-now"),
]
