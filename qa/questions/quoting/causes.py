"""Where a sentence gives a cause: the words that join it to its effect, and which side the effect stands on."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from qa.frozen import frozen
from qa.language.sought import AnyCase, AnyOf, Sieve, letters_of
from qa.resources import toml

_CLAUSE_END = re.compile(r"[;•]|(?<=[a-z0-9%)”\"])\.\s+(?=[A-Z“\"])")
_WHILE = re.compile(r",\s(?:while|whereas)\s(?=[^,]*$)")  # what is told beside the effect
_COMMA = re.compile(r",\s")
_LEAD = re.compile(
    r"^[\s“\"'•*()o–—-]*(?:(?:however|moreover|furthermore|further|additionally|in addition|accordingly),\s+)?(?:(?:primarily|mainly|largely|in part|partly|also|and)\s+)?$",
    re.I,
)

_PARTED = re.compile(r",\s(?:and|while|whereas|but|although)\s", re.I)

_POINTER = re.compile(
    r"\W*(?:(?:all|both) of )?(?:this|these|that|those)(?: (?:also|in turn|has|have|then|together))*\W*", re.I
)
_WORDS = re.compile(r"[A-Za-z]{2}")
_VERB = re.compile(r"\s(?:was|were|is|are|has been|have been|includ(?:e|es|ed)):?\s+")
_CONCEDED = re.compile(r"\b(?:despite|in spite of|notwithstanding|regardless of|even (?:as|with|though))\s", re.I)
_MODIFIES = re.compile(r"relat|associat", re.I)
_AND = re.compile(r",\s+(?:and|as well as)\s+")
_LISTED = re.compile(r",\s+(?:and\s+)?")
_JUDGED = re.compile(
    r"\W*(?:(?:un)?favorable|positive|negative|(?:the )?following(?: \w+)?)\W*", re.I
)  # what tells no cause

MIDDLING = 0.5  # joining words surer than this give a cause, however they stand
PURPOSE = 0.2  # of joining words that give a purpose
WEAK = 0.3  # joining words less sure than this may give a purpose or a part instead of a cause
Span = tuple[int, int]


@frozen
class Cause:
    """A cause given within a text.

    Arguments:
        strength: how surely the words join a cause to an effect, 0 to 1.
        effect: `text[effect[0]:effect[1]]` is what happened.
        cause: likewise, why.
        back: whether the words themselves say that the cause is the sentence before: "As a result, …".
    """

    strength: float
    effect: tuple[int, int]
    cause: tuple[int, int]
    back: bool = False


def points_back(text: str, cause: Cause) -> bool:
    """Return whether a cause is nothing but the sentence before: "This led to higher margins", "As a result, margins rose"."""
    return cause.back or _POINTER.fullmatch(text, *cause.cause) is not None


def wording() -> dict[str, Any]:
    """Return models/passages.toml: how filings say why, when, who and where."""
    return toml("passages")


@cache
def pattern(name: str) -> AnyOf:
    """Return what finds any of the words of one of its tables."""
    return AnyOf(map(_whole, wording()[name]["words"]))


def _whole(entry: str) -> str:
    return rf"(?<!\w)(?:{entry})(?!\w)"


@frozen
class _Joint:
    """Words that join an effect to its cause."""

    group: int
    words: AnyCase
    effect: str
    strength: float


@cache
def _joints() -> Sieve[_Joint]:
    adverbs = rf"(?:(?:{_adverbs()}),?\s+){{0,2}}"
    joints = [
        (_spaced(entry, adverbs), group["effect"], group["strength"], at)
        for at, group in enumerate(wording()["cause"])
        for entry in group["words"]
    ]
    return Sieve(
        [(letters_of(said), _Joint(at, AnyCase(re.compile(_whole(said), re.I)), *how)) for said, *how, at in joints]
    )


def _found(text: str) -> list[tuple[int, int, str, float]]:
    """Where words join an effect to a cause, in their order; of those of one group that overlap, the first."""
    barred = [match.span() for match in pattern("not_causes").finditer(text)]
    said = sorted(
        (match.start(), place, match.end(), joint)
        for place, joint in _joints().through(text)
        for match in joint.words.finditer(text)
    )
    kept: list[tuple[int, int, str, float]] = []
    until: dict[int, int] = {}
    for start, _, end, joint in said:
        if start < until.get(joint.group, 0):
            continue
        until[joint.group] = end
        if not any(first <= start < last for first, last in barred):
            kept.append((start, end, joint.effect, joint.strength))
    return sorted(kept)


def _spaced(entry: str, adverbs: str) -> str:
    return entry.replace(" ~", r",?\s+~").replace(" ", r"\s+").replace("~", adverbs)


@lru_cache(maxsize=10_000)
def causes(text: str) -> tuple[Cause, ...]:
    """Return the causes that a sentence gives, in the order of their joining words."""
    joints = _found(text)
    found: list[Cause] = []
    for at, (start, end, effect, strength) in enumerate(joints):
        before = [other[:2] for other in joints[:at] if other[1] <= start and other[3] > WEAK]
        found += _sides(text, (start, end), effect, strength, before[-1] if before else None)
    return tuple(cause for cause in found if _worded(text, cause.effect) and _worded(text, cause.cause))


def _worded(text: str, span: Span) -> bool:
    return _WORDS.search(text, *span) is not None and not _JUDGED.fullmatch(text, *span)


def _sides(text: str, joint: Span, effect: str, strength: float, before: Span | None) -> Iterator[Cause]:
    """What stands on either side of joining words within their clause.

    Arguments:
        before: the joining words before these: what follows them is itself a cause, though it may have one too.
    """
    start, end = joint
    begin = max((m.end() for m in _CLAUSE_END.finditer(text, 0, start)), default=0)
    stop = next((m.start() for m in _CLAUSE_END.finditer(text, end)), len(text))
    if effect == "back":
        if _LEAD.match(text[:start]):
            yield Cause(strength, (end, stop), joint, back=True)
    elif effect == "after":
        yield Cause(strength, (end, stop), (begin, start))
    elif effect == "within":
        verb = _VERB.search(text, end, stop)
        if verb:
            yield Cause(strength, (end, verb.start()), (verb.end(), stop))
    elif _LEAD.match(text[begin:start]) or (text[start].isupper() and text[start + 1].islower()):
        if strength < WEAK:
            return  # "For the four weeks" gives none
        comma = _COMMA.search(text, end, stop)
        if comma:
            yield Cause(strength, (comma.end(), stop), (end, comma.start()))
    elif before is None or before[0] <= begin:
        begin = max((match.end() for match in _WHILE.finditer(text, begin, start)), default=begin)
        begin = max(_after_concession(text, begin, start), _modified(text, begin, start, text[start:end]))
        yield Cause(strength, (begin, start), (end, stop))
    else:
        parted = [match.end() for match in _PARTED.finditer(text, before[1], start)]
        if not parted:
            yield Cause(strength, (begin, before[0]), (end, stop))
        if parted or (strength > MIDDLING and not text[start:end].lower().startswith("offset")):
            yield Cause(strength, (parted[-1] if parted else _last_listed(text, before[1], start), start), (end, stop))


def _after_concession(text: str, begin: int, end: int) -> int:
    """Where what is said in spite of something ends: what follows it, up to a comma, is no effect of a cause.

    "Margins rose despite challenges due to storms": the storms explain the challenges.
    """
    conceded = [match.end() for match in _CONCEDED.finditer(text, begin, end)]
    return conceded[-1] if conceded and not _COMMA.search(text, conceded[-1], end) else begin


def _modified(text: str, begin: int, end: int, joint: str) -> int:
    """Where that begins of several things which alone is "related to" a cause: "rents, wages, and costs related to …"."""
    if not _MODIFIES.match(joint):
        return begin
    return max((match.end() for match in _AND.finditer(text, begin, end)), default=begin)


def _last_listed(text: str, begin: int, end: int) -> int:
    """Where the last of some listed causes begins, which alone has the cause that follows: "higher rents, and wages due to …"."""
    items = [m.end() for m in _LISTED.finditer(text, begin, end) if _item().match(text, m.end(), end)]
    return items[-1] if items else begin


@cache
def _item() -> re.Pattern[str]:
    """What begins with an item of a list: no amount of the one before ("of $3 million"), nor "mainly" alone."""
    return re.compile(rf"(?!of\b|(?:{_adverbs()})\W*$)[A-Za-z]")


def _adverbs() -> str:
    return "|".join(wording()["adverbs"]["words"])
