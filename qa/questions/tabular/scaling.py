"""What a lone table's figures are multiplied by: as its header, the words around it or the figures in them say."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from qa.tables.captions import read_caption, read_scales

_WORDS = {"thousand": 1000, "million": 10**6, "billion": 10**9, "m": 10**6, "000": 1000, "'000": 1000, "’000": 1000}
_SAID = re.compile(
    r"\b(?:in|of) (?:\w+ ){0,3}(?P<scale>thousand|million|billion)s\b|[(\[]\s*[$€£](?P<sign>m|['’]?000)\b", re.I
)
_OF_SHARES = re.compile(r"\bshares? in (?P<scale>thousand|million)s\b", re.I)
_CODED = re.compile(r"\b(?:USD|EUR|GBP|DKK|SEK|NOK|CHF|RMB)\s?m\b")
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?) (?P<scale>thousand|million|billion)\b", re.I)
_TELLING = 3  # digits of an amount that agrees with a figure by chance no more


def scales(
    captions: Sequence[str], headers: Sequence[str], label: str, prose: str, figures: Iterable[Decimal]
) -> tuple[int, int]:
    """Return what money and what counts of shares are multiplied by; 1 where nothing tells.

    Arguments:
        label: the table's first, which may hold for all.
        prose: the words around the table.
        figures: the table's, as printed.
    """
    printed = " ".join((*captions, *headers))
    money = (
        read_caption(captions).scale
        or (10**6 if _CODED.search(printed) else 0)
        or read_scales(label)[0]
        or _only({scale for header in headers if (scale := read_scales(header)[0])})
        or _said(prose)
        or _shown(prose, figures)
        or 1
    )
    of_shares = _OF_SHARES.search(f"{printed} {prose}")
    return money, _WORDS[of_shares["scale"].lower()] if of_shares else read_caption(captions).share_scale or money


def _said(prose: str) -> int:
    found = _SAID.finditer(_OF_SHARES.sub(" ", prose))
    return _only({_WORDS[(match["scale"] or match["sign"]).lower()] for match in found})


def _shown(prose: str, figures: Iterable[Decimal]) -> int:
    """The one scale under which the prose, rounding, states figures of the table."""
    sizes = {abs(figure) for figure in figures if abs(figure) >= 10**_TELLING}
    agreeing: Counter[int] = Counter()
    for match in _AMOUNT.finditer(prose):
        number, unit = Decimal(match["number"].replace(",", "")), Decimal(_WORDS[match["scale"].lower()])
        if len(match["number"].replace(",", "").replace(".", "")) < _TELLING:
            continue
        half = unit / 10 ** len(match["number"].partition(".")[2]) / 2
        for scale in (1, 1000, 10**6):
            agreeing[scale] += any(abs(size * scale - number * unit) <= half for size in sizes)
    return _only({scale for scale, times in agreeing.items() if times})


def _only(said: set[int]) -> int:
    """The one scale that is said; 0 where none or several are."""
    return said.pop() if len(said) == 1 else 0
