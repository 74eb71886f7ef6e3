"""Reads "respectively": two metrics, or two periods, and as many figures in the same order."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.clauses.forms import LEVEL_VERB
from qa.facts.prose.grammar import AT, BASES, HEDGES, IN, MARKS, any_of
from qa.facts.prose.subjects.metrics import named, subject_of
from qa.facts.prose.symbols import FIGURE, METRIC, PERIOD, Symbols
from qa.language.phrases import either
from qa.language.values import Entity

_AND = r"(?:,\s+(?:and\s+)?|\s+and\s+)"


def _several(symbol: str, before: str = "") -> str:
    return rf"{before}{symbol}(?:{_AND}{before}{symbol})+"


_FIGURES = _several(FIGURE, HEDGES)
_THE = r"(?:(?:the|our|its)\s+)?"
_PERIODS = rf"{IN}\s+({_several(PERIOD, _THE)})"
_IS = any_of("is")
_END = r"\s*,?\s*respectively"
_AGAINST = rf"\s*,?\s*{any_of('against')}\s+({_FIGURES})\s*,?\s*"
# "respectively" may stand behind what is compared with instead.
_END_OF_BOTH = rf"(?:{_END}|(?=\s*,?\s*{any_of('against')}\s+{_FIGURES}\s*,?\s*respectively))"
_ON_BASIS = rf"(?:\s+(?:on\s+an?|in)\s+(?P<basis>{either(BASES)})(?:\s+basis)?)?"
_SAID = rf"{METRIC}{MARKS}{_ON_BASIS.replace('?P<basis>', '?:')}"
_EACH = re.compile(rf"(?P<metric>{METRIC}){MARKS}{_ON_BASIS}", re.IGNORECASE)
_OF_STOCK = r"(?:\s+of\s+(?:the company[’']s|our|its)\s+(?:common\s+|ordinary\s+)?(?:stock|shares))?"
# "Sales for the quarter and the nine months were $5 million and $14 million, respectively", or the periods last.
_FORMS = (
    re.compile(rf"({METRIC})\s*,?\s+{_PERIODS}\s*,?\s+{_IS}\s+({_FIGURES}){_END}", re.IGNORECASE),
    re.compile(rf"({METRIC})\s+{_IS}\s+({_FIGURES})\s*,?\s+{_PERIODS}{_END}", re.IGNORECASE),
    # "Net sales and net income for the quarter were $50 million and $3 million, respectively"
    re.compile(
        rf"({_several(_SAID)}){_OF_STOCK}((?:{AT})?)\s*,?\s+{_IS}\s+({_FIGURES})((?:{AT})?){_END_OF_BOTH}((?:{AT})?)",
        re.IGNORECASE,
    ),
)
_COMPARED = re.compile(rf"{_AGAINST}(?:respectively\s*,?\s*)?({AT})", re.IGNORECASE)


# "GAAP and non-GAAP gross margins are expected to be 44.4% and 45.0%, respectively, plus or minus 50 basis points",
# or one figure for both: "GAAP and non-GAAP tax rates are expected to be 16.5%, plus or minus 1%"
_BOTH_BASES = re.compile(r"\bgaap and non-gaap\b", re.IGNORECASE)
_ON_BASES = re.compile(
    rf"\bgaap\s+and\s+non-gaap\s+(?P<metric>{METRIC})(?P<at>(?:{AT})?)\s*,?\s+{LEVEL_VERB}(?:an?\s+(?:income|expense)\s+of\s+)?{HEDGES}(?P<first>{FIGURE})"
    rf"(?:\s+and\s+{HEDGES}(?P<second>{FIGURE})(?P<when>(?:{AT})?){_END})?(?P<also>(?:{AT})?)(?:\s*,?\s*plus\s+or\s+minus\s+(?P<spread>{FIGURE}))?(?P<then>(?:{AT})?)",
    re.IGNORECASE,
)


# "Basic and diluted EPS were $0.33 and $0.29, respectively, for the quarter"
_VARIANTS = re.compile(
    rf"(?P<both>\bbasic\s+and\s+(?:fully\s+)?)?(?P<metric>{METRIC}){MARKS}(?P<at>(?:{AT})*)\s*,?\s+{_IS}\s+{HEDGES}(?P<first>{FIGURE})"
    rf"\s+and\s+{HEDGES}(?P<second>{FIGURE})(?P<when>(?:{AT})?){_END}(?:\s*,)?(?P<then>(?:{AT})?)",
    re.IGNORECASE,
)
_BOTH, _FAMILY = "EarningsPerShareBasicAndDiluted", ("EarningsPerShareBasic", "EarningsPerShareDiluted")


def _read_variants(symbols: Symbols, names: frozenset[str]) -> list[Claim]:
    """Return the basic and the diluted figure of earnings per share; empty where a sentence has no such form."""
    match = _VARIANTS.search(symbols.text)
    at = match.start("metric") if match else 0
    subject = None if match is None else named(symbols, at) if match["both"] else subject_of(symbols, at, names)
    if match is None or subject is None or subject.metric not in (_BOTH, _FAMILY[-1] if match["both"] else _BOTH):
        return []
    said = re.findall(PERIOD, "".join(match[name] or "" for name in ("at", "when", "then")))
    period = symbols.entity(said[-1]) if said else None
    return [
        Claim(replace(subject, metric=metric), symbols.entity(match[figure]), period=period, view=period)
        for metric, figure in zip(_FAMILY, ("first", "second"), strict=True)
    ]


def read_on_bases(symbols: Symbols) -> list[Claim]:
    """Return the two claims of a metric on both bases; empty where a sentence has no such form."""
    match = _ON_BASES.search(symbols.text) if _BOTH_BASES.search(symbols.text) else None
    if match is None:
        return []
    subject = named(symbols, match.start("metric"))
    said = re.findall(PERIOD, "".join(match[name] or "" for name in ("at", "when", "also", "then")))
    period = symbols.entity(said[-1]) if said else None
    spread = symbols.entity(match["spread"]) if match["spread"] else None
    claim = Claim(subject, symbols.entity(match["first"]), period=period, view=period, spread=spread, basis="GAAP")
    claim = replace(claim, ahead=bool(match["ahead"]))
    return [claim, replace(claim, figure=symbols.entity(match["second"] or match["first"]), basis="non-GAAP")]


def read_respectively(symbols: Symbols, names: frozenset[str]) -> list[Claim]:
    """Return what a sentence with "respectively" claims, where its lists are equally long; else nothing.

    Arguments:
        names: the words of the filer's name, lower case.
    """
    if on_bases := read_on_bases(symbols):
        return on_bases
    if variants := _read_variants(symbols, names):
        return variants
    for form in _FORMS:
        if match := form.search(symbols.text):
            lists = {kind: re.findall(kind, match[0]) for kind in (FIGURE, PERIOD)}
            first, *others = _EACH.finditer(symbols.text, *match.span(1))
            whose = subject_of(symbols, first.start(), names)
            parts = whose.dimensions if whose else ()
            rest = (replace(named(symbols, one.start()), dimensions=parts, is_part=bool(parts)) for one in others)
            subjects = [
                _on_basis(subject, said["basis"])
                for subject, said in zip((whose, *rest), (first, *others), strict=True)
            ]
            periods = [symbols.entity(symbol) for symbol in lists[PERIOD]]
            return list(_pairs(symbols, match.end(), subjects, periods, lists[FIGURE]))
    return []


def _on_basis(subject: Subject | None, basis: str | None) -> Subject | None:
    """A subject on the basis that the words behind it say: "revenue on a constant currency basis"."""
    return replace(subject, basis=BASES[" ".join(basis.lower().split())]) if subject and basis else subject


def _pairs(
    symbols: Symbols, end: int, subjects: list[Subject | None], periods: list[Entity], figures: list[str]
) -> Iterator[Claim]:
    """Yield one claim a figure, and the levels that these are compared with."""
    if len(subjects) == 1 and len(periods) == len(figures):
        subjects = subjects * len(figures)
    elif len(subjects) == len(figures) and len(periods) <= 1:
        periods = periods * len(figures)
    else:
        return
    apart = any(subject and subject.basis != "GAAP" for subject in subjects)
    others = _COMPARED.match(symbols.text, end)
    compared = re.findall(FIGURE, others[1]) if others else []
    when = re.findall(PERIOD, others[2]) if others else []
    for index, (subject, figure) in enumerate(zip(subjects, figures, strict=True)):
        if subject is None:
            continue
        period = periods[index] if periods else None
        basis = subject.basis if apart else None
        yield Claim(subject, symbols.entity(figure), period=period, view=period, basis=basis)
        if len(compared) == len(figures) and len(when) == 1:
            other = symbols.entity(compared[index])
            yield Claim(subject, other, period=symbols.entity(when[0]), view=period, own=False, basis=basis)
