"""Two instructors, or two tabs of one, at the same moment."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier

from django.core import mail
from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone

from quiz.cohorts.joining.accepting import accept
from quiz.cohorts.models import Cohort
from tests.cohorts.acts import assign, invite, make_cohort, member_called
from tests.cohorts.running_acts import address, teaches_too
from tests.conftest import Person, make_user
from tests.practice.at_once import twice_at_once


def teacher(number: int) -> Person:
    return Person().sign_in(make_user(f"teacher{number}@example.org", f"Teacher {number}"))


def test_what_arrives_twice_at_once_is_done_once(fresh_db: None) -> None:
    teachers = [teacher(number) for number in range(2)]
    courses = [(one, make_cohort(one, f"Cohort {place}")) for place, one in enumerate(teachers)]
    copies, removals, ends = [], [], []
    for place, (one, cohort) in enumerate(courses):
        assign(one, cohort)
        fields = {"name": "Spring cohort", "first_day": "2027-03-02"}
        seen = one.get(address("copy", cohort), fields, headers={"HX-Request": "true"}).content.decode()
        copies.append((one, address("copy", cohort), fields | {"seen": seen.split('value="')[1][:16]}))
        gone, _ = (member_called(f"Member {place}{each}", cohort) for each in "ab")
        membership = cohort.memberships.get(user=gone)
        removals.append((one, reverse("member-remove", args=[cohort.pk, membership.pk]), {}))
        ends.append((one, address("end", cohort), {}))
    for sent in (copies, removals, ends):
        assert {answer.status_code for _, answer in twice_at_once(sent)} == {302}
    assert Cohort.objects.filter(name="Spring cohort").count() == 2
    assert sorted(mailed.to[0] for mailed in mail.outbox) == [
        f"member{place}{each}@example.org" for place in range(2) for each in "ab"
    ]


def test_of_two_instructors_who_stop_at_once_one_stays(fresh_db: None) -> None:
    first, second = teacher(1), teacher(2)
    cohorts = [make_cohort(first, f"Cohort {place}") for place in range(4)]
    for cohort in cohorts:
        teaches_too(second, cohort)
    gate = Barrier(2)

    def stop_all(person: Person) -> None:
        gate.wait()
        try:
            for cohort in cohorts:
                person.post(address("stop-teaching", cohort))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(stop_all, (first, second)))
    assert [cohort.memberships.current().count() for cohort in cohorts] == [1, 1, 1, 1]


def test_whoever_is_joining_while_a_cohort_ends_is_left_in_none(fresh_db: None) -> None:
    one, other = teacher(1), teacher(2)
    cohort = make_cohort(one)
    invitation = invite(one, cohort)

    def end() -> None:
        try:
            one.post(address("end", cohort))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        accept(invitation=invitation, user=other.user, now=timezone.now())
        wait([pool.submit(end)], timeout=1)  # it cannot be done before this is committed
    assert not cohort.memberships.current().exists()
