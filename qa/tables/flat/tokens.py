"""Cuts the words of a flattened header into its parts: days, years, lengths, changes, brackets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.language.dates import MONTH
from qa.language.period_grammar import COUNT
from qa.tables.figures import DAY

_YEAR = r"(?:19[89]|20[0-5])\d(?!\d|[.,]\d)(?:\s?\(\w\)|\*+|[⁰¹²³⁴-⁹⁽⁾ᵃ-ᶻ]+)?"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th|last)"
_COUNT = COUNT.replace(" ", r"[\s-]")
_ENDED = r"(?:\s(?:period\s)?(?:ended|ending))"

_AGAINST = r"(?:y/y|q/q|y-o-y|q-o-q|yoy|qoq|year[\s-]over[\s-]year|sequential)"
_MORE = r"(?:change|chg|variance|var|incr(?:ease)?|inc(?=\.?\s?(?:/|\(dec))|difference|fav(?:orable)?|better|o/\(u\)|b/\(w\)|f/\(u\))"
_LESS = r"(?:\s?(?:/\s?)?\(?(?:/\s?)?\(?(?:decr?(?:ease)?|unfav(?:orable)?|worse|decline)\b\.?\)?)"
# Words over a column that compares or describes others.
CHANGE = rf"""(?:
    (?:%|\bpercent(?:age)?)\s(?:(?:of|to)\s)?(?:net\s|total\s)*(?:revenues?|sales)\b(?!\s(?:growth|change))
    |(?:%|\bpercent(?:age)?)\s(?:of|to)\s(?:total\s)?(?:assets|loans|total)\b
    |(?:(?:(?<!\S)[%$]|\b(?:percent(?:age)?|amount|dollar)|\b{_AGAINST})\s)*\b{_MORE}(?!\w)\.?{_LESS}?(?!\s(?:in|from|of|due|to)\s(?!us\b|constant))
        (?:\s(?:%|\$|in\s%|in\s\$)(?=\s|$)|\s?\((?:%|\$|bps?|pts?)\))?
    |\b{_AGAINST}(?:\sgrowth)?(?!\w)|\(decrease\)(?:\sin\sus\s\$)?|\bin\sconstant\scurrency|\bgrowth\srates\b|(?<!\S)%(?=\s|$)|(?<!\S)\$(?=\s(?:o/\(u\)|change)))"""
_EXCEPT = r"(?:,?\s(?:except|unless|other\sthan)(?:\s(?:for|per|share|shares|and|as|otherwise|noted|amounts?|data|percentages?|ratios?|information|unit)|[\s-](?:share)|,)+)?"
UNIT = rf"\b(?:(?:u\.s\.\s)?dollars?\s|amounts?\s)?in\s(?:thousands|millions|billions)\b(?:\sof\s(?:u\.s\.\s)?dollars)?{_EXCEPT}"

# Brackets that say something of a whole table.
OF_TABLE = r"[(\[](?![^()]*\d\s(?:thousand|million|billion))(?=[^()]{0,80}(?:audited|thousand|million|billion|\b000|except|dollars|continued))(?:[^()\[\]]|\([^()]*\)){1,160}[)\]]"

# A part of a header; the letter names its kind, which the solver looks for patterns in.
TOKEN = re.compile(
    rf"""(?P<rule>[-=_–—]{{3,}}|(?:[-=_]\s){{5,}}|</?[a-z]{{1,7}}>)
    | (?P<X>{CHANGE})
    | (?P<aside>[(\[](?:[^()\[\]]|\([^()]*\)){{1,160}}[)\]])
    | (?P<unit>{UNIT})
    | (?P<N>\b\d{{1,2}}/\d{{1,2}}/(?:\d\d){{1,2}}(?!\d)|\b\d{{1,2}}-{MONTH}-\d\d(?:\d\d)?(?!\d)
        |\b{MONTH},?\s(?:19|20)\d\d\b(?![.,]\d))
    | (?P<L>\b(?:[1-4]Q\s?(?:FY)?\s?['’]?\d\d(?:\d\d)?|Q[1-4]\s?(?:FY|F|-)?\s?['’]?\d\d(?:\d\d)?|Q[1-4]\b|FY\s?['’]?\d\d(?:\d\d)?|total|ytd)(?![\w]))
    | (?P<M>{DAY},?)
    | (?P<Y>\b(?:fiscal\s(?:year\s)?|FY\s)?{_YEAR})
    | (?P<S>\b{_COUNT}[\s-](?:week|month|quarter|year)\b(?!\s(?:period|ended|ending)))
    | (?P<D>\b(?:for\s(?:the\s)?|the\s)?(?:{_COUNT}[\s-](?:months?|weeks?){_ENDED}?
        |(?:fiscal\s)?{_ORDINAL}\s(?:fiscal\s)?(?:quarters?|half){_ENDED}?|(?:fiscal\s)?(?:quarters?|years?|periods?){_ENDED}
        |(?:fiscal\s)?years?\b|full\syear|year[\s-]to[\s-]date|quarters?\b|twelve\smonths))
    | (?P<C>\b(?:for\s(?:the\s)?)?{_COUNT}(?=\s(?:for|\d|{_COUNT}|weeks?|months?)\b))
    | (?P<U>\b(?:weeks?|months?){_ENDED}?|\b(?:ended|ending)\b)
    | (?P<filler>\b(?:as\sof|as\sat|at\sor|at|and|the|for|in|unaudited|audited|restated|actual)\b|[,;:*])""",
    re.IGNORECASE | re.VERBOSE,
)
_LAST_TOTAL = re.compile(r"\s*(total|ytd)\b", re.IGNORECASE)
# What stands over the sum of the quarters beside it.
TOTAL = re.compile(r"total|ytd", re.IGNORECASE)
_UNIT = re.compile(r"(?:months?|weeks?)\b", re.IGNORECASE)
_PERIOD = "DMYCUN"
_STUB = re.compile(r"[A-Z][A-Z'’&/,()-]+(?: [A-Z'’&/,()-]+){0,5}")
_HEAD = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,3}")
_AFTER = re.compile(
    rf"\s*(?:(?P<X>{CHANGE})|(?P<aside>\(\w{{1,2}}\)|{OF_TABLE}|{UNIT}|\*+|\b(?:un)?audited\b))",
    re.IGNORECASE | re.VERBOSE,
)
# What may stand between two periods over columns.
BETWEEN = re.compile(
    rf"\s*(?:(?:{CHANGE}|\((?:\w|\d\d)\)|\((?:un)?audited\)|\((?:as )?restated\)|\btotal\b|\bytd\b|\*+)\s*)*",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a header: its kind (a group of TOKEN) and its place."""

    kind: str
    start: int
    end: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the parts of a header between two offsets, in order."""
    found: list[Token] = []
    for match in TOKEN.finditer(text, start, end):
        token = Token(match.lastgroup or "", match.start(), match.end())
        before = found[-1] if found and found[-1].kind == "C" else None
        unit = _UNIT.search(match[0]) if token.kind == "D" and before else None
        if TOTAL.fullmatch(match[0]) and not (found and found[-1].kind == "L"):
            continue  # only beside quarters it is a column
        if before and unit and _is_page(text[before.start : before.end], match[0]):
            found[-1] = token
        elif unit:
            # "For the 13 For the 26 Weeks Ended Weeks Ended": a row of counts above a row of units.
            cut = token.start + unit.start()
            found += [Token("C", token.start, cut), Token("U", cut, token.end)]
        else:
            found.append(token)
    return found


def _is_page(before: str, length: str) -> bool:
    """Whether a number before a length is not of its row but a page's: "9 Three Months Ended"."""
    return before.strip().isdigit() and not any(map(str.isdigit, length))


def backward(text: str, start: int, floor: int) -> list[Token]:
    """Return the unbroken run of header parts that ends at an offset, in order.

    The head of the column of labels may stand among them, in the line of the years: "REVENUES 2024 2023".

    Arguments:
        floor: where the run cannot begin before.
    """
    found = tokens(text, floor, start)
    parts: list[Token] = []
    at = start
    while found:
        if text[found[-1].end : at].strip():
            while found and found[-1].kind == "filler" and parts:
                found.pop()  # "AND"
            between = _between(found[-1], parts[0], at, text) if found and parts else None
            if not between:
                break
            parts.insert(0, between)
        parts.insert(0, found.pop())
        at = parts[0].start
    return parts


def _between(before: Token, after: Token, end: int, text: str) -> Token | None:
    """Return the words between two parts of a header as one: the labels' head, or a name between the signs over changes."""
    if all(text[part.start : part.end] in ("%", "$") for part in (before, after)):
        words = text[before.end : end]
        return Token("W", before.end + len(words) - len(words.lstrip()), before.end + len(words.rstrip()))
    return Token("stub", before.end, end) if _is_stub(text[before.end : end].strip(), before.kind) else None


def _is_stub(words: str, before: str) -> bool:
    """Whether words may head the labels' column, by the kind of the part before them: a day ends the line above."""
    return bool((before in _PERIOD and _STUB.fullmatch(words)) or (before == "M" and _HEAD.fullmatch(words)))


def forward(text: str, start: int, before: Sequence[Token]) -> list[Token]:
    """Return the header parts that follow its last period: changes, brackets, units.

    Arguments:
        before: the parts that precede them: a total stands at the end only where one stood among them.
    """
    found: list[Token] = []
    at = start
    if any(TOTAL.fullmatch(text, part.start, part.end) for part in before):
        match = _LAST_TOTAL.match(text, at)
        if match:
            found.append(Token("L", match.start(1), match.end(1)))
            at = match.end()
    while match := _AFTER.match(text, at):
        kind = "X" if match["X"] else "aside"
        found.append(Token(kind, match.start(kind), match.end(kind)))
        at = match.end()
    return found
