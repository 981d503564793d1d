"""From an invitation through a new account, or an old one, back to the invitation."""

import re

import pytest

from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment
from tests.accounts.cast import account, newest_code
from tests.cohorts.acts import join, numbers, practised_as_visitor, report, report_rows, section_keys
from tests.cohorts.member_acts import numbers_in
from tests.conftest import PASSWORD, Person

pytestmark = pytest.mark.django_db


def form_of(person: Person, address: str) -> dict[str, str]:
    """The hidden fields that a page sends along."""
    hidden = re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)"', person.get(address).content.decode()
    )
    return dict(hidden)


def link(person: Person, invitation: Invitation, words: str) -> str:
    """Where the invitation's button of these words leads."""
    content = person.get(invitation.get_absolute_url()).content.decode()
    found = re.search(rf'class="button (?:go )?big" href="([^"]+)">{words}</a>', content)
    assert found
    return found.group(1)


def test_a_new_account_comes_back_to_the_invitation_with_its_progress(
    visitor: Person, instructor: Person, invitation: Invitation, assignment: Assignment
) -> None:
    practised_as_visitor(visitor, *section_keys()[:12])
    address = link(visitor, invitation, "Make an account")
    fields = form_of(visitor, address) | {"email": "new1@example.org", "password1": PASSWORD}
    following = visitor.post("/accounts/signup/", fields)["Location"]
    response = visitor.post(following, form_of(visitor, following) | {"code": newest_code()})
    assert response["Location"] == invitation.get_absolute_url()
    assert numbers_in(visitor.get(response["Location"])) == [["12", "12", "12"]]
    join(visitor, invitation, name="Learner 3")
    (row,) = report_rows(report(instructor, invitation.cohort))
    assert (row[0], row[-1]) == ("Learner 3", numbers(12, 12, 12))


def test_an_old_account_comes_back_to_the_invitation(visitor: Person, invitation: Invitation) -> None:
    account()
    address = link(visitor, invitation, "Sign in")
    fields = form_of(visitor, address) | {"login": "learner1@example.org", "password": PASSWORD}
    response = visitor.post("/accounts/login/", fields)
    assert response["Location"] == invitation.get_absolute_url()
    assert "Join and show this" in visitor.get(response["Location"]).content.decode()
