"""Years and months as tables and questions print them, without a calendar to date them by."""

import re

_YEAR = re.compile(r"(?<![\d.,$€£])(?:19[89]\d|20[0-4]\d)(?![\d%]|[.,]\d)")
_SPLIT_YEAR = re.compile(
    r"\b(?:19|20)\d\d\s?(?:/\s?(?:(?:19|20)?(\d\d))|[-–](\d\d))\b(?![-/]\d)"
)  # "2018/2019", "2018-19": it ends in 2019
_LISTED_YEAR = re.compile(r"\b((?:19|20)\d\d),(?=(?:19|20)\d\d\b)")  # "2017,2018"
_SPACED_YEAR = re.compile(r"\b2 0 (\d) (\d)\b")
_SHORT_YEAR = re.compile(r"\bF(?:Y|iscal)?\s?['’]?(\d\d)\b(?!\d)|(?<=\bQ[1-4]\s)['’]?(\d\d)\b", re.I)
_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)"
)
_MONTH = re.compile(rf"\b{_NAME}\b\.?\s*\d{{1,2}}(?!\d),?|\b(?!(?-i:may\b)){_NAME}\b\.?,?", re.I)
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}\s+(?={_NAME}\b)", re.I)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that a text names, in order, each once."""
    text = _LISTED_YEAR.sub(r"\1, ", text)
    text = _SPLIT_YEAR.sub(lambda match: f"20{match[1] or match[2]}", _SPACED_YEAR.sub(r"20\1\2", text))
    found = [(match.start(), int(match[0])) for match in _YEAR.finditer(text)]
    for match in _SHORT_YEAR.finditer(text):
        short = next(group for group in match.groups() if group)
        found.append((match.start() + 1, 2000 + int(short)))
    return tuple(dict.fromkeys(year for _, year in sorted(found)))


def without_dates(text: str) -> str:
    """Return a text without the years, months and days in it."""
    text = _SPLIT_YEAR.sub(" ", _SPACED_YEAR.sub(" ", _LISTED_YEAR.sub(r"\1 ", text)))
    text = _SHORT_YEAR.sub(" ", text)
    return _MONTH.sub(" ", _DAY_FIRST.sub(" ", _YEAR.sub(" ", text)))


def months_in(text: str) -> frozenset[str]:
    """Return the stems of the months and days that a text names."""
    return frozenset(word[:3].lower() for match in _MONTH.finditer(text) for word in match[0].split()[:1])
