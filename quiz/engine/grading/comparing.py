"""Comparisons: key points that belong to one of two sides."""

import re
from functools import lru_cache

from quiz.engine.grading.concepts import Met, compiled, findings, judge, places_of, state_of, without_echo
from quiz.engine.grading.likeness import likeness
from quiz.engine.grading.phrases import Found
from quiz.engine.grading.values import GradingQuestion, Point, State, Verdict
from quiz.engine.grading.word_sets import word_set
from quiz.engine.grading.words import DENIAL, Token, Words, read_words

Side = int | None
BETWEEN = (
    re.compile(r"difference between (.+?) and (.+)", re.IGNORECASE),
    re.compile(r"how (?:does|do|is|are) (.+?) (?:differ|different|differs) from (.+)", re.IGNORECASE),
    re.compile(r"(?:what (?:is|are) )?(.+?) (?:vs\.?|versus|compared (?:to|with)) (.+)", re.IGNORECASE),
)
VAGUE = word_set("""
    model data use log like train ml tool system what is are environ serv
""")
PRONOUNS = frozenset({"it", "they", "its", "their", "which", "that", "where", "who"})
ASIDE = frozenset({"unlike", "compared", "contrast"})
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
    first, second = frozenset(one - two), frozenset(two - one)
    return (first | {"former"}, second | {"latter"}) if first and second else None


def grade_comparison(question: GradingQuestion, answer: str) -> Verdict:
    words = read_words(answer)
    return judge(
        question, meet_sides(question, without_echo(question, words)), likeness(question, words), words
    )


def meet_sides(question: GradingQuestion, words: Words) -> Met:
    sides = sides_of(question.text)
    places, phrases = places_of(question, words), compiled(question).phrases
    at_side = sides_along(words.tokens, sides)
    belonging = point_sides(question.points, sides)
    states = (
        state_at_side(findings(places, its), at_side, side)
        for its, side in zip(phrases, belonging, strict=True)
    )
    return Met(tuple(zip(question.points, states, strict=True)))


def state_at_side(found: list[Found], at_side: list[Side], side: Side) -> State:
    fitting = [each for each in found if side is None or at_side[each.positions[0]] in {None, side}]
    return "swapped" if found and not fitting else state_of(fitting)


def point_sides(points: tuple[Point, ...], sides: tuple[frozenset[str], frozenset[str]] | None) -> list[Side]:
    """The side of each point: the one that its clauses are about, or that of the point before where it says "it"."""
    belonging: list[Side] = []
    for point in points:
        tokens = read_words(point.text).tokens
        about = set(sides_along(tokens, sides)) - {None}
        named = about.pop() if len(about) == 1 else None
        if named is None and tokens and tokens[0].word in PRONOUNS and belonging:
            named = belonging[-1]
        belonging.append(named)
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
    content = tuple(token for token in clause if token.is_content and token.stem != DENIAL)
    if clause[0].word in PRONOUNS:
        return before
    opening = first_named(content[:OPENING], sides)
    if opening is not None:
        return opening
    named = {side for token in clause if (side := side_named(token, sides)) is not None}
    return named.pop() if len(named) == 1 else before
