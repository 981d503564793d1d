"""Everyday words that say the same, so that an answer in plain words meets the words of the bank."""

from functools import lru_cache

import snowballstemmer

ALIKE = (
    "large big huge giant gigantic heavy massive",
    "small tiny little lightweight",
    "store save keep hold persist",
    "fast quick quickly rapid rapidly",
    "group set bunch collection",
    "investigate inspect examine analyse analyze look",
    "start begin commence",
    "complete finish done finished",
    "repeat redo",
    "change alter modify vary",
    "show display",
    "use utilise utilize employ",
    "get obtain receive",
    "create build generate produce make",
    "remove delete",
    "need require",
    "previous earlier prior old older",
    "later subsequent next following afterwards",
    "choose pick select",
    "combine join unite",
    "degrade worsen worse decline deteriorate decay stale rot",
    "fail crash",
    "entire whole",
    "ensure guarantee",
    "allow let enable permit",
    "multiple several many lots loads plenty",
    "record log",
    "same identical unchanged",
    "connect chain",
    "wrong incorrect",
    "help assist",
    "people person human",
    "subset portion fraction percentage percent",
    "all everyone everybody",
    "deploy redeploy ship release rollout launch",
    "run rerun",
    "production live",
    "data rows",
    "train fit learned learnt",
    "retrain refit",
    "algorithm algo",
    "monitor watch observe",
    "fix repair solve",
    "hard difficult tough tricky",
    "merge integrate",
    "user customer client",
    "code script scripts",
    "reproduce replicate recreate rebuild",
    "approve approval",
    "regulator inspector authorities",
    "compliance comply complies",
    "exact exactly precise precisely",
    "place location spot home",
    "audit audits auditing",
    "container box",
    "price cost",
    "error bug defect fault mistake",
    "answer reply respond response",
    "target label outcome",
    "link relation relationship mapping",
)
"""The first word of a row stands for all of it."""
SAYINGS = (
    (r"(?:not|never|no|without|\w+n't)(?: \w+){0,3} differ(?:ent|ently|s|ence|ences)?", "same"),
    (
        r"(?:train|fit|learn)(?:s|ed|ted|ing|ting)?(?: it| them| the models?| models?)? (?:again|anew|afresh)",
        "retrain",
    ),
    (r"(?:keep|keeps|keeping|have|having) an eye on|look(?:s|ing)? out for", "monitor"),
    (r"look(?:s|ing)? after|tak(?:e|es|ing) care of", "maintain"),
    (r"(?:sign|signs|signed|signing) (?:it |them |a model |the model )?off", "approve"),
    (r"by (?:it|them)sel(?:f|ves)|on (?:its|their) own|hands off", "automated"),
    (r"in one go|all at once|overnight|nightly", "batch"),
    (r"(?:straight|right) away", "immediately"),
    (r"paper trail", "audit trail"),
    (r"mak(?:e|es|ing) sure", "ensure"),
    (r"(?:find|finds|finding) out", "find"),
    (r"(?:figure|figures|work|works) out", "find"),
    (r"pull(?:s|ed|ing)? up", "get"),
    (r"kick(?:s|ed)? in", "start"),
    (r"(?:over|as) time (?:passes|goes by|goes on)|as time passes|with time|eventually", "over time"),
    (r"get(?:s|ting)? old|go(?:es)? off", "degrade"),
)
"""Sayings of several words, and the word of the bank."""
OPPOSITES = (
    "same change differ",
    "stop start continue run",
    "before after once",
    "previous later new newer",
    "latest previous",
    "more less fewer",
    "increase decrease reduce lower",
    "fast slow",
    "automated manual",
    "large small",
    "good bad",
    "better degrade",
    "easy difficult hard",
    "cheap expensive costly",
    "backward forward",
    "improve degrade hurt",
    "allow prevent forbid block",
    "mutable immutable",
    "high low",
    "public private secret",
    "temporary permanent",
    "local remote",
    "online offline",
    "central scattered separate",
    "all none",
    "optional mandatory",
    "always never",
    "safe risky dangerous",
    "work fail",
    "remember forget",
    "hide show",
    "gradual sudden once",
    "bridge widen",
    "close open widen",
    "combine separate",
    "enforce drop abandon skip",
)
"""The first word of a row is the opposite of each other one."""
NOT = ("un", "in", "im", "non", "dis", "ir")
"""Beginnings that turn a word into its opposite."""
LONG_ENOUGH = 5
"""Letters of a stem that can have such a beginning: "inner" has none."""

_stemmer = snowballstemmer.stemmer("english")


def stems(row: str) -> tuple[str, ...]:
    return tuple(_stemmer.stemWord(word) for word in row.split())


def paired() -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for row in OPPOSITES:
        first, *others = (STANDS_FOR.get(stem, stem) for stem in stems(row))
        for other in others:
            pairs.setdefault(first, set()).add(other)
            pairs.setdefault(other, set()).add(first)
    return {stem: frozenset(others) for stem, others in pairs.items()}


TIMES = frozenset(stems("before after once previous later new newer latest"))
"""Words of time: a good sentence often has one beside its opposite's subject."""
STANDS_FOR = {other: row[0] for row in map(stems, ALIKE) for other in row}
PAIRED = paired()
PREVENTING = frozenset(
    STANDS_FOR.get(s, s) for s in stems("prevent prevents avoid stop keep against protect")
)
"""Without such a word a sentence says that what is to be prevented happens."""


@lru_cache(maxsize=4096)
def opposites_of(stem: str) -> frozenset[str]:
    made = {start + stem for start in NOT}
    bare = {stem.removeprefix(start) for start in NOT if stem.startswith(start) and len(stem) > LONG_ENOUGH}
    return PAIRED.get(stem, frozenset()) | made | bare
