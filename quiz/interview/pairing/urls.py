"""Addresses of an interview that a friend asks."""

from django.urls import path

from quiz.interview.pairing import views

urlpatterns = [
    path("pair/<str:token>/", views.pair, name="pair"),
    path("pair/<str:token>/heard/", views.pair_heard, name="pair-heard"),
    path("pair/<str:token>/next/", views.pair_next, name="pair-next"),
    path("interview/<uuid:interview_id>/pairing/", views.pairing, name="pairing"),
    path("interview/<uuid:interview_id>/pairing/follow/", views.pairing_follow, name="pairing-follow"),
    path("interview/<uuid:interview_id>/pairing/end/", views.pairing_end, name="pairing-end"),
    path("interview/<uuid:interview_id>/pairing/alone/", views.pairing_alone, name="pairing-alone"),
]
