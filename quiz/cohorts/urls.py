from django.urls import path

from quiz.cohorts.assigning import changing_views as changing
from quiz.cohorts.assigning import member_views as arranging
from quiz.cohorts.assigning import views as assigning
from quiz.cohorts.joining import code_views as codes
from quiz.cohorts.joining import mail_views as mail
from quiz.cohorts.joining import views as joining
from quiz.cohorts.members import views as members
from quiz.cohorts.reporting import views as reporting
from quiz.cohorts.reporting import weeks_views as weekly
from quiz.cohorts.running import views as running
from quiz.cohorts.teaching import views as teaching
from quiz.cohorts.telling import views as telling

urlpatterns = [
    # running
    path("cohorts/", running.cohorts, name="cohorts"),
    path("cohorts/new/", running.cohort_new, name="cohort-new"),
    path("cohorts/<uuid:cohort_id>/settings/", running.cohort_settings, name="cohort-settings"),
    path("cohorts/<uuid:cohort_id>/copy/", running.cohort_copy, name="cohort-copy"),
    path("cohorts/<uuid:cohort_id>/archive/", running.cohort_archive, name="cohort-archive"),
    path("cohorts/<uuid:cohort_id>/restore/", running.cohort_restore, name="cohort-restore"),
    path("cohorts/<uuid:cohort_id>/instructors/", running.instructor_invite, name="instructor-invite"),
    path("cohorts/<uuid:cohort_id>/end/", running.cohort_end, name="cohort-end"),
    path(
        "cohorts/<uuid:cohort_id>/stop-teaching/", running.cohort_stop_teaching, name="cohort-stop-teaching"
    ),
    path(
        "cohorts/<uuid:cohort_id>/members/<uuid:membership_id>/remove/",
        running.member_remove,
        name="member-remove",
    ),
    # reporting
    path("cohorts/<uuid:cohort_id>/", reporting.cohort, name="cohort"),
    path("cohorts/<uuid:cohort_id>/members.csv", reporting.cohort_csv, name="cohort-csv"),
    path("cohorts/<uuid:cohort_id>/assignments/", reporting.cohort_assignments, name="cohort-assignments"),
    path("cohorts/<uuid:cohort_id>/weeks.csv", weekly.cohort_weeks_csv, name="cohort-weeks-csv"),
    path("cohorts/<uuid:cohort_id>/members/<uuid:membership_id>/", members.member, name="member"),
    path(
        "cohorts/<uuid:cohort_id>/members/<uuid:membership_id>/member.csv",
        members.member_csv,
        name="member-csv",
    ),
    # teaching
    path("cohorts/<uuid:cohort_id>/questions/", teaching.cohort_questions, name="cohort-questions"),
    path(
        "cohorts/<uuid:cohort_id>/questions.csv", teaching.cohort_questions_csv, name="cohort-questions-csv"
    ),
    path("cohorts/<uuid:cohort_id>/teach/", teaching.cohort_teach, name="cohort-teach"),
    path("cohorts/<uuid:cohort_id>/wall/", teaching.cohort_wall, name="cohort-wall"),
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
    path("cohorts/<uuid:cohort_id>/invitations/mail/", mail.cohort_mail, name="cohort-mail"),
    path("cohorts/<uuid:cohort_id>/invitations/mail/rest/", mail.cohort_mail_rest, name="cohort-mail-rest"),
    path("mailed/<uuid:mailed_id>/again/", mail.mailed_again, name="mailed-again"),
    path("mailed/<uuid:mailed_id>/erase/", mail.mailed_erase, name="mailed-erase"),
    path("never-write/<str:sealed>/", mail.never_write, name="never-write"),
    path("invitations/<uuid:invitation_id>/code/", codes.invitation_code, name="invitation-code"),
    path("invitations/<uuid:invitation_id>/wall/", codes.invitation_wall, name="invitation-wall"),
    path("join/", codes.join_code, name="join-code"),
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/decline/", joining.join_decline, name="join-decline"),
    # telling
    path("cohorts/<uuid:cohort_id>/remind/", telling.cohort_remind, name="cohort-remind"),
    path("settings/mail/", telling.mail_wishes, name="mail-wishes"),
    path("settings/make-calendar/", telling.calendar_make, name="calendar-make"),
    path("settings/stop-calendar/", telling.calendar_stop, name="calendar-stop"),
    path("calendar/<str:token>.ics", telling.calendar_file, name="calendar"),
    path("mail/stop/<str:token>/", telling.stop_mail, name="stop-mail"),
]
