"""What is the same of a question's revisions and a drill's: one open draft, and acts decided on what a page showed."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model

from quiz.bank.checks.checking import Check
from quiz.bank.models import Revision
from quiz.bank.revisions.digest import LENGTH

Row = TypeVar("Row", bound=Model)


class NotPublishable(Exception):
    """The revision fails checks that block; `checks` says which."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self.checks = checks
        super().__init__("\n".join(check.words for check in checks))


class NothingChanged(Exception):
    """The draft says what is live already."""


class NotOpen(Exception):
    """The revision is published or retired; such a one never changes."""


class DraftIsOpen(Exception):
    """There is an open revision already, whose words would be lost."""


class Moved(Exception):
    """Someone else saved, proposed, published, discarded or retired meanwhile; `current` is what the words are now.

    Of words to be saved, `merged` says what both did together, and what is to be asked.
    """

    def __init__(self, current: Any, merged: Any = None) -> None:
        self.current, self.merged = current, merged
        super().__init__()


OTHER = {Revision.Status.PROPOSED: Revision.Status.DRAFT, Revision.Status.DRAFT: Revision.Status.PROPOSED}
"""An open revision becomes one of them only from the other."""


def lock(thing: Row) -> Row:
    """Acts on one question's or drill's revisions come one after the other."""
    return type(thing)._default_manager.select_for_update().get(pk=thing.pk)


def still_open(revision: Row) -> Row:
    """Raises `NotOpen`."""
    rows = type(revision)._default_manager.filter(status__in=Revision.OPEN)
    found = rows.filter(pk=revision.pk).first()
    if found is None:
        raise NotOpen
    return found


def standing(thing: Any, draft: Any, digest: str) -> str:
    """What an act is decided on, in sixteen digits: the words, what stands open, what is live, whether it is retired.

    A page carries it as `seen`.
    """
    stands = [
        digest,
        [draft.pk, draft.status] if draft else None,
        thing.live_revision_id,
        thing.retired_at and thing.retired_at.isoformat(),
    ]
    return hashlib.sha256(json.dumps(stands).encode()).hexdigest()[:LENGTH]
