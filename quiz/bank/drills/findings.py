"""What does not pass in the drills of a whole bank: what is refused on load, and what is below the standard."""

from collections.abc import Iterator

from quiz.bank.checks.checking import blocking
from quiz.bank.checks.findings import Finding
from quiz.bank.drills.checking import checks_of, standards_of
from quiz.bank.shipped import ShippedBank


def drill_findings(bank: ShippedBank) -> Iterator[Finding]:
    """A retired drill need not meet the standard."""
    retired = {question.key for question in bank.questions if question.retired_at}
    for drill in bank.drills:
        found = blocking(checks_of(drill.words, None))
        found += standards_of(drill.words, retired) if drill.retired_at is None else []
        yield from (Finding("", f"drill {drill.key}", check) for check in found)
