"""The link to the interviewer's sheet: making it, ending it, and who may use it."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from accounts.models import User
from quiz.interview.holding.held import held
from quiz.interview.models import Interview, Pairing
from quiz.interview.pairing.browsers import Browser, digest_of

LASTS = timedelta(hours=3)


class Closed(StrEnum):
    """Why a link does not open its sheet."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    OVER = "over"
    """The interview has ended, or was left for half a day."""
    THANKS = "thanks"
    """The same, for the friend who asked."""
    TAKEN = "taken"
    """It was opened in another browser first."""
    OWN = "own"
    """This is the learner's own browser."""


class LinkClosed(Exception):
    def __init__(self, because: Closed) -> None:
        super().__init__(because)
        self.because = because


class NotInPairs(Exception):
    """The interview has ended, or is held in another manner: it has no link."""


def make_link(
    *, interview: Interview, name: str, zone: str, browser: Browser, instead_of: str, now: datetime
) -> Pairing:
    """A first link, or a new one in the place of that one, which ends it. Sent twice it is done once.

    Owns its transaction. Raises `NotInPairs`.
    """
    with transaction.atomic():
        locked = Interview.objects.select_for_update(of=("self",)).select_related("session")
        interview = locked.get(pk=interview.pk)
        if interview.manner != Interview.Manner.PAIR or interview.session is None or is_over(interview, now):
            raise NotInPairs
        there = link_of(interview)
        if there and str(there.pk) != instead_of:
            return there
        revoke(interview=interview, now=now)
        pairing = Pairing(
            interview=interview,
            name=name,
            zone=zone,
            made_in=browser.digest,
            made_at=now,
            expires_at=now + LASTS,
        )
        pairing.digest = digest_of(token_from(pairing, settings.SECRET_KEY))
        pairing.save(force_insert=True)
    return pairing


def is_over(interview: Interview, now: datetime) -> bool:
    return not held(interview).is_open(now)


def link_of(interview: Interview) -> Pairing | None:
    """The one that was not ended; it may have expired."""
    return interview.pairings.filter(revoked_at=None).first()


def revoke(*, interview: Interview, now: datetime) -> None:
    """The link opens nothing from now on, for the friend who has the sheet either. One statement."""
    interview.pairings.filter(revoked_at=None).update(revoked_at=now)


def go_on_alone(*, interview: Interview, now: datetime) -> None:
    """Without the friend: the link ends, and the rest is an interview that one says aloud. Owns its transaction."""
    with transaction.atomic():
        revoke(interview=interview, now=now)
        in_pairs = Interview.objects.filter(pk=interview.pk, manner=Interview.Manner.PAIR, ended_at=None)
        in_pairs.update(manner=Interview.Manner.ALOUD)


def token_of(pairing: Pairing) -> str:
    """256 bits. Nobody keeps it: it is worked out from the row and the site's secret key, so that the learner's page
    can show it again. Empty where the key is another by now.
    """
    tokens = (token_from(pairing, key) for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    return next((token for token in tokens if digest_of(token) == pairing.digest), "")


def token_from(pairing: Pairing, secret: str) -> str:
    made = salted_hmac("quiz.interview.pairing.link", pairing.pk.hex, secret=secret, algorithm="sha256")
    return urlsafe_b64encode(made.digest()).decode().rstrip("=")


def pairing_by(token: str) -> Pairing | None:
    """None also while its learner's account is to be deleted."""
    rows = Pairing.objects.select_related("interview__session", "interview__learner")
    owner = Coalesce("interview__learner__user", "interview__learner__merged_into__user")
    leaving = User.objects.filter(pk=OuterRef("owner"), leaving_since__isnull=False)
    return rows.alias(owner=owner).filter(~Exists(leaving), digest=digest_of(token)).first()


def bind(*, pairing: Pairing, browser: Browser, now: datetime) -> None:
    """Make this browser the interviewer's, the first one that asks; again for the same one changes nothing.

    One statement decides, also between two that come at the same moment. Raises `LinkClosed`.
    """
    if because := why_closed(pairing, browser, now):
        raise LinkClosed(because)
    free = Pairing.objects.filter(pk=pairing.pk, browser="", revoked_at=None)
    if not free.update(browser=browser.digest, bound_at=now):
        pairing.refresh_from_db(fields=["browser", "bound_at", "revoked_at"])
        if because := why_closed(pairing, browser, now):
            raise LinkClosed(because)


def why_closed(pairing: Pairing, browser: Browser, now: datetime) -> Closed | None:
    """Why this browser does not get the sheet; None where it may, once it is bound."""
    is_theirs = pairing.browser == browser.digest
    if pairing.made_in == browser.digest:
        return Closed.OWN
    if pairing.browser and not is_theirs:
        return Closed.TAKEN
    if is_over(pairing.interview, now):
        return Closed.THANKS if is_theirs else Closed.OVER
    if pairing.revoked_at:
        return Closed.REVOKED
    return Closed.EXPIRED if now >= pairing.expires_at else None
