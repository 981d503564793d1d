"""A backup taken while the site runs is verified, and restored as it was; a bad one is refused with nothing changed."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from database import ledger
from quiz.keeping.manifest import finished, manifest_of, mark_verified, read
from quiz.keeping.taking import back_up, thin
from quiz.keeping.verifying import known_migrations
from quiz.practice.models import Learner, Prompt, Review
from quiz.privacy import erase_person
from tests.conftest import NOW, Person
from tests.practice.acts import answer_well

pytestmark = pytest.mark.usefixtures("fresh_db")


def taken(folder: Path) -> Path:
    call_command("backup", verbosity=0)
    return finished(folder)[-1]


def test_a_wrecked_database_is_as_it_was_once_its_backup_is_restored(
    backups: Path, learner: Person, prompt: Prompt
) -> None:
    answer_well(prompt)
    backup = taken(backups)
    call_command("verify_backup")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE quiz_mark")
        cursor.execute("DELETE FROM quiz_card")
    call_command("restore", backup, over=True)
    assert [review.pk for review in Review.objects.all()] == [prompt.pk]
    call_command("check_integrity")


def test_what_was_there_before_a_restore_is_kept(
    backups: Path, prompt: Prompt, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = taken(backups)
    answer_well(prompt)
    call_command("restore", backup, over=True)
    assert "The database before is kept: " in capsys.readouterr().out
    assert not Review.objects.exists()


def lose_the_database() -> None:
    """As an operator does by mistake: `DROP DATABASE`, or `rm`."""
    here = connection.settings_dict
    connections.close_all()
    if connection.vendor == "sqlite":
        Path(here["NAME"]).unlink()
        return
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f'DROP DATABASE "{here["NAME"]}" WITH (FORCE)')


def test_a_database_that_is_gone_altogether_is_restored(
    backups: Path, prompt: Prompt, capsys: pytest.CaptureFixture[str]
) -> None:
    answer_well(prompt)
    backup = taken(backups)
    lose_the_database()
    call_command("restore", backup)
    assert [review.pk for review in Review.objects.all()] == [prompt.pk]
    assert "There was no database before." in capsys.readouterr().out


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite's")
def test_what_a_lost_file_had_not_taken_in_yet_is_not_taken_into_the_restored_one(
    backups: Path, prompt: Prompt
) -> None:
    """SQLite replays a log that it finds beside a file, whichever file that is."""
    backup, log = taken(backups), Path(f"{connection.settings_dict['NAME']}-wal")
    answer_well(prompt)
    unsaved = log.read_bytes()
    lose_the_database()
    log.write_bytes(unsaved)
    call_command("restore", backup)
    call_command("check_integrity")
    assert unsaved and not Review.objects.exists()


def test_a_database_that_people_practise_in_is_not_restored_over(backups: Path, prompt: Prompt) -> None:
    backup = taken(backups)
    answer_well(prompt)
    with pytest.raises(CommandError, match="1 learners with 1 answers"):
        call_command("restore", backup)
    assert Review.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL ends the connections of others")
def test_a_database_that_somebody_has_open_is_not_put_aside(backups: Path, prompt: Prompt) -> None:
    backup = taken(backups)
    answer_well(prompt)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("SELECT count(*) FROM quiz_review").fetchone()
        with pytest.raises(CommandError, match="The database is in use"):
            call_command("restore", backup, over=True)
    assert Review.objects.exists()


def test_who_was_erased_since_is_erased_again(backups: Path, learner: Person, prompt: Prompt) -> None:
    """Also where the night's run had begun before the backup."""
    answer_well(prompt)
    backup = taken(backups)
    erase_person(learner=learner.learner, reason="asked for it", now=read(backup).made - timedelta(seconds=1))
    call_command("restore", backup)
    assert not Learner.objects.exists()


def test_without_the_ledger_nothing_is_restored_unless_it_is_meant(backups: Path, prompt: Prompt) -> None:
    backup = taken(backups)
    ledger.path().unlink()
    with pytest.raises(CommandError, match="--without-ledger"):
        call_command("restore", backup, over=True)
    call_command("restore", backup, over=True, without_ledger=True)


def cut(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-5000])


def damage(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 255
    backup.write_bytes(content)


def said(**changes: object) -> Callable[[Path], None]:
    def change(backup: Path) -> None:
        manifest = json.loads(manifest_of(backup).read_text())
        facts = changes.pop("facts", {})
        manifest = manifest | changes | {"facts": manifest["facts"] | facts}  # type: ignore[operator]
        manifest_of(backup).write_text(json.dumps(manifest))

    return change


BAD = {
    "cut off": (cut, "cut off or damaged"),
    "damaged": (damage, "cut off or damaged"),
    "gone": (lambda backup: backup.unlink(), "There is no file"),
    "unfinished": (lambda backup: manifest_of(backup).unlink(), "was not finished"),
    "no backup of ours": (said(what="another thing"), "cannot be read: another thing"),
    "no manifest": (lambda backup: manifest_of(backup).write_text("[]"), "cannot be read"),
    "of another kind": (said(database="oracle"), "is of oracle"),
    "newer": (
        said(facts={"migrations": [*known_migrations(), "quiz.9999_later"]}),
        "newer version of the site",
    ),
    "with other counts": (said(facts={"counts": {"quiz_review": 7}}), "has 0 rows and not 7"),
    "with another log": (said(facts={"log": "else"}), "the log of answers differs"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_backup_is_refused_with_nothing_changed(backups: Path, prompt: Prompt, kind: str) -> None:
    spoil, words = BAD[kind]
    backup = taken(backups)
    spoil(backup)
    for command in ("verify_backup", "restore"):
        with pytest.raises(CommandError, match=words):
            call_command(command, backup, **({"over": True} if command == "restore" else {}))
    assert Prompt.objects.filter(pk=prompt.pk).exists()


def test_a_backup_whose_log_does_not_fold_is_not_verified(backups: Path, prompt: Prompt) -> None:
    answer_well(prompt)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quiz_card SET asked_at = NULL")
    with pytest.raises(CommandError, match="memory is not as the log says"):
        call_command("verify_backup", taken(backups))


def test_older_backups_are_thinned_to_one_an_hour_a_day_a_week(backups: Path) -> None:
    for hours in (0.25, 1.25, 1.5, 26, 30, 24 * 9, 24 * 10, 24 * 50):
        back_up(folder=backups, now=NOW - timedelta(hours=hours))
    thin(folder=backups, now=NOW)
    ages = [(NOW - read(each).made) / timedelta(hours=1) for each in finished(backups)]
    assert ages == [24 * 9, 26, 1.25, 0.25]


def test_the_last_backup_before_a_migration_is_thinned_out_by_none_after_it(backups: Path) -> None:
    before = back_up(folder=backups, now=NOW - timedelta(minutes=20))
    said(facts={"migrations": ["quiz.0001_initial"]})(before)
    after = [back_up(folder=backups, now=NOW - timedelta(minutes=ago)) for ago in (10, 5)]
    thin(folder=backups, now=NOW)
    assert finished(backups) == [before, after[-1]]


def test_on_sqlite_a_backup_comes_before_loading_once_there_is_something_new(
    backups: Path, learner: Person, prompt: Prompt
) -> None:
    answer_well(prompt)
    for _ in range(2):
        call_command("load_bank", verbosity=0)
    assert len(finished(backups)) == (1 if connection.vendor == "sqlite" else 0)


def test_ready_says_how_old_the_last_verified_backup_is(
    backups: Path, visitor: Person, settings: Any, prompt: Prompt
) -> None:
    assert visitor.get("/readyz").json()["backup_verified_hours_ago"] is None
    settings.BACKUP_HOURS = 24
    assert visitor.get("/readyz").status_code == 503
    backup = taken(backups)
    mark_verified(backup, read(backup), NOW)
    assert visitor.get("/readyz").json()["backup_verified_hours_ago"] == 0


def test_one_that_cannot_be_read_hinders_no_other_and_stays(backups: Path) -> None:
    broken = back_up(folder=backups, now=NOW - timedelta(days=50))
    manifest_of(broken).write_text("{")
    call_command("backup", verbosity=0)
    assert broken.exists() and len(finished(backups)) == 2


def test_the_ledger_names_nobody(backups: Path, learner: Person, prompt: Prompt) -> None:
    user = learner.user
    assert user
    erase_person(learner=learner.learner, reason="asked for it", now=NOW)
    text = ledger.path().read_text()
    assert str(user.pk) in text and "learner1" not in text.lower()
    assert [line.user for line in ledger.lines()] == [user.pk]


def test_a_person_is_erased_by_address_or_id(backups: Path, learner: Person, prompt: Prompt) -> None:
    with pytest.raises(CommandError, match="no such person"):
        call_command("erase_person", str(uuid4()), reason="a try")
    call_command("erase_person", "LEARNER1@example.org", reason="asked for it")
    assert not Learner.objects.exists()
