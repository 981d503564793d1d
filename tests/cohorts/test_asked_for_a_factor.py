"""An instructor is asked for a factor where they invite and where they export, and can say *Not now*."""

from datetime import timedelta

import pytest

from tests.cohorts.acts import join
from tests.cohorts.teaching_acts import RIGHT, TEMPTING, choose_each, members, options_of
from tests.conftest import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ASKED = "Protect what you see of others"


@pytest.fixture
def pages(cohort, invitation, classmate) -> list[str]:
    join(classmate, invitation)
    invitations = f"/cohorts/{cohort.pk}/invitations/"
    return [invitations, f"/invitations/{invitation.pk}/"]


def test_it_is_asked_where_they_invite_and_not_of_members(instructor, member, pages):
    assert [ASKED in instructor.get(page).text for page in pages] == [True, True]
    assert ASKED not in member.get("/cohorts/").text


def test_it_is_asked_where_the_report_is_exported(instructor, cohort, assignment, make_members):
    make_members(1)
    page = instructor.get(f"/cohorts/{cohort.pk}/")
    assert "members.csv" in page.text and ASKED in page.text


@pytest.fixture
def taught(cohort, assignment) -> str:
    """A cohort with everything on its pages."""
    options = options_of()
    choose_each(members(cohort, 6), [options[TEMPTING]] * 4 + [options[RIGHT]] * 2)
    return f"/cohorts/{cohort.pk}/"


def test_it_is_asked_on_each_page_that_invites_exports_or_mails_what_members_did(instructor, taught, cohort):
    member = cohort.memberships.filter(role="member")[0]
    own = ["", "questions/", "invitations/", "invitations/mail/", "settings/", "assignments/", "teach/"]
    pages = [*(taught + page for page in [*own, f"members/{member.pk}/", "remind/"]), "/settings/mail/"]
    signs = (".csv", "Invite another", "Make a link", "Send invitations", "Weekly digest")
    shown = {page: instructor.get(page).text for page in pages}
    assert [page for page in pages if any(sign in shown[page] for sign in signs)] == [
        page for page in pages if ASKED in shown[page]
    ]
    assert sum(ASKED in text for text in shown.values()) == 7


def test_not_now_is_heard_for_a_month_and_leads_back(instructor, pages, clock):
    back = instructor.post("/settings/factors/later/", headers={"referer": f"http://testserver{pages[0]}"})
    assert back.url == pages[0]
    assert ASKED not in instructor.get(pages[0]).text
    clock.shift(timedelta(days=31))
    instructor.force_login(instructor.user)  # nobody used this browser for a month
    assert ASKED in instructor.get(pages[0]).text


def test_whoever_has_one_is_not_asked(instructor, pages):
    give_app(instructor.user)
    assert ASKED not in instructor.get(pages[0]).text
