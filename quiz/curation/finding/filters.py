"""By what the list of questions can be narrowed down. Each is a field of the form above the list."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.models import Question, Revision, Section
from quiz.curation.quality.queue import questions_with, stuck_for_many
from quiz.curation.quality.reasons import Reason
from quiz.curation.worklist.references import due_sources

Choices = Iterable[tuple[str, Any]]


class Choice(admin.SimpleListFilter):
    """What the address says that is none of its choices narrows nothing."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        chosen = self.value()
        known = {value for value, _words in self.lookup_choices}
        return self.narrowed(request, queryset, chosen) if chosen in known else queryset

    def narrowed(self, request: HttpRequest, rows: QuerySet[Question], chosen: Any) -> QuerySet[Question]:
        raise NotImplementedError


class SectionFilter(Choice):
    title = gettext_lazy("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        rows = Section.objects.order_by("position")
        return [(section.slug, f"{section.position} {section.title}") for section in rows]

    def narrowed(self, request: HttpRequest, rows: QuerySet[Question], chosen: Any) -> QuerySet[Question]:
        return rows.filter(section__slug=chosen)


class KindFilter(Choice):
    title = gettext_lazy("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return Question.Kind.choices

    def narrowed(self, request: HttpRequest, rows: QuerySet[Question], chosen: Any) -> QuerySet[Question]:
        return rows.filter(kind=chosen)


class StateFilter(Choice):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("published", _("published")), ("new", _("not published yet")), ("retired", _("retired"))]

    def narrowed(self, request: HttpRequest, rows: QuerySet[Question], chosen: Any) -> QuerySet[Question]:
        if chosen == "retired":
            return rows.filter(retired_at__isnull=False)
        return rows.filter(retired_at__isnull=True, live_revision__isnull=chosen == "new")


class DraftFilter(Choice):
    title = gettext_lazy("draft")
    parameter_name = "draft"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [
            ("mine", _("begun by you")),
            ("draft", _("draft")),
            ("proposed", _("proposed")),
            ("none", _("none")),
        ]

    def narrowed(self, request: HttpRequest, rows: QuerySet[Question], chosen: Any) -> QuerySet[Question]:
        if chosen == "none":
            return rows.exclude(revisions__status__in=Revision.OPEN)
        if chosen == "mine":
            return rows.filter(revisions__status=Revision.Status.DRAFT, revisions__created_by=request.user.pk)
        return rows.filter(revisions__status=chosen)


class ReferenceFilter(Choice):
    title = gettext_lazy("references")
    parameter_name = "references"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("none", _("none")), ("due", _("checked over a year ago"))]

    def narrowed(self, request: HttpRequest, rows: QuerySet[Question], chosen: Any) -> QuerySet[Question]:
        if chosen == "due":
            today = timezone.localdate(timezone=request.zone)  # type: ignore[attr-defined]
            return rows.filter(pk__in={revision.question_id for revision, _source in due_sources(today)})
        empty = Revision.objects.filter(references=[])
        drafted = Q(live_revision__isnull=True, revisions__in=empty.filter(status__in=Revision.OPEN))
        return rows.filter(Q(live_revision__in=empty) | drafted)


class ChangedFilter(Choice):
    """Within so many days, or since a day that is given beside it."""

    title = gettext_lazy("changed")
    parameter_name = "changed"
    since_name = "since"
    DAYS = {"week": 7, "month": 30}

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.since = day_in(params.pop(self.since_name, [""])[-1])
        self.used_parameters[self.since_name] = ""

    def expected_parameters(self) -> list[Any]:
        return [self.parameter_name, self.since_name]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("week", _("in the last 7 days")), ("month", _("in the last 30 days"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        rows = super().queryset(request, queryset)
        if self.since is None:
            return rows
        begun = datetime.combine(self.since, time.min, request.zone)  # type: ignore[attr-defined]
        return rows.filter(changed_at__gte=begun)  # type: ignore[misc]  # annotated by the list

    def narrowed(self, request: HttpRequest, rows: QuerySet[Question], chosen: Any) -> QuerySet[Question]:
        begun = timezone.now() - timedelta(days=self.DAYS[chosen])
        return rows.filter(changed_at__gte=begun)  # type: ignore[misc]  # the same


class QualityFilter(Choice):
    """By a reason of the quality queue."""

    title = gettext_lazy("quality")
    parameter_name = "quality"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [*Reason.choices, ("stuck", _("stuck for many"))]

    def narrowed(self, request: HttpRequest, rows: QuerySet[Question], chosen: Any) -> QuerySet[Question]:
        return rows.filter(pk__in=stuck_for_many() if chosen == "stuck" else questions_with(chosen))


def day_in(text: str) -> date | None:
    """As a browser's field sends it; anything else is no day."""
    try:
        return date.fromisoformat(text) if "1900" < text < "2100" else None
    except ValueError:
        return None


FILTERS = (
    SectionFilter,
    KindFilter,
    StateFilter,
    DraftFilter,
    QualityFilter,
    ReferenceFilter,
    ChangedFilter,
)
"""In the order of the form. What else one may want to filter by has its line here."""
