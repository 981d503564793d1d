"""Lists: members in any order, one missing, one that does not belong."""

import re
from dataclasses import dataclass

from quiz.grading.prose.concepts import compiled, held_to, listed, places_of
from quiz.grading.prose.likeness import likeness
from quiz.grading.prose.phrases import Phrase, Places
from quiz.grading.prose.sentences import Words, read_words
from quiz.grading.verdict import GradingQuestion, Part, Point, Verdict
from quiz.grading.word_sets import word_set

PARTING = re.compile(
    r"[,;\n•*|]+|\s+(?:and|or|plus|as well as|but)\s+|\s\d[.)]\s|^\d[.)]\s|\.\s+|:\s+", re.IGNORECASE
)
NUMBERING = re.compile(r"(?:^|\n|(?<=\s))(?:\d{1,2}[.)]|[-*•])\s")
OPEN_POINT = re.compile(r"(?:an)?other\b|one of\b|further\b", re.IGNORECASE)
LONGEST_MEMBER = 6
"""Words. What is longer is an explanation and no member."""
FILLERS = word_set("""
    three two four five popular tools tool common main component components stages e.g example such like
    framework frameworks used ones way ways etc version new file arriving lake
""")


@dataclass(frozen=True, slots=True)
class Member:
    """A span of the answer that names a key point."""

    point: Point
    phrase: Phrase
    positions: frozenset[int]
    is_denied: bool


def grade_list(question: GradingQuestion, answer: str) -> Verdict:
    like = likeness(question, read_words(answer))
    if not question.points:
        return by_likeness(like.is_right)
    if like.is_wrong and not like.is_right and like.wrong >= 0.97 and like.lure:
        return off_by_one(question, answer, like.lure.why)
    members = members_in(question, answer)
    foreign = foreign_members(question, answer)
    verdict = judge_list(question, members, foreign, is_whole=like.is_right and like.right >= 0.97)
    missing = tuple(p for p in question.points if p.essential and p.slug not in verdict.points)
    return held_to(missing, verdict)


def by_likeness(is_right: bool) -> Verdict:
    if is_right:
        return Verdict("accept", (), "This is the model answer, or very nearly.")
    return Verdict("unsure", (), "Compare your list with the model answer and judge for yourself.")


def off_by_one(question: GradingQuestion, answer: str, why: str) -> Verdict:
    slugs = slugs_of(question, members_in(question, answer))
    parts = parts_of(question, slugs, foreign_members(question, answer))
    return Verdict("partial", slugs, f"One of these does not belong. {why}".strip(), parts)


def members_in(question: GradingQuestion, answer: str) -> list[Member]:
    """Members named, the longest name first, so that "model registry" is not also "models".

    A name that several points have, such as "data prep" for collecting and preparing, names them all.
    """
    places = places_of(question, read_words(answer))
    taken: set[int] = set()
    shared: set[tuple[frozenset[int], tuple[str, ...]]] = set()
    members: list[Member] = []
    for phrase, point in by_length(question):
        for found in places.find(phrase):
            span = frozenset(found.positions)
            is_free = not span & taken or (span, phrase.stems) in shared
            if is_free and is_one_member(places.words, phrase, found.positions):
                taken |= span
                shared.add((span, phrase.stems))
                members.append(Member(point, phrase, span, found.is_denied))
    return [member for member in members if not member.is_denied]


def is_one_member(words: Words, phrase: Phrase, positions: tuple[int, ...]) -> bool:
    """Whether the words stand in one member, and not on both sides of a comma or an "and"."""
    across = words.tokens[positions[0] : positions[-1] + 1]
    joined = "and" not in phrase.words and any(
        t.word in {"and", "or"} for at, t in enumerate(across, positions[0]) if at not in positions
    )
    return not joined and len({token.clause for token in across}) == 1


def by_length(question: GradingQuestion) -> list[tuple[Phrase, Point]]:
    pairs = [
        (phrase, point)
        for point, phrases in zip(question.points, compiled(question).phrases, strict=True)
        for phrase in phrases
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0].stems))


def count(members: list[Member]) -> int:
    """Each point once; one that stands for several, such as "another tool", once for each name."""
    return len({(m.point.slug, m.phrase if OPEN_POINT.match(m.point.text) else None) for m in members})


def foreign_members(question: GradingQuestion, answer: str) -> tuple[str, ...]:
    """Short members in which nothing was recognised."""
    whole = compiled(question)
    known = {stem for phrase in whole.every for stem in phrase.stems}
    known |= {
        stem
        for text in (question.text, question.answer, *question.right, *question.also_today)
        for stem in read_words(text).content
    }
    segments = [
        segment.strip(" .!?-–()`\"'")
        for segment in PARTING.split(NUMBERING.sub("\n", without_asides(answer)))
    ]
    if len(segments) < 2:
        return ()
    return tuple(segment for segment in segments if is_foreign(segment, whole.every, whole.known, known))


def without_asides(answer: str) -> str:
    return re.sub(r"\([^()]{0,200}\)|\be\.g\.|\b(?:for example|such as|like)\b[^,;\n]{0,80}", " ", answer)


def is_foreign(segment: str, every: tuple[Phrase, ...], spelt: frozenset[str], known: set[str]) -> bool:
    words = read_words(segment)
    content = [t for t in words.tokens if t.is_content and t.word not in FILLERS]
    if not content or len(words.raw) > LONGEST_MEMBER:
        return False
    places = Places(words, every, spelt)
    if any(True for phrase in every for _ in places.find(phrase)):
        return False
    return any(token.stem not in known for token in content) and not known.intersection(places.of)


def judge_list(
    question: GradingQuestion, members: list[Member], foreign: tuple[str, ...], *, is_whole: bool
) -> Verdict:
    named, slugs = count(members), slugs_of(question, members)
    parts = parts_of(question, slugs, foreign)
    if is_whole:
        return Verdict("accept", slugs, "This is the model answer, or very nearly.", parts)
    if not named or len(foreign) > named:
        return Verdict("reject", slugs, nothing_right(foreign), parts)
    if named < question.points_needed:
        return Verdict("partial", slugs, too_few(question, named, members, foreign), parts)
    if foreign:
        return Verdict(
            "partial", slugs, f"Enough is right, but this does not belong: {', '.join(foreign)}.", parts
        )
    return Verdict("accept", slugs, f"All right: {listed(points_of(question, slugs))}.", parts)


def nothing_right(foreign: tuple[str, ...]) -> str:
    if not foreign:
        return "No member of the list was recognised."
    return f"This does not belong to the list: {', '.join(foreign)}."


def too_few(question: GradingQuestion, named: int, members: list[Member], foreign: tuple[str, ...]) -> str:
    said = f"{named} of {question.points_needed} found: {listed(points_of(question, slugs_of(question, members)))}."
    return f"{said} This does not belong: {', '.join(foreign)}." if foreign else said


def slugs_of(question: GradingQuestion, members: list[Member]) -> tuple[str, ...]:
    found = {member.point.slug for member in members}
    return tuple(point.slug for point in question.points if point.slug in found)


def points_of(question: GradingQuestion, slugs: tuple[str, ...]) -> tuple[Point, ...]:
    return tuple(point for point in question.points if point.slug in slugs)


def parts_of(question: GradingQuestion, slugs: tuple[str, ...], foreign: tuple[str, ...]) -> tuple[Part, ...]:
    members = tuple(Part(p.text, "right" if p.slug in slugs else "missing") for p in question.points)
    return members + tuple(Part(text, "foreign") for text in foreign)
