"""What a company is called for short where no other can be meant: its name's first words or one of them, its initials, its ticker, its trade."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from qa.language.phrases import either
from qa.language.stems import Word, words
from qa.questions.parsing.company_names import Named, Wording, bare, core, is_distinctive, name_words
from qa.questions.parsing.mend import common_words, is_strange
from qa.questions.parsing.patterns import Span
from qa.questions.parsing.topics import is_dealt_with
from qa.questions.parsing.words import trades

_PARTS = ("segment", "division", "unit", "arm", "business", "channel", "side", "operations")  # "the retailer segment"
_HAS = re.compile(r"[A-Z][\w-]{3,}['’]s")
_OTHER_TRUST = re.compile(r"\b(?:pension|benefits?|employees?|family|voting|charitable|master|rabbi)\b.* trust\b", re.I)
_SHORTEST_WORD = 4  # letters
_LONGEST_TICKER = 4
# Those whom somebody leads: "Ada Quill's team".
_LED = re.compile(
    r"\b(?:[A-Z][\w.-]+ ){0,2}(?P<name>[A-Z][\w-]+)['’]s (?:company|team|firm|outfit|crew|shop|people|folks)\b"
)
_SHORTEST_MISTYPED = 5  # letters
_LONG_MISTYPED = 8  # letters, from which on two of them may be wrong
_SHORTEST_LETTERS = 3  # two are units and forms as often as names


def short_names_in(
    text: str, company: str, ticker: str, lines: Container[str], written: Callable[[str], bool]
) -> list[Named]:
    """Return where a text asked of one company calls it by a short name: start, end, the company.

    Arguments:
        text: a question whose company is known without it.
        company: the company's name.
        ticker: its ticker; empty where unknown.
        lines: words in lower case that name lines of its filings, which they go on naming.
        written: whether a word stands in their text, as it is written.
    """
    called = _called(company, ticker)
    said = [word for word in words(text) if bare(word.text) in called]
    owner = _owner(said, core(company))
    if owner:
        return [(owner.start, owner.end, company)]
    if not said:
        others = (*_by_trade(text, lines), *_by_head(text, lines), *_cut_short(text, core(company), lines, written))
        return [(start, end, company) for start, end in others]
    letters, name = _letters(company, ticker), core(company)
    spans = [(start, end, company) for start, end in _begun(words(text), name, lines)]
    return spans or [
        (word.start, word.end, company)
        for word in said
        if (short := bare(word.text)) in letters
        or (short in _long(name) and short not in lines and _is_name(word))
        or _is_ticker(word, ticker)
        or (
            (name[:1] == (short,) or (short in name and _owns(word, written)))
            and word.text[0].isupper()
            and _is_only_a_name(short)
        )
    ]


def _owner(said: Sequence[Word], name: Wording) -> Word | None:
    """The name's first word where it has something, though rows may be called so, too: "What was Equity's efficiency ratio"."""
    return next(
        (word for word in said if name[:1] == (bare(word.text),) and _HAS.fullmatch(word.text) and word.start), None
    )


def mistyped_in(text: str, company: str, written: Callable[[str], bool]) -> list[Named]:
    """Return where a text asked of one company all but spells words of its name: "Tarnwik", "Lower Rhin Shipping".

    Arguments:
        company: the company's name.
        written: whether a word stands in the text of its filings, as it is written.
    """
    name, said = core(company), words(text)
    slips = [at for at, word in enumerate(said) if _is_slip_of(word, name, written)]
    spans: dict[Span, None] = {}
    for at in slips:
        belongs = [at in slips or (word.text[0].isupper() and bare(word.text) in name) for at, word in enumerate(said)]
        first = next((one + 1 for one in range(at, -1, -1) if not belongs[one]), 0)
        last = next((one - 1 for one in range(at, len(said)) if not belongs[one]), len(said) - 1)
        spans[said[first].start, said[last].end] = None
    return [(start, end, company) for start, end in spans]


def _is_slip_of(word: Word, name: Wording, written: Callable[[str], bool]) -> bool:
    """Whether a word that nobody knows is a slip of the fingers away from one of a name."""
    plain = bare(word.text)
    if len(plain) < _SHORTEST_MISTYPED or not plain.isalpha() or not is_strange(plain):
        return False
    reach = 1 if len(plain) < _LONG_MISTYPED else 2
    near = any(plain[0] == one[:1] and OSA.distance(plain, one, score_cutoff=reach) <= reach for one in name)
    return near and not written(word.text.removesuffix("'s"))


def _begun(said: Sequence[Word], name: Sequence[str], lines: Container[str]) -> Iterator[tuple[int, int]]:
    """Where a text says a name as far as its second word or further: "Oil States" of Oil States International."""
    for at, (one, other) in enumerate(pairwise(said)):
        if (bare(one.text), bare(other.text)) != tuple(name[:2]):
            continue
        if one.text[0].isupper() or not (bare(one.text) in lines or bare(other.text) in lines):
            length = next(n for n in range(len(name), 1, -1) if _plain(said[at : at + n]) == tuple(name[:n]))
            yield one.start, said[at + length - 1].end


def _by_trade(text: str, lines: Container[str]) -> Iterator[tuple[int, int]]:
    """Where a text calls the company by its trade: "the tractor maker", "the trust", where no line is called so."""
    if trades().isdisjoint(bare(word.text) for word in words(text)):
        return
    for found in _trade_said().finditer(text):
        between = found[0].split()[1:-1]
        of_part = any(word[:1].isupper() and bare(word) in lines for word in between)  # "the Quay Street chain"
        starts = found.start(), found.start() + found[0].index(" ") + 1
        another = of_part or any(is_dealt_with(text, at) for at in starts) or _OTHER_TRUST.search(found[0])
        if found[1].lower() not in lines and not another:
            yield found.span()


def _by_head(text: str, lines: Container[str]) -> Iterator[tuple[int, int]]:
    """Where a text calls the company by who leads it, where no line is called so: "Quill's team"."""
    return (found.span() for found in _LED.finditer(text) if found["name"].lower() not in lines)


def _cut_short(
    text: str, name: Wording, lines: Container[str], written: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """Where a text has the beginning of a name's first word, or letters of it that its filings have nowhere, as a ticker."""
    first = "".join(name[:1])
    for word in words(text):
        short = bare(word.text)
        if not word.text[0].isupper() or short in common_words() or not is_distinctive(short):
            continue
        begins = _SHORTEST_WORD < len(short) < len(first) and first.startswith(short)
        letters = word.text.removesuffix("'s")
        is_ticker = letters.isupper() and letters.isalpha() and 1 < len(letters) <= _LONGEST_TICKER
        is_ticker = is_ticker and short not in lines and _is_of_letters(short, first)
        if begins or (is_ticker and not written(letters)):
            yield word.start, word.end


def _is_of_letters(short: str, name: str) -> bool:
    """Whether letters stand in a name in their order, from its first on: "de" of "deere"."""
    rest = iter(name)
    return short[0] == name[:1] and all(letter in rest for letter in short)


@cache
def _trade_said() -> re.Pattern[str]:
    """A trade with what it deals in: "the tractor maker", "the St. Louis brewer's"; no plural, which is of others."""
    return re.compile(
        rf"\b(?:the|this|that) (?:[\w&.-]+ ){{0,2}}?({either(trades())})(?:'s)?\b(?! (?:{either(_PARTS)})\b)", re.I
    )


def _plain(said: Sequence[Word]) -> Wording:
    return tuple(bare(word.text) for word in said)


def _is_ticker(word: Word, ticker: str) -> bool:
    """Whether a word is the ticker, written as one or as a name that has something: "CAT", "Cat's"."""
    owns = len(ticker) >= _SHORTEST_LETTERS and word.text[0].isupper() and word.text.endswith(("'s", "’s"))
    return bool(ticker) and bare(word.text) == ticker.lower() and (word.text == ticker or owns)


def _is_name(word: Word) -> bool:
    """Whether a word is written as a name is, or is nothing but a name."""
    written = word.text[0].isupper() and (word.start > 0 or word.text.endswith(("'s", "’s")))
    return written or (is_distinctive(word.text) and bare(word.text) not in common_words())


def _owns(word: Word, written: Callable[[str], bool]) -> bool:
    """Whether the filings write a word as a name that has something: "Kodak's"."""
    name = word.text.removesuffix("'s")
    return written(f"{name}'s") or written(f"{name}’s")


def _is_only_a_name(word: str) -> bool:
    """Whether a word is long enough for a name and asks or names nothing else, so that rows with it name the company, too."""
    return len(word) >= _SHORTEST_WORD and is_distinctive(word) and word not in common_words()


@lru_cache(maxsize=1024)
def _called(company: str, ticker: str) -> frozenset[str]:
    """Every word by which a company may be called, of which most questions have none."""
    name = core(company)
    return _letters(company, ticker).union(_long(name), name[:1], [ticker.lower()])


def _long(name: Wording) -> frozenset[str]:
    return frozenset(word for word in name if len(word) >= _SHORTEST_WORD)


@lru_cache(maxsize=1024)
def _letters(company: str, ticker: str) -> frozenset[str]:
    every = name_words(company)
    initials = {"".join(word[0] for word in every[:length]) for length in range(len(core(company)), len(every) + 1)}
    starts = {ticker.lower()[:length] for length in range(_SHORTEST_LETTERS, len(ticker) + 1)}
    found = {letters for letters in initials | starts if len(letters) >= _SHORTEST_LETTERS}
    return frozenset(letters for letters in found if is_distinctive(letters) and letters not in common_words())
