"""Writing a note: saved as it is typed, or by its button."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from accounts.entrance.carrying import form_data, taken
from accounts.entrance.next_page import is_page_of_ours
from accounts.signed_out import ask_to_sign_in
from quiz.bank.models import Question
from quiz.bank.published import PublishedQuestion
from quiz.practice.log.learners import remember
from quiz.practice.notes.note_page import build_note_page, edition_sent, said_joined, said_too_long
from quiz.practice.pages.theirs_or_sign_in import is_anothers_form
from quiz.practice.people.middleware import LearnerRequest, here
from quiz.practice.people.noting import Saved, TooLong, is_left_out, note_of, save_note


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_note(request: LearnerRequest, key: str) -> HttpResponseBase:
    """The note on a page of its own; POST saves it."""
    if is_anothers_form(request):
        return ask_to_sign_in(request, page=request.path, has_owner=True)
    question = here(request).bank.questions.get(key)
    if question is None:
        raise Http404
    if request.method == "POST":
        return save(request, question)
    return begin(request, question) if request.htmx else show(request, question)


def begin(request: LearnerRequest, question: PublishedQuestion) -> HttpResponse:
    """The form in the place of the link that leads to it."""
    shown = {"note": note_of(request.learner, question), "back": back_of(request, question)}
    shown |= {"key": question.key, "left_out": is_left_out(request.learner, question)}
    return render(request, "practice/notes/own_hand.html", shown)


def show(request: LearnerRequest, question: PublishedQuestion, error: str = "") -> HttpResponse:
    """What was written stays in the field until it is saved."""
    note, sent = note_of(request.learner, question), form_data(request, timezone.now())
    left_out = is_left_out(request.learner, question)
    page = build_note_page(question, note, sent, back_of(request, question), error=error, left_out=left_out)
    part = "#state" if request.htmx else ""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, f"practice/notes/note.html{part}", {"page": page}, status=status)


def back_of(request: LearnerRequest, question: PublishedQuestion) -> str:
    """Where the form was opened, else the question's page."""
    back = request.POST.get("next") or request.GET.get("next", "")
    return back if is_page_of_ours(back) else reverse("question", args=[question.key])


def save(request: LearnerRequest, question: PublishedQuestion) -> HttpResponseBase:
    try:
        saved = save_note(
            learner=request.learner,
            question=get_object_or_404(Question, pk=question.id),
            words=request.POST.get("words", ""),
            over=edition_sent(request.POST.get("over", "")),
        )
    except TooLong as refused:
        return show(request, question, error=said_too_long(refused))
    remember(request, saved.learner)
    taken(request, timezone.now())
    return say_saved(request, question, saved)


def say_saved(request: LearnerRequest, question: PublishedQuestion, saved: Saved) -> HttpResponseBase:
    """While it is typed, in a line; the field is filled anew only where it has more now than was typed."""
    back = back_of(request, question)
    if request.htmx and saved.joined:
        shown = {"note": saved.note, "back": back, "said": said_joined()}
        return reswap(retarget(render(request, "practice/notes/place.html", shown), "#note"), "outerHTML")
    if request.htmx:
        page = build_note_page(question, saved.note, None, back)
        return render(request, "practice/notes/note.html#state", {"page": page, "saved": True})
    if saved.joined:
        messages.warning(request, said_joined())
        return redirect("note", key=question.key)
    messages.success(request, _("Your note is saved."))
    return redirect(back)
