"""Whether a question asks why, where the words stand that ask it, and which way they suppose that things went."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from qa.frozen import frozen
from qa.language.sought import Sought
from qa.questions.parsing.query import Direction
from qa.questions.parsing.words import forms, phrases
from qa.resources import toml

Span = tuple[int, int]

_ASKS_OTHERWISE = re.compile(r"^\W*(?:when|who(?! or what)|whom|whose)\b", re.I)
# An amount is asked for, of what else is a reason: "how big was the headwind from currency".
_ASKS_AMOUNT = re.compile(
    r"^\W*(?:how (?:big|large|great|high|sizeable)|(?:what (?:was|is) the )?(?:size|magnitude|amount) of)\b", re.I
)
_WORD = re.compile(r"[a-z]+")
_EVENT = re.compile(r"[a-z]+(?:-[a-z]+)?")
_SLOT = re.compile(r"\{([a-z_]+)\}")


@frozen
class _Rule:
    """What asks why, looked for only where one of `when` stands."""

    when: frozenset[str]
    said: Sought
    of_event: bool


@lru_cache(maxsize=512)
def asking_why(free: str, text: str) -> tuple[Span, ...]:
    """Return where the words stand by which a question asks why; empty where it does not.

    Arguments:
        free: in small letters, with the metrics that it names blanked.
        text: as asked.
    """
    said = frozenset(_WORD.findall(free))
    if (_ASKS_OTHERWISE.match(free) or _ASKS_AMOUNT.match(free)) and "why" not in said:
        return ()
    rules = [rule for rule in _rules() if not rule.when.isdisjoint(said)]
    spans = (m.span() for rule in rules for m in rule.said.finditer(free) if not rule.of_event or of_event(text))
    return tuple(sorted(spans))


def conceded(free: str) -> tuple[Span, ...]:
    """Return where a question why says what happened beside what it asks of: "why did profit fall despite higher sales".

    Arguments:
        free: in small letters.
    """
    return tuple(match.span() for match in _conceding().finditer(free))


@cache
def _conceding() -> Sought:
    return Sought(rf"\b(?:{_any(toml('why')['conceding'])}) (?:(?!why\b|what\b|how\b)[^,;:.?])*", 0)


def of_event(text: str) -> bool:
    """Whether a question is of what has a cause of its own: a charge, a rise."""
    return not frozenset(toml("why")["events"]).isdisjoint(_EVENT.findall(text.lower()))


def supposed(text: str, spans: Sequence[Span]) -> Direction:
    """Return the way in which the words that ask why suppose that things went: "what *hurt* margins".

    Arguments:
        text: as it was asked of.
        spans: where the words stand in it.
    """
    said = " ".join(text[start:end] for start, end in spans)
    if _supposing("down", "for_worse").search(said):
        return "worse"
    if _supposing("up", "for_better").search(said):
        return "better"
    if _supposing("downwards").search(said):
        return "down"
    return "up" if _supposing("upwards").search(said) else ""


@cache
def beside() -> frozenset[str]:
    """Return the words beside those that ask why which name nothing that a sentence must hold."""
    return frozenset(word for line in toml("why")["beside"] for word in line.split())


@cache
def words_of_why() -> frozenset[str]:
    """Return all words by which why is asked, so that none is taken for a typing error."""
    lists = (entries for name, entries in toml("why").items() if name != "rules")
    said = (text for entries in lists for text in ([entries] if isinstance(entries, str) else entries))
    return frozenset(form for text in said for word in _WORD.findall(text) for form in (word, *forms(word)))


@cache
def _supposing(way: str, beside: str = "") -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(_forms(way).union(_split(toml('why')[beside]) if beside else ()))})\b", re.I)


@cache
def _forms(way: str, kind: str = "") -> frozenset[str]:
    """The verbs that act one way: all their forms, or only the "base" ones, those "inflected", or those in "ing"."""
    verbs = [verb for line in toml("why")[way] for verb in line.split()]
    irregular = {verb.replace("-", " ") for line in toml("why")[f"irregular_{way}"] for verb in line.split()}
    inflected = frozenset(form.replace("-", " ") for verb in verbs for form in forms(verb) - {verb}) | irregular
    if kind == "base":
        return frozenset(verb.replace("-", " ") for verb in verbs) | irregular
    if kind == "ing":
        return frozenset(form for form in inflected if form.split()[0].endswith("ing"))
    return inflected if kind else inflected | _forms(way, "base")


def _verbs(kind: str = "") -> str:
    ways = ("up", "down", "upwards", "downwards", "surely", "either")
    return _any(form for way in ways for form in _forms(way, kind))


@cache
def _rules() -> tuple[_Rule, ...]:
    asks = toml("why")["asks"]
    always = _Rule(frozenset(_first(asks)), Sought(rf"\b(?:{_any(asks)})\b", 0), of_event=False)
    return (always, *map(_rule, toml("why")["rules"]))


def _rule(entry: dict[str, Any]) -> _Rule:
    slots = _slots()
    when = [each for word in entry["when"] for each in (_first(toml("why")["nouns"]) if word == "{nouns}" else [word])]
    said = _SLOT.sub(lambda slot: slots[slot[1]], entry["said"])
    return _Rule(frozenset(when), Sought(said, 0), entry.get("event", False))


@cache
def _slots() -> dict[str, str]:
    """What the slots of the rules stand for."""
    words = toml("why")
    listed = ("nouns", "before_what", "ending", "naming", "ties", "events")
    carrying = {form for verb in _split(words["carrying"]) for form in forms(verb) - {verb}}
    moves = [word for entries in phrases()["direction"].values() for word in entries]
    speaker = r"(?: (?:does|do|did|has) [^?,;]{1,40}? (?:say|says|said|think|thinks|believe|believes)(?: that)?)?"
    return {name: _any(words[name]) for name in listed} | {
        "speaker": speaker,
        "what": rf"\bwhat{speaker}",
        "things": "|".join(rf"{thing}s?" for thing in words["things"]),
        "adverbs": rf"(?: (?:{words['between']}))*",
        "tail": r"\b(?: (?:on|to|for|into|back))?(?! (?:by|at|of|most|least|more|fastest)\b)",
        "verbs": _verbs(),
        "inflected": _verbs("inflected"),
        "base": _verbs("base"),
        "ing": _verbs("ing"),
        "acting": _any(form for way in ("up", "down", "surely") for form in _forms(way, "inflected")),
        "carrying": _any(carrying | set(words["irregular_carrying"])),
        "carried": _any(_split(words["carried"])),
        "moves": _any([*moves, *words["events"]]),
    }


def _split(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


def _first(phrases: Iterable[str]) -> list[str]:
    """The first words of phrases, as they are told apart here."""
    return [_WORD.findall(phrase)[0] for phrase in phrases]


def _any(entries: Iterable[str]) -> str:
    return "|".join(re.escape(entry) for entry in sorted(set(entries), key=len, reverse=True))
