"""Concepts: are the key points in the answer?"""

from dataclasses import dataclass, replace
from functools import lru_cache

from quiz.grading.prose.doubts import hands_on, wrong_kind
from quiz.grading.prose.likeness import Likeness, likeness
from quiz.grading.prose.opposites import clauses_against, denies_what_is_told, is_turned, turned_clauses
from quiz.grading.prose.phrases import Found, Mending, Phrase, Places, read_phrases
from quiz.grading.prose.sentences import Words, read_words
from quiz.grading.verdict import GradingQuestion, Part, Point, State, Verdict, rejected

FAULTS = frozenset({"problem", "problems", "challenge", "challenges", "limit", "limits", "crisis", "risk"})
ECHO = 4
"""So many words in the question's own order are an echo of it and no evidence."""
FEW = 6
"""So many key words may still be the whole of a short answer."""
SHORT = 8
"""Key words. Who says so few, and none of the bank's, does not answer; who says more may do so in other words."""
WORDS_FOR_UNSURE = "Whether this says enough is for you to judge: compare it with the model answer."


@dataclass(frozen=True, slots=True)
class Compiled:
    """A question's phrases, read once."""

    phrases: tuple[tuple[Phrase, ...], ...]
    """For each key point."""
    every: tuple[Phrase, ...]
    known: frozenset[str]
    """Words that are spelt right."""
    mending: Mending


@dataclass(frozen=True, slots=True)
class Met:
    """What an answer says of each key point."""

    states: tuple[tuple[Point, State], ...]

    def having(self, state: State) -> tuple[Point, ...]:
        return tuple(point for point, its in self.states if its == state)

    @property
    def is_whole(self) -> bool:
        return all(state == "right" for _, state in self.states)

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(point.slug for point in self.having("right"))

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(Part(point.text, state) for point, state in self.states)


@lru_cache(maxsize=1024)
def compiled(question: GradingQuestion) -> Compiled:
    phrases = tuple(
        telling(read_phrases((*point.synonyms, point.text)), question) for point in question.points
    )
    texts = [question.text, question.answer, *question.right, *question.also_today]
    texts += [lure.text for lure in question.wrong]
    known = frozenset(word for text in texts for word in read_words(text).raw)
    every = tuple(phrase for each in phrases for phrase in each)
    said = known.union(*(phrase.words for phrase in every))
    return Compiled(phrases, every, known, Mending(said, said))


def telling(phrases: tuple[Phrase, ...], question: GradingQuestion) -> tuple[Phrase, ...]:
    """The phrases without single words that the question itself has: to repeat them tells nothing."""
    if question.kind == "list":
        return phrases
    asked = {word.removesuffix("s") for word in read_words(question.text).raw}
    new = tuple(p for p in phrases if len(p.words) > 1 or p.words[0].removesuffix("s") not in asked)
    return new or phrases


def read_mended(question: GradingQuestion, answer: str) -> Words:
    """The answer's words, mistyped ones as they were meant: towards what is wrong as well as what is right."""
    words, whole = read_words(answer), compiled(question)
    meant = [whole.mending.reading(token.word, token.stem) for token in words.tokens]
    tokens = (
        replace(token, stem=stem) if stem else token for token, stem in zip(words.tokens, meant, strict=True)
    )
    return Words(tuple(tokens), words.raw) if any(meant) else words


def grade_concept(question: GradingQuestion, answer: str) -> Verdict:
    words = read_mended(question, answer)
    like = likeness(question, words)
    met = meet(question, read_against(question, words))
    return judge(question, met, like, words)


def judge(question: GradingQuestion, met: Met, like: Likeness, words: Words) -> Verdict:
    """The verdict on what was met; never accepted without what is essential."""
    missing = tuple(p for p in question.points if p.essential and p.slug not in met.slugs)
    return held_to(missing, by_words(question, met, like, words))


def held_to(essential: tuple[Point, ...], verdict: Verdict) -> Verdict:
    """`essential` are those that were not found."""
    if not essential or verdict.verdict != "accept":
        return verdict
    message = f"Something essential was not found: {listed(essential)}."
    return replace(verdict, verdict="partial" if verdict.points else "unsure", message=message)


def by_words(question: GradingQuestion, met: Met, like: Likeness, words: Words) -> Verdict:
    if contradicts(question, words):
        return rejected("The answer is the other way round: the question is answered with yes.", met.parts)
    if like.is_right or (like.today >= 0.6 and not like.leans_wrong):
        return accepted_whole(question, met)
    if like.is_wrong and like.lure:
        return rejected(" ".join(["This is something else.", like.lure.why]).strip(), met.parts)
    if lure := wrong_kind(question, words):
        return rejected(" ".join(["This is something else.", lure.why]).strip(), met.parts)
    if not question.points:
        return Verdict("unsure", (), WORDS_FOR_UNSURE)
    return turned_round(question, met) or by_points(question, met, like, words)


def by_points(question: GradingQuestion, met: Met, like: Likeness, words: Words) -> Verdict:
    """The verdict by how many key points were found."""
    found, needed = len(met.slugs), min(question.points_needed, len(question.points))
    if found >= needed:
        return enough(question, met, like, words)
    if question.kind == "concept" and denies_what_is_told(question, words) and not asks_for_fault(question):
        return rejected("You deny a word of the answer.", met.parts)
    if found and not like.leans_wrong:
        return Verdict("partial", met.slugs, sentence_of_points(met), met.parts)
    return nothing_found(met, like, words)


def contradicts(question: GradingQuestion, words: Words) -> bool:
    """ "No" where the model answer begins with "yes"."""
    return words.raw[:1] == ("no",) and read_words(question.answer).raw[:1] == ("yes",)


def accepted_whole(question: GradingQuestion, met: Met) -> Verdict:
    """An answer that is the model answer, or nearly: its points count even where no synonym names them."""
    slugs = met.slugs or tuple(point.slug for point in question.points[: question.points_needed])
    return Verdict("accept", slugs, "This is the model answer, or very nearly.", met.parts)


def turned_round(question: GradingQuestion, met: Met) -> Verdict | None:
    """Says the opposite, or of the one what holds for the other."""
    found, denied, swapped = len(met.slugs), met.having("denied"), met.having("swapped")
    if swapped and len(swapped) > found:
        return rejected(
            f"The two sides seem to be swapped: what you say of one holds for the other ({listed(swapped)}).",
            met.parts,
        )
    is_refuted = len(denied) >= max(found, 1) and found < question.points_needed
    if is_refuted and not asks_for_fault(question):
        return rejected(f"You deny what is so: {listed(denied)}.", met.parts)
    return None


def asks_for_fault(question: GradingQuestion) -> bool:
    """Where a fault is asked for, "cannot" may be the right answer."""
    return bool(FAULTS.intersection(read_words(question.text).raw))


def enough(question: GradingQuestion, met: Met, like: Likeness, words: Words) -> Verdict:
    denied, swapped = met.having("denied"), met.having("swapped")
    if denied or swapped:
        doubt = "deny" if denied else "say of the wrong side"
        message = (
            f"You name enough, but seem to {doubt} this: {listed(denied or swapped)}; judge for yourself."
        )
        return Verdict("unsure", met.slugs, message, met.parts)
    if is_turned(question, words) or denies_what_is_told(question, words) or hands_on(words):
        return Verdict("unsure", met.slugs, WORDS_FOR_UNSURE, met.parts)
    if (like.leans_wrong and not met.is_whole) or (is_bare(question, words) and like.shared < 0.5):
        return Verdict("unsure", met.slugs, WORDS_FOR_UNSURE, met.parts)
    return Verdict("accept", met.slugs, sentence_of_points(met), met.parts)


def is_bare(question: GradingQuestion, words: Words) -> bool:
    """A few key words and no sentence. Those of a comparison stand at their sides, which says enough."""
    is_short = len(words.raw) == len(words.content) <= FEW
    return is_short and question.kind != "comparison"


def nothing_found(met: Met, like: Likeness, words: Words) -> Verdict:
    if like.leans_wrong and like.lure:
        message = " ".join(["This is nearer to something else.", like.lure.why]).strip()
        return Verdict("reject", met.slugs, message, met.parts)
    is_short = len(words.content) <= SHORT
    if like.is_elsewhere or (is_short and (like.is_far or like.shared == 0)):
        return rejected("None of the key points is in this answer.", met.parts)
    return Verdict(
        "unsure", met.slugs, "No key point was recognised: compare your answer and judge.", met.parts
    )


def sentence_of_points(met: Met) -> str:
    missing = met.having("missing")
    said = f"Found: {listed(met.having('right'))}."
    return f"{said} Not found: {listed(missing)}." if missing else said


def listed(points: tuple[Point, ...]) -> str:
    return "; ".join(point.text for point in points)


def read_against(question: GradingQuestion, words: Words) -> Words:
    """The words without the question's echo; a clause that is turned round counts as denied."""
    words, turned = without_echo(question, words), turned_clauses(question, words)
    if not turned:
        return words
    return Words(tuple(replace(t, denied=t.denied or t.clause in turned) for t in words.tokens), words.raw)


def without_echo(question: GradingQuestion, words: Words) -> Words:
    """The words without runs that repeat the question."""
    asked, said = read_words(question.text).tokens, words.tokens
    runs = {tuple(t.stem for t in asked[at : at + ECHO]) for at in range(len(asked) - ECHO + 1)}
    echoed = {
        at + step
        for at in range(len(said) - ECHO + 1)
        if tuple(t.stem for t in said[at : at + ECHO]) in runs
        for step in range(ECHO)
    }
    return Words(tuple(token for at, token in enumerate(said) if at not in echoed), words.raw)


def places_of(question: GradingQuestion, words: Words) -> Places:
    whole = compiled(question)
    return Places(words, whole.every, whole.known)


def meet(question: GradingQuestion, words: Words) -> Met:
    places = places_of(question, words)
    phrases = compiled(question).phrases
    return Met(
        tuple(
            (point, state_of(findings(question, places, its, point)))
            for point, its in zip(question.points, phrases, strict=True)
        )
    )


def findings(
    question: GradingQuestion, places: Places, phrases: tuple[Phrase, ...], point: Point
) -> list[Found]:
    """Where the point is said; as denied where a word beside it turns it round."""
    against = clauses_against(question, point, places.words)
    return [
        replace(found, is_denied=True) if places.clause_of(found) in against else found
        for phrase in phrases
        for found in places.find(phrase)
    ]


def state_of(found: list[Found]) -> State:
    if not found:
        return "missing"
    return "denied" if all(each.is_denied for each in found) else "right"
