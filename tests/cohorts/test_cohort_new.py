"""Making a cohort."""

import pytest
from django.urls import reverse

from quiz.cohorts.models import Cohort, Membership
from tests.cohorts.acts import make_cohort, words
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def test_whoever_makes_a_cohort_is_its_instructor(learner: Person) -> None:
    response = learner.post(reverse("cohort-new"), {"name": "Autumn cohort"}, follow=True)
    made = Membership.objects.values_list("user", "cohort__name", "role")
    assert list(made) == [(learner.user.pk, "Autumn cohort", "instructor")]
    assert "Nobody has joined yet." in words(response)


@pytest.mark.any_database
def test_a_cohort_without_a_name_is_refused_with_what_to_do(instructor: Person) -> None:
    response = instructor.post(reverse("cohort-new"), {"name": " "})
    assert response.status_code == 422
    assert "The cohort has no name. Give it one that its members will know it by." in words(response)
    assert not Cohort.objects.exists()


@pytest.mark.any_database
def test_a_name_that_is_too_long_is_kept_for_shortening(instructor: Person) -> None:
    response = instructor.post(reverse("cohort-new"), {"name": "x" * 81})
    assert response.status_code == 422
    assert "The name is longer than 80 characters. Shorten it." in words(response)
    assert f'value="{"x" * 81}"' in response.content.decode()


@pytest.mark.any_database
def test_who_has_no_cohort_reads_what_one_is_for(learner: Person) -> None:
    assert "No cohorts yet" in words(learner.get(reverse("cohorts")))


@pytest.mark.any_database
def test_a_visitor_is_asked_to_sign_in_first(visitor: Person) -> None:
    response = visitor.get(reverse("cohort-new"))
    assert response["Location"] == f"{reverse('account_login')}?next={reverse('cohort-new')}"


@pytest.mark.any_database
def test_the_name_is_shown_as_text(instructor: Person) -> None:
    cohort = make_cohort(instructor, "<b>Bold</b> & co")
    content = instructor.get(cohort.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; co" in content
    assert "<b>Bold" not in content
