"""Answers that are none: they are turned down before anything is looked for in them."""

import re

from quiz.grading.plain_text import plain, visible
from quiz.grading.prose.sentences import DENIAL, FUNCTION_WORDS, Words, read_words
from quiz.grading.prose.shorthand import told_in_short
from quiz.grading.verdict import EXACT, LONGEST_ANSWER, LONGEST_TYPED, GradingQuestion
from quiz.grading.word_sets import word_set

EMPTY = "There is no answer here yet."
TOO_LONG = f"This is longer than {LONGEST_ANSWER:,} characters; say it in a few sentences."
NOT_KNOWN = "You say that you do not know it, so it counts as not known."
OTHER_LANGUAGE = "This does not seem to be English, the language in which the answers are graded."
COPIED = "This repeats the question without answering it."
SOUP = "These are single words, not an answer: say in a sentence what they have to do with each other."
ORDER = "This speaks to the grading instead of answering the question."

UNKNOWING = re.compile(
    r"(?:sorry\W*)?(?:i (?:really |honestly )?(?:do not|don't|dont) (?:know|remember)|no idea|not sure|idk|dunno"
    r"|i have no idea|i forgot|pass|skip|\?+|n/?a|none|nothing)(?: (?:it|this|that|the answer|yet|sorry))*[.!?\s]*"
)
ORDERING = re.compile(
    r"\b(?:ignore (?:all |any |the )?(?:previous|above|other) "
    r"|(?:mark|grade|accept|count|rate) (?:this|it|me|my answer) "
    r"|verdict\W{1,4}accept|you are (?:now )?(?:a|the) grad)"
)
LONGEST_GAP = 24
LONG_GAP = re.compile(rf"[^\S\n]{{{LONGEST_GAP},}}")
EMPTY_LINES = re.compile(r"\n\s*\n\s*")
COMPOUND = re.compile(r"\w+(?:-\w+)+")
"""The "to" of "end-to-end" joins nothing."""
JOINING_SIGN = re.compile(r"\w+ ?[(=:+→] ?\w")
"""Short for a sentence: "training (on new data)", "metric = number"."""
FOREIGN_WORDS = word_set("""
    der und ist ein eine einer das für mit von nicht werden sich zum zur dem den auf wird oder sind
    durch damit el los las una para que con por del como es son sus y entre cuando le les des est une
    pour dans avec sur du par qui aux ou sont entre ce et il di che per sono gli della nel uno con lo
    dei delle e het een van voor met zijn wordt naar niet te om o os um uma não ao são mais em jest się
    nie oraz przez ve bir için ile och att som på är til av
""") - {"a", "in", "o", "e", "y", "i", "den", "con"}


def without_gaps(answer: str) -> str:
    """The answer without long rows of blanks, which would cost time and mean nothing."""
    return LONG_GAP.sub(" " * LONGEST_GAP, EMPTY_LINES.sub("\n\n", answer.strip()))


def refusal(question: GradingQuestion, answer: str) -> str | None:
    """Why this is no answer at all, or None. Commands and code are no prose: only what holds for all is asked."""
    seen = visible(answer[:LONGEST_TYPED]).strip()
    said = plain(seen)
    if not any(character.isalnum() for character in said):
        return EMPTY
    if len(answer) > LONGEST_TYPED or max(len(seen), len(said)) > LONGEST_ANSWER:
        return TOO_LONG
    lowered = said.casefold()
    if UNKNOWING.fullmatch(lowered[:200]):
        return NOT_KNOWN
    if ORDERING.search(lowered):
        return ORDER
    return None if question.kind in EXACT else refusal_of_prose(question, said)


def refusal_of_prose(question: GradingQuestion, said: str) -> str | None:
    words = read_words(said)
    if is_other_language(said, words.raw):
        return OTHER_LANGUAGE
    if is_copied(question, words):
        return COPIED
    if is_repeated(words):
        return SOUP
    return SOUP if is_soup_here(question, said, words) and not told_in_short(question, said) else None


def is_other_language(said: str, words: tuple[str, ...]) -> bool:
    letters = [character for character in said if character.isalpha()]
    strange = sum(ord(character) > 0x24F for character in letters)
    if strange * 3 > len(letters):
        return True
    foreign = (
        sum(word in FOREIGN_WORDS for word in words) + sum("ß" <= letter <= "ſ" for letter in letters) // 2
    )
    return foreign >= 2 and foreign > sum(word in FUNCTION_WORDS for word in words)


def is_copied(question: GradingQuestion, words: Words) -> bool:
    """Nothing in it but words of the question."""
    asked = set(read_words(question.text).content)
    return question.kind != "list" and set(words.content) - {DENIAL} <= asked


def is_repeated(words: Words) -> bool:
    return len(words.content) >= 10 and len(set(words.content)) * 2 < len(words.content)


def is_soup_here(question: GradingQuestion, said: str, words: Words) -> bool:
    """Soup, unless it is a list that is asked for, or the model answer itself is as terse."""
    if question.kind == "list" or not is_soup(said, words):
        return False
    return not is_soup(question.answer, read_words(question.answer))


def is_half_told(question: GradingQuestion, answer: str) -> bool:
    """Words in a row that tell some of the key points needed, but too few: nobody can say what the others mean."""
    said = plain(visible(answer)).strip()
    if question.kind in EXACT or not is_soup_here(question, said, read_words(said)):
        return False
    return len(told_in_short(question, said)) < min(question.points_needed, len(question.points))


def is_in_sentences(said: str) -> bool:
    """Short sentences such as "Offline serving makes batch predictions." need no words that join."""
    sentences = re.split(r"[.!?]\s", said)
    return len(sentences) > 1 and all(len(sentence.split()) >= 3 for sentence in sentences)


def is_soup(said: str, words: Words) -> bool:
    """Keywords in a row without the words that make a sentence of them."""
    if len(words.raw) < 5:
        return False
    joining = sum(word in FUNCTION_WORDS for word in read_words(COMPOUND.sub("x", said)).raw)
    joining += len(JOINING_SIGN.findall(said))
    if joining * 12 < len(words.raw) and len(words.raw) >= 7 and not is_in_sentences(said):
        return True
    members = [member for member in re.split(r"[,;\n|/]+", said) if member.strip()]
    return len(members) >= 5 and all(len(member.split()) <= 2 for member in members)
