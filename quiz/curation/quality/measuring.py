"""Measuring every question from the log: once a night, in a fixed number of queries, a section at a time in memory."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Prefetch

from quiz import engine
from quiz.bank.models import Question, Revision
from quiz.bank.published.meanings import read_meanings
from quiz.curation.quality.answers import AT_ONCE, hear
from quiz.curation.quality.figures import Figures
from quiz.curation.quality.models import Measured
from quiz.curation.quality.same_words import SameWords, same_words
from quiz.curation.quality.tallying import Kept, figures_of, keep, right_in, those_who_know
from quiz.practice.models import Card

FINDS_POINTS = Question.Kind.LIST
"""Of what is typed for commands and code it looks at the whole, and names points besides."""


def measure_questions(*, now: datetime) -> int:
    """Store the figures of every question that learners ever saw; how many there are.

    Reads outside of a transaction, so that nobody waits; owns that in which it stores.
    """
    figures = dict(measured())
    rows = [Measured(question_id=pk, at=now, figures=each.to_json()) for pk, each in figures.items()]
    with transaction.atomic():
        Measured.objects.exclude(pk__in=figures).delete()
        Measured.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["question"], update_fields=["at", "figures"]
        )
    return len(rows)


def measured() -> Iterator[tuple[int, Figures]]:
    """Each question with its figures; of what nobody answered they are empty."""
    questions = {question.pk: question for question in asked_questions()}
    words, stuck, heard = words_of(questions), stuck_on(), set[int]()
    for _section, group in groupby(hear(), key=lambda each: each.section):
        section: dict[int, Kept] = {}
        for each in group:
            question = questions.get(each.question)
            finds = question is not None and question.kind == FINDS_POINTS
            section[each.question] = keep(each, words.get(each.question), finds_points=finds)
        heard |= section.keys()
        yield from figures_in(section, words, stuck)
    yield from ((pk, figures_of(Kept(), words[pk], frozenset(), 0)) for pk in words.keys() - heard)


def figures_in(
    section: Mapping[int, Kept], words: Mapping[int, SameWords], stuck: Mapping[int, int]
) -> Iterator[tuple[int, Figures]]:
    right = right_in(section.values())
    given = Counter(person for kept in section.values() for person in kept.firsts)
    for pk, kept in section.items():
        if pk in words:
            knowing = those_who_know(right, given, kept.firsts)
            yield pk, figures_of(kept, words[pk], knowing, stuck.get(pk, 0))


def asked_questions() -> list[Question]:
    published = Revision.objects.exclude(status__in=Revision.OPEN).prefetch_related("options", "key_points")
    rows = Question.objects.exclude(live_revision=None)
    return list(rows.prefetch_related(Prefetch("revisions", queryset=published)))


def words_of(questions: Mapping[int, Question]) -> dict[int, SameWords]:
    meanings = read_meanings(questions)
    return {pk: same_words(each, each.revisions.all(), meanings.get(pk)) for pk, each in questions.items()}


def stuck_on() -> dict[int, int]:
    """Question to how many are stuck on it, by the cards that the log was folded to."""
    stuck: dict[int, int] = defaultdict(int)
    cards = Card.objects.exclude(state=None).values_list("question_id", "state")
    for question, state in cards.iterator(AT_ONCE):
        stuck[question] += is_stuck(bytes(state or b""))
    return stuck


def is_stuck(state: bytes) -> bool:
    """What another engine has packed is read again when its learner comes."""
    try:
        card = engine.Card.unpack(state)
    except engine.UnknownFormatError:
        return False
    return card.asked > 0 and engine.is_stuck(card)
