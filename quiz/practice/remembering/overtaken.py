"""Who learned an answer that has changed since, and was not told: it follows from the log, and from what was said *Got
it* to. The cards are marked by it (`engine.Card.overtaken`), and so every level and figure follows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.bank.published.meanings import Meanings
from quiz.practice.models import Grade, Learner, Notice, Review, of


class Given(NamedTuple):
    """An answer that counts, and what its learner was told last of the question."""

    person: UUID
    """The learner, or the one whom a visitor became."""
    question: int
    revision: int
    grade: int
    told_of: int | None
    told_at: datetime | None

    def is_told(self, meanings: Meanings, live: int, until: datetime | None = None) -> bool:
        if self.told_of is None or self.told_at is None or (until and self.told_at > until):
            return False
        return meanings.same(self.told_of, live) and self.told_at >= meanings.change.at


def overtaken_of(
    learner: Learner, bank: PublishedBank, cards: Mapping[str, engine.Card], until: datetime | None = None
) -> list[str]:
    """Keys of what this learner learned otherwise, now or as it was then. One query, none where nothing they knew may
    have changed."""
    keys = may_be_overtaken(bank, cards, until)
    found = overtaken_among(of(learner), keys, bank, until) if keys else {}
    return [key for key in keys if key in found.get(learner.pk, ())]


def marked(cards: Mapping[str, engine.Card], keys: Collection[str]) -> dict[str, engine.Card]:
    """The cards with those of these keys marked, as far as they were known once."""
    return {
        key: replace(card, overtaken=key in keys and engine.was_right_once(card))
        for key, card in cards.items()
    }


def overtaken_among(
    people: Q, keys: Iterable[str], bank: PublishedBank, until: datetime | None = None
) -> dict[UUID, set[str]]:
    """Learner to the keys, of these, of what they learned otherwise; one query, none where no meaning has changed."""
    changed = {bank.id_of[key]: key for key in keys if key in bank.meanings}
    found: dict[UUID, set[str]] = defaultdict(set)
    if not changed:
        return found
    given: dict[tuple[UUID, int], list[Given]] = defaultdict(list)
    for row in answers_to(changed, people, **({"at__lt": until} if until else {})):
        given[row.person, row.question].append(row)
    for (person, question), rows in given.items():
        key = changed[question]
        if is_untold(rows, bank.meanings[key], bank.questions[key].revision.id, until):
            found[person].add(key)
    return found


def may_be_overtaken(
    bank: PublishedBank, cards: Mapping[str, engine.Card], until: datetime | None = None
) -> list[str]:
    """What has changed, by then, and was known once."""
    return [
        key
        for key, meanings in bank.meanings.items()
        if engine.was_right_once(cards.get(key)) and (until is None or meanings.change.at <= until)
    ]


def answers_to(questions: Collection[int], people: Q | None = None, **more: Any) -> list[Given]:
    """What counts of the answers to these questions, oldest first; of everybody or these people, `more` narrows it."""
    person = Coalesce("learner__merged_into", "learner")
    theirs = Coalesce(OuterRef("learner__merged_into"), OuterRef("learner"))
    told = Notice.objects.filter(learner=theirs, revision__question=OuterRef("prompt__question"))
    rows: QuerySet[Review] = Review.objects.filter(prompt__question__in=questions, **more)
    rows = (rows if people is None else rows.filter(people)).effective()  # type: ignore[attr-defined]
    newest = told.order_by("-seen")
    return [
        Given(*row)
        for row in rows.annotate(
            person=person,
            told_of=Subquery(newest.values("revision")[:1]),
            told_at=Subquery(newest.values("seen")[:1]),
        )
        .order_by("at", "pk")
        .values_list("person", "prompt__question", "prompt__revision", "final_grade", "told_of", "told_at")
    ]


def is_untold(
    answers: Collection[Given], meanings: Meanings, live: int, until: datetime | None = None
) -> bool:
    """Whether one person's answers to one question, oldest first, show that they know another answer."""
    learned = learned_otherwise(answers, meanings, live)
    return learned is not None and not any(each.is_told(meanings, live, until) for each in answers)


def learned_otherwise(answers: Iterable[Given], meanings: Meanings, live: int) -> int | None:
    """The revision that they passed last, where it means something else than what is live and they were not asked
    that since: to be asked it is to be told."""
    learned = None
    for given in answers:
        if meanings.same(given.revision, live):
            learned = None
        elif given.grade >= Grade.EFFORT:
            learned = given.revision
    return learned


def by_person(answers: Iterable[Given]) -> dict[UUID, list[Given]]:
    found: dict[UUID, list[Given]] = defaultdict(list)
    for given in answers:
        found[given.person].append(given)
    return found


def knew_otherwise(answers: Iterable[Given], meanings: Meanings, live: int) -> bool:
    """Whether one person ever passed words that mean something else than what is live."""
    return any(given.grade >= Grade.EFFORT and not meanings.same(given.revision, live) for given in answers)


def after_answer(
    bank: PublishedBank, key: str, revision: int, was: engine.Card | None, card: engine.Card | None
) -> engine.Card | None:
    """The card after an answer to this revision: to an older one, of a page that stood open, nobody is told by it."""
    meanings = bank.meanings.get(key)
    if card is None or meanings is None or meanings.same(revision, bank.questions[key].revision.id):
        return card
    knew_it = was is not None and was.overtaken
    return replace(card, overtaken=knew_it or card.streak > 0)
