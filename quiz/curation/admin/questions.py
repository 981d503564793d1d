"""One question in the curators' hands: its words, what learners will see, its revisions."""

from functools import partial, wraps
from http import HTTPStatus
from itertools import chain
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
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
from quiz.curation.admin.desk import SAVED_BOTH, Desk, View, framed, wished
from quiz.curation.admin.finding import QuestionList
from quiz.curation.audit.told import QUESTION, lines_about, told
from quiz.curation.editing.effects import effects_of
from quiz.curation.editing.forms import Editor
from quiz.curation.editing.meanwhile import Choices, Meanwhile, asked_again, meanwhile_of, moved
from quiz.curation.editing.preview import build_preview
from quiz.curation.editing.question_page import QuestionPage, build_question_page
from quiz.curation.reviewing.facts import facts_of
from quiz.curation.reviewing.forms import ProposeForm

LAST_LINES = 20
"""Of who did what, on a question's history page."""


@admin.register(Question)
class QuestionAdmin(Desk, QuestionList):
    acts, frame, read_with = publishing, "curation/page.html", ("section", "live_revision")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """By `admin.adding`, with a key and a draft."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        """A question is retired, never deleted: answers speak of it. Before anything does, by `admin.adding`."""
        return False

    def get_urls(self) -> list[Any]:
        rooms = (adding, asked, audit, flags, in_and_out, quality, relating, reviewing, trying, worklist)
        return [*chain.from_iterable(room.routes(self) for room in rooms), *super().get_urls()]

    def views(self) -> dict[str, View]:
        return super().views() | {
            "change": self.edit,
            "open": require_POST(self.open),
            "preview": framed(self.preview),
            "retire": self.retire,
            "bring-back": require_POST(self.bring_back),
        }

    def curating(self, view: View) -> View:
        """As of a drill; but somebody may delete the question while it is at hand."""

        @wraps(view)
        def unless_gone(request: HttpRequest, question: Question, **rest: Any) -> HttpResponseBase:
            try:
                return view(request, question, **rest)
            except Question.DoesNotExist:
                return self.gone(request)

        return super().curating(unless_gone)

    def page_of(self, thing: Question) -> QuestionPage:
        return build_question_page(thing)

    def moved(self, nothing: str) -> str:
        return moved(nothing)

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
            messages.info(request, SAVED_BOTH)
        return self.go_on(request, saved)

    def wished(self, request: HttpRequest, question: Question) -> Revision.Status | None:
        """What the pressed button makes of the draft. Another's proposal is sent back by the page of its review."""
        draft = publishing.open_revision(question)
        if "_send_back" in request.POST and draft and is_anothers(draft, request.user):  # type: ignore[arg-type]
            return None
        return wished(request)

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

    def go_on(self, request: HttpRequest, saved: Revision) -> HttpResponseRedirect:
        question, is_proposed = saved.question, saved.status == Revision.Status.PROPOSED
        if "_publish" in request.POST:
            return self.to(question, "review")
        if "_send_back" in request.POST and is_proposed:
            messages.info(request, _("The words are saved. Write what should change, then send it back."))
            return self.to(question, "review")
        return self.saved(request, question)

    def open(self, request: HttpRequest, question: Question) -> HttpResponse:
        """A draft to edit."""
        publishing.open_draft(question=question, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        return self.to(question)

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

    def discard(self, request: HttpRequest, thing: Question) -> HttpResponse:
        """Asks before the draft goes, and the question with it where it was never published."""
        if thing.live_revision_id is None:
            return adding.delete(self, request, thing)
        return super().discard(request, thing)

    def retire(self, request: HttpRequest, question: Question) -> HttpResponse:
        """What retiring will do. POST does it."""
        if question.live_revision_id is None:
            words = _("It was never published, so there is nothing to retire.")
            return self.stands(request, question, words)
        if question.retired_at:
            return self.stands(request, question, _("It is retired already. “Ask it again” brings it back."))
        return self.ask(
            request,
            question,
            "curation/editing/retire.html",
            partial(publishing.retire_question, question=question),
            done=_("Retired. It is no longer asked; every answer given to it stays."),
            moved=_("Nothing was retired."),
            effects=effects_of(question, timezone.now()),
        )

    def bring_back(self, request: HttpRequest, question: Question) -> HttpResponse:
        """A retired question is asked again, as it was."""
        if not question.retired_at:
            return self.stands(request, question, _("It is asked already."))
        return self.act(
            request,
            question,
            partial(publishing.bring_back, question=question, why=""),
            done=_("It is asked again, with the words it had."),
            moved=_("Nothing was brought back."),
        )

    def show_revisions(self, request: HttpRequest, thing: Question, **context: Any) -> HttpResponse:
        """Also who did what to it, the last of it."""
        lines = told(lines_about(QUESTION, thing.pk)[:LAST_LINES])
        return super().show_revisions(request, thing, lines=lines)
