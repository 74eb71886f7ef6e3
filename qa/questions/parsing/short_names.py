"""What a company is called for short where no other can be meant: a word of its name, its initials, its ticker's start."""

from collections.abc import Container
from functools import lru_cache

from qa.language.stems import Word, words
from qa.questions.parsing.company_names import Named, bare, core, is_distinctive, name_words
from qa.questions.parsing.mend import common_words

_SHORTEST_WORD = 4  # letters
_SHORTEST_LETTERS = 3  # two are units and forms as often as names


def short_names_in(text: str, company: str, ticker: str, lines: Container[str]) -> list[Named]:
    """Return where a text asked of one company calls it by a short name: start, end, the company.

    Arguments:
        text: a question whose company is known without it.
        company: the company's name.
        ticker: its ticker; empty where unknown.
        lines: words in lower case that name lines of its filings, which they go on naming.
    """
    letters, name = _letters(company, ticker), _name(company)
    return [
        (word.start, word.end, company)
        for word in words(text)
        if (short := bare(word.text)) in letters or (short in name and short not in lines and _is_name(word))
    ]


def _is_name(word: Word) -> bool:
    """Whether a word is written as a name is, or is nothing but a name."""
    written = word.text[0].isupper() and (word.start > 0 or word.text.endswith(("'s", "’s")))
    return written or (is_distinctive(word.text) and bare(word.text) not in common_words())


@lru_cache(maxsize=1024)
def _name(company: str) -> frozenset[str]:
    return frozenset(word for word in core(company) if len(word) >= _SHORTEST_WORD)


@lru_cache(maxsize=1024)
def _letters(company: str, ticker: str) -> frozenset[str]:
    every = name_words(company)
    initials = {"".join(word[0] for word in every[:length]) for length in range(len(core(company)), len(every) + 1)}
    starts = {ticker.lower()[:length] for length in range(_SHORTEST_LETTERS, len(ticker) + 1)}
    found = {letters for letters in initials | starts if len(letters) >= _SHORTEST_LETTERS}
    return frozenset(letters for letters in found if is_distinctive(letters) and letters not in common_words())
