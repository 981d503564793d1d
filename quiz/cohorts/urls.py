from django.urls import path

from quiz.cohorts.assigning import changing_views as changing
from quiz.cohorts.assigning import member_views as arranging
from quiz.cohorts.assigning import views as assigning
from quiz.cohorts.joining import views as joining
from quiz.cohorts.reporting import views as reporting
from quiz.cohorts.running import views as running

urlpatterns = [
    # running
    path("cohorts/", running.cohorts, name="cohorts"),
    path("cohorts/new/", running.cohort_new, name="cohort-new"),
    # reporting
    path("cohorts/<uuid:cohort_id>/", reporting.cohort, name="cohort"),
    path("cohorts/<uuid:cohort_id>/assignments/", reporting.cohort_assignments, name="cohort-assignments"),
    # assigning
    path("cohorts/<uuid:cohort_id>/assignments/new/", assigning.assignment_new, name="assignment-new"),
    path(
        "assignments/<uuid:assignment_id>/practise/",
        assigning.assignment_practise,
        name="assignment-practise",
    ),
    path("assignments/<uuid:assignment_id>/edit/", changing.assignment_edit, name="assignment-edit"),
    path("assignments/<uuid:assignment_id>/close/", changing.assignment_close, name="assignment-close"),
    path("assignments/<uuid:assignment_id>/delete/", changing.assignment_delete, name="assignment-delete"),
    path(
        "assignments/<uuid:assignment_id>/members/<uuid:membership_id>/",
        arranging.assignment_member,
        name="assignment-member",
    ),
    path(
        "assignments/<uuid:assignment_id>/members/<uuid:membership_id>/arrangement/",
        arranging.arrangement,
        name="arrangement",
    ),
    # joining
    path("cohorts/<uuid:cohort_id>/invitations/", joining.cohort_invitations, name="cohort-invitations"),
    path("cohorts/<uuid:cohort_id>/mine/", joining.cohort_mine, name="cohort-mine"),
    path("cohorts/<uuid:cohort_id>/agree/", joining.cohort_agree, name="cohort-agree"),
    path("cohorts/<uuid:cohort_id>/leave/", joining.cohort_leave, name="cohort-leave"),
    path("invitations/<uuid:invitation_id>/", joining.invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/revoke/", joining.invitation_revoke, name="invitation-revoke"),
    path("join/<str:token>/", joining.join, name="join"),
]
