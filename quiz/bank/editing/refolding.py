"""Whether memories are to be worked out anew: relations are part of the fold (decision 0009), and they have changed."""

from datetime import datetime

from quiz.bank.models import BankVersion


def mark_refold_due(now: datetime) -> None:
    """In the transaction that changes a relation. A process that meets the mark meets the new relations too."""
    BankVersion.renew()
    BankVersion.objects.update(refold_due=now)


def refold_due() -> datetime | None:
    """When relations changed last, if no memory was worked out anew since."""
    return BankVersion.objects.values_list("refold_due", flat=True).first()


def refolded(due: datetime | None) -> None:
    """All memories are as the relations of then say; those that changed in between are still to come."""
    BankVersion.objects.filter(refold_due=due).update(refold_due=None)
