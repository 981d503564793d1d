"""What the tests of the bank do over and over."""

import re
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.editing import publishing
from quiz.bank.last_shipped import Shipped
from quiz.bank.models import BankVersion, KeyPoint, Option, Question, Relation, Revision, Section
from tests.conftest import NOW

FIXTURES = Path(settings.FIXTURE_DIRS[0])
MODELS = (BankVersion, Section, Question, Revision, Option, KeyPoint, Relation, Drill, DrillRevision, Shipped)


def run(command: str, *args: Any, **options: Any) -> str:
    """What a command says."""
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


def copy_fixtures(to: Path) -> list[Path]:
    return sorted(Path(shutil.copy(path, to)) for path in FIXTURES.glob("*.yaml"))


def copy_fixture(to: Path, file: int = 1) -> Path:
    """One of the files, which may be checked and loaded alone: all of them take seconds to read."""
    return Path(shutil.copy(shipped_fixture(file), to))


def shipped_fixture(file: int = 1) -> Path:
    [path] = FIXTURES.glob(f"{file}_*.yaml")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}: nothing would be tested"
    path.write_text(text.replace(old, new, 1))


def live_digest(key: str) -> str:
    """The digest of the shipped words of a question."""
    texts = "".join(path.read_text() for path in FIXTURES.glob("*.yaml"))
    found = re.search(rf"    question: \[{key}\]\n    status: published\n    digest: '?(\w+)", texts)
    assert found, f"no question {key} is shipped"
    return found[1]


def newer_fixture(to: Path, old: str, new: str, *, file: int = 1) -> Path:
    """A shipped file with one thing changed, and stamped."""
    path = copy_fixture(to, file)
    edit(path, old, new)
    run("check_bank", path, stamp=True)
    return path


def seen(key: str) -> str:
    """What a page shows of a question, by which an act on it is decided."""
    return publishing.state_of(Question.objects.select_related("live_revision").get(key=key))


def publish(
    revision: Revision, *, by: User | None = None, change: str = "wording", why: str = ""
) -> Revision:
    """As somebody does who has the question before them."""
    at = seen(revision.question.key)
    return publishing.publish(revision=revision, seen=at, by=by, change=change, why=why, now=NOW)


def whole_bank() -> dict[str, list[Any]]:
    """Every row of the bank's tables."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in MODELS}
