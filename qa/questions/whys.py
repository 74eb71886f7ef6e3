"""Whether a question asks why, where the words stand that ask it, and which way they suppose that things went."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from qa.frozen import frozen
from qa.questions.query import Direction
from qa.questions.words import forms
from qa.resources import toml

Span = tuple[int, int]

_ASKS_OTHERWISE = re.compile(r"^\W*(?:when|who|whom|whose)\b", re.I)
_WORD = re.compile(r"[a-z]+")


@frozen
class _Rule:
    """What asks why, looked for only where one of `when` stands."""

    when: frozenset[str]
    said: re.Pattern[str]


@lru_cache(maxsize=512)
def asking_why(text: str) -> tuple[Span, ...]:
    """Return where the words stand by which a question asks why; empty where it does not.

    Arguments:
        text: in small letters, with the metrics that it names blanked.
    """
    said = frozenset(_WORD.findall(text))
    if _ASKS_OTHERWISE.match(text) and "why" not in said:
        return ()
    spans = (m.span() for rule in _rules() if not rule.when.isdisjoint(said) for m in rule.said.finditer(text))
    return tuple(sorted(spans))


def supposed(text: str, spans: Sequence[Span]) -> Direction:
    """Return the way in which the words that ask why suppose that things went: "what *hurt* margins".

    Arguments:
        text: as it was asked of.
        spans: where the words stand in it.
    """
    said = " ".join(text[start:end] for start, end in spans)
    if _acting("down").search(said):
        return "worse"
    return "better" if _acting("up").search(said) else ""


@cache
def beside() -> frozenset[str]:
    """Return the words beside those that ask why which name nothing that a sentence must hold."""
    return frozenset(word for line in toml("why")["beside"] for word in line.split())


@cache
def words_of_why() -> frozenset[str]:
    """Return all words by which why is asked, so that none is taken for a typing error."""
    said = (text for entries in toml("why").values() for text in ([entries] if isinstance(entries, str) else entries))
    return frozenset(form for text in said for word in _WORD.findall(text) for form in (word, *forms(word)))


@cache
def _acting(way: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(_forms(way))})\b", re.I)


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
    return _any(form for way in ("up", "down", "either") for form in _forms(way, kind))


@cache
def _rules() -> tuple[_Rule, ...]:
    words = toml("why")
    things = "|".join(rf"{thing}s?" for thing in words["things"])
    nouns = _any(words["nouns"])
    adverbs = rf"(?: (?:{words['between']}))*"
    speaker = r"(?: (?:does|do|did|has) [^?,;]{1,40}? (?:say|says|said|think|thinks|believe|believes)(?: that)?)?"
    what, some = (
        rf"\bwhat{speaker}",
        rf"\b(?:what|which|the|these|those) (?:\w+ )?(?:{things}|{nouns})(?: that)?{speaker}",
    )
    tail = r"\b(?: (?:on|to|for|into|back))?(?! (?:by|at|of|most|least|more|fastest)\b)"
    carried = _any(_split(words["carried"]))
    carrying = _any(
        {form for verb in _split(words["carrying"]) for form in forms(verb) - {verb}} | set(words["irregular_carrying"])
    )
    rules = [
        (_first(words["asks"]), rf"\b(?:{_any(words['asks'])})\b"),
        (_first(words["nouns"]), rf"(?<!many )(?<!number of )(?<!active )(?<!per )\b(?:{nouns})\b(?: (?:for|of|behind|that|why|in))?"),
        (["explain", "explains", "explained", "explaining"], r"\bexplain\w*"),
        (["color", "colour", "insight", "light"], r"\b(?:colou?r|insight|light) (?:on|around|about|as to|into|for)\b"),
        (["what"], rf"{what}(?:'s| has| have| had)?{adverbs} (?:{_verbs('inflected')}){tail}"),
        (["what"], rf"{what}(?:'s| is| are| was| were| has been| have been| had been){adverbs} (?:{_verbs('ing')}){tail}"),
        (["what"], rf"{what} (?:could|might|would|will|may|can|did){adverbs} (?:{_verbs('base')}){tail}"),
        (["what", "which", "the", "these", "those"], rf"{some}(?: (?:has|have|had|is|are|was|were|been))*{adverbs} (?:{_verbs()}){tail}"),
        (["what"], rf"{what}(?:'s| has| have| had)?{adverbs} (?:{carrying})\b(?! up)(?=.*\b(?:{carried})\b)"),
        (["what"], rf"\bwhat(?:'s| is| was| are| were)?{adverbs} (?:behind|responsible for|to blame(?: for)?|to thank(?: for)?|at the root of)\b"),
        (["what"], rf"\b(?:{_any(words['before_what'])}) what(?= (?:did|do|does|was|is|are|were|has|have)\b|\W*$)"),
        (["what"], rf"\b(?:{_any(words['ending'])})(?=\W*$)"),
        (["what"], r"(?<=up |wn |er |ed |se |ew |ne |ll |op )on what(?=\W*$)"),
        (["what"], r"\bto what (?:is|are|was|were|does|do|did|can|could)\b(?=.*\b(?:attribut|ascrib|owe|due|credit|trace|link|put)\w*)"),
        (["what", "who", "whom"], rf"\b(?:what|whom?) (?:does|do|did|has|have) [^?,;]{{1,50}}? (?:{_any(words['naming'])})(?:d|s|ing)?\b(?=.*\b(?:for|to|as|on|behind|growth|increase|rise|gain|improvement|jump|high|higher|record|strength|decline|decrease|drop|fall|lower|weakness|shortfall)\b)"),
        (["where"], r"\bwhere (?:did|does|do|is|was|has|have)\b(?=.*\b(?:growth|increase|rise|gain|improvement|decline|drop|fall|decrease|upside|weakness|strength|jump|shortfall|benefit|charge|loss)\b.*\b(?:com\w*|came|stem\w*) from\W*$)"),
    ]  # fmt: skip
    return tuple(_Rule(frozenset(when), re.compile(said)) for when, said in rules)


def _split(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


def _first(phrases: Iterable[str]) -> list[str]:
    """The first words of phrases, as they are told apart here."""
    return [_WORD.findall(phrase)[0] for phrase in phrases]


def _any(entries: Iterable[str]) -> str:
    return "|".join(re.escape(entry) for entry in sorted(set(entries), key=len, reverse=True))
