"""Finding phrases in a text: word forms, order of words, typing errors."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quiz.engine.grading.word_sets import word_set
from quiz.engine.grading.words import ARTICLES, DENIAL, Words, read_words

SLACK = 3
"""Words that may stand between those of a phrase."""
COMMON = word_set("""
    states stages stores scores stated staged stored scored trained trainer tracked state
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
        mend = Mending(wanted, known)
        for at, token in enumerate(words.tokens):
            for stem in mend.readings(token.word, token.stem):
                self.of.setdefault(stem, []).append(at)

    def find(self, phrase: Phrase) -> Iterator[Found]:
        """Each place of the phrase."""
        if all(stem in self.of for stem in phrase.stems):
            yield from self.find_loose(phrase) if phrase.is_loose else self.find_exact(phrase)

    def find_exact(self, phrase: Phrase) -> Iterator[Found]:
        for start in self.of[phrase.stems[0]]:
            if all(self.stands(stem, start + step) for step, stem in enumerate(phrase.stems)):
                yield self.found(phrase, tuple(range(start, start + len(phrase.stems))))

    def find_loose(self, phrase: Phrase) -> Iterator[Found]:
        rarest = min(phrase.stems, key=lambda stem: len(self.of[stem]))
        reach = len(phrase.stems) + SLACK
        for start in self.of[rarest]:
            places = [self.nearest(stem, start) for stem in phrase.stems]
            if max(places) - min(places) <= reach:
                yield self.found(phrase, tuple(sorted(places)))

    def found(self, phrase: Phrase, positions: tuple[int, ...]) -> Found:
        denied = any(self.words.tokens[at].denied for at in positions)
        return Found(positions, denied and DENIAL not in phrase.stems)

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

    def __init__(self, wanted: Collection[Phrase], known: Collection[str]) -> None:
        self.stems = {stem for phrase in wanted for stem in phrase.stems}
        self.known = COMMON.union(known)
        self.by_letter: dict[str, dict[str, str]] = {}
        for phrase in wanted:
            for word in phrase.words:
                if len(word) >= 6:
                    self.by_letter.setdefault(word[0], {})[word] = stem_of(word)
        self.seen: dict[str, str | None] = {}

    def readings(self, word: str, stem: str) -> tuple[str, ...]:
        if stem in self.stems or len(word) < 6 or word in self.known or len(word) > 30:
            return (stem,)
        if word not in self.seen:
            self.seen[word] = self.meant(word)
        meant = self.seen[word]
        return (stem, meant) if meant else (stem,)

    def meant(self, word: str) -> str | None:
        candidates = self.by_letter.get(word[0])
        if not candidates:
            return None
        most = 2 if len(word) >= 9 else 1
        best = process.extractOne(word, list(candidates), scorer=OSA.distance, score_cutoff=most)
        return candidates[best[0]] if best else None


def stem_of(word: str) -> str:
    tokens = read_words(word).tokens
    return tokens[0].stem if tokens else word
