"""Reads what stands above a table: its title, the scale and currency of its figures, its basis."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.facts.fact import Basis
from qa.language.periods import find_periods
from qa.language.phrases import phrases
from qa.language.vocabulary import vocabulary
from qa.tables.units import read_measure

_SCALES = {
    "thousand": 1000, "000": 1000, "000,000": 10**6, "k": 1000, "million": 10**6, "mm": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9, "mil": 10**6, "bil": 10**9,
}  # fmt: skip
_CODES = r"(?:USD|EUR|GBP|SEK|NOK|DKK|ISK|CHF|PLN|CZK|HUF)"
_SIGN = rf"(?:{_CODES}|RMB|HKD|CAD|AUD|Rs\.?|[A-Z]{{0,2}}[$€£¥])"
_SCALE = re.compile(
    rf"""(?:\b(?:in|of|as|dollars?|euros?|amounts?|figures|data)|[(\[]|^|(?<![\w.,])(?={_SIGN}))[\s:,-]*
        (?:(?:US|U\.S\.|United\ States|Canadian|expressed|stated|presented|tabular|in|of|amounts?|dollars?)\s+)*
        (?:dollars?|{_SIGN})?\s*(?:in\s+)?['’‘]?\s?
        (?P<scale>thousand|million|billion|[mb]il(?=\.?\s?\))|(?<![\d,])000(?:,000)?(?!\d)|(?<=[$€£¥’'RBPKDF])\s?(?:MM|mn|M|K|bn|B)(?=s?\b))""",
    re.IGNORECASE | re.VERBOSE,
)
# "MEUR", "TSEK", "T€": the scale before the currency, in capitals as no word has it.
_BEFORE_CODE = re.compile(rf"(?<![A-Za-z])(?P<scale>[MTKk])(?:{_CODES}|€)(?![A-Za-z])|(?<![A-Za-z])(?P<million>m€)")
_ONES = re.compile(
    r"\bin (?:whole |actual |full |US |U\.S\. )?(?:dollars|\$)(?! (?:thousand|million|billion)| and)\b|\bwhole dollars\b",
    re.I,
)
_EXCEPT_SHARES = re.compile(
    r"\b(?:except|excluding|other than)\b[^)]*?(?<!per[ -])\bshares?\b(?! (?:price|repurchase))(?:,? (?:amounts?|data|information|counts?|numbers?))?"
    r"(?P<own>[^)]*?\bin (?P<scale>thousand|million)s?)?",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(
    r"\b(?:earnings|loss|income|net income|amounts?|data)?\s*per[ -](?:\w+[ -]){0,3}?(?:share|unit|ADS)s?\b",
    re.IGNORECASE,
)
_SHARES_TOO = re.compile(
    r"\b(?:and|,) (?:number of )?shares\b(?! data)[^)]*?\bin (?P<scale>thousand|million)s?|\bshares? in (?P<scale2>thousand|million)s?",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(r"(?:^|[(\[–—-]|\ball )\s*(?:in )?(?:US|U\.S\.)? ?(?:dollars?|\$)(?! and shares)", re.IGNORECASE)
# "In thousands of Canadian dollars": a scale of money, which nothing that is counted has.
_ONLY_MONEY = re.compile(
    r"\b(?:thousands?|millions?|billions?) of (?:[A-Z][\w.]+ )?(?:dollars?|euros?|pounds|yen|francs?)\b(?! and shares)",
    re.IGNORECASE,
)
_ONLY_SHARES = re.compile(r"\W*(?:number of )?shares? (?:\w+ )?in (?P<scale>thousand|million)s?\W*", re.IGNORECASE)
_ONLY_COUNTS = re.compile(
    r"\W*(?:(?:short|metric|long|number|of) )*(?P<noun>[a-z]+)[⁰¹²³⁴-⁹⁽⁾]*,? (?:sold |produced |shipped )?in (?P<scale>thousand|million)s?[\W\d¹²³⁴-⁹]*",
    re.IGNORECASE,
)
# "(Revenues in millions of dollars; carloads in thousands)": what is counted has a scale of its own beside that of money.
_COUNTS_TOO = re.compile(
    r"(?:[;,(]|\band\b)\s*(?:except |excluding )?(?:(?:short|metric|long|net|number|of|total) )*(?P<noun>[a-z]+),? (?:sold |produced |shipped )?in (?P<scale>thousand|million)s\b",
    re.IGNORECASE,
)
# "(Dollars in millions, average price in thousands)"
_PRICES_TOO = re.compile(
    r"\b(?:average|avg\.?|selling|sales|unit) (?:[a-z]+ ){0,2}prices?,? (?:stated |shown |presented )?in (?P<scale>thousand|million|dollar)s\b",
    re.IGNORECASE,
)
_COUNTED = frozenset(noun for noun in phrases("quantities")["nouns"] if noun not in ("shares", "dollars"))
_CODED = r"\b[MTKk]?{}(?:m|mn|bn|k|M)?\b"  # a code, and the scale that may stand before it or behind
_CURRENCIES = (
    (re.compile(r"\bCanadian dollars?|\bCAD\b|C\$|CA\$|Cdn\.?\s*\$", re.IGNORECASE), "CAD"),
    (re.compile(r"\bAustralian dollars?|\bAUD\b|A\$", re.IGNORECASE), "AUD"),
    (re.compile(r"\bHong Kong dollars?|\bHKD\b|HK\$", re.IGNORECASE), "HKD"),
    (re.compile(r"\bSingapore dollars?|\bSGD\b", re.IGNORECASE), "SGD"),
    (re.compile(rf"\beuros?\b|€|{_CODED.format('EUR')}", re.IGNORECASE), "EUR"),
    (re.compile(rf"\bpounds? sterling\b|£|{_CODED.format('GBP')}", re.IGNORECASE), "GBP"),
    (re.compile(r"\bJapanese yen\b|\byen\b|¥|\bJPY\b", re.IGNORECASE), "JPY"),
    (re.compile(r"\bRMB\b|\brenminbi\b|\bCNY\b", re.IGNORECASE), "CNY"),
    (re.compile(rf"\bSwiss francs?\b|{_CODED.format('CHF')}", re.IGNORECASE), "CHF"),
    (re.compile(rf"\bSwedish kron(?:a|or)\b|{_CODED.format('SEK')}", re.IGNORECASE), "SEK"),
    (re.compile(rf"\bNorwegian kroner?\b|{_CODED.format('NOK')}", re.IGNORECASE), "NOK"),
    (re.compile(rf"\bDanish kroner?\b|{_CODED.format('DKK')}", re.IGNORECASE), "DKK"),
    *((re.compile(_CODED.format(code)), code) for code in ("ISK", "PLN", "CZK", "HUF")),
    (re.compile(rf"\bdollars?\b|\$|{_CODED.format('USD')}", re.IGNORECASE), "USD"),
)
_NON_GAAP = re.compile(r"\bnon[ -]?gaap\b|^\W*adjusted\b", re.IGNORECASE)
_GAAP = re.compile(r"(?<!non-)(?<!non )\bgaap\b|\breconcil|\bexplanation|\bto\b", re.IGNORECASE)
# Of both kinds: "Key Business Metrics and Non-GAAP Financial Measures"
_BESIDE_NON_GAAP = re.compile(r"\w.*(?:\band|&|,) (?:other )?non[ -]?gaap\b", re.IGNORECASE)
_PRO_FORMA = re.compile(r"\bpro[ -]?forma\b", re.IGNORECASE)
_RECONCILES = re.compile(r"\breconcil", re.IGNORECASE)
_CONSTANT = re.compile(r"\bconstant[ -](?:currency|dollar)", re.IGNORECASE)

_BALANCE = re.compile(
    r"(?<!\baverage )\bbalance sheets?\b|\b(?:financial|statements? of) (?:condition|position)\b|\bassets and liabilities\b",
    re.IGNORECASE,
)
_FLOW = re.compile(
    r"\bstatements? of (?:\w+ )*(?:operations|income|earnings|cash ?flows?|loss)\b|\b(?:income|earnings|cash ?flow|operating) statements?\b"
    r"|\bconsolidated (?:income|operations|earnings)\b|\bstatements? of consolidated (?:income|operations|earnings|cash)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\bbalance sheets?\b|\bstatements?\b|\bfinancial (?:condition|position|highlights?|data|summary|information|results|measures)\b"
    r"|\breconciliations?\b|\bsupplement|\bselected\b|\bsummary\b|\bhighlights\b|\bguidance\b|\boutlook\b|\bsegment|\brevenues?\b|\bsales\b"
    r"|\bcash flows?\b|\bresults\b|\boperating (?:data|statistics)\b|\bkey figures\b|\bmetrics\b|\bschedule\b|\bdetail\b|\bnon-gaap\b"
    r"|\bby (?:[a-z]+ ){0,2}(?:lines?|business|regions?|products?|types?|markets?|categor(?:y|ies)|geograph\w+|countr(?:y|ies)|divisions?|brands?|channels?|propert(?:y|ies))\b|\bstatistics\b|\bpremiums\b|\bbacklog\b",
    re.IGNORECASE,
)
_ALL_CHANGE = re.compile(r"\W*(?:%|percent(?:age)?) change\W*", re.IGNORECASE)
_ALL_PERCENT = re.compile(
    r"\W*(?:(?:all|amounts|figures|expressed|stated|shown|in|as|an?) )*(?:%|percent(?:age)?s?)(?: of (?:[a-z]+ ){0,4}[a-z]+)?\W*",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"\W*(?:amounts? |data )?per (?:\w+ ){0,2}(?:share|unit)\W*(?:amounts?)?\W*", re.IGNORECASE)
# "Three Months Ended", of which the days stand below it.
_STRETCH = re.compile(
    r"\b(?:for|the|as|of|at|fiscal|[\w-]+ (?:months|weeks|quarters?|years?)|quarters?|years?)(?: (?:ended|ending))?\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(r"\bfollow(?:s|ing)\b|\bbelow\b", re.IGNORECASE)
# What heads a column of labels, and says nothing of the figures beside it.
_OVER_LABELS = re.compile(
    r"(?:\W*\b(?:markets?|segments?|regions?|communit(?:y|ies)|propert(?:y|ies)|locations?|states?|countr(?:y|ies)|categor(?:y|ies)|types?"
    r"|brands?|channels?|divisions?|lines? of business|metropolitan areas?|asset class(?:es)?|strateg(?:y|ies)|facilit(?:y|ies)|name))+\W*",
    re.IGNORECASE,
)
_LONGEST_TITLE = 110
_LONGEST = 260
_NOTE = re.compile(r"\s*(?:[*†‡§]|[⁽⁾⁰¹²³⁴-⁹]+|\(\d{1,2}\))\s*[A-Za-z]")
_BULLET = re.compile(r"\s*[•·●]")
_ASIDE = re.compile(r"\s*[(\[].*[)\]]\.?\s*|\W*(?:un)?audited\W*", re.IGNORECASE)
_ASIDES = re.compile(
    r"\s*[(\[](?:[^()]|\([^()]*\))*[)\]]|\b[Uu]naudited\b|\bUNAUDITED\b|,?\s*[(-]?\s*\b(?:continued|cont['’]d)\b\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What the words above a table say of all of it; see Statement for the fields.

    Arguments:
        is_balance, is_flow: whether its title names a balance sheet, or a statement of what happened in a period.
        is_change: whether all its figures are changes in percent.
        is_percent: whether all its figures are percentages: "(percent of premiums earned)".
        inherits: whether its scales are those of a table before it.
        count_scale: the scale said of what is counted: "(short tons in thousands)"; 1 where the scale is one of money alone.
        price_scale: the scale said of average prices alone: "(dollars in millions, average price in thousands)".
    """

    title: str
    scale: int | None
    share_scale: int | None
    currency: str
    basis: Basis
    is_balance: bool
    is_flow: bool
    is_change: bool = False
    is_percent: bool = False
    inherits: bool = False
    count_scale: int | None = None
    price_scale: int | None = None


def read_caption(lines: Sequence[str]) -> Caption:
    """Return what lines above a table say.

    Arguments:
        lines: from the farthest to the nearest; the nearest wins.
    """
    title = read_title(lines)
    scale, share_scale, stated = None, None, ""
    for line in reversed(lines):
        scale, share_scale = read_scales(line)
        if scale:
            stated = line
            break
    whole = f"{title} {' '.join(lines[-4:])}"
    return Caption(
        title=title,
        scale=scale,
        share_scale=share_scale,
        currency=read_currency_name(stated),
        basis=read_basis(title),
        is_balance=bool(_BALANCE.search(title) or (not _FLOW.search(title) and _BALANCE.search(whole))),
        is_flow=bool(_FLOW.search(title)),
        count_scale=next((count for line in reversed(lines) if (count := _count_scale(line))), _own_counts(stated)),
        price_scale=_price_scale(stated),
        is_percent=any(line.startswith("(") and _ALL_PERCENT.fullmatch(line) for line in map(str.strip, lines[-2:])),
        is_change=any(_ALL_CHANGE.fullmatch(line.strip()) for line in lines[-3:]),
    )


@lru_cache(maxsize=4096)  # the same labels and heads stand in all of a filer's tables
def read_scales(text: str) -> tuple[int | None, int | None]:
    """Return the scale of money and the scale of share counts that a line states; None for what it does not.

    "In thousands, except per share data" holds for counts of shares; "in thousands, except share and per share
    amounts" does not: those are printed whole.
    """
    if _count_scale(text):
        return None, None
    only = _ONLY_SHARES.fullmatch(text.strip())
    if only:
        return None, _SCALES[only["scale"].lower()]
    match = _SCALE.search(text)
    if match is None and (before := _BEFORE_CODE.search(text)):
        return (1000 if before["scale"] in ("T", "K", "k") else 10**6), None
    if match is None:
        return (1, 1) if _ONES.search(text) else (None, None)
    scale = _scale_of(match)
    own = _SHARES_TOO.search(text)
    if own:
        return scale, _SCALES[(own["scale"] or own["scale2"]).lower()]
    excepted = _EXCEPT_SHARES.search(_PER_SHARE.sub(" ", text))
    if excepted:
        return scale, _SCALES[excepted["scale"].lower()] if excepted["own"] else 1
    of_money = _OF_MONEY.search(text)
    return scale, None if of_money else scale


def _count_scale(text: str) -> int | None:
    """The scale that a line states of what is counted alone: "(short tons in thousands)"."""
    match = _ONLY_COUNTS.fullmatch(text.strip())
    return _SCALES[match["scale"].lower()] if match and match["noun"].lower() in _COUNTED else None


def _own_counts(line: str) -> int | None:
    """What the line that states the scale says of counts; 1 where it states it of money alone, so that they are printed whole."""
    own = next((one for one in _COUNTS_TOO.finditer(line) if _is_counted(one["noun"].lower())), None)
    if own:
        return _SCALES[own["scale"].lower()]
    return 1 if _OF_MONEY.search(line) or _ONLY_MONEY.search(line) else None


def _price_scale(line: str) -> int | None:
    """The scale of average prices, where the line that states that of money gives them one of their own."""
    own = _PRICES_TOO.search(line)
    return _SCALES.get(own["scale"].lower(), 1) if own else None


def _is_counted(noun: str) -> bool:
    return noun in _COUNTED or (noun != "shares" and _counts(noun))


def _scale_of(match: re.Match[str]) -> int:
    return _SCALES[match["scale"].strip().lower()]


def read_currency_name(text: str) -> str:
    """Return the ISO 4217 code of a currency named in words or by its sign; empty without one."""
    return next((code for pattern, code in _CURRENCIES if pattern.search(text)), "")


def read_basis(words: str) -> Basis:
    """Return the accounting basis that a title or a column's header names; GAAP where it names both or none."""
    if _PRO_FORMA.search(words):
        return "pro forma"
    if _CONSTANT.search(words) and not _RECONCILES.search(words):
        return "constant currency"
    names_both = _GAAP.search(words) or _BESIDE_NON_GAAP.search(words)
    return "non-GAAP" if _NON_GAAP.search(words) and not names_both else "GAAP"


def is_title(line: str) -> bool:
    """Whether a line reads as the title of a table."""
    return bool(_TITLE.search(line))


def is_note(text: str) -> bool:
    """Whether a paragraph begins as a footnote does: "(1) Includes ..."."""
    return bool(_NOTE.match(text))


def read_title(lines: Sequence[str]) -> str:
    """Return the line that names the table.

    That is a sentence just above which introduces it, else the nearest that reads as a statement's title, else
    the nearest line.
    """
    candidates = [
        _ASIDES.sub("", line).strip(" –—-")
        for line in lines[-6:]
        if not (_ASIDE.fullmatch(line) or _BULLET.match(line) or read_measure(line))
        and (not _NOTE.match(line) or _INTRODUCES.search(line) or _TITLE.search(line))
    ]
    candidates = [line for line in candidates if 2 < len(line) <= _LONGEST and _says(line)]
    if candidates and _INTRODUCES.search(candidates[-1]):
        return _one_line(candidates[-1])
    short = [line for line in candidates if len(line) <= _LONGEST_TITLE]
    named = [line for line in short if _TITLE.search(line) and not line.endswith(".")]
    apart = (
        [line for line in short if not _is_period(line)] if len(short) > 1 else []
    )  # "CARLOADS" above its header's period
    title = _one_line((named or apart or short or [""])[-1])
    # "(per diluted share)" says what all of the table's amounts are.
    of_one = next((line for line in lines[-3:] if _OF_ONE.fullmatch(line.strip())), "")
    return f"{title} {of_one.strip()}".strip() if of_one else title


def read_subject(lines: Sequence[str]) -> str:
    """Return the nearest line that says what a table is of, if only in a word; empty where none does.

    "Three Months Ended June 30" says of when it is.
    """
    told = (_one_line(line) for line in reversed(lines) if not (_ASIDE.fullmatch(line) or _OVER_LABELS.fullmatch(line)))
    return next((line for line in told if any(map(str.isalpha, _STRETCH.sub("", without_periods(line))))), "")


def _says(line: str) -> bool:
    """Whether a line may be a title: a lone word in small letters that counts nothing only heads a column of labels."""
    told = " " in line.strip() or line.isupper() or bool(_TITLE.search(line))
    return any(map(str.isalpha, line)) and (told or _counts(line))


def _counts(word: str) -> bool:
    """Whether a word names what is counted: "Carloads"."""
    mention = vocabulary().label(word)
    return mention is not None and not vocabulary().metrics[mention.metric].unit.startswith("money")


def _is_period(line: str) -> bool:
    """Whether a line says a period and nothing else."""
    found = find_periods(line)
    return len(found) == 1 and found[0].end - found[0].start == len(line.strip(" :"))


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" :")


def without_periods(words: str) -> str:
    """Return words without those that say a period."""
    left, at = [], 0
    for entity in find_periods(words):
        left.append(words[at : entity.start])
        at = entity.end
    return " ".join(" ".join([*left, words[at:]]).split())
