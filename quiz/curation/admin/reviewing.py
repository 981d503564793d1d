"""The page on which a proposal is reviewed: published, or sent back."""

from functools import partial, wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.bank.editing import publishing
from quiz.bank.editing.opened import unsealed
from quiz.bank.editing.proposals import NeedsAnother, Proposal, maker_of, proposal_of
from quiz.bank.editing.sending_back import send_back, was_sent_back
from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import Publication, last_of
from quiz.bank.revisions.content import Content
from quiz.bank.revisions.digest import digest_of
from quiz.curation.editing.meanwhile import moved
from quiz.curation.reviewing.another import why_another
from quiz.curation.reviewing.forms import ReviewForm
from quiz.curation.reviewing.mailing import mail_published, mail_sent_back, reader_of
from quiz.curation.reviewing.review_page import ReviewPage, build_review_page

if TYPE_CHECKING:
    from quiz.curation.admin.questions import QuestionAdmin

SENDS_BACK = "_send_back"


def routes(desk: "QuestionAdmin") -> list[Any]:
    view = wraps(review)(partial(review, desk))
    return [path("<int:pk>/review/", desk.curating(view), name="quiz_question_review")]


def review(desk: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    """What publishing will change and do. POST publishes it, or sends it back."""
    if request.method == "POST" and question.revisions.exists():
        return decide(desk, request, question)
    if not (question.revisions.open().exists() or is_compared(request, question)):
        messages.warning(request, _("There is no draft to publish."))
        return desk.to_question(question)
    page = build_review_page(question, request.user, timezone.now(), chosen=request.GET)  # type: ignore[arg-type]
    why = page.draft.why if page.draft else ""
    return show(
        desk, request, page, ReviewForm(initial={"why": why}, is_first=question.live_revision_id is None)
    )


def is_compared(request: HttpRequest, question: Question) -> bool:
    return {"old", "new"} <= set(request.GET) and question.revisions.exists()


def show(
    desk: "QuestionAdmin",
    request: HttpRequest,
    page: ReviewPage,
    form: ReviewForm,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    context = {"review": page, "page": page.page, "form": form, "refused": refused}
    template = "curation/reviewing/review.html"
    return desk.render(request, page.page.question, template, status=status, **context)


def decide(desk: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    """Does what the pressed button says, if the page still showed what is so."""
    read, now = unsealed(request.POST.get("opened", ""), question), timezone.now()
    page = build_review_page(
        question,
        request.user,  # type: ignore[arg-type]
        now,
        chosen=request.GET,
        read=read.content if read else None,
    )
    form = ReviewForm(
        request.POST,
        sends_back=SENDS_BACK in request.POST,
        asks_comment=page.reader is not None,
        is_first=question.live_revision_id is None,
    )
    if page.draft is None or request.POST.get("seen") != page.page.seen:
        return refuse(desk, request, page, form)
    if not form.is_valid():
        return show(desk, request, page, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    act = try_send_back if SENDS_BACK in request.POST else try_publish
    try:
        act(desk, request, page.draft, form)
    except (publishing.SavedMeanwhile, publishing.NotOpen):
        now_so = build_review_page(Question.objects.get(pk=question.pk), page.user, now)
        return refuse(desk, request, now_so, form)
    if form.errors:
        return show(desk, request, page, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return desk.to_question(question)


def refuse(desk: "QuestionAdmin", request: HttpRequest, page: ReviewPage, form: ReviewForm) -> HttpResponse:
    """The page as it is now, with what was written; but what was sent twice is done once."""
    form.full_clean()
    if is_done(request, page, form):
        return desk.to_question(page.page.question)
    nothing = _("Nothing was sent back.") if SENDS_BACK in request.POST else _("Nothing was published.")
    return show(desk, request, page, form, HTTPStatus.CONFLICT, moved(nothing))


def is_done(request: HttpRequest, page: ReviewPage, form: ReviewForm) -> bool:
    """Whether the same person did the same already, with the same words."""
    if SENDS_BACK not in request.POST:
        read = unsealed(request.POST.get("opened", ""), page.page.question)
        return read is not None and is_published(page, read.content, form)
    if page.draft is None:
        return False
    proposal = proposal_of(page.draft) or Proposal(revision=page.draft)
    return was_sent_back(page.draft, proposal, page.user, form.cleaned_data.get("comment", ""))


def is_published(page: ReviewPage, content: Content, form: ReviewForm) -> bool:
    last = last_of(page.page.question, *Publication.Act)
    return (
        page.draft is None
        and last is not None
        and last.revision is not None
        and (last.by, last.why) == (page.user.pk, form.cleaned_data.get("why"))
        and last.revision.digest == digest_of(content)
    )


def try_send_back(desk: "QuestionAdmin", request: HttpRequest, draft: Revision, form: ReviewForm) -> None:
    """Raises `SavedMeanwhile`, `NotOpen`."""
    by, comment, maker = request.user, form.cleaned_data["comment"], maker_of(draft)
    if not send_back(revision=draft, seen=request.POST["seen"], by=by, comment=comment, now=timezone.now()):  # type: ignore[arg-type]
        return
    reader = reader_of(maker, by)  # type: ignore[arg-type]
    if reader is None:
        messages.success(request, _("It is a draft again. Learners see no change."))
    elif mail_sent_back(reader, by, draft.question, comment):  # type: ignore[arg-type]
        words = _("Sent back. %(maker)s gets your comment by mail, and finds it on the start page.")
        messages.success(request, words % {"maker": reader})
    else:
        words = _("Sent back. The mail to %(maker)s could not be sent; your comment is on their start page.")
        messages.warning(request, words % {"maker": reader})


def try_publish(desk: "QuestionAdmin", request: HttpRequest, draft: Revision, form: ReviewForm) -> None:
    """Adds to the form why it was not. Raises `SavedMeanwhile`, `NotOpen`."""
    by, maker, said = request.user, maker_of(draft), form.cleaned_data
    words = {"change": said["change"], "why": said["why"]}
    try:
        publishing.publish(revision=draft, seen=request.POST["seen"], by=by, now=timezone.now(), **words)  # type: ignore[arg-type]
    except publishing.NothingChanged:
        form.add_error(None, _("The draft says what is live already. Nothing was published."))
    except publishing.NotPublishable:
        form.add_error(None, _("The draft does not pass its checks. Nothing was published."))
    except NeedsAnother:
        form.add_error(None, f"{_('Nothing was published.')} {why_another(draft, by)}")  # type: ignore[arg-type]
    else:
        messages.success(request, _("Published. Whoever is asked from now on sees these words."))
        reader = reader_of(maker, by)  # type: ignore[arg-type]
        if reader and not mail_published(reader, by, draft.question, comment=said["comment"], **words):  # type: ignore[arg-type]
            messages.warning(request, _("The mail to %(maker)s could not be sent.") % {"maker": reader})
