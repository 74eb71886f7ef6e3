"""Goes through the figures of a sentence that looks ahead, each with what is said of it behind."""

from collections.abc import Iterator
from dataclasses import replace

from qa.facts.prose.claims import Claim
from qa.facts.prose.grammar import ON_BASIS, WORDS, basis_of
from qa.facts.prose.outlook import forms
from qa.facts.prose.outlook.columns import told_apart
from qa.facts.prose.outlook.figure_claims import FigureClaims
from qa.facts.prose.outlook.verbs import EXPECTS
from qa.facts.prose.symbols import Symbols, looks_back
from qa.language.values import Entity, Quantity


def expected(symbols: Symbols, names: frozenset[str], ahead: bool, heads: int | None = None) -> list[Claim]:
    """Return what a sentence says is expected, in its order.

    Arguments:
        names: the words of the filer's name, lower case.
        ahead: whether the words before the sentence say that it looks ahead.
        heads: where what heads the columns begins of which the sentence is a row; None where it is none.
    """
    first = EXPECTS.search(symbols.text)
    if not ahead and first is None:
        return _over(symbols, names)
    figures = FigureClaims(symbols, names, since=0 if ahead or first is None else first.start())
    return told_apart(list(_read(figures)), symbols.source, symbols.offsets[0] if heads is None else heads)


def _over(symbols: Symbols, names: frozenset[str]) -> list[Claim]:
    """What a sentence says was expected of a period that is over: "For the second quarter it had guided to sales of"."""
    once = forms.ONCE.search(symbols.text)
    claims = _read(FigureClaims(symbols, names, since=once.start())) if once else ()
    return [replace(claim, previous=True, over=True) for claim in claims if claim.view]


def _read(figures: FigureClaims) -> Iterator[Claim]:
    """Yield the claims of a sentence's figures."""
    symbols = figures.symbols
    last: Claim | None = None
    period: Entity | None = None
    begin = 0
    for figure in forms.A_FIGURE.finditer(symbols.text):
        if figure.start() < begin:
            continue
        claim = figures.claim(figure, begin, last)
        begin = figure.end()
        if claim and claim.previous and (high := figures.upper_end(begin)):
            claim, begin = _spread_to(claim, symbols.entity(high[0])), high.end()
        if claim:
            behind = symbols.place(claim.subject.end)  # "$5 million in capital in 2031"
            claim, begin = _with_what_follows(claim, symbols, max(begin, behind))
        if claim:
            period = claim.period or _leading(symbols, figure.start()) or period
            claim = replace(claim, period=period, view=period)
            yield claim
        last = claim


def _leading(symbols: Symbols, at: int) -> Entity | None:
    """The period that leads the sentence, "For the third quarter, …"."""
    periods = forms.A_PERIOD.finditer(symbols.text, 0, at)
    found = next((one for one in periods if not forms.UP_TO.search(symbols.text, 0, one.start())), None)
    if found is None or any(form.search(symbols.text, 0, found.start()) for form in (forms.A_FIGURE, forms.A_METRIC)):
        return None
    period = symbols.entity(found[0])
    return None if looks_back(period) else period


def _with_what_follows(claim: Claim, symbols: Symbols, at: int) -> tuple[Claim | None, int]:
    """Add what stands behind the figure: against what, by how much it may vary, on which basis, for which period."""
    words = symbols.text
    if than := forms.THAN_PERIOD.match(words, at):
        return _against(claim, than["than"], symbols.entity(than["period"])), than.end()
    if forms.DIFFERS.match(words, at):
        return None, at  # "$5 million above the midpoint"
    if claim.kind == "change" and (since := _counted_from(symbols, at)):
        return replace(claim, against=since[0]), since[1]
    if spread := forms.SPREAD.match(words, at):
        claim, at = replace(claim, spread=symbols.entity(spread["figure"])), spread.end()
    if basis := ON_BASIS.match(words, at):
        claim, at = replace(claim, basis=basis_of(basis["basis"] or basis["without"])), basis.end()
    behind = forms.BEHIND.match(words, at)
    own = [period for period in symbols.periods(behind[0]) if not looks_back(period)] if behind else []
    period = own[0] if own else claim.period
    return replace(claim, period=period, view=period), at


def _counted_from(symbols: Symbols, at: int) -> tuple[Entity, int] | None:
    """The period behind a change that it is counted from, and where its words end: "from the second quarter", "sequentially"."""
    said = forms.COUNTED_FROM.match(symbols.text, at)
    if said is None:
        return None
    period = symbols.entity(said["period"])
    return (period, said.end()) if said["link"] or looks_back(period) else None


def _against(claim: Claim, than: str, period: Entity) -> Claim:
    """The claim that a metric will differ by a figure from another period's: "$5 million above the third quarter"."""
    direction = 1 if than.lower() in WORDS["more"]["words"] else -1
    return replace(claim, kind="change", direction=-direction if claim.subject.negative else direction, against=period)


def _spread_to(claim: Claim, high: Entity) -> Claim:
    """The claim with its figure made a range up to another of its unit."""
    low, upper = claim.figure.value, high.value
    if not isinstance(low, Quantity) or not isinstance(upper, Quantity) or low.high is not None:
        return claim
    if low.unit != upper.unit or low.value > upper.value:
        return claim
    return replace(claim, figure=Entity(claim.figure.start, high.end, replace(low, high=upper.value)))
