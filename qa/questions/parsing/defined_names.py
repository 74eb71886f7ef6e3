"""A question by the other of two names that a filing defines as one: "TVCC" of "Tarn Valley Credit Corporation (TVCC)"."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from qa.facts.defined_names import Pair
from qa.questions.parsing.company_names import without_form
from qa.questions.parsing.mend import common_words


def known_names(names: Container[str], defined: Sequence[Pair]) -> dict[str, str]:
    """Return, for what is among some names by one of the two only, in full or for short, the other by the one that is."""
    both = [*_pairs(defined), *((short, name) for name, short in _pairs(defined))]
    return {one: other for one, other in both if other in names and one not in names}


def by_other_names(question: str, defined: Sequence[Pair]) -> Iterator[str]:
    """Yield a question with what it calls for short called in full, and the other way about."""
    for called in ({short: name for name, short in defined}, dict(_pairs(defined))):
        other = renamed(question, called)
        if other != question:
            yield other


def _pairs(defined: Sequence[Pair]) -> Iterator[Pair]:
    """The names, those of companies without their legal form too."""
    for name, short in defined:
        yield from ((name, short), (without_form(name), short))


def renamed(question: str, called: Mapping[str, str]) -> str:
    """Return a question with names called otherwise."""
    for name, other in called.items():
        case = re.NOFLAG if name.lower() in common_words() else re.IGNORECASE  # "OR" is no "or"
        question = re.sub(rf"(?<![\w&]){re.escape(name)}(?![\w&])", other.replace("\\", ""), question, flags=case)
    return question
