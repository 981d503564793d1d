"""What a curator does alike with a question and a drill: their pages, and the acts that ask nothing of their kind."""

from collections.abc import Callable
from functools import partial, wraps
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
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from quiz.bank.editing.revising import DraftIsOpen, Moved, NotOpen
from quiz.bank.models import Revision
from quiz.curation.editing.forms import ReasonForm

View = Callable[..., HttpResponseBase]
BUTTONS = {"_propose": Revision.Status.PROPOSED, "_send_back": Revision.Status.DRAFT}
SAVED_BOTH = gettext_lazy("Someone else saved other parts meanwhile. The draft has theirs and yours.")


def framed(view: View) -> View:
    """Shown in a frame of a page of ours."""
    shown: View = xframe_options_sameorigin(csp_replace({"frame-ancestors": [SELF]})(view))
    return shown


def wished(request: HttpRequest) -> Revision.Status | None:
    """What the pressed button makes of the draft."""
    return next((status for name, status in BUTTONS.items() if name in request.POST), None)


def for_curators(desk: "admin.ModelAdmin[Any]", view: View) -> View:
    """A page for those who may change what is edited at this desk."""

    @wraps(view)
    def curated(request: HttpRequest, **rest: Any) -> HttpResponseBase:
        if not desk.has_change_permission(request):
            raise PermissionDenied
        return view(request, **rest)

    return desk.admin_site.admin_view(curated)


class Desk(admin.ModelAdmin):  # type: ignore[type-arg]
    """Of a model with revisions; `acts` is the module of what happens to them, `frame` what its pages extend."""

    acts: Any
    frame: str
    read_with: tuple[str, ...] = ("live_revision",)

    def page_of(self, thing: Any) -> Any:
        """What a curator sees of it, as it is stored."""
        raise NotImplementedError

    def moved(self, nothing: str) -> str:
        """Why an act was refused; `nothing` says what did not happen."""
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        kind = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = [
            path(f"<int:pk>/{name}/", self.curating(view), name=f"{kind}_{name.partition('/')[0]}")
            for name, view in self.views().items()
        ]
        return [*pages, *super().get_urls()]

    def views(self) -> dict[str, View]:
        """By what stands behind its number in the address."""
        return {
            "discard": self.discard,
            "history": self.show_revisions,
            "restore/<int:revision_pk>": require_POST(self.restore),
        }

    def curating(self, view: View) -> View:
        """For curators, with the one at hand."""

        @wraps(view)
        def with_it(request: HttpRequest, pk: int, **rest: Any) -> HttpResponseBase:
            rows = self.model._default_manager.select_related(*self.read_with)
            return view(request, get_object_or_404(rows, pk=pk), **rest)

        return for_curators(self, with_it)

    def render(
        self, request: HttpRequest, thing: Any, template: str, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        context |= {"thing": thing, str(self.opts.model_name): thing, "opts": self.opts, "frame": self.frame}
        context |= self.admin_site.each_context(request)
        return TemplateResponse(request, template, context, status=status)

    def to(self, thing: Any, name: str = "change") -> HttpResponseRedirect:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", pk=thing.pk)

    def done(self, request: HttpRequest, thing: Any, said: str) -> HttpResponseRedirect:
        """Back at its page, with what happened."""
        messages.success(request, said)
        return self.to(thing)

    def saved(self, request: HttpRequest, thing: Any) -> HttpResponseRedirect:
        """Back at its page, with what the pressed button did."""
        if "_propose" in request.POST:
            said = _("The draft is proposed. It waits on the curators’ start page.")
        elif "_send_back" in request.POST:
            said = _("The proposal is saved and a draft again.")
        else:
            said = _("The draft is saved. Learners see no change until it is published.")
        return self.done(request, thing, said)

    def stands(self, request: HttpRequest, thing: Any, said: str) -> HttpResponseRedirect:
        """Back at its page, where there is nothing to do."""
        messages.info(request, said)
        return self.to(thing)

    def act(
        self,
        request: HttpRequest,
        thing: Any,
        doing: Callable[..., object],
        *,
        done: str,
        moved: str,
        back: str = "change",
    ) -> HttpResponse:
        """Says what was done; or, where somebody else was quicker, that nothing was, `back` where it was asked."""
        try:
            doing(seen=request.POST.get("seen", ""), by=request.user, now=timezone.now())
        except Moved:
            messages.error(request, self.moved(moved))
            return self.to(thing, back)
        return self.done(request, thing, done)

    def ask(
        self,
        request: HttpRequest,
        thing: Any,
        template: str,
        doing: Callable[..., object],
        *,
        done: str,
        moved: str,
        **context: Any,
    ) -> HttpResponse:
        """The page that says what an act will do and asks why. POST does it."""
        form = ReasonForm(request.POST if request.method == "POST" else None, label_suffix="")
        status, refused = 422 if form.is_bound else 200, ""
        if form.is_valid():
            try:
                doing(
                    seen=request.POST.get("seen", ""),
                    by=request.user,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
            except Moved:
                status, refused = 409, self.moved(moved)
            else:
                return self.done(request, thing, done)
        shown = {"page": self.page_of(thing), "form": form, "refused": refused} | context
        return self.render(request, thing, template, status=status, **shown)

    def discard(self, request: HttpRequest, thing: Any) -> HttpResponse:
        """Asks before the draft goes. POST discards it."""
        page, status, refused = self.page_of(thing), 200, ""
        if page.draft is None:
            messages.warning(request, _("There is no draft to discard."))
            return self.to(thing)
        if request.method == "POST":
            try:
                self.acts.discard_draft(
                    revision=page.draft,
                    seen=request.POST.get("seen", ""),
                    by=request.user,
                    now=timezone.now(),
                )
            except (Moved, NotOpen):
                page, status, refused = self.page_of(thing), 409, self.moved(_("Nothing was discarded."))
            else:
                return self.done(request, thing, _("The draft is discarded. What is live did not change."))
        template = "curation/editing/discard.html"
        return self.render(request, thing, template, status=status, page=page, refused=refused)

    def show_revisions(self, request: HttpRequest, thing: Any, **context: Any) -> HttpResponse:
        """Every revision, newest first, each beside what is live."""
        template = "curation/editing/revisions.html"
        return self.render(request, thing, template, page=self.page_of(thing), **context)

    def restore(self, request: HttpRequest, thing: Any, revision_pk: int) -> HttpResponse:
        """An older revision's words as a new draft."""
        revision = get_object_or_404(thing.revisions, pk=revision_pk)
        restore = partial(self.acts.restore, revision=revision)
        said = _("The older words are a draft now. Learners see no change until it is published.")
        nothing = _("Nothing was restored.")
        try:
            return self.act(request, thing, restore, done=said, moved=nothing, back="history")
        except DraftIsOpen:
            messages.error(
                request, _("A draft is open. Publish or discard it, then restore an older revision.")
            )
            return self.to(thing)
