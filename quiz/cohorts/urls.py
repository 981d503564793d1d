from django.urls import path

from quiz.cohorts import views

urlpatterns = [
    path("cohorts/", views.cohorts, name="cohorts"),
    path("cohorts/new/", views.cohort_new, name="cohort-new"),
    path("cohorts/<uuid:cohort_id>/", views.cohort, name="cohort"),
    path("cohorts/<uuid:cohort_id>/invitations/", views.cohort_invite, name="cohort-invite"),
    path("cohorts/<uuid:cohort_id>/assignments/new/", views.assignment_new, name="assignment-new"),
    path("cohorts/<uuid:cohort_id>/mine/", views.cohort_mine, name="cohort-mine"),
    path("cohorts/<uuid:cohort_id>/agree/", views.cohort_agree, name="cohort-agree"),
    path("cohorts/<uuid:cohort_id>/leave/", views.cohort_leave, name="cohort-leave"),
    path("invitations/<uuid:invitation_id>/", views.invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/revoke/", views.invitation_revoke, name="invitation-revoke"),
    path("assignments/<uuid:assignment_id>/practise/", views.assignment_practise, name="assignment-practise"),
    path("join/<str:token>/", views.join, name="join"),
]
