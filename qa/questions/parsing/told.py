"""Whether a question asks for what is answered in a filing's own words: when, who, where, what was said or became of it."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from qa.language.sought import Sought
from qa.resources import toml

Told = Literal["when", "who", "where", "event", "said", "about"]

_LEAD = re.compile(r"^[\s,.;:-]*(?:(?:and|so|but) )?", re.M)
_CLAUSES = re.compile(r"(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bdr)[;:.?!]\s+| [-–—]+ ")
_MAY_TELL = re.compile(
    r"\b(?:when|who\w*|where|dates?|\w*days?|time|hour|deadline|how (?:long|early|late|soon)|name[sd]?|call|called|town|state|city|country|location|hq|head\w*|home|based|located|offices?"
    r"|ceo|cfo|coo|cto|chair\w*|president|chief|treasurer|controller|counsel|contacts?|which|founder"
    r"|address|calls?|webcast|replay|recording|teleconference|meeting|guidance|outlook|forecasts?|targets?|happen\w*|bec[ao]mes?|status|fate|still|latest|stand|say|says|said|saying|comment\w*|remark\w*|think|thinks|feel\w*|mention\w*|talk\w*|describe\w*|characteri\w+|put|sum\w*|frame\w*"
    r"|take|views?|thoughts?|opinion|words|quote|statement|verdict|reading|tone|assessment)\b"
)


def told_by(text: str, *, named: bool, looks_ahead: bool) -> Told | None:
    """Return in which words a question is to be answered; None where it asks for a figure.

    Arguments:
        text: in small letters.
        named: whether it names a metric.
        looks_ahead: whether it asks for what is expected.
    """
    if not named and _has("about", text.rstrip(" ?.!")):
        return "about"
    if not _MAY_TELL.search(text):
        return None
    text = _LEAD.sub("", _CLAUSES.sub("\n", text.rstrip(" ?.!")))  # any clause may be the one that asks
    known = told_words()
    if _has("event", text) and not text.startswith("when "):
        return "event"
    if _has("said", text) or (
        _any(known["said"]["of_person"]).search(text) and re.search(known["said"]["persons"], text)
    ):
        return "said"
    if _has("when", text):
        return "when"
    if _asks_who(text, named=named):
        return "who"
    seen = "where " in text and re.search(known["where"]["figure"], text) is not None
    if _has("where", text) and not (named and (looks_ahead or seen)):
        return "where"
    return None


def _asks_who(text: str, *, named: bool) -> bool:
    asked = _any(told_words()["who"]["asks"])
    if asked.match(text) or (not named and asked.search(text)):
        return True
    role = re.search(told_words()["who"]["roles"], text)
    return role is not None and (
        not text.replace(role[0], "").strip(" the'") or bool(_any(told_words()["who"]["beside"]).search(text))
    )


def _has(kind: Told, text: str) -> bool:
    return _any(told_words()[kind]["asks"]).search(text) is not None


@cache
def _compiled(entries: tuple[str, ...]) -> Sought:
    return Sought("|".join(entries), re.M)


def _any(entries: Iterable[str]) -> Sought:
    return _compiled(tuple(entries))


@cache
def words_of_telling() -> frozenset[str]:
    """Return the words by which these are asked for and which name nothing, so that none is taken for a typing error."""
    lines = (
        *told_words()["said"]["idle"],
        *told_words()["idle"]["words"],
        *told_words()["known"]["words"],
    )
    return frozenset(word for line in lines for word in line.split())


def told_words() -> dict[str, Any]:
    """Return models/told.toml: how people ask for what is answered in words."""
    return toml("told")
