"""A question about several things at once, as the plain questions that are asked of each of them, in its own words.

Two clauses are two questions, of which the second leaves unsaid what the first says: "how many shares were bought, and at
what price". Two names are one question asked of each: what stands before and behind them is common to both, and so is the
part that is named ahead of the first ("Looms' sales and profit") or behind the last ("sales and profit of Looms").
"""

import re
from collections.abc import Iterator, Sequence

from qa.frozen import frozen
from qa.language.stems import label_stems, words
from qa.questions.parsing.alternatives import Said, listed
from qa.questions.parsing.patterns import Span
from qa.questions.parsing.words import guarded, periods_said

_NEXT_CLAUSE = re.compile(
    r"(?P<comma>,)?;? (?:and|plus),? (?=(?:(?:for|at|by|of|to|in|on) )?(?:how (?:much|many|large|big|high|low)|what|which)\b)",
    re.I,
)
_VERB = r"(?:did|was|were|is|are|do|does|has|have|had|could|can|would|will)"
_ASKED = re.compile(
    rf"^(?P<open>.*?)(?P<wh>\b(?:(?:for|at|by|of|to|in|on) )?(?:how (?:much|many|large|big|high|low)|what|which)\b.*?) (?P<verb>{_VERB}) (?P<rest>.+)$",
    re.I,
)
_HAS_VERB = re.compile(rf"\b(?:{_VERB}|came|cost|went|brought|made|stood)\b", re.I)
_COUNTED = re.compile(r"\bhow (?:many|much) (?:of (?:its|their|the) (?:own )?)?(?P<things>.+)$", re.I)
_PASSIVE = re.compile(r"^(?:was|were|is|are|has|have|had) ", re.I)
_IT = re.compile(r"\b(?:it|they|them|those|these|each of them)\b", re.I)
_OBJECT = re.compile(r"\b(?:them|those|these)\b|\bthey(?= cost\b)|(?<=\bfor )it\b|(?<=\bon )it\b", re.I)
_BARE = re.compile(r"^(?:(?:for|at|by|of|to|in|on) )?(?:how (?:much|many)|what)$", re.I)
_ASKS = re.compile(r"\b(?:how (?:much|many)|what|which)\b", re.I)
_BY = re.compile(r"[\s,]*(?P<by>of|in|for|at|from|to|on)\s+(?:(?:the|its|their)\s+)?", re.I)
_WHOSE = re.compile(r"^.*?(?:'s|s')(?= )", re.I)
_OF = re.compile(r" (?:of|for) (?!which\b)")
_OUTSIDE = re.compile(  # what a list is no part of
    r"\b(?:outside|excluding|without|except|beyond|before|between|other than|apart from|net of|ex)\b(?: (?:of|for))?(?: the)?(?: [\w.&'-]+){0,4}$",
    re.I,
)
_KINDS = label_stems("current term portion part")
_ITS = re.compile(r"\b(?:its|their) $", re.I)
_OF_ITS_OWN = re.compile(
    r"^(?:[\w-]+ )?(?:amounts?|numbers?|sizes?|costs?|prices?|values?|sums?|balances?|rates?|shares?|percentages?|portions?)$",
    re.I,
)
_SEPARATELY = re.compile(r",? (?:each|separately|individually|respectively|both|both of them)\b", re.I)


@frozen
class Clauses:
    """The questions that a text asks one after the other, each complete.

    Arguments:
        leans: whether the second says what it is of only by the first.
    """

    questions: tuple[str, ...] = ()
    leans: bool = False


def clauses(text: str) -> Clauses:
    """Return the questions that a text asks one after the other; none where it asks one."""
    text = text.strip(" ?.")
    joint = next((one for one in _NEXT_CLAUSE.finditer(text) if _ASKS.search(text, 0, one.start())), None)
    if joint is None:
        return Clauses()
    first, second = text[: joint.start()], text[joint.end() :]
    asked = _ASKED.match(first)
    if asked is None or _NEXT_CLAUSE.search(second):
        return Clauses()
    counted = _COUNTED.search(asked["wh"])
    things = counted["things"] if counted else ""
    if not _HAS_VERB.search(second):
        return Clauses((first, _completed(second, first, asked, things)), leans=True)
    whole = _with_things(second, things, passive=_PASSIVE.match(f"{asked['verb']} ") is not None)
    return Clauses((first, _dated(whole, first)), leans=whole != second) if whole else Clauses()


def _with_things(clause: str, things: str, *, passive: bool) -> str:
    """A clause with what was counted in the place of the word that points to it; nothing where it is open what that is."""
    pointer = (_IT if passive else _OBJECT).search(clause)
    if pointer is None:
        return "" if passive and _IT.search(clause) else clause
    return f"{clause[: pointer.start()]}the {things}{clause[pointer.end() :]}" if things else ""


def _completed(clause: str, first: str, asked: re.Match[str], things: str) -> str:
    """A clause without a verb, with what the one before it says: "and at what price", "and how many a year before"."""
    dates = periods_said(clause)
    named = clause
    for date in reversed(dates):
        named = f"{named[: date.start]}{named[date.end :]}"
    named = re.sub(r"[\s,]*\b(?:in|at|on|for|as of|the|end|of)?\s*$", "", named.strip(" ,"))
    if dates and _BARE.match(named):
        return f"{_undated(first)} {clause[dates[0].start :]}"
    rest = _undated(asked["rest"]) if dates else asked["rest"]
    tail = clause[len(named) :] if clause.startswith(named) else ""
    return f"{named} {asked['verb']} {rest}{f' {things}' if things else ''}{tail}"


def _dated(clause: str, first: str) -> str:
    """A clause with the time that only the one before it says."""
    dates = periods_said(first)
    if periods_said(clause) or not dates:
        return clause
    said = " ".join(first[date.start : date.end] for date in dates)
    return f"{clause}, {said}"


def _undated(text: str) -> str:
    for date in reversed(periods_said(text)):
        before = re.sub(r"[\s,]*\b(?:(?:in|at|on|for|during|as of|the|end|of|close)\s+)*$", "", text[: date.start])
        text = f"{before}{text[date.end :]}"
    return text


def names(said: Said) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which a text may ask the same of several names, as the questions of each."""
    text = _SEPARATELY.sub(lambda found: " " * len(found[0]), said.text.rstrip(" ?."))
    said = Said(text, said.names, said.metrics, said.periods)
    for narrow, wide in zip(listed(said), listed(said, wide=True), strict=True):
        whole = wide and (not narrow or (wide[0] != narrow[0] and _is_of_metrics(text, narrow, said.metrics)))
        spans = wide if whole else narrow
        if spans and _OUTSIDE.search(text, 0, spans[0][1]):
            continue
        each = [text[: spans[0][0]] + text[start:end] + text[spans[-1][1] :] for start, end in spans] if whole else []
        if spans:
            yield tuple(" ".join(one.split()) for one in each or _of_each(text, spans, said.metrics))


def _is_kind(name: str) -> bool:
    """Whether a name says only of which kind something is: "non-current", "long-term"."""
    return all(word.stem in guarded() | _KINDS for word in words(name))


def _is_of_metrics(text: str, spans: Sequence[Span], metrics: Sequence[Span]) -> bool:
    """Whether what stands last in a list is a metric, or "its" something, and what a preposition leads to ahead of it is none."""
    first, last = spans[0], spans[-1]
    has = [any(start <= at and to <= end for at, to in metrics) for start, end in (first, last)]
    its = _ITS.search(text, 0, last[0]) is not None
    return not has[0] and (has[1] or its)


def _of_each(text: str, spans: Sequence[Span], metrics: Sequence[Span]) -> list[str]:
    """The text with each of some names in the place of all, and what is said of all of them beside."""
    first, last = spans[0], spans[-1]
    before, behind = text[: first[0]], text[last[1] :]
    said = [text[start:end] for start, end in spans]
    known = [any(start <= at and to <= end for at, to in metrics) for start, end in spans]
    head = _led(text, spans)
    if head:  # "sales of looms and of yarns": the first is of as much as stands before it
        said[0] = said[0][len(head) :]
        return [f"{before}{head}{one}{behind}" for one in said]
    whose = _WHOSE.match(said[0])
    of = _last_of(text, last, metrics)
    if all(known):
        said[1:] = [f"{whose[0]} {one}" if whose and not _WHOSE.match(one) else one for one in said[1:]]
        said[:-1] = [f"{one}{of}" for one in said[:-1]]
    elif known[-1] and not any(known[:-1]):  # "creative and document ARR"
        metric = max(one for one in metrics if last[0] <= one[0] and one[1] <= last[1])
        said[:-1] = [_with_tail(one, text[metric[0] : last[1]]) for one in said[:-1]]
    return [] if any(map(_is_kind, said)) else [f"{before}{one}{behind}" for one in said]


def _with_tail(name: str, metric: str) -> str:
    """A name with a metric behind it, or with what of it stands behind the word that it ends with: "book value" per share."""
    ends = re.search(rf"\b{re.escape(name.split()[-1])}\b", metric, re.I)
    return f"{name}{metric[ends.end() :]}" if ends else f"{name} {metric}"


def _led(text: str, spans: Sequence[Span]) -> str:
    """What stands ahead of the first name and is said of all: up to the word that leads to the next one, or to a part."""
    first, second = spans[0], spans[1]
    gap = text[first[1] : second[0]]
    by = re.search(r"\b(?P<by>of|in|for|at|from|to|on)\s+(?:(?:the|its|their)\s+)?$", gap, re.I)
    leads = list(
        re.finditer(rf"\b(?:{by['by'] if by else 'of'})\s+(?:(?:the|its|their)\s+)?", text[slice(*first)], re.I)
    )
    return text[first[0] : first[0] + leads[-1].end()] if leads else ""


def _last_of(text: str, last: Span, metrics: Sequence[Span]) -> str:
    """What the last name is of, outside any metric's name: "sales and profit of Looms"."""
    ends = [end for start, end in metrics if last[0] <= start and end <= last[1]]
    found = next((one for one in _OF.finditer(text, max(ends, default=last[0]), last[1])), None)
    if found is None or _OF_ITS_OWN.match(text, last[0], found.start()):
        return ""
    return text[found.start() : last[1]]
