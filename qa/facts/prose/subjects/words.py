"""The words by which names and nouns are told: which stand within them, which leave a metric whole, which make none."""

from qa.language.phrases import phrases

_WORDS = phrases("prose")
NAME_LINKS = frozenset(_WORDS["links"]["names"])
NOUN_LINKS = frozenset(_WORDS["links"]["nouns"])
BESIDE_LINKS = frozenset(_WORDS["links"]["beside"])
GENERAL = frozenset(_WORDS["general_headings"]["words"])  # of headings above what is of the whole company
WHOLE = frozenset(_WORDS["whole"]["words"])
NO_METRIC = frozenset(_WORDS["no_metric"]["words"])
MOST_WORDS = 7  # of a part's name, or of a noun
