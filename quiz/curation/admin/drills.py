"""Drills in the curators' hands: the list, and one drill's words, preview and revisions."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
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

from quiz.bank.drills import publishing
from quiz.bank.drills.models import Drill, DrillRevision, Status
from quiz.bank.drills.words import words_of
from quiz.bank.editing.publishing import DraftIsOpen, NothingChanged, NotOpen, NotPublishable
from quiz.curation.admin.finding_drills import DrillList
from quiz.curation.drills.drill_page import build_drill_page
from quiz.curation.drills.forms import DrillEditor
from quiz.curation.drills.meanwhile import Meanwhile, asked_again, chosen, meanwhile_of, unsealed
from quiz.curation.drills.preview import build_preview
from quiz.curation.editing.forms import ReasonForm
from quiz.curation.editing.meanwhile import Choices

View = Callable[..., HttpResponseBase]


@admin.register(Drill)
class DrillAdmin(DrillList):
    def has_add_permission(self, request: HttpRequest) -> bool:
        """Drills come with the fixtures."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Drill | None = None) -> bool:
        """A drill is retired, never deleted."""
        return False

    def get_urls(self) -> list[Any]:
        framed = csp_replace({"frame-ancestors": [SELF]})
        views: dict[str, View] = {
            "change": self.edit,
            "open": require_POST(self.open),
            "preview": xframe_options_sameorigin(framed(self.preview)),
            "publish": self.publish,
            "discard": self.discard,
            "retire": self.retire,
            "bring-back": require_POST(self.bring_back),
            "history": self.show_revisions,
            "restore/<int:revision_pk>": require_POST(self.restore),
        }
        pages = [
            path(f"<int:pk>/{name}/", self.curating(view), name=f"quiz_drill_{name.partition('/')[0]}")
            for name, view in views.items()
        ]
        return [*pages, *super().get_urls()]

    def curating(self, view: View) -> View:
        """For those who may change drills, with the drill at hand."""

        @wraps(view)
        def curated(request: HttpRequest, pk: int, **rest: Any) -> HttpResponseBase:
            if not self.has_change_permission(request):
                raise PermissionDenied
            return view(
                request, get_object_or_404(Drill.objects.select_related("live_revision"), pk=pk), **rest
            )

        return self.admin_site.admin_view(curated)

    def edit(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """The drill as it stands. POST saves the draft, and goes on to what the pressed button says."""
        if request.method != "POST":
            return self.show(request, drill)
        editor = DrillEditor(publishing.current_words(drill), request.POST)
        choices = Choices.from_post(request.POST)
        opened = unsealed(request.POST.get("opened", ""), drill)
        if not editor.is_valid():
            return self.show(request, drill, editor, asked_again(editor.words(), opened, choices), status=422)
        sent = chosen(editor.words(), choices, opened)
        buttons = {"_propose": Status.PROPOSED, "_send_back": Status.DRAFT}
        try:
            saved = publishing.save_draft(
                drill=drill,
                words=sent,
                opened=opened,
                becomes=next((status for name, status in buttons.items() if name in request.POST), None),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except publishing.SavedMeanwhile as refused:
            return self.show(request, drill, None, meanwhile_of(sent, refused), status=409)
        if words_of(saved) != sent:
            messages.info(
                request, _("Someone else saved other parts meanwhile. The draft has theirs and yours.")
            )
        return self.go_on(request, drill)

    def show(
        self,
        request: HttpRequest,
        drill: Drill,
        editor: DrillEditor | None = None,
        meanwhile: Meanwhile | None = None,
        status: int = 200,
    ) -> HttpResponse:
        page = build_drill_page(drill, editor, meanwhile)
        refused = moved(_("Nothing was saved.")) if status == HTTPStatus.CONFLICT else ""
        return self.render(request, "drill", status=status, page=page, refused=refused)

    def render(
        self, request: HttpRequest, template: str, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        context |= {"drill": context["page"].drill, "opts": self.opts}
        context |= self.admin_site.each_context(request)
        return TemplateResponse(request, f"curation/drills/{template}.html", context, status=status)

    def go_on(self, request: HttpRequest, drill: Drill) -> HttpResponseRedirect:
        if "_publish" in request.POST:
            return redirect("admin:quiz_drill_publish", pk=drill.pk)
        if "_propose" in request.POST:
            said = _("The draft is proposed. It waits on the curators’ start page.")
        elif "_send_back" in request.POST:
            said = _("The proposal is saved and a draft again.")
        else:
            said = _("The draft is saved. Learners see no change until it is published.")
        return self.done(request, drill, said)

    def done(self, request: HttpRequest, drill: Drill, said: str) -> HttpResponseRedirect:
        """Back at the drill, with what happened."""
        messages.success(request, said)
        return self.to_drill(drill)

    def to_drill(self, drill: Drill) -> HttpResponseRedirect:
        return redirect("admin:quiz_drill_change", pk=drill.pk)

    def open(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """A draft to edit."""
        publishing.open_draft(drill=drill, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        return self.to_drill(drill)

    def preview(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """What readers will see, in a frame; of what was sent, else of what is stored."""
        words, unread = publishing.current_words(drill), []
        if request.method == "POST":
            editor = DrillEditor(words, request.POST)
            words, unread = editor.words(), list(editor.unread())
        preview = build_preview(drill, words, unread)
        context = {"preview": preview, "page": preview.page}
        return TemplateResponse(request, "curation/drills/frame.html", context)

    def publish(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """What publishing will do. POST does it."""
        page = build_drill_page(drill)
        if page.draft is None:
            messages.warning(request, _("There is no draft to publish."))
            return self.to_drill(drill)
        form = ReasonForm(request.POST if request.method == "POST" else None, label_suffix="")
        if form.is_valid() and self.try_publish(request, page.draft, form):
            said = _("Published. Whoever opens the drill from now on sees these words.")
            return self.done(request, drill, said)
        return self.render(request, "publish", status=422 if form.is_bound else 200, page=page, form=form)

    def try_publish(self, request: HttpRequest, draft: DrillRevision, form: ReasonForm) -> bool:
        try:
            publishing.publish(
                revision=draft,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
                **form.cleaned_data,
            )
        except NothingChanged:
            form.add_error(None, _("The draft says what is live already. Nothing was published."))
        except NotPublishable:
            form.add_error(None, _("The draft does not pass its checks. Nothing was published."))
        except (publishing.SavedMeanwhile, NotOpen):
            form.add_error(None, moved(_("Nothing was published.")))
        return not form.errors

    def discard(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """Asks before the draft goes. POST discards it."""
        page = build_drill_page(drill)
        if page.draft is None:
            messages.warning(request, _("There is no draft to discard."))
            return self.to_drill(drill)
        if request.method != "POST":
            return self.render(request, "discard", page=page)
        try:
            publishing.discard_draft(
                revision=page.draft,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except (publishing.SavedMeanwhile, NotOpen):
            page = build_drill_page(drill)
            return self.render(
                request, "discard", status=409, page=page, refused=moved(_("Nothing was discarded."))
            )
        said = _("The draft is discarded. What is live did not change.")
        return self.done(request, drill, said)

    def retire(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """What retiring will do. POST does it."""
        if drill.retired_at:
            messages.info(request, _("It is retired already. “Bring it back” shows it again."))
            return self.to_drill(drill)
        form = ReasonForm(request.POST if request.method == "POST" else None, label_suffix="")
        if not form.is_valid():
            page, status = build_drill_page(drill), 422 if form.is_bound else 200
            return self.render(request, "retire", status=status, page=page, form=form)
        try:
            publishing.retire_drill(
                drill=drill,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
                **form.cleaned_data,
            )
        except publishing.SavedMeanwhile:
            refused = moved(_("Nothing was retired."))
            page = build_drill_page(drill)
            return self.render(request, "retire", status=409, page=page, form=form, refused=refused)
        said = _("Retired. It has left the library; all its revisions stay.")
        return self.done(request, drill, said)

    def bring_back(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """A retired drill is in the library again, as it was."""
        if not drill.retired_at:
            messages.info(request, _("It is in the library already."))
            return self.to_drill(drill)
        try:
            publishing.bring_back(
                drill=drill,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except publishing.SavedMeanwhile:
            messages.error(request, moved(_("Nothing was brought back.")))
            return self.to_drill(drill)
        said = _("It is in the library again, with the words it had.")
        return self.done(request, drill, said)

    def show_revisions(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """Every revision, newest first, each beside what is live."""
        return self.render(request, "revisions", page=build_drill_page(drill))

    def restore(self, request: HttpRequest, drill: Drill, revision_pk: int) -> HttpResponse:
        """An older revision's words as a new draft."""
        revision = get_object_or_404(drill.revisions.exclude(status__in=DrillRevision.OPEN), pk=revision_pk)
        try:
            publishing.restore(
                revision=revision,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except DraftIsOpen:
            messages.error(
                request, _("A draft is open. Publish or discard it, then restore an older revision.")
            )
            return self.to_drill(drill)
        except publishing.SavedMeanwhile:
            messages.error(request, moved(_("Nothing was restored.")))
            return redirect("admin:quiz_drill_history", pk=drill.pk)
        said = _("The older words are a draft now. Learners see no change until it is published.")
        return self.done(request, drill, said)


def moved(nothing: str) -> str:
    """Why an act was refused; `nothing` says what did not happen."""
    happened = _("Someone else saved the draft or changed the drill meanwhile.")
    return f"{happened} {nothing} {_('This is how it is now.')}"
