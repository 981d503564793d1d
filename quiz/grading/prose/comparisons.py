"""Comparisons: key points that belong to one of two sides."""

import re
from functools import lru_cache

from quiz.grading.prose.concepts import (
    Met,
    compiled,
    findings,
    judge,
    places_of,
    read_against,
    read_mended,
    state_of,
)
from quiz.grading.prose.likeness import likeness
from quiz.grading.prose.phrases import Found, Places
from quiz.grading.prose.sentences import DENIAL, Token, Words, read_words
from quiz.grading.verdict import GradingQuestion, Point, State, Verdict, rejected
from quiz.grading.word_sets import word_set

Side = int | None
BETWEEN = (
    re.compile(r"difference between (.+?) and (.+)", re.IGNORECASE),
    re.compile(r"how (?:does|do|is|are) (.+?) (?:differ|different|differs) from (.+)", re.IGNORECASE),
    re.compile(r"(?:what (?:is|are) )?(.+?) (?:vs\.?|versus|compared (?:to|with)) (.+)", re.IGNORECASE),
)
ALL_ALIKE = re.compile(
    r"^(?!.*\b(?:but|except)\b)\W*(?:"
    r"(?:(?:there is|there's|they have) )?no (?:real )?difference\b"
    r"|(?:they|both|these|those|it)(?: are|'re|'s)?(?: both| all| basically| just| really)* (?:the )?same\b)",
    re.IGNORECASE,
)
VAGUE = word_set("""
    model data use log like train ml tool system what is are environ serv
""")
PRONOUNS = frozenset({"it", "they", "its", "their", "which", "that", "where", "who"})
AUXILIARIES = frozenset({"do", "does", "did", "can", "has", "is", "are", "will"})
ASIDE = frozenset({"unlike", "compared", "contrast"})
ADDING = frozenset({"to", "than", "from", "over"})
"""Behind such a word a side is no subject: "adds training to the other"."""
OPENING = 3
"""A side named so early in a clause is what the clause is about."""


@lru_cache(maxsize=256)
def sides_of(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The stems by which each side is known."""
    bare = re.sub(r"\([^)]*\)", " ", text).replace('"', " ")
    match = next((match for pattern in BETWEEN if (match := pattern.search(bare))), None)
    quoted = re.findall(r'"([^"]+)"', text)
    if match is None and len(quoted) != 2:
        return None
    names = quoted if len(quoted) == 2 else match.groups() if match else ()
    one, two = (set(read_words(name).content) - VAGUE for name in names)
    first, second = frozenset(with_short(one - two)), frozenset(with_short(two - one))
    return (first | {"former"}, second | {"latter"}) if first and second else None


def with_short(side: set[str]) -> set[str]:
    """Whoever says "ML" where the other side is something else means MLOps."""
    return side | {"ml"} if "mlop" in side else side


def grade_comparison(question: GradingQuestion, answer: str) -> Verdict:
    words = read_mended(question, answer)
    if ALL_ALIKE.search(answer):
        return rejected("There is a difference: say what each of them is.")
    return judge(
        question, meet_sides(question, read_against(question, words)), likeness(question, words), words
    )


def meet_sides(question: GradingQuestion, words: Words) -> Met:
    sides = sides_of(question.text)
    places, phrases = places_of(question, words), compiled(question).phrases
    at_side = sides_along(words.tokens, sides)
    unlike = sides_unlike(words.tokens, sides)
    belonging = belonging_of(question)
    states = (
        state_at_side(findings(question, places, its, point), at_side, side, is_unlike=side in unlike)
        for point, its, side in zip(question.points, phrases, belonging, strict=True)
    )
    return Met(tuple(zip(question.points, states, strict=True)))


@lru_cache(maxsize=256)
def belonging_of(question: GradingQuestion) -> tuple[Side, ...]:
    """The side of each point; where no point names any, all are of the one that the model answer is about."""
    sides = sides_of(question.text)
    about = first_named(read_words(question.answer).tokens, sides)
    belonging = point_sides(question.points, sides, about)
    if any(side is not None for side in belonging):
        return tuple(belonging)
    told = Places(read_words(question.answer), compiled(question).every, ())
    along = sides_along(told.words.tokens, sides)
    found = [[f for phrase in its for f in told.find(phrase)] for its in compiled(question).phrases]
    return tuple(
        about if its and all(is_said_of(about, told, f, along) for f in its) else None for its in found
    )


def is_said_of(about: Side, told: Places, found: Found, along: list[Side]) -> bool:
    """And not denied, which would make it the other side's."""
    stems = {told.words.tokens[at].stem for at in range(found.positions[0], found.positions[-1] + 1)}
    return along[found.positions[0]] == about and not found.is_denied and DENIAL not in stems


def state_at_side(found: list[Found], at_side: list[Side], side: Side, *, is_unlike: bool) -> State:
    """To deny of one side what holds for the other is no swap."""
    fitting = [each for each in found if side is None or at_side[each.positions[0]] in {None, side}]
    if fitting or not found:
        return state_of(fitting)
    if all(each.is_denied for each in found):
        return "right" if is_unlike else "missing"
    return "swapped"


def sides_unlike(tokens: tuple[Token, ...], sides: tuple[frozenset[str], frozenset[str]] | None) -> set[Side]:
    """The sides of which it says no more than that they do what the other does not: "stateful does"."""
    return {
        side_named(tokens[at], sides)
        for at, other in enumerate(tokens[1:])
        if other.word in AUXILIARIES and all(t.clause != other.clause for t in tokens[at + 2 : at + 3])
    } - {None}


def point_sides(
    points: tuple[Point, ...], sides: tuple[frozenset[str], frozenset[str]] | None, about: Side
) -> list[Side]:
    """The side of each point: the one that its clauses are about.

    "It" is what the point before is about, and for the first what the model answer is about.
    """
    belonging: list[Side] = []
    for point in points:
        tokens = read_words(point.text).tokens
        named = set(sides_along(tokens, sides)) - {None}
        if tokens and tokens[0].word in PRONOUNS:
            named = {about} | {side_named(token, sides) for token in tokens} - {None}
        belonging.append(named.pop() if len(named) == 1 else None)
        about = about if belonging[-1] is None else belonging[-1]
    return belonging


def first_named(tokens: tuple[Token, ...], sides: tuple[frozenset[str], frozenset[str]] | None) -> Side:
    return next((side for token in tokens if (side := side_named(token, sides)) is not None), None)


def side_named(token: Token, sides: tuple[frozenset[str], frozenset[str]] | None) -> Side:
    if sides is None:
        return None
    return 0 if token.stem in sides[0] else 1 if token.stem in sides[1] else None


def sides_along(tokens: tuple[Token, ...], sides: tuple[frozenset[str], frozenset[str]] | None) -> list[Side]:
    """For each word, which side its clause is about."""
    along: list[Side] = []
    current: Side = None
    for clause in clauses(tokens, sides):
        current = side_of_clause(clause, sides, current)
        along += [current] * len(clause)
    return along


def clauses(
    tokens: tuple[Token, ...], sides: tuple[frozenset[str], frozenset[str]] | None
) -> list[tuple[Token, ...]]:
    """Clauses, parted also at an "and" that turns to a side."""
    parted: list[list[Token]] = []
    for at, token in enumerate(tokens):
        turns = token.word == "and" and first_named(tokens[at + 1 : at + 2], sides) is not None
        if not parted or parted[-1][-1].clause != token.clause or turns:
            parted.append([])
        parted[-1].append(token)
    return [tuple(clause) for clause in parted]


def side_of_clause(
    clause: tuple[Token, ...], sides: tuple[frozenset[str], frozenset[str]] | None, before: Side
) -> Side:
    if {token.word for token in clause[:2]} & ASIDE:
        return before
    if clause[0].word in PRONOUNS:
        return before
    content = tuple(
        token
        for at, token in enumerate(clause)
        if token.is_content and token.stem != DENIAL and (at == 0 or clause[at - 1].word not in ADDING)
    )
    opening = first_named(content[:OPENING], sides)
    if opening is not None:
        return opening
    named = {side for token in content if (side := side_named(token, sides)) is not None}
    return named.pop() if len(named) == 1 else before
