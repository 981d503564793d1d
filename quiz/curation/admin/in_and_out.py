"""The bank's way in and out: fixture files to look at and load, and what can be downloaded."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from database.spreadsheet import spreadsheet
from quiz.bank.files.exporting import read_database
from quiz.bank.files.parsing import BrokenFixture
from quiz.bank.files.writing import fixture_texts
from quiz.bank.published import published_bank
from quiz.bank.taking.as_json import bank_as_json
from quiz.bank.taking.deck import WHOLE, deck_of
from quiz.bank.taking.file import DECK, file, zipped
from quiz.bank.taking.rows import heading, rows
from quiz.curation.admin.desk import View, for_curators
from quiz.curation.in_and_out.incoming import (
    ChangedMeanwhile,
    Incoming,
    NeedsLoadBank,
    NotLookedAt,
    SentFile,
    TooMuch,
    look_at,
    take_in,
)

MOST_FILES = 20


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more, no larger together than any request may be, so that they stay in memory."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[SentFile]:
        sent = [super(FilesField, self).clean(each, initial) for each in data or [None]]
        if len(sent) > MOST_FILES:
            raise ValidationError(_("Choose %(most)d files at most."), params={"most": MOST_FILES})
        return [SentFile(each.name, each.read()) for each in sent]


class FilesForm(forms.Form):
    files = FilesField(  # type: ignore[assignment]  # the base has the request's files under this name
        label=gettext_lazy("Fixture files"),
        help_text=gettext_lazy(
            "YAML, as “export_bank” writes it; 2 MB at most, all together. Unpack a ZIP first."
        ),
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )


def routes(model_admin: "admin.ModelAdmin[Any]") -> list[Any]:
    """The addresses, for those who may change questions."""
    views: dict[str, tuple[str, View]] = {
        "in-and-out/": ("bank_in_and_out", require_safe(in_and_out)),
        "in-and-out/look/": ("bank_look", require_POST(look)),
        "in-and-out/load/": ("bank_load", require_POST(load)),
        "in-and-out/take/<str:name>/": ("bank_take", require_safe(take)),
    }

    return [path(route, for_curators(model_admin, view), name=name) for route, (name, view) in views.items()]


def in_and_out(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    """What to load and what to download; after a refusal, why."""
    context = {"form": FilesForm(label_suffix=""), "downloads": DOWNLOADS} | context
    return shown(request, "start", status, **context)


def shown(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    context |= admin.site.each_context(request)
    return TemplateResponse(request, f"curation/in_and_out/{template}.html", context, status=status)


def look(request: HttpRequest) -> HttpResponse:
    """What the files would change. Changes nothing."""
    form = FilesForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return in_and_out(request, 422, form=form)
    try:
        return looked_at(request, look_at(form.cleaned_data["files"], now=timezone.now()))
    except BrokenFixture as broken:
        return in_and_out(request, 422, faults=str(broken).splitlines())
    except TooMuch:
        form.add_error("files", _("The files are too large to load here together. Load them one by one."))
        return in_and_out(request, 422, form=form)


def looked_at(request: HttpRequest, incoming: Incoming, status: int = 200, refused: str = "") -> HttpResponse:
    """Raises `TooMuch`."""
    carried = incoming.carried_by(request.user) if incoming.changes else ""  # type: ignore[arg-type]
    context = {"incoming": incoming, "carried": carried, "refused": refused}
    return shown(request, "looked_at", status, held=settings.SECOND_PAIR_OF_EYES, **context)


def load(request: HttpRequest) -> HttpResponseBase:
    """Loads what was looked at, all or nothing."""
    try:
        incoming = take_in(request.POST.get("carried", ""), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except NotLookedAt:
        messages.error(request, _("Nothing was loaded: this page is too old. Choose the files again."))
        return redirect("admin:bank_in_and_out")
    except NeedsLoadBank:
        messages.error(request, _("Nothing was loaded: another curator has to review what goes live here."))
        return redirect("admin:bank_in_and_out")
    except BrokenFixture as broken:
        return in_and_out(request, 409, faults=str(broken).splitlines())
    except ChangedMeanwhile as meanwhile:
        refused = _("The bank changed meanwhile. Nothing was loaded. This is what would change now.")
        return looked_at(request, meanwhile.incoming, 409, refused)
    messages.success(request, _("Loaded: %(counts)s.") % {"counts": ", ".join(incoming.counts)})
    return redirect("admin:bank_in_and_out")


def fixtures() -> HttpResponse:
    return file("mlopsprep-fixtures.zip", zipped(fixture_texts(read_database())), "application/zip")


def table() -> HttpResponse:
    return spreadsheet("mlopsprep", heading(), rows(published_bank().questions.values()))


def as_json() -> HttpResponse:
    return file("mlopsprep.json", bank_as_json(published_bank()), "application/json")


def deck() -> HttpResponse:
    questions = published_bank().questions.values()
    return file("mlopsprep.apkg", deck_of(questions, id=WHOLE, name="mlopsprep"), DECK)


DOWNLOADS: dict[str, tuple[Any, Any, Callable[[], HttpResponse]]] = {
    "fixtures": (
        gettext_lazy("Fixtures (ZIP)"),
        gettext_lazy(
            "The files as “export_bank” writes them: what learners see, with retired questions and drills."
        ),
        fixtures,
    ),
    "csv": (
        gettext_lazy("Table (CSV)"),
        gettext_lazy("One row a question, safe to open in a spreadsheet."),
        table,
    ),
    "json": (
        gettext_lazy("JSON"),
        gettext_lazy("Everything a learner can read, for other programs."),
        as_json,
    ),
    "deck": (
        gettext_lazy("Anki deck"),
        gettext_lazy("One card a question. Importing a newer one updates the cards."),
        deck,
    ),
}
"""By name: what it is called, what is in it, and how it is made."""


def take(request: HttpRequest, name: str) -> HttpResponse:
    """A download, made whole in memory."""
    if name not in DOWNLOADS:
        raise Http404
    return DOWNLOADS[name][2]()
