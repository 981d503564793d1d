"""Whatever can be sent to a cohort, an archived one refuses, but for what is listed here with its reason."""

import pytest

from quiz.cohorts.models import Cohort
from tests import permissions
from tests.conftest import Person

pytestmark = pytest.mark.django_db

places = permissions.places

TAKEN = {
    "cohort-archive": "a second click",
    "cohort-restore": "the way out of the archive",
    "cohort-copy": "changes the next cohort alone",
    "cohort-stop-teaching": "nobody has to stay",
    "cohort-end": "nobody has to keep it",
    "mailed-erase": "an address is theirs to have erased",
}


def test_an_archived_cohort_takes_no_post_of_its_instructor(
    places: dict[str, str], instructor: Person
) -> None:
    Cohort.objects.update(archived_at=Cohort.objects.get().created_at)
    of_instructors = {
        name
        for name, statuses in permissions.POST.items()
        if statuses["instructor"] != 404 and statuses["other_instructor"] == statuses["learner"] == 404
    }
    assert set(TAKEN) < of_instructors
    answers = {name: instructor.post(places[name]).status_code for name in of_instructors - set(TAKEN)}
    assert answers == dict.fromkeys(answers, 409)
