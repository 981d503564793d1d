"""Drills in the curators' hands: the list, and one drill's words, preview and revisions."""

from functools import partial
from http import HTTPStatus

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.bank.drills import publishing
from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.drills.words import words_of
from quiz.bank.editing.revising import Moved, NothingChanged, NotOpen, NotPublishable
from quiz.curation.admin.desk import SAVED_BOTH, Desk, View, framed, wished
from quiz.curation.admin.finding_drills import DrillList
from quiz.curation.drills.drill_page import CuratedDrill, build_drill_page
from quiz.curation.drills.forms import DrillEditor
from quiz.curation.drills.meanwhile import Meanwhile, asked_again, chosen, meanwhile_of, unsealed
from quiz.curation.drills.preview import build_preview
from quiz.curation.editing.forms import ReasonForm
from quiz.curation.editing.meanwhile import Choices


@admin.register(Drill)
class DrillAdmin(Desk, DrillList):
    acts, frame = publishing, "curation/drills/page.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Drills come with the fixtures."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Drill | None = None) -> bool:
        """A drill is retired, never deleted."""
        return False

    def views(self) -> dict[str, View]:
        return super().views() | {
            "change": self.edit,
            "open": require_POST(self.open),
            "preview": framed(self.preview),
            "publish": self.publish,
            "retire": self.retire,
            "bring-back": require_POST(self.bring_back),
        }

    def page_of(self, thing: Drill) -> CuratedDrill:
        return build_drill_page(thing)

    def moved(self, nothing: str) -> str:
        happened = _("Someone else saved the draft or changed the drill meanwhile.")
        return f"{happened} {nothing} {_('This is how it is now.')}"

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
        try:
            saved = publishing.save_draft(
                drill=drill,
                words=sent,
                opened=opened,
                becomes=wished(request),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except publishing.SavedMeanwhile as refused:
            return self.show(request, drill, None, meanwhile_of(sent, refused), status=409)
        if words_of(saved) != sent:
            messages.info(request, SAVED_BOTH)
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
        refused = self.moved(_("Nothing was saved.")) if status == HTTPStatus.CONFLICT else ""
        template = "curation/drills/drill.html"
        return self.render(request, drill, template, status=status, page=page, refused=refused)

    def go_on(self, request: HttpRequest, drill: Drill) -> HttpResponseRedirect:
        if "_publish" in request.POST:
            return self.to(drill, "publish")
        return self.saved(request, drill)

    def open(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """A draft to edit."""
        publishing.open_draft(drill=drill, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        return self.to(drill)

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
            return self.to(drill)
        form = ReasonForm(request.POST if request.method == "POST" else None, label_suffix="")
        if form.is_valid() and self.try_publish(request, page.draft, form):
            said = _("Published. Whoever opens the drill from now on sees these words.")
            return self.done(request, drill, said)
        status = 422 if form.is_bound else 200
        return self.render(
            request, drill, "curation/drills/publish.html", status=status, page=page, form=form
        )

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
        except (Moved, NotOpen):
            form.add_error(None, self.moved(_("Nothing was published.")))
        return not form.errors

    def retire(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """What retiring will do. POST does it."""
        if drill.retired_at:
            return self.stands(request, drill, _("It is retired already. “Bring it back” shows it again."))
        return self.ask(
            request,
            drill,
            "curation/drills/retire.html",
            partial(publishing.retire_drill, drill=drill),
            done=_("Retired. It has left the library; all its revisions stay."),
            moved=_("Nothing was retired."),
        )

    def bring_back(self, request: HttpRequest, drill: Drill) -> HttpResponse:
        """A retired drill is in the library again, as it was."""
        if not drill.retired_at:
            return self.stands(request, drill, _("It is in the library already."))
        return self.act(
            request,
            drill,
            partial(publishing.bring_back, drill=drill),
            done=_("It is in the library again, with the words it had."),
            moved=_("Nothing was brought back."),
        )
