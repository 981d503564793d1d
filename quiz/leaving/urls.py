"""Addresses of leaving."""

from django.urls import path

from quiz.leaving import views

urlpatterns = [
    path("settings/account/delete/", views.delete_account, name="delete-account"),
    path("leaving/", views.leaving, name="leaving"),
    path("leaving/keep/", views.keep, name="keep-account"),
]
