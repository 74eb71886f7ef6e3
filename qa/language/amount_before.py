"""What stands before a number: a bracket, a minus sign, a currency."""

from qa.frozen import frozen
from qa.language.amount_behind import stands_currency
from qa.language.numbers import Number
from qa.language.phrases import phrases

_WORDS = phrases("quantities")
_SIGNS: dict[str, str] = _WORDS["signs"]
_NAMES: dict[str, str] = _WORDS["names"]
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
_NUMBER_WORDS = frozenset(_WORDS["number_words"])


@frozen
class Before:
    """What stands before a number: where it begins, brackets outside and inside of the currency, a minus sign."""

    start: int
    outer: bool
    inner: bool
    minus: bool
    currency: str
    scale: int


def before_of(text: str, number: Number) -> Before:
    """Read what stands before a number, backwards: bracket or minus, currency, minus, bracket."""
    head = text[max(0, number.start - 24) : number.start]
    left = head.rstrip(" \t")
    if left[-1:].isdigit() and left != head:
        return Before(number.start, outer=False, inner=False, minus=False, currency="", scale=1)  # a table's next cell
    inner = left.endswith("(")
    minus = not inner and _is_minus(head)
    if inner or minus:
        left = left[:-1].rstrip(" \t")
    currency, scale = "", 1
    if left[-1:] in _BY_END and left.endswith(_ENDS):
        before, currency, scale = _without_prefix(left)
        named = left.endswith(("dollar", "dollars"))
        another = stands_currency(text, number.end)
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
    return Before(start, outer, inner, minus, currency, scale)


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
