"""Reads one amount: a number with the sign, currency, scale, unit and brackets that stand around it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from qa.frozen import frozen
from qa.language.numbers import Number
from qa.language.phrases import either, phrases

_WORDS = phrases("quantities")
_SCALES: dict[str, int] = _WORDS["scales"]
_SHORT: dict[str, int] = _WORDS["short_scales"]
_SIGNS: dict[str, str] = _WORDS["signs"]
_NAMES: dict[str, str] = _WORDS["names"]
_CENTS: dict[str, str] = _WORDS["cents"]
_NOUNS: dict[str, str] = _WORDS["nouns"]
_UNCOUNTED = frozenset(_WORDS["uncounted"]["words"])
_LABELS = frozenset(_WORDS["labels"]["words"])
_CODE = "|".join(_WORDS["codes"]["known"])

_CODES = frozenset(_WORDS["codes"]["known"])
_PREFIXES: dict[str, str] = {**{code: code for code in _CODES}, **{f"{code}$": code for code in _CODES}, **_SIGNS}
_PREFIXES |= {"dollar": "USD", "dollars": "USD"}
_BY_END = {
    end: sorted((prefix for prefix in _PREFIXES if prefix[-1] == end), key=len, reverse=True)
    for end in {prefix[-1] for prefix in _PREFIXES}
}
_BEFORE_END = {end: {prefix[-2] for prefix in prefixes if len(prefix) > 1} for end, prefixes in _BY_END.items()}
_ENDS = tuple(_PREFIXES)
_MINUS = ("-", "−", "–")
_APPROXIMATE: tuple[str, ...] = tuple(" " + word for word in _WORDS["approximate"]["words"])
_NUMBER_WORDS = frozenset(_WORDS["number_words"])
_MONTHS = frozenset(_WORDS["months"]["words"])
_OPENERS = frozenset(_WORDS["openers"]["words"])
_CALLED = re.compile(r"(?P<before>(?:^|\S)\s*)\b(?P<name>[A-Z]\w*[a-z]\w*) $")
_BEGINS = (".", "!", "?", ":", ";", "•", "·", "–", "—", "-", "“", '"', "*")
# What an amount in brackets stands for after these, rather than beside another one: "net loss of ($0.06)".
_SIGNED = re.compile(
    r"\b(?:of|was|were|is|to|from|at|and|or|versus|vs\.?|with|by|than|totaled|totalled|an?)\s*$", re.IGNORECASE
)

# No words go on an amount here: a clause's end, or a table's next cell.
_ENDED = re.compile(r"[,.;]|\s(?:\d|\$\s?\.?\d|\(\s?\$?\s?\.?\d)|\Z")
_PERCENT = re.compile(
    r"[ \t]?-?(?:(?P<basis>basis[\s-]points?\b|bps?\b)|(?P<points>(?:percentage|per\s?cent|pct|%)[\s-]points?\b)"
    r"|%|per\s?cent(?:s|ages?)?\b|pct\b\.?)",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"[\s-]{{1,2}}({either(_SCALES)})s?\b|\s?\((?:in\s)?({either(_SCALES)})s?\)", re.IGNORECASE)
_SHORT_SCALE = re.compile(rf"[ ]?({either(_SHORT)})(?![\w’'&]|\.[A-Za-z]|-[a-z])")
_CURRENCY = re.compile(
    rf"[\s-]?(?P<mega>M?)(?P<code>{_CODE})(?!\w)"
    rf"|\s?(?P<sign>{either(sign for sign in _SIGNS if not sign[-1].isascii())}|\$)(?!\s?\.?\d)"
    rf"|[\s-](?P<name>(?i:{either([*_NAMES, 'usd', 'eur', 'gbp', 'rmb'])}))(?i:s?)(?![\w-])"
)
_CENT = re.compile(
    rf"[\s-](?P<name>{either(name for name in _CENTS if len(name) > 1)})s?(?!\w)|(?P<p>p)(?!\w|\.\s?m)", re.IGNORECASE
)
_PER = re.compile(
    r"""
    (?: \s?/\s? | [\s-](?:per|each)[\s-] | [\s-]an?[\s-](?=(?:share|unit|ounce|barrel|ton|tonne|gallon|pound)\b) )
    (?: (?:fully|diluted|basic|common|ordinary|outstanding|average|gaap|non-gaap|adjusted|class\s[a-z]|and|limited|partner
        |partnership|equivalent|payable|gold|silver|copper)[\s-](?:/\s?)? )*
    (?P<noun> (?:(?:square|available|cubic|thousand|metric|short|long|occupied)\s)* [A-Za-z]+ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TO_ONE = r"\s?(?:to|:)\s?(?:1(?:\.0+)?|one)(?![\w%-]|[.,]\d|\s?(?:%|percent|[mb]illion))"
_RATIO = re.compile(rf"\s?x\b(?!\s?\d)|{_TO_ONE}", re.IGNORECASE)
_TIMES = re.compile(r"\stimes\b(?!\s(?:a|per|in|since|during|already|more|as)\b)", re.IGNORECASE)
_DAYS = re.compile(r"[\s-](?:(?:business|calendar|trading|working)\s)?days?\b", re.IGNORECASE)
_RUN = re.compile(r"(?:\s[A-Za-z][\w&-]*){1,5}+(?!['’])")
_SMALL_WORDS = frozenset(_WORDS["small_words"]["words"])
_PLURAL = re.compile(r"\s(?P<noun>[a-z][A-Za-z]+[a-rtv-z]s)\b(?!['’-])")


@frozen
class Amount:
    """A number and what stands around it: `text[start:end]`, not yet joined with its neighbours.

    Arguments:
        value: as written, before its scale; negative where a minus sign or an accountant's brackets say so.
        places: digits after the point.
        scale: what the value is multiplied by; 1 where none is said.
        hundredth: whether it counts hundredths of its unit (cents, basis points).
        currency: ISO 4217 code; empty for what is no money.
        per: what it is a price of, "share"; empty without one.
        unit: "percent", "ratio", "days", "shares" or a counted noun; empty without one.
        points: whether a percentage is of points.
        approximate: whether words such as "about" stand before it.
        number: the number in it, as found.
    """

    start: int
    end: int
    value: Decimal
    places: int
    number: Number
    scale: int = 1
    hundredth: bool = False
    currency: str = ""
    per: str = ""
    unit: str = ""
    points: bool = False
    approximate: bool = False


@frozen
class _Before:
    """What stands before a number: where it begins, brackets outside and inside of the currency, a minus sign."""

    start: int
    outer: bool
    inner: bool
    minus: bool
    currency: str
    scale: int


@dataclass(slots=True)
class _Reading:
    """What was read so far behind a number, and where reading stands."""

    at: int
    scale: int = 1
    hundredth: bool = False
    currency: str = ""
    per: str = ""
    unit: str = ""
    points: bool = False


def read_amount(text: str, number: Number) -> Amount | None:
    """Return a number with what stands around it; None where it is part of a name or a code ("C-60", "10-Q")."""
    if _is_among_cells(text, number):
        return Amount(number.start, number.end, number.value, number.places, number, number.scale)
    before = _before(text, number)
    start, inner, outer, minus = before.start, before.inner, before.outer, before.minus
    reading = _Reading(number.end, scale=before.scale * number.scale, currency=before.currency)
    if not reading.currency and _inside_word(text, start):
        return None
    closed = (inner or outer) and _skip(text, reading, ")")
    bare = closed and outer and not reading.currency  # "(10,419)", "(2.3)%"
    _read_behind(text, reading, counted=not closed)
    if reading.at == number.end and re.match(r"\w|-[A-Za-z]", text[reading.at : reading.at + 2]):
        return None
    if outer and not closed:
        closed = _skip(text, reading, ")")
        minus = minus or (closed and bool(_SIGNED.search(text, max(0, start - 12), start)))
    elif closed:
        minus = minus or inner or bare or bool(_SIGNED.search(text, max(0, start - 12), start))
    if outer and not closed:
        start += 1  # the bracket opens for more than this amount
    if reading.currency and not reading.per and closed:
        _read_per(text, reading)
    return Amount(
        start,
        reading.at,
        -number.value if minus else number.value,
        number.places,
        number,
        reading.scale,
        reading.hundredth,
        reading.currency,
        reading.per,
        reading.unit,
        reading.points,
        approximate=_is_approximate(text, start),
    )


def _is_among_cells(text: str, number: Number) -> bool:
    """Whether a number stands between two others of its row, so that no word around is of it."""
    before = text[max(0, number.start - 2) : number.start]
    if not (before[:1].isdigit() and before[1:] == " "):
        return False
    behind = text[number.end : number.end + 2]
    return behind[:1].isspace() and behind[1:].isdigit()


def _is_approximate(text: str, start: int) -> bool:
    words = f" {text[max(0, start - 20) : start]}".rstrip()
    return not words[-1:].isdigit() and words.lower().endswith(_APPROXIMATE)


def is_label(text: str, amount: Amount) -> bool:
    """Whether the word before a number makes it a name or a date: "Item 5", "November 8", "Harbor 365 members"."""
    words = text[max(0, amount.start - 16) : amount.start].replace("#", " ").rstrip("- ").split()
    word = words[-1].rstrip(".").lower() if words else ""
    return word in _LABELS or word in _MONTHS or _is_of_a_name(text, amount)


def _is_of_a_name(text: str, amount: Amount) -> bool:
    """Whether a whole number goes on a name in capitals before what is counted: "of Harbor 365 members".

    The first word of a sentence is in capitals whatever it is: there a name goes on behind the number, too.
    """
    counted = text[amount.number.end : amount.end].split()
    if not counted or not counted[-1][0].islower() or amount.number.words or amount.number.grouped or amount.places:
        return False
    called = _CALLED.search(text, max(0, amount.start - 40), amount.start)
    if called is None or called["name"].lower() in _OPENERS or called["name"].endswith(("ed", "ing", "ly")):
        return False
    before = called["before"]
    begins = "\n" in before or before.strip() in ("", *_BEGINS)
    return not begins or counted[0][0].isupper()


def _before(text: str, number: Number) -> _Before:
    """Read what stands before a number, backwards: bracket or minus, currency, minus, bracket."""
    head = text[max(0, number.start - 24) : number.start]
    left = head.rstrip(" \t")
    if left[-1:].isdigit() and left != head:
        return _Before(number.start, outer=False, inner=False, minus=False, currency="", scale=1)  # a table's next cell
    inner = left.endswith("(")
    minus = not inner and _is_minus(head)
    if inner or minus:
        left = left[:-1].rstrip(" \t")
    currency, scale = "", 1
    if left[-1:] in _BY_END and left.endswith(_ENDS):
        before, currency, scale = _without_prefix(left)
        named = left.endswith(("dollar", "dollars"))
        another = _CURRENCY.match(text, number.end) or _CENT.match(text, number.end)
        if (another and (before.rstrip()[-1:].isdigit() or named)) or (named and _ends_in_number(before)):
            currency, scale = "", 1  # it stands behind the figure before: "3 dollars 50 cents"
        else:
            left = before
    rest = left.rstrip(" \t")
    if currency and not (inner or minus) and _is_minus(left):
        minus, left = True, left[:-1]
    elif not minus and rest.endswith((" minus", " negative")) and not rest.endswith(" or minus"):
        minus, left = True, rest[: rest.rindex(" ") + 1]
    outer = bool(currency) and left.rstrip(" ").endswith("(")
    if outer:
        left = left.rstrip(" ")[:-1]
    if not currency and inner:
        inner, outer = False, True
    taken = head[len(left) :]
    start = number.start - len(taken.lstrip(" \t"))
    return _Before(start, outer, inner, minus, currency, scale)


def _ends_in_number(words: str) -> bool:
    last = words.lower().replace("-", " ").split()[-1:]
    return bool(last) and (last[0][-1].isdigit() or last[0] in _NUMBER_WORDS)


def _is_minus(left: str) -> bool:
    """Whether the last character is a minus sign, and no dash between words or figures."""
    return left.endswith(_MINUS) and not (left[-2:-1].isalnum() or left[-2:-1] in ("-", "−", "–", ")", "%"))


def _without_prefix(left: str) -> tuple[str, str, int]:
    """Take the currency off the end: what is left, the currency, and the scale of codes as "MUSD"."""
    alone = left[-2:-1] not in _BEFORE_END[left[-1]]  # as before most dollar signs: no longer prefix can end here
    for prefix in _BY_END[left[-1]][-1:] if alone else _BY_END[left[-1]]:
        if left.endswith(prefix):
            rest = left[: -len(prefix)]
            if prefix in _CODES and rest.endswith("M") and not rest[-2:-1].isalpha():
                return rest[:-1], _PREFIXES[prefix], 1_000_000
            if not (prefix[0].isalpha() and rest[-1:].isalpha()):
                return rest, _PREFIXES[prefix], 1
    return left, "", 1


def _inside_word(text: str, start: int) -> bool:
    """Whether a number's first character goes on a word: "Q2", "C-60"; not "2-3"."""
    before = text[max(0, start - 2) : start]
    if before[-1:].isalpha() or before[-1:] == "_":
        return True
    return before[-1:] in ("-", "‑") and before[:1].isalpha()


def _skip(text: str, reading: _Reading, character: str) -> bool:
    """Step over a character, a space before it allowed."""
    for gap in (0, 1):
        if text[reading.at : reading.at + gap].strip() == "" and text[reading.at + gap :][:1] == character:
            reading.at += gap + 1
            return True
    return False


def _read_behind(text: str, reading: _Reading, counted: bool) -> None:
    """Read scale, currency and unit behind a number; nouns only where `counted`."""
    if _ENDED.match(text, reading.at):
        return
    if not reading.currency and (percent := _PERCENT.match(text, reading.at)):
        reading.unit, reading.at = "percent", percent.end()
        reading.hundredth = bool(percent["basis"])
        reading.points = bool(percent["basis"] or percent["points"])
        return
    _read_scale(text, reading)
    if not reading.currency:
        _read_currency(text, reading)
    if reading.currency:
        _read_per(text, reading)
    else:
        _read_unit(text, reading, counted)


def _read_scale(text: str, reading: _Reading) -> None:
    if match := _SCALE.match(text, reading.at):
        reading.scale *= _SCALES[(match[1] or match[2]).lower()]
        reading.at = match.end()
    elif match := _SHORT_SCALE.match(text, reading.at):
        beside = reading.currency or _CURRENCY.match(text, match.end()) or _noun(text, match.end())
        if beside:
            reading.scale *= _SHORT[match[1]]
            reading.at = match.end()


def _read_currency(text: str, reading: _Reading) -> None:
    if match := _CURRENCY.match(text, reading.at):
        name = (match["name"] or "").lower()
        reading.currency = match["code"] or _SIGNS.get(match["sign"] or name) or _NAMES[" ".join(name.split())]
        reading.at = match.end()
        if match["mega"]:
            reading.scale *= 1_000_000
        elif match["code"] and reading.scale == 1 and (scale := _SCALE.match(text, reading.at)):
            reading.scale, reading.at = _SCALES[scale[1].lower()], scale.end()
    elif match := _CENT.match(text, reading.at):
        reading.currency = _CENTS[" ".join((match["name"] or match["p"]).lower().split())]
        reading.hundredth, reading.at = True, match.end()


def _read_per(text: str, reading: _Reading) -> None:
    if match := _PER.match(text, reading.at):
        noun = match["noun"]
        reading.per = "share" if noun.lower() in ("share", "shares") else noun if noun.isupper() else noun.lower()
        reading.at = match.end()


def _read_unit(text: str, reading: _Reading, counted: bool) -> None:
    if match := _RATIO.match(text, reading.at) or (reading.scale == 1 and _TIMES.match(text, reading.at)):
        reading.unit, reading.at = "ratio", match.end()
    elif match := _DAYS.match(text, reading.at):
        reading.unit, reading.at = "days", match.end()
    elif counted and (noun := _noun(text, reading.at)):
        reading.unit, reading.at = noun


def _noun(text: str, at: int) -> tuple[str, int] | None:
    """Return what is counted in the words at a place, in the singular, and where it ends."""
    run = _RUN.match(text, at)
    if run is None:
        return None
    end = at
    for word in run[0].split():
        end = text.index(word, end) + len(word)
        if word.lower() in _SMALL_WORDS:
            break
        if noun := _NOUNS.get(word.lower()):
            return noun, end
    if (plural := _PLURAL.match(text, at)) and plural["noun"] not in _UNCOUNTED:
        return _singular(plural["noun"]), plural.end()
    return None


def _singular(plural: str) -> str:
    if plural.endswith("ies") and len(plural) > 4:
        return plural[:-3] + "y"
    if plural.endswith(("xes", "ches", "shes", "zes")):
        return plural[:-2]
    return plural[:-1]
