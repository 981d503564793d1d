"""The files that docs/deploying.md has operators copy, and what says that an upgrade needs no pause."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.db import migrations, models

from scripts.check_deployment import problems_of
from scripts.check_upgrade import breaks

DOCS = Path(__file__).parent.parent / "docs"
FILES = DOCS / "deploying"
UNITS = sorted((FILES / "systemd").iterdir())
CONTAINERFILE = (FILES / "Containerfile").read_text()


def test_every_file_is_told_of():
    page = (DOCS / "deploying.md").read_text()
    files = [path for path in FILES.iterdir() if path.is_file()]
    assert [path.name for path in files if f"deploying/{path.name}" not in page] == []
    assert [unit.name for unit in UNITS if unit.suffix != ".timer" and unit.name not in page] == []


def test_every_command_of_the_night_and_the_hour_has_a_timer():
    page = (DOCS / "deploying.md").read_text()
    regular = re.search(r"## At night\n(.*)## Backups", page, re.S)
    assert regular
    told = set(re.findall(r"manage\.py (\w+)", regular[1])) | {"backup", "verify_backup", "check_integrity"}
    timed = {unit.stem.partition("@")[2] for unit in UNITS if unit.suffix == ".timer"}
    assert timed == told and timed <= set(get_commands())


def test_systemd_understands_the_units(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("NO SYSTEMD: its units are not looked at.")
    for unit in UNITS:
        text = re.sub(r"/srv/mlopsprep/\.venv/bin/\w+", sys.executable, unit.read_text())
        (tmp_path / unit.name).write_text(re.sub(r"(?m)^(User|Group|EnvironmentFile)=.*\n", "", text))
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    said = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (said.stderr, said.returncode) == ("", 0)


@pytest.mark.parametrize(
    ("written", "instead", "found"),
    [
        ("python:3.12-slim-bookworm", "python", "its base image has no version"),
        ("python:3.12-slim-bookworm", "python:latest", "its base image has no version"),
        ("USER 10001", "", "it runs as root"),
        ("USER 10001", "USER root", "it runs as root"),
        ("HEALTHCHECK", "LABEL", "it does not say whether it is well (HEALTHCHECK)"),
        ("ENV PYTHON", "ENV SECRET_KEY=abc PYTHON", "it keeps a secret"),
        ("sqlite:////data", "postgres://prep:abc@db/prep", "it keeps a secret"),
        ("COPY quiz quiz", "COPY . .", "it copies the whole folder"),
        ("--require-hashes", "", "it installs without hashes"),
    ],
)
def test_the_image_is_pinned_and_keeps_no_secret(written, instead, found):
    assert problems_of(CONTAINERFILE) == []
    assert problems_of(CONTAINERFILE.replace(written, instead)) == [found]


def test_the_image_has_all_that_the_site_needs():
    copied = set(re.findall(r"(?m)^COPY (\w+) \w+$", CONTAINERFILE))
    ours = {path.name for path in DOCS.parent.iterdir() if (path / "__init__.py").exists()}
    assert copied == ours - {"tests"} | {"static", "templates", "fixtures"}


TEXT = models.CharField(max_length=9)


@pytest.mark.parametrize(
    ("operation", "is_safe"),
    [
        (migrations.AddField("card", "word", models.CharField(max_length=9, null=True)), True),
        (migrations.AddField("card", "word", models.CharField(max_length=9, db_default="")), True),
        (migrations.AddField("card", "word", models.CharField(max_length=9, default="")), False),
        (migrations.RemoveField("card", "word"), False),
        (migrations.RenameField("card", "word", "words"), False),
        (migrations.DeleteModel("card"), False),
        (migrations.AlterField("card", "word", TEXT), False),
        (migrations.RunSQL("SELECT 1"), False),
        (migrations.AddIndex("card", models.Index(fields=["word"], name="i")), True),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_the_version_before_stumbles_over_is_found(operation, is_safe):
    assert (list(breaks([operation])) == []) == is_safe
    assert list(breaks([migrations.CreateModel("Card", []), migrations.AddField("card", "word", TEXT)])) == []


def test_caddy_understands_its_file(tmp_path):
    if not (caddy := shutil.which("caddy")):
        pytest.skip("NO CADDY: its file is not looked at.")
    text = (FILES / "Caddyfile").read_text()
    if subprocess.run([caddy, "version"], capture_output=True, text=True, check=True).stdout.startswith(
        "2.6"
    ):
        text = text.replace("request_buffers 3MiB", "buffer_requests\n\t\tmax_buffer_size 3MiB")
        text = text.replace("response_buffers 1MiB", "")
    (tmp_path / "Caddyfile").write_text(text)
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
