"""Steps that read a level again in another unit: per share, or as a percentage of another metric."""

import re
from dataclasses import replace

from qa.facts.prose.claims import Claim
from qa.facts.prose.clauses import forms
from qa.facts.prose.clauses.bases import basis_before
from qa.facts.prose.clauses.clause import Clause
from qa.facts.prose.prose_units import is_price
from qa.facts.prose.subjects.metrics import named
from qa.facts.prose.subjects.words_before import BASES
from qa.facts.prose.symbols import Symbols
from qa.language.currencies import is_currency
from qa.language.values import Entity, Quantity
from qa.language.vocabulary import vocabulary

_BASIC_AND_DILUTED = re.compile(r"\bbasic\s+and\s+(?:fully\s+)?diluted\b", re.IGNORECASE)
# Of which a figure per share may be named by itself right behind them
_EARNED = frozenset(
    name for name, known in vocabulary().metrics.items() if known.by_unit.get("money/share", "").startswith("Earnings")
)

# Nouns that may be any profit, and are the net one where so much of it is earned per share
_PLAIN_EARNINGS = frozenset(["Earnings", "ConsolidatedEarnings", "Profit", "Profits"])


def both_per_share(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a level again as two per share: "or $0.33 and $0.29 per basic and diluted share, respectively"."""
    match = forms.BOTH_PER_SHARE.match(symbols.text, at) if clause.claims and clause.mode != "change" else None
    whole = clause.held or clause.subject
    if match is None or whole.metric not in _EARNED:
        return None
    basic, diluted = symbols.entity(match["basic"]), symbols.entity(match["diluted"])
    first, second = basic.value, diluted.value
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return None
    if not _BASIC_AND_DILUTED.search(symbols.said(diluted)):
        return None
    basic = replace(basic, value=replace(first, unit=second.unit))
    for figure, metric in ((basic, "EarningsPerShareBasic"), (diluted, "EarningsPerShareDiluted")):
        clause.add_beside(Claim(replace(whole, metric=metric), figure))
    return match.end()


def each_per_share(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a level again as one per share that is named itself: "or $1.26 basic EPS and $1.25 diluted EPS"."""
    match = forms.EACH_PER_SHARE.match(symbols.text, at) if clause.claims and clause.mode != "change" else None
    if match is None or any(word not in BASES for word in match["words"].lower().split()):
        return None
    of, figure = named(symbols, match.start("metric")), symbols.entity(match["figure"])
    quantity, whole = figure.value, clause.held or clause.subject
    if vocabulary().metrics[of.metric].unit != "money/share" or whole.metric not in _EARNED:
        return None
    if not isinstance(quantity, Quantity) or not is_price(quantity):
        return None
    unit = quantity.unit if "/" in quantity.unit else f"{quantity.unit}/share"
    clause.rate = figure = replace(figure, value=replace(quantity, unit=unit))
    basis = basis_before(match["words"]) or (of.basis if of.basis != "GAAP" else whole.basis)
    subject = replace(whole, start=of.start, end=of.end, metric=of.metric, known=True, basis=basis)
    clause.add_beside(Claim(subject, figure))
    return match.end()


def per_share(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a level again as one per share: "or $0.24 per diluted share", and "or $0.40" where it can be that."""
    like = None
    if match := forms.PER_SHARE.match(symbols.text, at):
        clause.rate = figure = symbols.entity(match["figure"])
    elif (match := forms.OR_PRICE.match(symbols.text, at)) and (
        rate := _price(clause, symbols.entity(match["figure"]))
    ):
        figure, like = rate, clause.rate
    else:
        return None
    _as_earnings_of_share(clause)
    if clause.mode != "change":
        whole = clause.subject if clause.mode == "level" else clause.held or clause.subject
        clause.add_beside(Claim(whole, figure, like=like))
    return match.end()


def _as_earnings_of_share(clause: Clause) -> None:
    """Make plain "earnings" of which so much are earned per share the net income that they are."""
    one = clause.subject
    if one.known or one.metric not in _PLAIN_EARNINGS:
        return
    clause.subject = replace(one, metric="NetIncomeLoss", known=True)
    clause.claims = [replace(c, subject=clause.subject) if c.subject == one else c for c in clause.claims]


def as_part(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a level again as a percentage of another metric: "or 20% of net sales"."""
    match = forms.PART.match(symbols.text, at)
    if match is None or (clause.mode == "change" and not match["makes"]):
        return None
    subject = clause.subject if clause.mode == "level" else clause.held or clause.subject
    whole = named(symbols, match.start("metric"))
    claim = Claim(subject, symbols.entity(match["share"]), "part", whole=whole)
    if clause.mode == "level" or match["makes"]:
        clause.add(claim, clause.own)
    else:
        clause.add_other(claim)
    return match.end()


def _price(clause: Clause, figure: Entity) -> Entity | None:
    """The figure of "or $0.40" as one per share: figures of the clause were, or it is to the cent beside millions."""
    quantity = figure.value
    if not isinstance(quantity, Quantity) or not is_price(quantity) or not is_currency(quantity.unit):
        return None
    whole = clause.claims[-1].figure.value if clause.claims else None
    beside = isinstance(whole, Quantity) and whole.scale > 1 and whole.unit == quantity.unit
    if clause.rate is None and not (beside and (quantity.decimals or 0) > 1):
        return None
    return replace(figure, value=replace(quantity, unit=f"{quantity.unit}/share"))
