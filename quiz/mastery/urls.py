"""Addresses of the mastery part: what one knows, the end of a session, the library."""

from django.urls import path

from quiz.mastery import taking_views, views
from quiz.mastery.library import views as library
from quiz.mastery.summary import views as summary
from quiz.mastery.tonight.views import tonight

urlpatterns = [
    path("practice/<uuid:session_id>/end/", summary.practice_end, name="practice-end"),
    path("practice/<uuid:session_id>/summary/", summary.practice_summary, name="practice-summary"),
    path("mastery/", views.mastery, name="mastery"),
    path("mastery/details/", views.details, name="details"),
    path("mastery/forecast/", views.forecast, name="forecast"),
    path("tonight/", tonight, name="tonight"),
    path("library/", library.library, name="library"),
    path("library/<slug:section>/", library.library, name="library-section"),
    path("library/<slug:section>/claim/", library.claim_section, name="claim-section"),
    path("take/bank.apkg", taking_views.bank_deck, name="bank-deck"),
    path("take/bank.csv", taking_views.bank_csv, name="bank-csv"),
    path("take/weak.apkg", taking_views.weak_deck, name="weak-deck"),
    path("take/weak.csv", taking_views.weak_csv, name="weak-csv"),
    path("drills/", library.drills, name="drills"),
    path("drills/<slug:drill>/", library.drill, name="drill"),
    path("questions/<slug:key>/", library.question, name="question"),
    path("questions/<slug:key>/read/", library.question_read, name="question-read"),
    path("questions/<slug:key>/told/", library.question_told, name="question-told"),
    path("questions/<slug:key>/claim/", library.claim_question, name="claim"),
]
