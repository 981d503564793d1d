"""A line of the audit is written in the transaction of its act."""

import pytest
from django.db import transaction

from accounts.audit.models import Act, AuditLine
from accounts.audit.noting import note
from tests.conftest import NOW


def test_a_line_without_a_transaction_is_refused(fresh_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        note(Act.TAKEN_IN, "sections.yaml", by=None, now=NOW)
    assert not AuditLine.objects.exists()
