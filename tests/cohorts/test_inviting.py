"""Inviting by link, and coming in by it."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from quiz.cohorts.joining import inviting
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort, Membership
from tests.cohorts.acts import invite, join, make_cohort, words
from tests.conftest import Person, make_user


@pytest.fixture
def mine(cohort: Cohort) -> str:
    return reverse("cohort-mine", args=[cohort.pk])


@pytest.mark.django_db
def test_the_whole_link_stands_on_a_page_of_its_own(instructor: Person, cohort: Cohort) -> None:
    response = instructor.post(
        reverse("cohort-invitations", args=[cohort.pk]), {"days": 14, "most_uses": 30}, follow=True
    )
    token = Invitation.objects.get().token
    assert len(token) == 43
    assert f'readonly value="http://testserver/join/{token}/"' in response.content.decode()
    assert "Link, used 0 of 30 times, valid until Tue 8 Dec" in words(response)


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_link_to_copy_leads_to_the_sites_own_address(
    instructor: Person, cohort: Cohort, settings: Any
) -> None:
    settings.BASE_URL = "https://prep.example.org"
    instructor.post(reverse("cohort-invitations", args=[cohort.pk]), {"days": 14, "most_uses": 30})
    invitation = Invitation.objects.get()
    link, page = f"/join/{invitation.token}/", reverse("invitation", args=[invitation.pk])
    shown = instructor.get(page, HTTP_HOST="localhost:8666").text
    assert f"https://prep.example.org{link}" in shown and "8666" not in shown
    settings.BASE_URL_IS_GIVEN = False
    assert f"http://testserver{link}" in instructor.get(page).text


@pytest.mark.any_database
@pytest.mark.django_db
def test_no_other_page_holds_a_link_that_lets_people_in(
    instructor: Person, cohort: Cohort, invitation: Invitation, assignment: Assignment
) -> None:
    """A printed or copied page of the cohort invites nobody."""
    shown = instructor.get(reverse("cohort-invitations", args=[cohort.pk]))
    address = reverse("invitation", args=[invitation.pk])
    assert "Used 0 of 30 times valid until Tue 8 Dec Show the link" in words(shown)
    assert f'href="{address}"' in shown.text and invitation.token in instructor.get(address).text
    pages = [cohort.get_absolute_url(), reverse("cohorts"), reverse("assignment-new", args=[cohort.pk])]
    refused = instructor.post(reverse("cohort-invitations", args=[cohort.pk]), {"days": 0})
    for page in (shown, refused, *map(instructor.get, pages)):
        assert invitation.token not in page.text


@pytest.mark.django_db
def test_a_closed_link_is_shown_no_more(instructor: Person, invitation: Invitation) -> None:
    instructor.post(reverse("invitation-revoke", args=[invitation.pk]))
    page = instructor.get(reverse("invitation", args=[invitation.pk]))
    assert "This link is closed and lets nobody in." in words(page)
    assert invitation.token not in page.text


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "most_uses", "sentence"),
    [
        ("0", "30", "A link is valid for a day at least. Choose from 1 to 90."),
        ("91", "30", "A link is valid for 90 days at most. Choose from 1 to 90."),
        ("soon", "30", "The days are not a whole number. Choose from 1 to 90."),
        ("", "30", "The days are missing. Choose from 1 to 90."),
        ("14", "0", "A link lets in one person at least. Choose from 1 to 500."),
        ("14", "501", "A link lets in 500 people at most. Choose from 1 to 500."),
        ("14", "1e3", "The number of people is not a whole number. Choose from 1 to 500."),
        ("14", "", "The number of people is missing. Choose from 1 to 500."),
    ],
)
def test_a_link_of_impossible_size_is_refused(
    instructor: Person, cohort: Cohort, days: str, most_uses: str, sentence: str
) -> None:
    response = instructor.post(
        reverse("cohort-invitations", args=[cohort.pk]), {"days": days, "most_uses": most_uses}
    )
    assert response.status_code == 422
    assert sentence in words(response)
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_joining_makes_a_member_and_uses_the_link_once(
    learner: Person, invitation: Invitation, cohort: Cohort, mine: str
) -> None:
    response = join(learner, invitation)
    assert response["Location"] == mine
    assert list(cohort.memberships.members().values_list("user", flat=True)) == [learner.user.pk]
    invitation.refresh_from_db()
    assert invitation.uses == 1


@pytest.mark.django_db
def test_reading_the_invitation_changes_nothing(learner: Person, invitation: Invitation) -> None:
    assert learner.get(invitation.get_absolute_url()).status_code == 200
    invitation.refresh_from_db()
    assert (invitation.uses, Membership.objects.members().count()) == (0, 0)


@pytest.mark.django_db
def test_a_second_click_uses_nothing_up(learner: Person, invitation: Invitation, mine: str) -> None:
    assert [join(learner, invitation)["Location"] for _ in range(2)] == [mine, mine]
    invitation.refresh_from_db()
    assert (invitation.uses, Membership.objects.members().count()) == (1, 1)


@pytest.mark.django_db
def test_a_member_who_opens_the_link_again_is_told_so(member: Person, invitation: Invitation) -> None:
    response = member.get(invitation.get_absolute_url())
    assert (response.status_code, "You are in this cohort already." in words(response)) == (200, True)


@pytest.mark.django_db
def test_an_instructor_who_opens_their_own_link_is_told_so(
    instructor: Person, invitation: Invitation, cohort: Cohort
) -> None:
    assert "This is an invitation to your own cohort." in words(instructor.get(invitation.get_absolute_url()))
    assert join(instructor, invitation)["Location"] == cohort.get_absolute_url()
    invitation.refresh_from_db()
    assert (invitation.uses, cohort.memberships.count()) == (0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("revoke", "This invitation was revoked. An instructor closed the link."),
        ("expire", "This invitation has expired. It was valid until Tuesday 8 December ."),
        ("use up", "This invitation is used up. It let in one person, who has joined."),
    ],
)
def test_a_closed_invitation_says_why_and_what_to_do(
    instructor: Person,
    learner: Person,
    classmate: Person,
    cohort: Cohort,
    clock: time_machine.Traveller,
    change: str,
    sentence: str,
) -> None:
    invitation = invite(instructor, cohort, most_uses=1)
    if change == "revoke":
        instructor.post(reverse("invitation-revoke", args=[invitation.pk]))
    elif change == "expire":
        clock.shift(timedelta(days=14))
    else:
        join(classmate, invitation)
    for response in (learner.get(invitation.get_absolute_url()), join(learner, invitation)):
        assert response.status_code == 410
        assert sentence in words(response)
        assert "Ask whoever sent you the link for a new one" in words(response)
    assert not Membership.objects.filter(user=learner.user).exists()


@pytest.mark.django_db
def test_a_link_is_open_until_its_last_moment(
    learner: Person, invitation: Invitation, mine: str, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=14) - timedelta(microseconds=1))
    assert join(learner, invitation)["Location"] == mine


@pytest.mark.django_db
def test_a_closed_link_still_tells_a_member_that_they_are_in(
    instructor: Person, member: Person, invitation: Invitation, mine: str
) -> None:
    instructor.post(reverse("invitation-revoke", args=[invitation.pk]))
    assert "You are in this cohort already." in words(member.get(invitation.get_absolute_url()))
    assert join(member, invitation)["Location"] == mine


@pytest.mark.django_db
def test_a_revoked_link_is_listed_as_revoked(
    instructor: Person, invitation: Invitation, cohort: Cohort
) -> None:
    assert "Earlier links" not in words(instructor.get(reverse("cohort-invitations", args=[cohort.pk])))
    for _ in range(2):
        response = instructor.post(reverse("invitation-revoke", args=[invitation.pk]), follow=True)
    assert "Earlier links Revoked made Tue 24 Nov used 0 of 30 times" in words(response)


@pytest.mark.django_db
def test_an_unknown_link_says_what_may_have_happened(visitor: Person, invitation: Invitation) -> None:
    assert visitor.get(invitation.get_absolute_url()).status_code == 200
    response = visitor.get(reverse("join", args=[invitation.token[:-1]]))
    assert response.status_code == 404
    assert "The link may have been cut when it was copied." in words(response)


@pytest.mark.django_db
def test_a_visitor_is_led_back_after_signing_in(visitor: Person, invitation: Invitation) -> None:
    address = invitation.get_absolute_url()
    content = visitor.get(address).content.decode()
    assert f"{reverse('account_signup')}?next={address}" in content
    assert f"{reverse('account_login')}?next={address}" in content
    assert join(visitor, invitation)["Location"] == f"{reverse('account_login')}?next={address}"
    assert not Membership.objects.members().exists()


@pytest.mark.django_db
def test_whoever_comes_back_gets_a_new_membership(
    member: Person, cohort: Cohort, invitation: Invitation
) -> None:
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    join(member, invitation)
    rows = Membership.objects.filter(user=member.user)
    assert sorted(row.left_at is None for row in rows) == [False, True]
    invitation.refresh_from_db()
    assert invitation.uses == 1


@pytest.mark.django_db
def test_a_full_link_lets_back_whoever_it_let_in_and_nobody_else(
    instructor: Person, learner: Person, classmate: Person, cohort: Cohort
) -> None:
    link = invite(instructor, cohort, most_uses=1)
    join(learner, link)
    learner.post(reverse("cohort-leave", args=[cohort.pk]))
    statuses = [person.get(link.get_absolute_url()).status_code for person in (learner, classmate)]
    assert statuses == [200, 410]
    assert (join(learner, link).status_code, join(classmate, link).status_code) == (302, 410)
    assert cohort.memberships.current().members().get().user == learner.user


@pytest.mark.django_db
def test_a_revoked_link_lets_nobody_back(
    instructor: Person, member: Person, cohort: Cohort, invitation: Invitation
) -> None:
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    instructor.post(reverse("invitation-revoke", args=[invitation.pk]))
    assert join(member, invitation).status_code == 410
    assert not cohort.memberships.current().members().exists()


@pytest.mark.django_db
def test_a_link_outlives_the_account_that_made_it(
    instructor: Person, learner: Person, cohort: Cohort, invitation: Invitation
) -> None:
    instructor.user.delete()
    assert join(learner, invitation).status_code == 302
    assert cohort.memberships.current().members().get().user == learner.user


@pytest.mark.any_database
@pytest.mark.django_db
def test_tokens_are_not_alike(instructor: Person, cohort: Cohort) -> None:
    assert len({invite(instructor, cohort).token for _ in range(20)}) == 20


@pytest.mark.django_db
def test_an_invitation_is_never_used_more_often_than_it_may_be(invitation: Invitation) -> None:
    with pytest.raises(IntegrityError, match="invitation_not_used_too_often"), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(uses=31)


@pytest.mark.django_db
def test_nobody_is_in_a_cohort_twice_at_a_time(member: Person, cohort: Cohort) -> None:
    row = Membership.objects.get(user=member.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(cohort=cohort, user=member.user, role=row.role, agreed_at=row.agreed_at)


@pytest.mark.django_db
def test_a_membership_has_a_known_role(member: Person) -> None:
    with pytest.raises(IntegrityError, match="membership_role_is_known"), transaction.atomic():
        Membership.objects.filter(user=member.user).update(role="guest")


@pytest.mark.usefixtures("fresh_db")
def test_twenty_at_once_through_a_link_for_five_let_in_five() -> None:
    teacher = Person().sign_in(make_user("teacher@example.org", "Teacher"))
    cohort = make_cohort(teacher)
    invitation = invite(teacher, cohort, most_uses=5)
    crowd = [Person().sign_in(make_user(f"crowd{n}@example.org", f"Crowd {n}")) for n in range(20)]
    assert sorted(all_at_once([(person, invitation) for person in crowd])) == [302] * 5 + [410] * 15
    invitation.refresh_from_db()
    assert (invitation.uses, cohort.memberships.members().count()) == (5, 5)


@pytest.mark.usefixtures("fresh_db")
def test_one_person_in_eight_tabs_joins_once() -> None:
    teacher = Person().sign_in(make_user("teacher@example.org", "Teacher"))
    cohort = make_cohort(teacher)
    invitation = invite(teacher, cohort, most_uses=5)
    user = make_user("crowd@example.org", "Crowd")
    assert all_at_once([(Person().sign_in(user), invitation) for _ in range(8)]) == [302] * 8
    invitation.refresh_from_db()
    assert (invitation.uses, cohort.memberships.members().count()) == (1, 1)


def all_at_once(crowd: list[tuple[Person, Invitation]]) -> list[int]:
    """Everybody presses Join at the same moment; the statuses of the answers."""
    statuses: list[int] = []
    gate = threading.Barrier(len(crowd))

    def press(person: Person, invitation: Invitation) -> None:
        gate.wait()
        statuses.append(join(person, invitation).status_code)
        connections.close_all()

    threads = [threading.Thread(target=press, args=each) for each in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_reason_of_closing_is_the_first_that_holds(
    invitation: Invitation, clock: time_machine.Traveller
) -> None:
    now = invitation.created_at
    assert inviting.why_closed(invitation, now) is None
    invitation.uses = invitation.most_uses
    assert inviting.why_closed(invitation, now) == inviting.Closed.USED_UP
    invitation.expires_at = now
    assert inviting.why_closed(invitation, now) == inviting.Closed.EXPIRED
    invitation.revoked_at = now
    assert inviting.why_closed(invitation, now) == inviting.Closed.REVOKED
