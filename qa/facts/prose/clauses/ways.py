"""Which way a word says that a metric moved: 1 up, -1 down."""

from qa.facts.prose.grammar import WORDS

DIRECTIONS = {
    word: 1 if name in ("up", "rise", "more") else -1
    for name in ("up", "down", "rise", "fall", "more", "less")
    for word in WORDS[name]["words"]
}
DIRECTIONS |= {"higher": 1, "lower": -1}
# Which way the filer moved it: "raised its dividend by"
BROUGHT_WAYS = {
    word: 1 if word.split()[-1] in WORDS["brings"]["up"] else -1
    for word in WORDS["brings"]["words"]
    if word.split()[-1] not in WORDS["brings"]["either_way"]
}
# In the sense of the result rather than of the words: an improved loss is a smaller one.
TURNS = {
    word: -1 if name.startswith("worse") else 1
    for name in ("better", "worse", "improvement", "better_than", "worse_than")
    for word in WORDS[name]["words"]
}
