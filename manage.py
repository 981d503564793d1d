#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

from database import missing


def main(arguments: list[str]) -> None:
    """Run a command; where a variable or the database is missing, say so instead of how it was found out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlopsprep.settings")
    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except (OperationalError, InterfaceError) as error:
        if not missing.is_missing(error):
            raise
        sys.exit(missing.in_words(error))


if __name__ == "__main__":
    main(sys.argv)
