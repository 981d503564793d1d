"""Which state the bank is in."""

from django.db import models
from django.db.models import Q

from database.identifiers import uuid7


class BankVersion(models.Model):
    """One row with a stamp, renewed by whatever changes what learners see: processes then read the bank again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=uuid7)
    refold_due = models.DateTimeField(null=True, blank=True, editable=False)
    """When relations changed last; none where `rebuild_cards` has run since."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="bank_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.stamp)

    @classmethod
    def renew(cls) -> None:
        """In the caller's transaction, so that nobody sees the new stamp with the old bank."""
        cls.objects.update_or_create(pk=1, defaults={"stamp": uuid7()})
