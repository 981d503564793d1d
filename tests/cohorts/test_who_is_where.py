"""The table of a cohort's page: filtered, searched, cut, in pages, on paper and as a file."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.models import User
from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import member_called, report_rows, section_keys, words
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def four(cohort: Cohort, assignment: Assignment) -> None:
    for number, name in enumerate(("Anna A", "Anna B", "Carla", "Dora"), start=2):
        member_called(name, cohort, *section_keys()[:number])


def names(person: Person, cohort: Cohort, **asked: object) -> list[str]:
    return [row[0] for row in report_rows(person.get(cohort.get_absolute_url(), asked))]


def test_on_course_is_cut_after_three_and_done_is_folded(
    instructor: Person, cohort: Cohort, four: None
) -> None:
    member_called("Done", cohort, *section_keys())
    response = instructor.get(cohort.get_absolute_url())
    assert [row[0] for row in report_rows(response)] == ["Anna A", "Anna B", "Carla"]
    assert "Show the other one" in words(response) and "Show the one" in words(response)
    assert names(instructor, cohort, all=1) == ["Anna A", "Anna B", "Carla", "Dora", "Done"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"group": "done"}, ["Done"]),
        ({"group": "on-course"}, ["Anna A", "Anna B", "Carla", "Dora"]),
        ({"name": "anna"}, ["Anna A", "Anna B"]),
        ({"name": "anna", "group": "done"}, []),
        ({"name": "' OR 1=1 --"}, []),
        ({"group": "nonsense", "page": "-1", "blocks": "99999999"}, ["Anna A", "Anna B", "Carla"]),
    ],
)
def test_the_filter_finds_a_group_and_a_name(
    instructor: Person, cohort: Cohort, four: None, asked: dict[str, str], found: list[str]
) -> None:
    member_called("Done", cohort, *section_keys())
    assert names(instructor, cohort, **asked) == found


def test_numbers_in_names_count_as_numbers(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    for name in ("Learner 10", "learner 2", "Learner 1", "2 Learner", "Learner"):
        member_called(name, cohort, *section_keys()[:2])
    inorder = ["2 Learner", "Learner", "Learner 1", "learner 2", "Learner 10"]
    assert names(instructor, cohort, all=1) == inorder
    chosen = words(instructor.get(reverse("cohort-settings", args=[cohort.pk])))
    assert sorted(inorder, key=lambda name: chosen.index(f" {name} ")) == inorder


def test_beyond_sixty_the_table_has_pages(
    instructor: Person, cohort: Cohort, assignment: Assignment, make_members: Callable[[int], list[User]]
) -> None:
    make_members(61)
    asked = {"group": "on-course"}
    pages = [names(instructor, cohort, **asked, page=page) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [60, 1, 1]
    assert not set(pages[0]) & set(pages[1])
    assert len(names(instructor, cohort, all=1)) == 61


def test_the_file_has_everybody_and_is_safe_in_a_spreadsheet(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    member_called("=cmd|calc", cohort, *section_keys()[:3])
    response = instructor.get(reverse("cohort-csv", args=[cohort.pk]))
    heading, row = response.content.decode().splitlines()
    assert heading.startswith("\ufeffName,Group,Reason,")
    assert row.startswith("'=cmd") and ",On course,Needs 2 minutes a day until Thu 3 Dec,20,3,3,3," in row


@pytest.mark.parametrize("sign", ["＝", "＋", "－", "＠", "﹦"])
def test_a_wide_sign_begins_no_formula_either(
    instructor: Person, cohort: Cohort, assignment: Assignment, sign: str
) -> None:
    member_called(f"{sign}1+1", cohort)
    response = instructor.get(reverse("cohort-csv", args=[cohort.pk]))
    assert response.content.decode().splitlines()[1].startswith(f"'{sign}1+1,")
