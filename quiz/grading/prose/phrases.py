"""Finding phrases in a text: word forms, order of words, typing errors."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quiz.grading.prose.everyday import PREVENTING, STANDS_FOR, opposites_of
from quiz.grading.prose.sentences import ARTICLES, DENIAL, FUNCTION_WORDS, Words, read_words
from quiz.grading.word_sets import word_set

SLACK = 3
"""Words that may stand between those of a phrase."""
DENIED_SLACK = 1
"""The same where one of them denies the others."""
NEARLY = 3
"""Words of a phrase that do for all of it when one more is missing."""
GENERAL = frozenset({"model", "data", "ml", "system", "tool", "process"})
"""Stems of words that may be left out where two others say what is meant."""
SHORTEST = 4
"""Letters of a word that is taken for another one, mistyped."""
COMMON = word_set("""
    states stages stores scores stated staged stored scored trained trainer tracked state stage store score
    mode moved move node code rate rates later latter alter from form trial trail train track trace
    plan plane place pace past part path paths test text task tasks date time times long loan lose
    loss loose layer lower power order older other cache catch watch batch match branch bench
""")
"""Words so alike that one is no typing error of the other."""


@dataclass(frozen=True, slots=True)
class Phrase:
    stems: tuple[str, ...]
    is_loose: bool
    """In any order with words between; else as it stands."""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Where a phrase stands in a text."""

    positions: tuple[int, ...]
    is_denied: bool


def read_phrase(text: str) -> Phrase | None:
    words = read_words(text)
    content = tuple(dict.fromkeys(words.content))
    if len(content) >= 2:
        return Phrase(content, True, words.raw)
    stems = tuple(token.stem for token in words.tokens if token.word not in ARTICLES)
    return Phrase(stems, False, words.raw) if stems else None


def read_phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Phrases, the longest first."""
    phrases = dict.fromkeys(phrase for text in texts if (phrase := read_phrase(text)))
    return tuple(sorted(phrases, key=lambda phrase: -len(phrase.stems)))


class Places:
    """Where each stem stands in a text, typing errors mended towards the words that are looked for."""

    def __init__(self, words: Words, wanted: Collection[Phrase], known: Collection[str] = ()) -> None:
        self.words = words
        self.of: dict[str, list[int]] = {}
        mend = Mending({word for phrase in wanted for word in phrase.words}, known)
        for at, token in enumerate(words.tokens):
            self.of.setdefault(token.stem, []).append(at)
            if meant := mend.reading(token.word, token.stem):
                self.of.setdefault(meant, []).append(at)

    def find(self, phrase: Phrase) -> Iterator[Found]:
        """Each place of the phrase."""
        missing = [stem for stem in phrase.stems if stem not in self.of]
        if not missing:
            yield from self.find_loose(phrase, phrase.stems) if phrase.is_loose else self.find_exact(phrase)
        elif phrase.is_loose and len(missing) == 1 and len(phrase.stems) >= 3 and DENIAL not in phrase.stems:
            yield from self.find_nearly(phrase, missing[0])

    def find_nearly(self, phrase: Phrase, missing: str) -> Iterator[Found]:
        """A phrase of which a word is missing, or stands as its opposite."""
        if missing in PREVENTING:
            return
        rest = tuple(stem for stem in phrase.stems if stem != missing)
        turned = [stem for stem in opposites_of(missing) if stem in self.of]
        for stem in turned:
            yield from (replace(found, is_denied=True) for found in self.find_loose(phrase, (*rest, stem)))
        if not turned and (len(rest) >= NEARLY or missing in GENERAL):
            yield from self.find_loose(phrase, rest)

    def find_exact(self, phrase: Phrase) -> Iterator[Found]:
        for start in self.of[phrase.stems[0]]:
            if all(self.stands(stem, start + step) for step, stem in enumerate(phrase.stems)):
                yield self.found(phrase, tuple(range(start, start + len(phrase.stems))))

    def find_loose(self, phrase: Phrase, stems: tuple[str, ...]) -> Iterator[Found]:
        rarest = min(stems, key=lambda stem: len(self.of[stem]))
        reach = len(stems) + (DENIED_SLACK if DENIAL in stems else SLACK)
        for start in self.of[rarest]:
            places = [self.nearest(stem, start) for stem in stems]
            if max(places) - min(places) <= reach:
                yield self.found(phrase, tuple(sorted(places)))

    def found(self, phrase: Phrase, positions: tuple[int, ...]) -> Found:
        denied = any(self.words.tokens[at].denied for at in positions)
        return Found(positions, denied and DENIAL not in phrase.stems)

    def clause_of(self, found: Found) -> int:
        return self.words.tokens[found.positions[0]].clause

    def stands(self, stem: str, at: int) -> bool:
        places = self.of.get(stem, [])
        slot = bisect_left(places, at)
        return slot < len(places) and places[slot] == at

    def nearest(self, stem: str, at: int) -> int:
        places = self.of[stem]
        slot = bisect_left(places, at)
        return min(places[max(0, slot - 1) : slot + 1], key=lambda place: abs(place - at))


class Mending:
    """Reads a mistyped word as the word that was meant."""

    def __init__(self, wanted: Iterable[str], known: Collection[str]) -> None:
        self.known = COMMON.union(known)
        self.by_letter: dict[str, dict[str, str]] = {}
        for word in wanted:
            if len(word) >= SHORTEST:
                self.by_letter.setdefault(word[0], {})[word] = stem_of(word)
        self.stems = {stem for of in self.by_letter.values() for stem in of.values()}
        self.seen: dict[str, str | None] = {}

    def reading(self, word: str, stem: str) -> str | None:
        """The stem that was meant where the word is mistyped."""
        if stem in self.stems or not SHORTEST <= len(word) <= 30 or word in self.known or is_plain(word):
            return None
        if word not in self.seen:
            self.seen[word] = self.meant(word)
        return self.seen[word]

    def meant(self, word: str) -> str | None:
        candidates = self.by_letter.get(word[0])
        if not candidates:
            return None
        most = 2 if len(word) >= 8 else 1
        best = process.extractOne(word, list(candidates), scorer=OSA.distance, score_cutoff=most)
        return candidates[best[0]] if best and is_slip(word, best[0]) else None


def is_plain(word: str) -> bool:
    """A word of every day, which is no other word mistyped."""
    return word in FUNCTION_WORDS or stem_of(word) in STANDS_FOR


def is_slip(word: str, meant: str) -> bool:
    """In a short word letters are left out, doubled or change places: another letter makes another word."""
    return len(word) >= 6 or len(word) != len(meant) or sorted(word) == sorted(meant)


@lru_cache(maxsize=16384)
def stem_of(word: str) -> str:
    tokens = read_words(word).tokens
    return tokens[0].stem if tokens else word
