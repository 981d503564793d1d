"""Nothing to find by `manage.py check --deploy` with production's variables, nor in the Containerfile."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRODUCTION = {"SECRET_KEY": secrets.token_hex(32), "ALLOWED_HOSTS": "prep.example.org"}
SECRET = re.compile(r"(?i)secret|password|token|\.env\b|_URL=\w+://[^/\s]*:[^/\s]*@")


def main() -> int:
    problems = problems_of((ROOT / "docs" / "deploying" / "Containerfile").read_text())
    for problem in problems:
        print(f"docs/deploying/Containerfile: {problem}")
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DEBUG", "HTTPS"}
    } | PRODUCTION
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=environment, check=False, cwd=ROOT).returncode or bool(problems)


def problems_of(containerfile: str) -> list[str]:
    """What an image of it would have that it should not, or lack."""
    lines = instructions(containerfile)
    users = [said for name, said in lines if name == "USER"]
    installs = [said for name, said in lines if name == "RUN" and "pip install" in said]
    found = {
        "its base image has no version": any(
            not re.search(r"[:@][\w.:-]*\d", said.rsplit("/", maxsplit=1)[-1])
            for name, said in lines
            if name == "FROM"
        ),
        "it runs as root": not users or users[-1].split(":")[0] in {"root", "0"},
        "it does not say whether it is well (HEALTHCHECK)": "HEALTHCHECK" not in dict(lines),
        "it keeps a secret": any(
            name in {"ENV", "ARG", "LABEL", "COPY", "ADD"} and SECRET.search(said) for name, said in lines
        ),
        "it copies the whole folder": any(
            name in {"COPY", "ADD"} and said.split()[-2] in {".", "./", "*"} for name, said in lines
        ),
        "it fetches by ADD": any(name == "ADD" for name, _ in lines),
        "it installs without hashes": any("--require-hashes" not in said for said in installs),
    }
    return [words for words, is_so in found.items() if is_so]


def instructions(containerfile: str) -> list[tuple[str, str]]:
    """Each instruction with what it says, on one line."""
    text = re.sub(r"(?m)^\s*#.*\n", "", containerfile).replace("\\\n", " ")
    return [
        (name.upper(), said)
        for name, _, said in (line.strip().partition(" ") for line in text.splitlines())
        if name
    ]


if __name__ == "__main__":
    sys.exit(main())
