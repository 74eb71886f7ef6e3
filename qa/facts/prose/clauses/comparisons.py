"""Steps that read the period that a clause's own is compared with, and the level of that: "compared to $5 million a year ago"."""

import re
from dataclasses import replace

from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.clauses import forms
from qa.facts.prose.clauses.bases import basis_before, is_on_two_bases
from qa.facts.prose.clauses.clause import Clause
from qa.facts.prose.clauses.signs import signed
from qa.facts.prose.prose_units import is_growth, is_margin, is_price
from qa.facts.prose.subjects.metrics import named
from qa.facts.prose.subjects.reporters import ORGANS
from qa.facts.prose.subjects.words_before import BASES
from qa.facts.prose.symbols import PERCENT, YEAR_BEFORE_FIGURE, Symbols, is_over, looks_back
from qa.language.values import YEAR_BEFORE, Entity, PeriodExpression, Quantity
from qa.language.vocabulary import vocabulary

_PERCENT = re.compile(PERCENT)
_BRACKETED = re.compile(rf"\s*{YEAR_BEFORE_FIGURE}")
_LOSS = re.compile(r"loss|deficit|outflow", re.IGNORECASE)
_AGAIN = frozenset(
    [*ORGANS, "a", "an", "the", "our", "its", "net", "total", "gaap", "reported", "consolidated", "record"]
)
_Match = re.Match[str]


def against(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read what stands behind "compared to": another level, two, or a period alone."""
    match = forms.AGAINST.match(symbols.text, at)
    if match is None:
        return None
    at = match.end()
    if both := forms.BOTH_FIGURES.match(symbols.text, at):
        return _both_levels(clause, symbols, both)
    first = forms.PERIOD_FIRST.match(symbols.text, at)
    if first and (not first["noun"] or first["noun"].lower() == _noun(clause.subject, symbols)):
        return other_level(clause, symbols, first, symbols.entity(first["period"]))
    if figure := forms.FIGURE_FIRST.match(symbols.text, at) or _same_first(clause, symbols, at):
        said = symbols.periods(figure["at"] or "")
        return other_level(clause, symbols, figure, said[-1] if said else None)
    if only := forms.PERIOD_ONLY.match(symbols.text, at):
        clause.settle(symbols.entity(only["period"]))
        return only.end()
    return None


def year_before(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read what a level was a year before, which stands in brackets behind it: "EUR 56.8 (59.7) million"."""
    match = _BRACKETED.match(symbols.text, at)
    if match is None:
        return None
    last = clause.claims[-1] if clause.claims else None
    if last and last.kind == "level" and clause.mode == "level" and not clause.ahead:
        figure = symbols.entity(match[0][-1])
        clause.claims.append(replace(last, figure=figure, period=replace(figure, value=YEAR_BEFORE)))
    return match.end()


def in_brackets(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a level that brackets set beside the clause's own: "$16 million (Q1 2019: $21 million)"."""
    match = forms.IN_BRACKETS.match(symbols.text, at)
    if match is None or clause.mode == "change":
        return None
    period = symbols.entity(match["period"])
    known = vocabulary().metrics.get(clause.subject.metric)
    is_balance = known is not None and known.instant  # which a year's name says of its end
    return other_level(clause, symbols, match, period if is_balance else _of_that_year(period))


def _of_that_year(period: Entity) -> Entity:
    """A year in brackets as the same stretch of it: "sales for the quarter were €16 million (2019: €21 million)"."""
    said = period.value
    if not isinstance(said, PeriodExpression) or said != PeriodExpression(unit="year", year=said.year):
        return period
    return replace(period, value=PeriodExpression(year=said.year, same=True))


def and_level(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read the level of a further period: "$5 million for the quarter and $9 million for the half"."""
    match = forms.AND_LEVEL.match(symbols.text, at)
    said = clause.other if clause.mode == "other" else clause.period
    if match is None or clause.mode == "change" or said is None:
        return None
    clause.add(
        _of_same_kind(clause, Claim(clause.held or clause.subject, symbols.entity(match["figure"]))), clause.others
    )
    clause.mode, clause.other = "other", None
    clause.others[:-1] = []
    return match.end()


def when(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a period alone: the clause's own, or the one that it is compared with."""
    match = forms.WHEN.match(symbols.text, at)
    if match is None:
        return None
    period = symbols.entity(match["period"])
    is_basis = bool(match["basis"]) and looks_back(period)  # "on a linked quarter basis"
    # "rose 12% to $57 million year over year": the level is none of a year ago
    compares = clause.mode == "level" and looks_back(period) and is_over(symbols.said(period))
    counted_from = clause.mode == "change" and clause.changes and looks_back(period)
    if is_basis or compares or clause.awaits_period or counted_from:
        clause.settle(period)
    elif clause.mode != "other" and clause.period is None:
        clause.period = period
    else:
        return None
    return match.end()


def other_level(clause: Clause, symbols: Symbols, match: _Match, period: Entity | None) -> int | None:
    """Read the level that the clause's own is compared with."""
    moved = bool(clause.claims) and clause.claims[0].kind == "change"
    if moved and is_growth(clause.subject.metric) and _PERCENT.match(match["figure"]):
        return None  # "comparable sales fell 3%, compared with 2% a year ago": which way is not said
    said = match.groupdict()
    if said.get("of") and named(symbols, match.start("of")).metric != clause.subject.metric:
        return None
    if said.get("whole") and not _is_of_same_whole(clause, named(symbols, match.start("whole"))):
        return None
    subject = _compared(clause.subject, symbols, match)
    if subject is None:
        return None
    basis = basis_before(said.get("words") or "")
    if basis is None and is_on_two_bases(clause):
        if not said.get("metric"):
            return None  # "net income was $5 million, or $7 million excluding the charge, compared with $6 million"
        basis = "GAAP"
    clause.mode, clause.other, clause.held, clause.other_basis = "other", None, subject, basis
    clause.others.clear()
    claim = Claim(subject, _as_rate(clause, symbols.entity(match["figure"])), basis=basis)
    clause.add(_of_same_kind(clause, claim), clause.others)
    if period:
        clause.settle(period)
    return match.end()


def _compared(subject: Subject, symbols: Symbols, match: _Match) -> Subject | None:
    """What the level is of that a subject's is compared with: of the metric or sign that its words say; None for another thing."""
    said = match.groupdict()
    if said.get("metric"):
        other = named(symbols, match.start("metric"))
        metric = subject.metric if _is_of_segment(subject.metric, other.metric) else other.metric
        if subject.is_part and metric != subject.metric:
            return None
        return replace(subject, metric=metric, known=True, negative=other.negative)
    words = said.get("sign") or said.get("after")
    if not words:
        return subject
    if subject.known:
        return signed(subject, words)
    is_loss = bool(_LOSS.search(words))
    if bool(_LOSS.search(_noun(subject, symbols))) != is_loss:
        return None  # "net outflows of $5 million, compared with net inflows of $4 million"
    return replace(subject, negative=is_loss)


def _is_of_segment(metric: str, other: str) -> bool:
    """Whether a metric is another one as segments have it: "segment operating loss" and "operating loss"."""
    return metric.startswith("Segment") and metric.removeprefix("Segment") in (other, other.removesuffix("Loss"))


def _same_first(clause: Clause, symbols: Symbols, at: int) -> _Match | None:
    """A level behind the noun of the clause's own said again, its part or another basis before it."""
    match = forms.SAME_FIRST.match(symbols.text, at)
    if match is None:
        return None
    words = [word.lower() for word in match["words"].split()]
    if match["metric"]:
        part = {word for _, member in clause.subject.dimensions for word in member.lower().split()}
        return match if all(word in part | BASES.keys() | _AGAIN for word in words) else None
    noun = _noun(clause.subject, symbols)
    return match if noun.split()[-len(words) - 1 :] == [*words, match["last"].lower()] else None


def _both_levels(clause: Clause, symbols: Symbols, match: _Match) -> int | None:
    """Read two levels of another year that two periods' are compared with, in their order."""
    period = symbols.entity(match["period"])
    own, other = clause.claims if len(clause.claims) == 2 else (None, None)
    both = own and other and own.kind == other.kind == "level" and clause.other and other.period == clause.other
    if not both or not looks_back(period) or not clause.period:
        return None
    for symbol, view in ((match["first"], clause.period), (match["second"], clause.other)):
        clause.claims.append(Claim(clause.subject, symbols.entity(symbol), period=period, view=view))
    return match.end()


def _of_same_kind(clause: Clause, claim: Claim) -> Claim:
    """A level as a percentage of what the clause's first figure is one of, where that is one."""
    first = clause.claims[0] if clause.claims else claim
    return replace(claim, kind="part", whole=first.whole) if first.kind == "part" else claim


def _as_rate(clause: Clause, figure: Entity) -> Entity:
    """A figure that is compared with one per share, as one: "$0.49 per share, compared to $0.40"."""
    first, quantity = clause.claims[0].figure.value if clause.claims else None, figure.value
    if not isinstance(first, Quantity) or not isinstance(quantity, Quantity) or not is_price(quantity):
        return figure
    is_rate = first.unit == f"{quantity.unit}/share"
    return replace(figure, value=replace(quantity, unit=first.unit)) if is_rate else figure


def _is_of_same_whole(clause: Clause, whole: Subject) -> bool:
    """Whether a percentage "of revenue" that is compared with is one of what the clause's own is one of."""
    whole_of_own = clause.claims[0].whole if clause.claims else None
    if whole_of_own:
        return whole.metric == whole_of_own.metric
    return whole.metric == "Revenues" and is_margin(clause.subject.metric)


def _noun(subject: Subject, symbols: Symbols) -> str:
    """The words of the sentence that name what its figures are of."""
    return symbols.words(subject.start, subject.end)
