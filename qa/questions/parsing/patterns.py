"""models/operations.toml: the wordings by which a question asks for more than a figure as it stands."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from qa.frozen import frozen
from qa.language.sought import AnyCase, Sieve, Sought, letters_of
from qa.questions.parsing.words import phrases
from qa.resources import toml

Span = tuple[int, int]
Named = tuple[int, int, str]  # a span and what it names


@frozen
class Ratio:
    """Where a question names one figure over another, and the unit that its wording asks for.

    Arguments:
        whole: empty, at the text's end, where it is left unsaid ("as a percentage?").
    """

    part: Span
    whole: Span
    unit: Literal["percent", "ratio"]


def ratio_in(text: str, mentions: Sequence[Named] = ()) -> Ratio | None:
    """Return the ratio that a text asks for; None where it asks for none.

    Arguments:
        mentions: where it names metrics; without them only what is said plainly is a ratio.
    """
    for _, (pattern, unit, loose) in _ratios("ratios").through(text):
        match = pattern.search(text)
        if match and (_are_apart(match, mentions) if loose else not _is_one_name(match, mentions)):
            end = (len(text), len(text))
            return Ratio(match.span("part"), match.span("whole") if match["whole"] else end, unit)
    for _, (pattern, unit, _) in _ratios("ratios_of_metrics").through(text) if len(mentions) > 1 else ():
        match = pattern.search(text)
        if match and all(_names(match.span(group), mentions) for group in ("part", "whole")):
            return Ratio(match.span("part"), match.span("whole"), unit)
    return None


def _are_apart(match: re.Match[str], mentions: Sequence[Named]) -> bool:
    """Whether the whole is a metric, and not half of one ("debt-to-equity ratio")."""
    first, second = sorted((match.span("part"), match.span("whole")))
    whole = match.span("whole")
    halved = any(start < first[1] and second[0] < end for start, end, _ in mentions)
    return not halved and _names(whole, mentions)


def _is_one_name(match: re.Match[str], mentions: Sequence[Named]) -> bool:
    """Whether the words that join part and whole are within a metric's name: "current portion of long-term debt"."""
    first, last = sorted((match.span("part"), match.span("whole")))
    return bool(match["whole"]) and any(start < first[1] and last[0] < end for start, end, _ in mentions)


def _names(span: Span, mentions: Sequence[Named]) -> bool:
    return any(span[0] <= start and end <= span[1] for start, end, _ in mentions)


def prepare() -> None:
    """Compile what is compiled once, so that no question waits for it."""
    for name, said in toml("operations").items():
        if isinstance(said, str) or (isinstance(said, list) and isinstance(said[0], str)):
            pattern(name)
    for name in ("ratios", "ratios_of_metrics"):
        _ratios(name)


@cache
def pattern(name: str) -> Sought:
    """Return what a list of models/operations.toml is found by, its entries as alternatives."""
    said = toml("operations")[name]
    return Sought(said if isinstance(said, str) else "|".join(f"(?:{entry})" for entry in said))


@cache
def either(name: str) -> tuple[Sought, ...]:
    """Return the wordings of a table of models/operations.toml, of which the first that fits counts."""
    return tuple(Sought(entry["said"]) for entry in toml("operations")[name])


@cache
def before_limit() -> Sought:
    """Return what stands before a number that figures are held against, its group the way: above, least, below, most."""
    return Sought(rf"{_ways()}\s*$")


@cache
def may_be_limit() -> Sought:
    """Return the same wherever it stands, to be looked for before the numbers, which takes longer."""
    return Sought(rf"{_ways()}\s")


@cache
def factors() -> Sought:
    """Return what says how many times a figure is another: a number as `times`, or words in the group `_N`."""
    words = "|".join(f"(?P<_{times.replace('.', '_')}>{said})" for times, said in toml("operations")["factors"].items())
    return Sought(rf"(?<!\w)(?:(?P<times>\d+(?:\.\d+)?) ?(?:x|times)|{words})(?: as \w+)?(?!\w)")


@cache
def portions() -> Sought:
    """Return what says which part of a whole a figure is held against: `over` half, `percent` of it, or words in the group `_N`."""
    said = toml("operations")
    words = "|".join(f"(?P<_{size.replace('.', '_')}>{entry})" for size, entry in said["portions"].items())
    size = rf"(?:{_ways()} )?(?:(?P<percent>\d+(?:\.\d+)?) ?(?:%|percent|per cent|pct)|{words})"
    return Sought(rf"(?<![\w-])(?:(?P<over>{said['over_half']})|{size}) of(?= (?!(?:what|that|as|its?)\b))")


def _ways() -> str:
    return rf"\b(?:{'|'.join(f'(?P<{way}>{said})' for way, said in toml('operations')['limits'].items())})"


@cache
def superlative(name: str) -> Sought:
    """Return the words for "most" or "least" with their article; not where "than" follows, which compares."""
    entries = "|".join(map(re.escape, sorted(phrases()["superlative"][name], key=len, reverse=True)))
    return Sought(rf"\b(?:the |its |their )?(?:{entries})\b(?! than)")


@cache
def _ratios(name: str) -> Sieve[tuple[AnyCase, Literal["percent", "ratio"], bool]]:
    return Sieve(
        [
            (
                letters_of(entry["said"]),
                (AnyCase(re.compile(entry["said"], re.I)), entry["unit"], entry.get("loose", False)),
            )
            for entry in toml("operations")[name]
        ]
    )
