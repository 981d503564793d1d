"""One question in the curators' hands: its words, what learners will see, its revisions."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from itertools import chain
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from quiz.bank.editing import publishing
from quiz.bank.editing.opened import unsealed
from quiz.bank.editing.proposals import is_anothers
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.curation.admin import (
    adding,
    asked,
    audit,
    flags,
    in_and_out,
    quality,
    relating,
    reviewing,
    trying,
    worklist,
)
from quiz.curation.admin.finding import QuestionList
from quiz.curation.audit.told import QUESTION, lines_about, told
from quiz.curation.editing.effects import effects_of
from quiz.curation.editing.forms import Editor, ReasonForm
from quiz.curation.editing.meanwhile import Choices, Meanwhile, asked_again, meanwhile_of, moved
from quiz.curation.editing.preview import build_preview
from quiz.curation.editing.question_page import QuestionPage, build_question_page
from quiz.curation.reviewing.facts import facts_of
from quiz.curation.reviewing.forms import ProposeForm

View = Callable[..., HttpResponseBase]
LAST_LINES = 20
"""Of who did what, on a question's history page."""


@admin.register(Question)
class QuestionAdmin(QuestionList):
    def has_add_permission(self, request: HttpRequest) -> bool:
        """By `admin.adding`, with a key and a draft."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        """A question is retired, never deleted: answers speak of it. Before anything does, by `admin.adding`."""
        return False

    def get_urls(self) -> list[Any]:
        framed = csp_replace({"frame-ancestors": [SELF]})
        views: dict[str, View] = {
            "change": self.edit,
            "open": require_POST(self.open),
            "preview": xframe_options_sameorigin(framed(self.preview)),
            "discard": self.discard,
            "retire": self.retire,
            "bring-back": require_POST(self.bring_back),
            "history": self.show_revisions,
            "restore/<int:revision_pk>": require_POST(self.restore),
        }
        pages = [
            path(f"<int:pk>/{name}/", self.curating(view), name=f"quiz_question_{name.partition('/')[0]}")
            for name, view in views.items()
        ]
        rooms = (adding, asked, audit, flags, in_and_out, quality, relating, reviewing, trying, worklist)
        return [*chain.from_iterable(room.routes(self) for room in rooms), *pages, *super().get_urls()]

    def curating(self, view: View) -> View:
        """For those who may change questions, with the question at hand."""

        @wraps(view)
        def curated(request: HttpRequest, pk: int, **rest: Any) -> HttpResponseBase:
            if not self.has_change_permission(request):
                raise PermissionDenied
            questions = Question.objects.select_related("section", "live_revision")
            question = get_object_or_404(questions, pk=pk)
            try:
                return view(request, question, **rest)
            except Question.DoesNotExist:
                return self.gone(request)

        return self.admin_site.admin_view(curated)

    def gone(self, request: HttpRequest) -> HttpResponse:
        """Where somebody deleted the question while it was at hand."""
        messages.error(request, _("Someone deleted this question meanwhile. Nothing was changed."))
        return redirect("admin:quiz_question_changelist")

    def edit(self, request: HttpRequest, question: Question) -> HttpResponse:
        """The question as it stands. POST saves the draft, and goes on to what the pressed button says."""
        if request.method != "POST":
            return self.show(request, question)
        editor, proposing = Editor(self.stored(question), request.POST), ProposeForm(request.POST)
        chosen = Choices.from_post(request.POST)
        opened = unsealed(request.POST.get("opened", ""), question)
        if not (editor.is_valid() & proposing.is_valid()):
            still = asked_again(editor.content(), opened, chosen)
            return self.show(request, question, editor, still, status=422)
        sent = chosen.made(editor.content(publishing.used_slugs(question)), opened)
        try:
            saved = publishing.save_draft(
                question=question,
                content=sent,
                seen=digest_of(opened.content) if opened else "",
                opened=opened,
                becomes=self.wished(request, question),
                words=proposing.cleaned_data["words"] if proposing.is_sent else None,
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except publishing.SavedMeanwhile as refused:
            return self.show(request, question, None, meanwhile_of(sent, refused), status=409)
        if digest_of(content_of(saved)) != digest_of(sent):
            messages.info(
                request, _("Someone else saved other parts meanwhile. The draft has theirs and yours.")
            )
        return self.go_on(request, saved)

    def wished(self, request: HttpRequest, question: Question) -> Revision.Status | None:
        """What the pressed button makes of the draft. Another's proposal is sent back by the page of its review."""
        draft = publishing.open_revision(question)
        if "_send_back" in request.POST and draft and is_anothers(draft, request.user):  # type: ignore[arg-type]
            return None
        buttons = {"_propose": Revision.Status.PROPOSED, "_send_back": Revision.Status.DRAFT}
        return next((status for name, status in buttons.items() if name in request.POST), None)

    def stored(self, question: Question) -> Content:
        draft = question.revisions.open().first()
        return content_of(draft) if draft else publishing.live_content(question)

    def show(
        self,
        request: HttpRequest,
        question: Question,
        editor: Editor | None = None,
        meanwhile: Meanwhile | None = None,
        status: int = 200,
    ) -> HttpResponse:
        page = build_question_page(question, editor, meanwhile)
        refused = moved(_("Nothing was saved.")) if status == HTTPStatus.CONFLICT else ""
        context = {"page": page, "refused": refused, "proposing": self.proposing(request, page)}
        if page.editor:
            context["facts"] = facts_of(effects_of(question, timezone.now()), page)
        return self.render(request, question, "curation/editing/question.html", status=status, **context)

    def proposing(self, request: HttpRequest, page: QuestionPage) -> ProposeForm:
        if request.method == "POST":
            return ProposeForm(request.POST)
        return ProposeForm(initial={"words": page.proposal.proposal.words if page.proposal else ""})

    def render(
        self, request: HttpRequest, question: Question, template: str, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        context |= {"question": question, "opts": self.opts, **self.admin_site.each_context(request)}
        return TemplateResponse(request, template, context, status=status)

    def go_on(self, request: HttpRequest, saved: Revision) -> HttpResponseRedirect:
        question, is_proposed = saved.question, saved.status == Revision.Status.PROPOSED
        if "_publish" in request.POST:
            return redirect("admin:quiz_question_review", pk=question.pk)
        if "_send_back" in request.POST and is_proposed:
            messages.info(request, _("The words are saved. Write what should change, then send it back."))
            return redirect("admin:quiz_question_review", pk=question.pk)
        if "_propose" in request.POST:
            messages.success(request, _("The draft is proposed. It waits on the curators’ start page."))
        elif "_send_back" in request.POST:
            messages.success(request, _("The proposal is saved and a draft again."))
        else:
            messages.success(request, _("The draft is saved. Learners see no change until it is published."))
        return self.to_question(question)

    def to_question(self, question: Question) -> HttpResponseRedirect:
        return redirect("admin:quiz_question_change", pk=question.pk)

    def open(self, request: HttpRequest, question: Question) -> HttpResponse:
        """A draft to edit."""
        publishing.open_draft(question=question, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        return self.to_question(question)

    def preview(self, request: HttpRequest, question: Question) -> HttpResponse:
        """What learners will see, in a frame; of what was sent, else of what is stored."""
        content, unread, state = self.stored(question), [], request.GET.get("state", "")
        if request.method == "POST":
            editor = Editor(content, request.POST)
            content, unread = editor.content(), list(editor.unread())
        typed = request.POST.get("trying", "")
        preview = build_preview(question, content, state, timezone.now(), unread=unread, typed=typed)
        context = {"preview": preview, "page": preview.page}
        return TemplateResponse(request, "curation/editing/frame.html", context)

    def discard(self, request: HttpRequest, question: Question) -> HttpResponse:
        """Asks before the draft goes. POST discards it."""
        if question.live_revision_id is None:
            return adding.delete(self, request, question)
        page = build_question_page(question)
        if page.draft is None:
            messages.warning(request, _("There is no draft to discard."))
            return self.to_question(question)
        if request.method != "POST":
            return self.render(request, question, "curation/editing/discard.html", page=page)
        try:
            publishing.discard_draft(
                revision=page.draft,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except (publishing.SavedMeanwhile, publishing.NotOpen):
            return self.refuse(request, question, "discard", moved(_("Nothing was discarded.")))
        messages.success(request, _("The draft is discarded. What is live did not change."))
        return self.to_question(question)

    def retire(self, request: HttpRequest, question: Question) -> HttpResponse:
        """What retiring will do. POST does it."""
        if question.live_revision_id is None:
            messages.info(request, _("It was never published, so there is nothing to retire."))
            return self.to_question(question)
        if question.retired_at:
            messages.info(request, _("It is retired already. “Ask it again” brings it back."))
            return self.to_question(question)
        if request.method != "POST":
            page = build_question_page(question)
            form, effects = ReasonForm(label_suffix=""), effects_of(question, timezone.now())
            return self.render(
                request, question, "curation/editing/retire.html", page=page, effects=effects, form=form
            )
        form = ReasonForm(request.POST, label_suffix="")
        if not form.is_valid():
            page = build_question_page(question)
            effects = effects_of(question, timezone.now())
            return self.render(
                request,
                question,
                "curation/editing/retire.html",
                status=422,
                page=page,
                effects=effects,
                form=form,
            )
        try:
            publishing.retire_question(
                question=question,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                why=form.cleaned_data["why"],
                now=timezone.now(),
            )
        except publishing.SavedMeanwhile:
            return self.refuse(request, question, "retire", moved(_("Nothing was retired.")))
        messages.success(request, _("Retired. It is no longer asked; every answer given to it stays."))
        return self.to_question(question)

    def bring_back(self, request: HttpRequest, question: Question) -> HttpResponse:
        """A retired question is asked again, as it was."""
        if not question.retired_at:
            messages.info(request, _("It is asked already."))
            return self.to_question(question)
        try:
            publishing.bring_back(
                question=question,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                why="",
                now=timezone.now(),
            )
        except publishing.SavedMeanwhile:
            messages.error(request, moved(_("Nothing was brought back.")))
            return self.to_question(question)
        messages.success(request, _("It is asked again, with the words it had."))
        return self.to_question(question)

    def refuse(self, request: HttpRequest, question: Question, template: str, refused: str) -> HttpResponse:
        """The page of an act that was decided on something else, as it is now, to be decided anew."""
        page, effects = build_question_page(question), effects_of(question, timezone.now())
        form = ReasonForm(initial={"why": request.POST.get("why", "")}, label_suffix="")
        return self.render(
            request,
            question,
            f"curation/editing/{template}.html",
            status=409,
            page=page,
            effects=effects,
            form=form if template == "retire" else None,
            refused=refused,
        )

    def show_revisions(self, request: HttpRequest, question: Question) -> HttpResponse:
        """Every revision, newest first, each beside what is live; and who did what to it, the last of it."""
        lines, page = told(lines_about(QUESTION, question.pk)[:LAST_LINES]), build_question_page(question)
        return self.render(request, question, "curation/editing/revisions.html", page=page, lines=lines)

    def restore(self, request: HttpRequest, question: Question, revision_pk: int) -> HttpResponse:
        """An older revision's words as a new draft."""
        revision = get_object_or_404(question.revisions, pk=revision_pk)
        try:
            publishing.restore(
                revision=revision,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except publishing.DraftIsOpen:
            messages.error(
                request, _("A draft is open. Publish or discard it, then restore an older revision.")
            )
            return self.to_question(question)
        except publishing.SavedMeanwhile:
            messages.error(request, moved(_("Nothing was restored.")))
            return redirect("admin:quiz_question_history", pk=question.pk)
        messages.success(
            request, _("The older words are a draft now. Learners see no change until it is published.")
        )
        return self.to_question(question)
