"""Filling a demonstration."""

from io import StringIO

from django.core.management import call_command

SMALL = {"weeks": 1, "members": 3}


def fill(**options: int) -> str:
    """Run the command; what it printed."""
    printed = StringIO()
    call_command("fill_demo", **(SMALL | options), stdout=printed)
    return printed.getvalue()
