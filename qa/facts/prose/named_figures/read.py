"""Goes through the figures of a sentence, each by the noun that it stands beside."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.grammar import AT, HEDGES, RESTRICTS, WORDS
from qa.facts.prose.named_figures.beside_nouns import beside, expected_noun
from qa.facts.prose.named_figures.counted_nouns import USE, counted
from qa.facts.prose.named_figures.let_go import POSITIONS_ELIMINATED, let_go
from qa.facts.prose.named_figures.noun_words import REACH
from qa.facts.prose.prose_units import PLACES
from qa.facts.prose.subjects.owners import of_part_told
from qa.facts.prose.symbols import FIGURE, LEVEL, PERCENT, PERIOD, RATE, Symbols, looks_back
from qa.language.phrases import either
from qa.language.values import Entity, PeriodExpression, Quantity
from qa.language.wording import singular

_AMOUNT = re.compile(rf"{LEVEL}|{RATE}|{PERCENT}(?={USE})", re.IGNORECASE)
_FIGURE = re.compile(FIGURE)
# One of several figures in a list: "$5 million and $6 million of charges … in 2031 and 2030, respectively"
_LISTED_BEFORE = re.compile(rf"(?P<other>{FIGURE})\s*,?\s+(?:and\s+)?{HEDGES}$", re.IGNORECASE)
_LISTED_BEHIND = re.compile(rf"\s*,?\s+(?:and\s+)?{HEDGES}(?P<other>{FIGURE})", re.IGNORECASE)
# "The previous quarter's results included": what the sentence is of
_EARLIER = re.compile(rf"\W*?(?:(?:in|for|during)\s+)?(?:(?:the|our|its)\s+)?({PERIOD})", re.IGNORECASE)
# "the December 31, 2031 book value of"
_RIGHT_BEFORE = re.compile(rf"({PERIOD})(?:[’']s?)?\s+$")
_AT = re.compile(rf"(?:{AT})*", re.IGNORECASE)
# Behind a figure: "… per day lower", "…, or 6%, lower"
_COMPARED = re.compile(
    rf"(?:\s+per\s+[a-z]+)?(?:\s*,?\s*\(?or\s+{HEDGES}{FIGURE}\)?\s*,?)?\s+(?:{either(WORDS['beside']['compared'])})\b",
    re.IGNORECASE,
)
_COUNT_AGAINST = re.compile(
    rf"(?:{AT})+\s*,?\s*\(?(?:(?:up|down|increased|decreased)\s+from|(?:as\s+)?compared\s+(?:to|with)|versus|against)\s+"
    rf"{HEDGES}(?P<figure>{LEVEL})(?P<at>(?:{AT})+)",
    re.IGNORECASE,
)
_STOCK = re.compile(r"(?:company[’']s )?(?:common |ordinary )?(?:stock|shares?)", re.IGNORECASE)  # has many figures
_CLAUSE = re.compile(r"[;:.]\s")
# "With a permit from the state for 243 mills": said of what is counted next.
_LEADS_ON = re.compile(r"\b(?:for|of|to|at|by|in|with|from)\s+$")
_TURNS_OVER = re.compile(
    rf"\b(?:(?P<open>open(?:ed|ing|s)?)|clos(?:ed?|ing|es))\s+(?:(?:a total of|up to|as many as|another)\s+)?{HEDGES}$",
    re.IGNORECASE,
)


def named_figures(
    symbols: Symbols, names: frozenset[str], taken: frozenset[int], ahead: bool = False
) -> Iterator[Claim]:
    """Yield a claim for each figure beside a noun.

    Arguments:
        names: the words of the filer's name, lower case.
        taken: where figures end that have been read already.
        ahead: whether the words before the sentence say that it looks ahead.
    """
    earlier = _earlier(symbols)
    listed = "respectively" in symbols.text.lower()
    for figure in _AMOUNT.finditer(symbols.text):
        entity = symbols.entity(figure[0])
        quantity = entity.value
        if entity.end in taken or not isinstance(quantity, Quantity) or quantity.points:
            continue
        if not any(char.isdigit() for char in symbols.said(entity)):
            continue  # "two of our three principles"
        if listed and _is_listed(symbols, figure):
            continue
        expected = expected_noun(symbols, figure, names, ahead)
        subject = expected or counted(quantity, symbols, figure) or beside(symbols, figure, names)
        if subject and _is_its(subject, quantity, symbols, figure):
            subject = _as_told(subject, quantity, symbols, figure, names)
            yield from _claims(subject, quantity, symbols, figure, earlier, expected is not None)


def _is_its(subject: Subject, quantity: Quantity, symbols: Symbols, figure: re.Match[str]) -> bool:
    """Whether a figure is that of the noun beside it: no difference, no part of it, and of no stock, which has many figures."""
    if quantity.unit != "shares" and _STOCK.fullmatch(symbols.source, subject.start, subject.end):
        return False
    return not _COMPARED.match(symbols.text, figure.end()) and not _is_of_a_part(subject, symbols, figure)


def _as_told(
    subject: Subject, quantity: Quantity, symbols: Symbols, figure: re.Match[str], names: frozenset[str]
) -> Subject:
    """A subject as what the sentence tells of it: people who leave, places that open, a part of the company."""
    return (
        let_go(subject, quantity.unit, symbols, symbols.entity(figure[0]))
        or _turned_over(subject, quantity, symbols, figure)
        or of_part_told(subject, symbols, names)
    )


def _claims(
    subject: Subject, quantity: Quantity, symbols: Symbols, figure: re.Match[str], earlier: Entity | None, ahead: bool
) -> Iterator[Claim]:
    """Yield the claim of a figure, and that of the count that it is compared with.

    Arguments:
        earlier: the period of which all of the sentence is, where that is one before the one talked of.
        ahead: whether the figure is expected.
    """
    said = _said_beside(subject, symbols, figure)
    period = said or earlier
    if period is earlier:
        subject = replace(subject, period=earlier)
    entity = _with_unit(subject, quantity, symbols, symbols.entity(figure[0]))
    around = _around(symbols, figure)
    yield Claim(subject, entity, period=period, view=period, heads=around, ahead=ahead)
    if said and not ahead and (compared := _compared(symbols, figure, entity)):
        count, when = compared
        yield Claim(subject, count, period=when, view=when, heads=around)


def _with_unit(subject: Subject, quantity: Quantity, symbols: Symbols, figure: Entity) -> Entity:
    """A figure in the unit that its noun says: "876 thousand roller units" are so many units."""
    if subject.metric == POSITIONS_ELIMINATED:
        return replace(figure, value=replace(quantity, unit="employee"))
    if quantity.unit != "count" or subject.start < figure.end:
        return figure
    unit = singular(symbols.source[subject.start : subject.end].split()[-1].lower())
    return replace(figure, value=replace(quantity, unit=unit))


def _said_beside(subject: Subject, symbols: Symbols, figure: re.Match[str]) -> Entity | None:
    """The period that is said right behind a figure or its noun, or right before that."""
    for at in (figure.end(), symbols.place(subject.end)):
        said = _AT.match(symbols.text, at)
        if said and (periods := symbols.periods(said[0])):
            return periods[0]
    before = _RIGHT_BEFORE.search(symbols.text, 0, symbols.place(subject.start))
    return symbols.entity(before[1]) if before else None


def _is_listed(symbols: Symbols, figure: re.Match[str]) -> bool:
    """Whether a figure stands in a list, of which each is of another thing or time."""
    start, end = figure.span()
    behind = _LISTED_BEHIND.match(symbols.text, end)
    before = _LISTED_BEFORE.search(symbols.text, max(0, start - REACH), start)
    beside = [symbols.entity(one["other"]).value for one in (behind, before) if one]
    own = symbols.entity(figure[0]).value
    return any(isinstance(one, Quantity) and isinstance(own, Quantity) and one.unit == own.unit for one in beside)


def _turned_over(subject: Subject, quantity: Quantity, symbols: Symbols, figure: re.Match[str]) -> Subject | None:
    """What is counted where the verb before says that it began or ended: "opened 18 stores"; None for any other."""
    if quantity.unit not in PLACES or subject.known:
        return None
    verb = _TURNS_OVER.search(symbols.text, max(0, figure.start() - REACH), figure.start())
    if verb is None:
        return None
    return replace(
        subject, start=symbols.offsets[verb.start()], metric="StoresOpened" if verb["open"] else "StoresClosed"
    )


def _compared(symbols: Symbols, figure: re.Match[str], count: Entity) -> tuple[Entity, Entity] | None:
    """The count that one is compared with, and its period: "4,183 employees at June 30, up from 3,482 at March 31"."""
    match = _COUNT_AGAINST.match(symbols.text, figure.end())
    if match is None:
        return None
    entity, of = symbols.entity(match["figure"]), count.value
    quantity = entity.value
    if not isinstance(quantity, Quantity) or not isinstance(of, Quantity) or quantity.high is not None:
        return None
    if quantity.unit not in ("count", of.unit):
        return None
    return replace(entity, value=replace(quantity, unit=of.unit)), symbols.periods(match["at"])[-1]


def _earlier(symbols: Symbols) -> Entity | None:
    """The period before the one talked of with which a sentence begins, so that its figures are of that."""
    leads = _EARLIER.match(symbols.text)
    said = symbols.entity(leads[1]) if leads else None
    plain = said is not None and isinstance(said.value, PeriodExpression) and said.value.unit and not said.value.same
    return said if said and plain and looks_back(said) else None


def _is_of_a_part(subject: Subject, symbols: Symbols, figure: re.Match[str]) -> bool:
    """Whether the words behind leave a known metric's figure one of a part: "tax expense associated with a merger"."""
    end = max(symbols.place(subject.end), figure.end())
    return subject.known and RESTRICTS.match(symbols.text, end) is not None


def _around(symbols: Symbols, figure: re.Match[str]) -> str:
    """The words about a figure: from the figure or clause before it to the next, unless they lead on to that."""
    start = max(
        [0, figure.start() - REACH]
        + [match.end() for match in _FIGURE.finditer(symbols.text, 0, figure.start())]
        + [match.end() for match in _CLAUSE.finditer(symbols.text, 0, figure.start())]
    )
    stops = [_FIGURE.search(symbols.text, figure.end()), _CLAUSE.search(symbols.text, figure.end())]
    end = min([len(symbols.text), figure.end() + REACH] + [stop.start() for stop in stops if stop])
    if stops[0] and end == stops[0].start() and _LEADS_ON.search(symbols.text, figure.end(), end):
        end = figure.end()
    return symbols.source[symbols.offsets[start] : symbols.offsets[end]]
