"""Says which Python is needed, in words instead of a syntax error later."""

import sys

if sys.version_info < (3, 11):
    found = sys.version.split()[0]
    sys.exit(
        "mlopsprep needs Python 3.11 or newer; this is "
        + found
        + ". Name another: make run PYTHON=python3.12"
    )
