"""Two tabs, fifty clicks: an answer is recorded once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.practice.models import Event, Prompt, Review
from quiz.practice.remembering.rebuilding import differences
from tests.mastery.steps import practise
from tests.practice.acts import answer_well, right_slug


def in_parallel(person, requests: list[tuple[str, dict]], workers: int = 10) -> list[int]:
    """Send them all at once as this person, each on its own connection; gives the statuses."""

    def send(request: tuple[str, dict]) -> int:
        client = Client()
        client.cookies = person.cookies
        try:
            return client.post(*request).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(send, requests))


def test_fifty_parallel_posts_of_the_same_answer_record_one_review(fresh_db, learner, ask):
    prompt = ask(learner, "what-is-concept-drift", "canary-deployment", now=timezone.now())
    address = reverse("prompt", args=[prompt.pk])
    statuses = in_parallel(learner, [(address, {"response": right_slug(prompt)})] * 50, workers=25)
    assert set(statuses) == {302}
    assert Review.objects.count() == 1
    assert Prompt.objects.count() == 2
    assert differences(published_bank()) == []


def test_answers_from_two_devices_are_both_kept(fresh_db, learner, ask):
    first = ask(learner, "what-is-concept-drift", now=timezone.now())
    second = ask(learner, "canary-deployment", now=timezone.now())
    requests = [(reverse("prompt", args=[p.pk]), {"response": right_slug(p)}) for p in (first, second)]
    assert set(in_parallel(learner, requests * 4)) == {302}
    assert Review.objects.count() == 2
    assert differences(published_bank()) == []


def test_parallel_undos_take_back_one(fresh_db, learner, ask):
    prompt = ask(learner, "what-is-concept-drift", "canary-deployment", now=timezone.now())
    answer_well(prompt, now=timezone.now())
    address = reverse("prompt-undo", args=[prompt.pk])
    assert set(in_parallel(learner, [(address, {})] * 12)) == {302}
    assert Review.objects.get().corrections.count() == 1
    assert differences(published_bank()) == []


def test_parallel_reveals_and_hints_are_noted_once_each(fresh_db, learner, ask, by_recall):
    prompt = ask(learner, by_recall("what-is-concept-drift"), now=timezone.now())
    for name in ("prompt-reveal", "prompt-hint"):
        statuses = in_parallel(learner, [(reverse(name, args=[prompt.pk]), {})] * 12)
        assert set(statuses) <= {200, 302}
    kinds = Event.objects.values_list("kind", flat=True)
    assert sorted(kinds) == [Event.Kind.HINTED, Event.Kind.REVEALED]


def test_parallel_misses_of_a_stuck_question_note_once_what_stands_beside_it(fresh_db, learner, ask):
    now, key = timezone.now(), "what-is-concept-drift"
    for days_ago in (8, 6, 4, 2):
        practise(learner, 1, key, now=now - timedelta(days=days_ago + 1))
        practise(learner, 1, key, right=False, now=now - timedelta(days=days_ago))
    prompt = ask(learner, key, now=now)
    learner.post(reverse("prompt-reveal", args=[prompt.pk]), {"text": ""})
    missed = [(reverse("prompt", args=[prompt.pk]), {"response": "unsure", "grade": "1"})] * 12
    assert set(in_parallel(learner, missed)) == {302}
    assert Event.objects.filter(kind=Event.Kind.READ, prompt=prompt).count() == 1
    assert differences(published_bank()) == []


def test_parallel_claims_of_a_section_note_each_question_once(fresh_db, learner):
    learner.post("/practice/")
    claims = [(reverse("claim-section", args=["version-control"]), {})] * 12
    assert set(in_parallel(learner, claims)) <= {302, 503}
    claimed = Event.objects.filter(kind=Event.Kind.CLAIMED).values_list("question", flat=True)
    assert len(claimed) == len(set(claimed)) > 10
    assert differences(published_bank()) == []
