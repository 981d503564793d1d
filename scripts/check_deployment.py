"""`manage.py check --deploy` with production's variables must find nothing."""

import os
import secrets
import subprocess
import sys

PRODUCTION = {"SECRET_KEY": secrets.token_hex(32), "ALLOWED_HOSTS": "prep.example.org"}

environment = {
    name: value for name, value in os.environ.items() if name not in {"DEBUG", "HTTPS"}
} | PRODUCTION
command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
sys.exit(subprocess.run(command, env=environment, check=False).returncode)
