"""A question in plain words: courtesies and asides taken off, abbreviations spelled out, periods in the releases' words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qa.language.phrases import either
from qa.language.sought import AnyCase
from qa.questions.parsing.abbreviations import spelled_out
from qa.questions.parsing.patterns import Span
from qa.questions.parsing.rewording import Rule, Rules, compiled, rules
from qa.questions.parsing.said_periods import dating, period_wordings
from qa.questions.parsing.unordered import with_kind_first
from qa.resources import toml

_MARK = "Qzx{}qzx"
# In capitals the trade's, else common words; "OR" joins nothing where nothing follows, nor behind what stands before a noun.
_CAPITALS = re.compile(
    r"(?<!\w)(?:(?:IT|AR|AP)(?!\w)|RE(?= [A-Za-z])|OR(?=\s*(?:[?.,;:]|$)| (?:improvement|deterioration)s?\b))"
    r"|(?:(?<=\bthe )|(?<=\bits )|(?<=\bwhy )|(?<=\bdid )|(?<=^))OR(?= \w)"
)
_MEANT = {
    "IT": "information technology",
    "RE": "real estate",
    "OR": "operating ratio",
    "AR": "accounts receivable",
    "AP": "accounts payable",
}
# A company whose period it is: "the beginning of Korvane's fiscal 2020".
_OWN_PERIOD = re.compile(
    r"\b((?:beginning|start|opening|outset|end|close) of) Qzx\wqzx (?=(?:fiscal|financial|latest|last|first|second|third|fourth|q[1-4]|fy ?\d|20\d\d|19\d\d)\b)",
    re.I,
)
_LONGEST_CLOSING = 80  # characters
_MARKS = " \t\n,.;:!-–—"


@dataclass(frozen=True)
class _Wording:
    """models/wording.toml, compiled."""

    openings: AnyCase
    closings: AnyCase
    rules: Rules


def plain(question: str, names: Sequence[Span] = ()) -> str:
    """Return a question in plain words: nothing that it asks is left out, and nothing added.

    Arguments:
        question: as asked, typing errors mended.
        names: where it names companies, of which no word is reworded ("Exp World", "Check Valve").
    """
    text, hidden = _hidden(question.replace("’", "'"), names)
    text = text if text.isupper() else _CAPITALS.sub(lambda match: _MEANT[match[0]], text)
    text = _OWN_PERIOD.sub(r"\1 ", text) if len(hidden) == 1 else text
    text = _reworded(text)
    for mark, name in hidden.items():
        text = text.replace(mark, name)
    return text


def _hidden(text: str, names: Sequence[Span]) -> tuple[str, dict[str, str]]:
    """The text with a mark, which no rule knows, for each name; and the names by their marks."""
    hidden: dict[str, str] = {}
    for start, last in sorted(names, reverse=True):
        end = last - len("'s") if text[start:last].endswith("'s") else last  # which rules know behind any name
        mark = _MARK.format(chr(ord("a") + len(hidden)))
        hidden[mark] = text[start:end]
        text = text[:start] + mark + text[end:]
    return text, hidden


def _reworded(question: str) -> str:
    known = _wording()
    text = _without_openings(with_kind_first(spelled_out(question)), known.openings)
    text = text[:-_LONGEST_CLOSING] + known.closings.sub("", text[-_LONGEST_CLOSING:])
    return known.rules.applied(text)


def _without_openings(text: str, openings: AnyCase) -> str:
    while match := openings.match(text):
        rest = text[match.end() :].lstrip(_MARKS)
        if not rest.strip(" ?"):
            break
        text = rest
    return text


@cache
def _wording() -> _Wording:
    data = toml("wording")
    slots = {"{moved}": rf"\b(?:{either(data['moved'])})\b"}
    return _Wording(
        openings=AnyCase(compiled(rf"\W*(?:{'|'.join(data['openings'])})\b")),
        closings=AnyCase(compiled(rf"[\s,.?!-]+(?:{'|'.join(data['closings'])})(?=[\s.?!]*$)")),
        rules=Rules(
            [
                *rules(data["asides"], slots),
                *dating(),
                *rules([*data["forms"], *data["figures"]], slots),
                *period_wordings(),
                Rule(frozenset(["gaap"]), re.compile(r"\bnon[- ]?gaap\b", re.I), "nonGAAP"),
            ]
        ),
    )
