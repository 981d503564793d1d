"""A slice of the two hundred damaged files; `make damaged` loads them all, each in a process of its own."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.bank.acts import run, whole_bank
from tests.bank.damaging import SHORT, TEXT, damaged

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_whatever_the_damage_nothing_is_loaded_and_the_file_is_named(tmp_path: Path) -> None:
    before, path = whole_bank(), tmp_path / "bank.yaml"
    for name, content in damaged(SHORT, most=2):
        path.write_bytes(content)
        with pytest.raises(CommandError) as refusal:
            run("load_bank", path)
        *told, last = str(refusal.value).splitlines()
        assert [line for line in told if not line.startswith(("bank.yaml", "and "))] == [], name
        assert (last, len(told) <= 51, max(map(len, told)) < 700) == ("Nothing was changed.", True, True), (
            name
        )
    assert whole_bank() == before


def test_two_hundred_damages_are_each_another() -> None:
    files = dict(damaged(SHORT))
    assert len(files) == len({*files.values(), TEXT.encode()}) - 1 >= 200


def test_what_they_are_made_of_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    assert run("load_bank", path).startswith("nothing changed")
