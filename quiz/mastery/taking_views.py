"""The bank, and one's weak questions, to take away. They hold every answer, and nothing is noted of taking them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from database.spreadsheet import spreadsheet
from quiz.bank.published import PublishedQuestion
from quiz.bank.taking.deck import WEAK, WHOLE, deck_of
from quiz.bank.taking.file import DECK, file
from quiz.bank.taking.rows import heading, rows
from quiz.mastery.mosaic.weakest import weak_keys
from quiz.mastery.standings import standings_of
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_safe
def bank_deck(request: LearnerRequest) -> HttpResponse:
    """Every question that is asked, as a deck for Anki."""
    questions = here(request).bank.questions.values()
    return file("mlopsprep.apkg", deck_of(questions, id=WHOLE, name="mlopsprep"), DECK)


@login_not_required
@require_safe
def bank_csv(request: LearnerRequest) -> HttpResponse:
    """The same as a table."""
    return spreadsheet("mlopsprep", heading(), rows(here(request).bank.questions.values()))


@login_not_required
@require_safe
def weak_deck(request: LearnerRequest) -> HttpResponseBase:
    """The learner's weak questions as a deck for Anki, the weakest first."""
    if not (questions := weak_questions(request)):
        return nothing_weak(request)
    deck = deck_of(questions, id=WEAK, name=_("mlopsprep: weak questions"))
    return file("mlopsprep-weak.apkg", deck, DECK)


@login_not_required
@require_safe
def weak_csv(request: LearnerRequest) -> HttpResponseBase:
    """The same as a table."""
    questions = weak_questions(request)
    return spreadsheet("mlopsprep-weak", heading(), rows(questions)) if questions else nothing_weak(request)


def weak_questions(request: LearnerRequest) -> list[PublishedQuestion]:
    situation = here(request)
    weak = weak_keys(standings_of(situation, now=timezone.now()))
    return [situation.bank.questions[key] for key in weak]


def nothing_weak(request: LearnerRequest) -> HttpResponseBase:
    messages.info(request, _("You have no weak questions now. The library has the whole bank to download."))
    return redirect("mastery")
