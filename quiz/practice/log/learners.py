"""Finding the learner of a request, and making one for whoever answers for the first time."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet, Subquery
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.limits.charging import start_or_429
from database.prepared import Prepared
from quiz.bank.models import BankVersion
from quiz.practice.models import Learner

SESSION_KEY = "learner"
SAME_CLICK = timedelta(minutes=1)
"""How long a second sending of a new visitor's first act leads to what the first one made."""
VISITORS_KEY = "visitors"
"""Of the visitors who signed in here: their browser may still keep answers that were not sent."""


def with_context() -> QuerySet[Learner]:
    """Learners with what every act needs beside them, in one query: the plan and the bank's stamp."""
    stamp = BankVersion.objects.values("stamp")[:1]
    return Learner.objects.select_related("plan").annotate(bank_stamp=Subquery(stamp))


def bank_stamp(learner: Learner) -> UUID | None:
    """The stamp that was read with the learner; None where it was not."""
    return getattr(learner, "bank_stamp", None)


def learner_of(request: HttpRequest) -> Learner:
    """The learner of this account or browser; an unsaved one where nothing was answered yet."""
    user = request.user
    if user.is_authenticated:
        return next(iter(accounts_learners(user=user.pk)), None) or Learner(user=user)
    return visitor_of(request) or starting_visitor(request)


def starting_visitor(request: HttpRequest) -> Learner:
    """What a new visitor sends makes their row, so it is counted first."""
    if request.method == "POST":
        start_or_429(request, "visitors")
    return new_visitor(request)


def visitor_of(request: HttpRequest) -> Learner | None:
    """The visitor that this browser's session remembers, unless they have an account by now."""
    remembered = request.session.get(SESSION_KEY)
    if not remembered:
        return None
    return next(iter(visiting_learners(learner=UUID(remembered))), None)


def new_visitor(request: HttpRequest) -> Learner:
    """An unsaved learner. What a browser sends twice before it knows its learner bears the same token against forgery,
    and so has the same identifier.
    """
    token = request.META.get("CSRF_COOKIE")
    if not token:
        return Learner()
    return Learner(
        pk=UUID(bytes=salted_hmac(SESSION_KEY, token, algorithm="sha256").digest()[:16], version=4)
    )


def owners_of(request: HttpRequest) -> list[str]:
    """The names under which a browser keeps answers for who this is, and for the visitors that they were here.

    Hashes of what nobody can guess, so that the next person at the browser does not see whose they are.
    """
    user = request.user
    person = user.pk if user.is_authenticated else request.session.get(SESSION_KEY)
    before = request.session.get(VISITORS_KEY, [])
    return [owner_named(each) for each in [person, *before] if each]


def owner_named(person: object) -> str:
    """By the identifier of a user, or of a visitor's learner."""
    return sha256(f"owner {person}".encode()).hexdigest()[:16]


@Prepared
def accounts_learners(user: UUID) -> QuerySet[Learner]:
    return with_context().filter(user=user)


@Prepared
def visiting_learners(learner: UUID) -> QuerySet[Learner]:
    return with_context().filter(pk=learner, user__isnull=True, merged_into__isnull=True)


def remember(request: HttpRequest, learner: Learner) -> None:
    """Keep a visitor's learner in their browser's session; an account's is found by the user."""
    if learner.user_id is None:
        request.session[SESSION_KEY] = str(learner.pk)


def again(learner: Learner) -> Learner:
    """The learner as it is now; for a visitor who has signed in meanwhile, the account's."""
    fresh = with_context().filter(pk=learner.pk).first() if learner.exists else None
    if fresh is None:
        return made_meanwhile(learner)
    return with_context().get(pk=fresh.merged_into_id) if fresh.merged_into_id else fresh


def made_meanwhile(learner: Learner) -> Learner:
    """The learner of the same account, or of the same click of a visitor; where there is none, a new one, unsaved."""
    if learner.user_id is not None:
        return with_context().filter(user=learner.user_id).first() or Learner(user_id=learner.user_id)
    made = with_context().filter(pk=learner.pk, user=None, merged_into=None).first()
    is_same_click = made is not None and learner.created_at - made.created_at < SAME_CLICK
    return made if made and is_same_click else Learner()
