"""Addresses of the today part: landing, Today, and starting to practise."""

from django.urls import path

from quiz.today import own_hand_views, views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("try/", views.try_one, name="try"),
    path("today/", views.today, name="today"),
    path("practice/", views.practise, name="practice"),
    path("start-over/", own_hand_views.start_over, name="start-over"),
    path("start-over/put-back/", own_hand_views.put_back_as_it_was, name="put-back-as-it-was"),
    path("questions/<slug:key>/leave-out/", own_hand_views.leave_out, name="leave-out"),
]
