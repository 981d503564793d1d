"""Whether everything in the database agrees: what constraints, guards and the fold of the log say, looked at anew.

Each check gives problems in words, with the ids that an operator needs and nothing of what people wrote. On a database
that only this site has written to, none finds anything.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    ForeignKey,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from quiz.bank.drills.models import Drill
from quiz.bank.editing.refolding import refold_due
from quiz.bank.models import BankVersion, Question, Relation, Revision
from quiz.bank.published import published_bank
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from quiz.cohorts.models import Cohort, Membership
from quiz.practice.log.guard import missing_guards
from quiz.practice.models import Correction, Erasure, Event, Learner, PracticeSession, Prompt, Review
from quiz.practice.remembering.rebuilding import differences

SHOWN = 5
"""Ids that a problem names."""


def problems() -> Iterator[str]:
    """Everything that does not agree; only what is damaged or not migrated, where the rest would stumble over it."""
    for first in FIRST:
        found = list(first())
        yield from found
        if found:
            return
    for check in CHECKS:
        yield from check()


def said(what: str, rows: "QuerySet[Any]") -> Iterator[str]:
    """One problem for these rows; none where there are none."""
    ids = [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)[: SHOWN + 1]]
    if ids:
        more = " and more" if len(ids) > SHOWN else ""
        yield f"{what}: {', '.join(ids[:SHOWN])}{more}"


def file_is_sound() -> Iterator[str]:
    """SQLite's own look at its pages and indexes. Raises `DatabaseError` where the file is no database."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(5)")
            yield from (f"the file is damaged: {row[0]}" for row in cursor.fetchall() if row[0] != "ok")


def rows_that_are_pointed_to_are_there() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, ForeignKey):
                yield from said(
                    f"{model._meta.db_table}.{field.column} points to nothing", orphans(model, field)
                )


def orphans(model: type[Model], field: "ForeignKey[Any, Any]") -> "QuerySet[Any]":
    to = field.related_model._base_manager.filter(**{field.target_field.attname: OuterRef(field.attname)})
    return model._base_manager.filter(~Exists(to), **{f"{field.attname}__isnull": False})


def log_is_guarded() -> Iterator[str]:
    yield from (f"a guard of the log is missing: {name}" for name in missing_guards(connection))
    yield from said(
        "an erasure was never closed, so its rows have no guard", Erasure.objects.filter(closed=None)
    )


def log_speaks_of_one_learner() -> Iterator[str]:
    """Each row, and what it is about, belong to the same person."""
    pairs = [(Review, "prompt"), (Correction, "review"), (Event, "prompt"), (Prompt, "session")]
    for model, about in pairs:
        rows = model._base_manager.annotate(own=person("learner"), others=person(f"{about}__learner"))
        yield from said(
            f"a {model._meta.model_name} is of another learner than its {about}",
            rows.exclude(others=None).exclude(own=F("others")),
        )


def person(path: str) -> Coalesce:
    """The learner that a visitor's rows belong to by now."""
    return Coalesce(F(f"{path}__merged_into"), F(path))


def log_speaks_of_one_question() -> Iterator[str]:
    wrong = Prompt.objects.exclude(revision__question=F("question"))
    yield from said("a prompt asks one question by another's revision", wrong)
    wrong_events = Event.objects.filter(prompt__isnull=False).exclude(prompt__question=F("question"))
    yield from said("an event is of another question than its prompt", wrong_events)


def log_is_in_order() -> Iterator[str]:
    yield from said("an answer is older than its prompt", Review.objects.filter(at__lt=F("prompt__at")))
    early = Correction.objects.filter(at__lt=F("review__at"))
    yield from said("a correction is older than its answer", early)
    newest = Review.objects.filter(learner=OuterRef("pk")).order_by("-at").values("at")[:1]
    behind = Learner.objects.filter(merged_into=None).annotate(newest=Subquery(newest))
    yield from said(
        "a learner's newest answer is later than they know", behind.filter(newest__gt=F("last_at"))
    )


def log_is_whole() -> Iterator[str]:
    """No session lacks a prompt between others, and no learner has more acts than were counted."""
    sessions = PracticeSession.objects.annotate(count=Count("prompts"), highest=Max("prompts__sequence"))
    yield from said(
        "a session lacks prompts", sessions.filter(highest__isnull=False).exclude(count=F("highest"))
    )
    acts = Learner.objects.annotate(acts=counted(Review) + counted(Correction))
    yield from said("a learner's log has more acts than were counted", acts.filter(version__lt=F("acts")))


def counted(model: type[Model]) -> Coalesce:
    rows = model._base_manager.filter(learner=OuterRef("pk")).order_by().values("learner")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)


def sessions_end_after_they_begin() -> Iterator[str]:
    yield from said(
        "a session ends before it begins", PracticeSession.objects.filter(ended_at__lt=F("started_at"))
    )


def memory_is_the_fold_of_the_log() -> Iterator[str]:
    """Where relations have changed since the last `rebuild_cards`, it is not yet, and that is no problem."""
    if refold_due():
        return
    for difference in differences(published_bank()):
        keys = ", ".join(key or "profile" for key in difference.keys[:SHOWN])
        yield f"memory is not as the log says (rebuild_cards repairs it): learner {difference.learner.pk}: {keys}"


def visitors_became_somebody() -> Iterator[str]:
    chained = Learner.objects.filter(merged_into__merged_into__isnull=False)
    yield from said("a visitor was merged into one who is merged themself", chained)


def undo_is_of_an_answer() -> Iterator[str]:
    for learner in Learner.objects.exclude(before=None).iterator():
        prompt = (learner.before or {}).get("prompt")
        if not Review.objects.filter(pk=prompt).exists():
            yield f"what a learner could take back is not in the log: {learner.pk}"


def bank_is_stamped() -> Iterator[str]:
    if not BankVersion.objects.exists() and Question.objects.exists():
        yield "the bank has no stamp, so no process sees that it changed"


def what_is_live_is_published() -> Iterator[str]:
    for model in (Question, Drill):
        own = "question" if model is Question else "drill"
        others = model.objects.filter(live_revision__isnull=False).exclude(
            **{f"live_revision__{own}": F("pk")}
        )
        yield from said(f"a {own} shows another's revision", others)
        unpublished = model.objects.filter(live_revision__status__in=Revision.OPEN)
        yield from said(f"a {own} shows a draft", unpublished)


def options_have_one_that_is_right() -> Iterator[str]:
    right = Count(Case(When(options__is_right=True, then=1)))
    live = Revision.objects.filter(live_for__isnull=False).annotate(all=Count("options"), right=right)
    yield from said("a live revision has not one right option", live.filter(all__gt=0).exclude(right=1))


def words_are_as_they_were_published() -> Iterator[str]:
    rows = Revision.objects.exclude(status__in=Revision.OPEN).exclude(digest="")
    for revision in rows.prefetch_related("options", "key_points").iterator(chunk_size=200):
        if digest_of(content_of(revision)) != revision.digest:
            yield f"the words of a published revision were changed: {revision.pk}"


def relations_join_two() -> Iterator[str]:
    yield from said("a question is related to itself", Relation.objects.filter(question=F("to")))


def cohorts_are_taught() -> Iterator[str]:
    """But for those that were ended: they are archived, and nobody is in them."""
    people = Membership.objects.filter(cohort=OuterRef("pk"), left_at=None)
    going_on = Cohort.objects.filter(Q(archived_at=None) | Exists(people))
    yield from said("a cohort has no instructor", going_on.filter(~Exists(people.instructors())))


def numbers_are_not_given_twice() -> Iterator[str]:
    """On PostgreSQL a restored table may give a number that is taken."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            sequence = next(iter(connection.introspection.get_sequences(cursor, model._meta.db_table)), None)
            if sequence and sequence.get("name"):
                highest = model._base_manager.aggregate(highest=Max(sequence["column"]))["highest"] or 0
                cursor.execute(f"SELECT last_value, is_called FROM {sequence['name']}")  # noqa: S608
                last, called = cursor.fetchone()
                if highest >= last + (0 if not called else 1):
                    yield f"the next number of {model._meta.db_table} is taken"


def nothing_is_left_to_migrate() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield from (f"not migrated: {migration}" for migration, _ in plan[:SHOWN])


FIRST: Final[tuple[Callable[[], Iterator[str]], ...]] = (file_is_sound, nothing_is_left_to_migrate)
CHECKS: Final[tuple[Callable[[], Iterator[str]], ...]] = (
    rows_that_are_pointed_to_are_there,
    log_is_guarded,
    log_speaks_of_one_learner,
    log_speaks_of_one_question,
    log_is_in_order,
    log_is_whole,
    sessions_end_after_they_begin,
    memory_is_the_fold_of_the_log,
    visitors_became_somebody,
    undo_is_of_an_answer,
    bank_is_stamped,
    what_is_live_is_published,
    options_have_one_that_is_right,
    words_are_as_they_were_published,
    relations_join_two,
    cohorts_are_taught,
    numbers_are_not_given_twice,
)
