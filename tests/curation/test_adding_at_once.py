"""Two curators, each in two tabs, who make and relate questions at the same moment."""

from django.db.models import Q
from django.urls import reverse

from quiz.bank.models import Question, Relation, Section
from tests.conftest import Person, make_user
from tests.practice.at_once import twice_at_once

TEXT = "What is a shadow deployment?"


def two_curators() -> list[Person]:
    rights = {"is_staff": True, "is_superuser": True}
    return [Person().sign_in(make_user(f"curator{n}@example.org", f"Curator {n}", **rights)) for n in (1, 2)]


def test_of_two_curators_who_make_it_at_once_each_has_a_question(fresh_db: None) -> None:
    """One of them hears that the key is used, where both wrote it; no place is given twice."""
    curators = two_curators()
    places = {section.slug: section.pk for section in Section.objects.all()}
    sent = [
        {"section": places[slug], "kind": "concept", "text": f"{TEXT} {place}", "key": "same-key"}
        for place, slug in enumerate(["advanced", "lifecycle"])
    ]
    answers = twice_at_once(
        [(who, reverse("admin:quiz_question_new"), each) for who, each in zip(curators, sent, strict=True)]
    )
    assert sorted(answer.status_code for _, answer in answers) == [302, 302, 422, 422]
    assert Question.objects.filter(key="same-key").count() == 1
    free = [
        (who, reverse("admin:quiz_question_new"), each | {"section": places["advanced"], "key": ""})
        for who, each in zip(curators, sent, strict=True)
    ]
    assert {answer.status_code for _, answer in twice_at_once(free)} == {302}
    positions = Question.objects.filter(section__slug="advanced").values_list("position", flat=True)
    assert len(set(positions)) == len(positions)


def test_of_two_who_close_a_circle_at_once_one_is_refused(fresh_db: None) -> None:
    first, second = two_apart()
    pairs = [(first, second), (second, first)]
    sent = [
        (who, reverse("admin:quiz_question_relations", args=[one.pk]), {"side": "first", "other": other.key})
        for who, (one, other) in zip(two_curators(), pairs, strict=True)
    ]
    statuses = sorted(answer.status_code for _, answer in twice_at_once(sent))
    assert statuses == [302, 422, 422, 422]
    assert Relation.objects.filter(question__in=[first, second], to__in=[first, second]).count() == 1


def two_apart() -> list[Question]:
    """Two questions that nothing relates."""
    related = Relation.objects.filter(kind="prerequisite")
    return list(
        Question.objects.exclude(Q(relations__isnull=False) | Q(related_from__in=related)).order_by("pk")[:2]
    )
