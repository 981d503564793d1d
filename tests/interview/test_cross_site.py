"""What another site can make a friend's browser send: its forms come without the key by which a sheet is known."""

import pytest

from tests.conftest import Person
from tests.interview.pairs import bound, interview_in_pairs, link_for

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_takes_no_sheet_and_no_other_sheet_away(
    learner: Person, classmate: Person, site: str
) -> None:
    """The browser would send no cookie with it, and then know itself by the new one."""
    friend, sheet = bound(learner, interview_in_pairs(learner))
    theirs = link_for(classmate, interview_in_pairs(classmate))
    key = {name: morsel.value for name, morsel in friend.cookies.items()}
    friend.cookies.clear()
    answer = friend.post(theirs, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 302 and answer["Location"] == theirs and not friend.cookies
    friend.cookies.load(key)
    assert friend.get(sheet).status_code == 200
    assert "I am the interviewer" in friend.get(theirs).content.decode()
    assert friend.post(theirs, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302
    assert friend.get(theirs).status_code == friend.get(sheet).status_code == 200
