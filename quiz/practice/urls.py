"""Addresses of the practice part. Starting a session is the today part's, ending one the mastery part's."""

from django.urls import path

from quiz.practice.flags import views as flags
from quiz.practice.notes.views import question_note
from quiz.practice.pages import views

urlpatterns = [
    path("practice/<uuid:session_id>/", views.practice_session, name="practice-session"),
    path("practice/prompts/<uuid:prompt_id>/", views.prompt, name="prompt"),
    path("practice/prompts/<uuid:prompt_id>/reveal/", views.prompt_reveal, name="prompt-reveal"),
    path("practice/prompts/<uuid:prompt_id>/hint/", views.prompt_hint, name="prompt-hint"),
    path("practice/prompts/<uuid:prompt_id>/skip/", views.prompt_skip, name="prompt-skip"),
    path("practice/prompts/<uuid:prompt_id>/overrule/", views.prompt_overrule, name="prompt-overrule"),
    path("practice/prompts/<uuid:prompt_id>/undo/", views.prompt_undo, name="prompt-undo"),
    path("practice/prompts/<uuid:prompt_id>/flag/", flags.prompt_flag, name="prompt-flag"),
    path("questions/<slug:key>/flag/", flags.question_flag, name="question-flag"),
    path("questions/<slug:key>/flag/read/", flags.flag_read, name="flag-read"),
    path("questions/<slug:key>/note/", question_note, name="note"),
    path("flags/", flags.flags, name="flags"),
    path("questions/<slug:key>/star/", views.question_star, name="star"),
    path("plan/", views.plan, name="plan"),
    path("plan/afterwards/", views.plan_afterwards, name="plan-afterwards"),
]
