"""Questions over all companies held: which has the most or the least, the first few by a figure, which of them had a loss."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.fiscal.fiscal_year import FiscalYears
from qa.language.stems import stem
from qa.questions.computing.aggregates import is_within
from qa.questions.computing.arithmetic import number, reported
from qa.questions.computing.changes import change_of
from qa.questions.computing.formulas import formulas
from qa.questions.finding.library import Library, View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.intents import has, outside
from qa.questions.parsing.limits import limit_in
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.parse import parse
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Limit, Query, Term, Topic
from qa.questions.parsing.words import parts
from qa.questions.reply import Answer
from qa.questions.wording import companies as say
from qa.questions.wording.sentences import several
from qa.store import Standing
from qa.store.standings import Span

_HOW_MANY = re.compile(r"\bhow many (?:of the |of these )?(?:companies|firms|issuers|filers)\b", re.I)
_WHICH_COMPANY = re.compile(
    r"\b(?:which|what) (?:\w+ )?(?:compan(?:y|ies)|firms?|issuers?|filers?|of (?:the|these|them|all)(?: companies)?)\b|\bwho(?:se)?\b"
    rf"|{_HOW_MANY.pattern}"
    r"|\b(?:every|any)(?:one|body)\b|\b(?:all|list|rank)(?: the)? (?:companies|firms|filers)\b|\bcompanies (?:that|with|whose|which|by)\b",
    re.I,
)
_FIRST_FEW = re.compile(
    r"\b(?P<end>top|bottom|largest|biggest|smallest|highest|lowest|best|worst|leading)\s+(?P<count>\d+|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?:\s+(?:companies|firms|filers|issuers))?(?:\s+(?:by|in|for|with))?",
    re.I,
)
_COUNTS = {
    word: n for n, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2)
}
_BY_GROWTH = re.compile(
    r"\bgrowth\b|\bgr(?:ew|ow|own|owing)\b|\bfastest\b|\brose\b|\bincreased?\b|\bgains?\b|\bfell\b|\bdeclin\w+|\bdropp?\w*",
    re.I,
)
_GUIDED = re.compile(
    r"\b(?P<verb>rais|increas|boost|lower|cut|reduc|reaffirm|reiterat|maintain|withdr|narrow)\w*\b.*\b(?:guidance|outlook|forecast|targets?|guide)\b",
    re.I,
)
_VERBS = {
    "rais": "raises", "increas": "raises", "boost": "raises", "lower": "lowers", "cut": "lowers", "reduc": "lowers",
    "reaffirm": "reaffirms", "reiterat": "reaffirms", "maintain": "reaffirms", "withdr": "withdraws", "narrow": "narrows",
}  # fmt: skip
_BOTTOM_LINE = Topic((Term(stem("income"), "net income", mention=0),), ("NetIncomeLoss",))
_FEW = 5  # companies that a reply lists where no number is asked for
_MOST = 10
_MOST_TRIED = 60  # companies whose filings are looked into for one question
_TRIED_FIRST = 20  # companies read at first, among which most answers are
_APART = 3  # quarters by which companies' fiscal years lie apart at most
_DAYS = 91  # in a quarter
_LENGTHS = (0, 1, 2, 3, 4)  # quarters; what is asked at a day may be given for what ends then


def over_all(query: Query) -> bool:
    """Whether a question asks something of all companies rather than of one."""
    if query.companies or any(term.stem in parts() for topic in query.topics for term in topic.terms):
        return False  # which of the parts, that is, of one company
    if _FIRST_FEW.search(query.text) and (_WHICH_COMPANY.search(query.text) or re.search(r"\bby\b", query.text, re.I)):
        return True
    asks = _WHICH_COMPANY.search(query.text) is not None
    return asks and bool(query.superlative or _GUIDED.search(query.text) or limit_in(query.text)[0])


def _asks_for_the_most(text: str, against: Sequence[tuple[int, int]]) -> bool:
    """Whether a text asks for the most or the least beside what it holds figures against ("more than $1 million")."""
    beside = outside(text.lower(), against)
    return has("superlative", "most", beside) or has("superlative", "least", beside)


def _how_many(text: str) -> list[tuple[int, int]]:
    """Where a text asks for the number of companies, which is no number that they report."""
    return [asked.span() for asked in _HOW_MANY.finditer(text)]


def answer_over_all(query: Query, library: Library) -> Outcome:
    """Answer a question over all companies from those whose filings say."""
    guided = _GUIDED.search(query.text)
    if guided:
        return _guided(_VERBS[guided["verb"].lower()], library)
    limit, against = limit_in(query.text)
    few = _FIRST_FEW.search(query.text)
    in_order = _asks_for_the_most(query.text, against)
    asking = [few.span()] if few else [] if in_order else [*against, *_how_many(query.text)]
    if asking:  # the words that ask for many name no line
        query = replace(query, topics=parse(outside(query.text, asking)).topics)
    if limit and not limit.value and not query.topics:
        query = replace(query, topics=(_BOTTOM_LINE,))  # who "lost money"
    return _within(query, limit, library) if limit and not in_order and not few else _first(query, library)


def _first(query: Query, library: Library) -> Outcome:
    """The companies with the most or the least, in order.

    What each company's facts can at best amount to is asked of the store; the figure itself is looked up in its
    filings, the likeliest first, until no other company can come before those found.
    """
    few = _FIRST_FEW.search(query.text)
    count = min(_COUNTS.get(few["count"].lower()) or int(few["count"]), _MOST) if few else _FEW
    most = not (few and few["end"].lower() in ("bottom", "smallest", "lowest", "worst")) and (query.most or bool(few))
    topic = query.topics[0] if query.topics else None
    grows = topic is not None and _BY_GROWTH.search(query.text) is not None
    if grows and pattern("fell").search(query.text):
        most = not most
    if topic is not None and "loss" in {term.text.lower() for term in topic.terms} and not grows:
        most = not most  # the largest loss is the lowest income
    found: list[Answer] = []
    for tried, standing in enumerate(_standings(query, library, most, grows)):
        if len(found) >= count and not _may_come_before(standing, found[count - 1], most):
            break
        if tried == _MOST_TRIED:
            return _too_many(query)
        answer = _of(query, standing.company, library, grows)
        if answer and (not found or answer.fact.unit == found[0].fact.unit):
            found = sorted([*found, answer], key=lambda one: number(one.fact), reverse=most)
    if not found:
        return Outcome(missing=topic.text if topic else query.text)
    return Outcome(tuple(found[:count]), say.ranked(found[:count], most, single=few is None))


def _may_come_before(standing: Standing, last: Answer, most: bool) -> bool:
    size = float(number(last.fact))
    return standing.amount > size if most else standing.amount < size


def _within(query: Query, limit: Limit, library: Library) -> Outcome:
    """The companies whose figure is above or below a limit, the farthest first, or how many they are."""
    found: list[Answer] = []
    counts = bool(_how_many(query.text))
    tried = 0
    for tried, standing in enumerate(_standings(query, library, limit.above, grows=False)):
        if tried == _MOST_TRIED and not found:
            return _too_many(query)
        answer = _of(query, standing.company, library, grows=False)
        if answer and limit.unit in ("", answer.fact.unit) and is_within(answer.fact, limit):
            found.append(answer)
        beyond = standing.amount < float(limit.value) if limit.above else standing.amount > float(limit.value)
        if (beyond and not limit.bare) or (len(found) == _MOST and not counts):
            break
    if not found:
        return Outcome(missing=query.topics[0].text if query.topics else query.text)
    if counts:
        return Outcome(tuple(found), say.number_of(found, more=tried == _MOST_TRIED))
    return Outcome(tuple(found), several(found, None))


def _too_many(query: Query) -> Outcome:
    """Of more companies than are looked into, one that is not may come first."""
    return Outcome(missing=f"{query.topics[0].text}, compared over more than {_MOST_TRIED} companies")


def _guided(verb: str, library: Library) -> Outcome:
    """What the companies whose latest filing raised, lowered or kept its outlook expect."""
    found: list[Answer] = []
    for company in library.guiding(verb, _MOST):
        view = library.company(company)
        found += _outlook(verb, view) if view else []
    return Outcome(tuple(found), several(found, None)) if found else Outcome(missing=f"who {verb} guidance")


def _outlook(verb: str, view: View) -> list[Answer]:
    """The first outlook that a company's latest filing gives by the verb."""
    held = [
        h for line in view.index.lines for h in line.held if h.fact.guidance == verb and h.rank == len(view.filings) - 1
    ]
    first = min(held, key=lambda h: h.fact.sources[0].start, default=None)
    return [reported(first, view.company)] if first else []


def _of(query: Query, company: str, library: Library, grows: bool) -> Answer | None:
    """One company's figure."""
    view = library.company(company)
    if view is None or not query.topics:
        return None
    if grows:
        return change_of(query.topics[0], replace(query, wanted="percent"), view)
    periods = targets(query.periods, view)
    answer = value(query.topics[0], periods[0] if periods else None, view)
    return answer if answer and isinstance(answer.fact.value, Decimal) else None


def _standings(query: Query, library: Library, most: bool, grows: bool) -> Iterator[Standing]:
    """Yield the companies by what their figure can at best be, the likeliest first: few are read before more are wanted."""
    metrics = _metrics(query)
    span = _span(query)
    computed = any(name in formulas() for topic in query.topics[:1] for name in topic.mentions)
    seen: set[str] = set()
    for limit in (_TRIED_FIRST, _MOST_TRIED + 1) if metrics else ():
        if grows:
            held = library.growths(metrics, span, most, limit)
        else:
            held = library.standings(metrics, span, most, limit, every=computed)
        yield from (standing for standing in held if standing.company not in seen)
        if len(held) < limit:
            return
        seen.update(standing.company for standing in held)


def _span(query: Query) -> Span:
    """The periods that a question says: a fiscal quarter or year is each company's own; days and calendar years lie around."""
    said = next((one for one in query.periods if one.year or one.end), None)
    years = FiscalYears()
    period = FiscalCalendar(years).resolve(said) if said else None
    last = years.place(period.end) if period else None
    if said is None or period is None or last is None:
        return Span()
    is_own = said.fiscal is not False and said.end is None and said.month is None
    ends = (last,) if is_own else tuple(range(last - _APART, last + _APART + 1))
    length = round(period.days / _DAYS)
    return Span(ends, (length, 0) if length else _LENGTHS)


def _metrics(query: Query) -> tuple[str, ...]:
    """The metrics that answer for the one asked for, and the operands of its formula."""
    names = [name for topic in query.topics[:1] for name in topic.mentions]
    operands = [operand for name in names if name in formulas() for operand in formulas()[name].operands]
    return tuple(dict.fromkeys(other for name in (*names, *operands) for other in meant(name)))
