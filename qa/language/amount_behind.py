"""What stands behind a number: a scale, a currency, what it is a price of, a unit or a counted noun."""

import re
from dataclasses import dataclass, replace

from qa.language.phrases import either, phrases
from qa.language.volumes import as_sold, volume_at

_WORDS = phrases("quantities")
_SCALES: dict[str, int] = _WORDS["scales"]
_SHORT: dict[str, int] = _WORDS["short_scales"]
_SIGNS: dict[str, str] = _WORDS["signs"]
_NAMES: dict[str, str] = _WORDS["names"]
_CENTS: dict[str, str] = _WORDS["cents"]
_NOUNS: dict[str, str] = _WORDS["nouns"]
_MEASURES: dict[str, str] = _WORDS["measures"]
_STEMS: dict[str, str] = _WORDS["stems"]
_UNCOUNTED = frozenset(_WORDS["uncounted"]["words"])
_CODE = "|".join(_WORDS["codes"]["known"])
# No words go on an amount here: a clause's end, or a table's next cell.
_ENDED = re.compile(r"[,.;]|\s(?:\d|\$\s?\.?\d|\(\s?\$?\s?\.?\d)|\Z")
_PERCENT = re.compile(
    r"[ \t]?-?(?:(?P<basis>basis[\s-]points?\b|bps?\b)|(?P<points>(?:(?:percentage|per\s?cent|pct|%)[\s-])?points?\b)"
    r"|%|per\s?cent(?:s|ages?)?\b|pct\b\.?)",
    re.IGNORECASE,
)
# The mark of a footnote may stand right behind: "$16.9 million¹".
_SCALE = re.compile(
    rf"[\s-]{{1,2}}({either(_SCALES)})s?(?=\b|[¹²³⁴-⁹]|\d(?!\d|[,.]\d))|\s?\((?:in\s)?({either(_SCALES)})s?\)",
    re.IGNORECASE,
)
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
# "$2.43 per share - diluted", "$2.06 per share assuming dilution"
_DILUTED = re.compile(
    r"(?:\s?[-–—]\s?|,?\s)(?:diluted|basic|assuming\s(?:full\s)?dilution|fully\sdiluted)(?=\s?[,;.)]|\s(?:for|in|on|compared|versus|and|or|up|down|from|an?|as)\b|\s*\Z)"
    r"(?!,?\s(?:and|or)\s(?:basic|diluted)\b)",
    re.IGNORECASE,
)
_TO_ONE = r"\s?(?:to|:)\s?(?:1(?:\.0+)?|one)(?![\w%-]|[.,]\d|\s?(?:%|percent|[mb]illion))"
_RATIO = re.compile(rf"\s?x\b(?!\s?\d)|{_TO_ONE}", re.IGNORECASE)
_TIMES = re.compile(r"\stimes\b(?!\s(?:a|per|in|since|during|already|more|as)\b)", re.IGNORECASE)
_DAYS = re.compile(r"[\s-](?:(?:business|calendar|trading|working)\s)?days?\b", re.IGNORECASE)
_RUN = re.compile(r"(?:\s[A-Za-z][\w&-]*+(?!['’])){1,5}")  # "shares of the Company’s stock" counts shares
_SMALL_WORDS = frozenset(_WORDS["small_words"]["words"])
_PLURAL = re.compile(r"\s(?P<noun>[a-z][A-Za-z]+[a-rtv-z]s)\b(?!['’-])")


@dataclass(slots=True)
class Behind:
    """What was read so far behind a number, and where reading stands."""

    at: int
    scale: int = 1
    hundredth: bool = False
    currency: str = ""
    per: str = ""
    unit: str = ""
    points: bool = False
    daily: bool = False


def read_behind(text: str, reading: Behind, counted: bool) -> None:
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
        read_per(text, reading)
    else:
        _read_unit(text, reading, counted)


def stands_currency(text: str, at: int) -> bool:
    """Return whether a currency, or its hundredth, stands at a place."""
    return bool(_CURRENCY.match(text, at) or _CENT.match(text, at))


def _read_scale(text: str, reading: Behind) -> None:
    if match := _SCALE.match(text, reading.at):
        reading.scale *= _SCALES[(match[1] or match[2]).lower()]
        reading.at = match.end()
    elif match := _SHORT_SCALE.match(text, reading.at):
        beside = reading.currency or _CURRENCY.match(text, match.end()) or _noun(text, match.end())
        if beside:
            reading.scale *= _SHORT[match[1]]
            reading.at = match.end()


def _read_currency(text: str, reading: Behind) -> None:
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


def read_per(text: str, reading: Behind) -> None:
    """Read what an amount is a price of."""
    if match := _PER.match(text, reading.at):
        noun = match["noun"]
        reading.per = "share" if noun.lower() in ("share", "shares") else one_of(noun)
        reading.at = match.end()
        if reading.per == "share" and (diluted := _DILUTED.match(text, reading.at)):
            reading.at = diluted.end()


def one_of(noun: str) -> str:
    """Return what to call one of what a price is of: "barrel" for "Bbl", "ADS" as it is."""
    return _MEASURES.get(noun.lower()) or _STEMS.get(noun.lower()) or (noun if noun.isupper() else noun.lower())


def _read_unit(text: str, reading: Behind, counted: bool) -> None:
    if match := _RATIO.match(text, reading.at) or (reading.scale == 1 and _TIMES.match(text, reading.at)):
        reading.unit, reading.at = "ratio", match.end()
    elif match := _DAYS.match(text, reading.at):
        reading.unit, reading.at = "days", match.end()
    elif counted and not _read_volume(text, reading) and (noun := _noun(text, reading.at)):
        reading.unit, reading.at = noun


def _read_volume(text: str, reading: Behind) -> bool:
    """Read how much oil or gas it is, gas in thousands of cubic feet as it is sold; whether it is any."""
    found = volume_at(text, reading.at)
    sold = as_sold(replace(found[0], scale=found[0].scale * reading.scale)) if found else None
    if found is None or sold is None:
        return False
    reading.unit, reading.scale, reading.daily, reading.at = sold.unit, sold.scale, sold.daily, found[1]
    return True


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
