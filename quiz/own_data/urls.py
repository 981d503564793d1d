"""The address of one's own data."""

from django.urls import path

from quiz.own_data import views

urlpatterns = [path("settings/account/your-data/", views.your_data, name="your-data")]
