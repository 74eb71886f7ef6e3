"""Scales that a statement does not state, told by what must agree with it; never guessed.

Three things can tell: figures that are all whole thousands of dollars are printed in dollars; prose that states
the same figure with its scale ("net income grew to $4.0 million" beside 3,983); and, for share counts, earnings
per share times shares, which is net income.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Row, Statement

_SCALES = (1, 1000, 1_000_000)
_ENOUGH_WHOLE = 5  # figures of four digits and more, so that whole thousands are no coincidence
_EPS_SLACK = Decimal("0.15")  # rounding of a few cents, preferred dividends


def with_scales(statements: Sequence[Statement], prose: Sequence[Fact]) -> list[Statement]:
    """Return the statements with the scales that they leave unsaid, where those can be told.

    Arguments:
        prose: facts read from the filing's sentences, each with its own scale.
    """
    told = [_with_scale(statement, prose) for statement in statements]
    figures = [_large_figures(statement) for statement in told]
    known = [(statement.scale, large) for statement, large in zip(told, figures, strict=True) if statement.scale]
    told = [
        statement if statement.scale else _like_sibling(statement, large, known)
        for statement, large in zip(told, figures, strict=True)
    ]
    return [_with_share_scale(statement) for statement in told]


def _with_scale(statement: Statement, prose: Iterable[Fact]) -> Statement:
    if statement.scale is not None:
        return statement
    if _is_in_whole_units(statement):
        return replace(statement, scale=1, share_scale=statement.share_scale or 1)
    return replace(statement, scale=_scale_by_prose(statement, prose))


def _is_in_whole_units(statement: Statement) -> bool:
    """Whether every figure of four digits and more is whole thousands, as figures rounded for print are."""
    large = _large_figures(statement)
    return len(large) >= _ENOUGH_WHOLE and all(figure % 1000 == 0 for figure in large)


def _large_figures(statement: Statement) -> set[Decimal]:
    return {
        abs(figure.value)
        for row in statement.rows
        for figure in row.figures
        if figure.value is not None and not figure.percent and abs(figure.value) >= 1000
    }


def _scale_by_prose(statement: Statement, prose: Iterable[Fact]) -> int | None:
    """The one scale under which rows agree with what sentences state of the same metric and period."""
    rows = {
        (mention.metric, column.period): figure.value
        for row in statement.rows
        if (mention := vocabulary().label(row.label, row.heads, statement.title))
        for figure in row.figures
        if (column := statement.columns[figure.column]).period and figure.value
    }
    votes: Counter[int] = Counter()
    for fact in prose:
        printed = rows.get((fact.metric, fact.period))
        if (
            printed is None
            or fact.comparison
            or fact.guidance
            or len(fact.unit) != 3
            or not isinstance(fact.value, Decimal)
        ):
            continue
        slack = Decimal(10) ** -(fact.decimals or 0) / 2
        votes.update(scale for scale in _SCALES if abs(abs(printed) * scale - abs(fact.value)) <= slack)
    return next(iter(votes)) if len(votes) == 1 else None


def _like_sibling(
    statement: Statement, large: set[Decimal], known: Sequence[tuple[int | None, set[Decimal]]]
) -> Statement:
    """A statement that repeats figures of another (net income, cash) is printed in the other's scale."""
    scales = {scale for scale, figures in known if len(figures & large) >= 2}
    return replace(statement, scale=scales.pop()) if len(scales) == 1 else statement


def _with_share_scale(statement: Statement) -> Statement:
    if statement.share_scale is not None or statement.scale is None:
        return statement
    income = _row("NetIncomeLoss", statement)
    for per_share, shares in (
        ("EarningsPerShareDiluted", "WeightedAverageNumberOfDilutedSharesOutstanding"),
        ("EarningsPerShareBasic", "WeightedAverageNumberOfSharesOutstandingBasic"),
        ("EarningsPerShareBasicAndDiluted", "WeightedAverageNumberOfShareOutstandingBasicAndDiluted"),
    ):
        scale = _share_scale(income, _row(per_share, statement), _row(shares, statement), statement.scale)
        if scale:
            return replace(statement, share_scale=scale)
    return statement


def _share_scale(income: Row | None, per_share: Row | None, shares: Row | None, scale: int) -> int | None:
    """The scale under which earnings per share times shares is net income, in the first column that has all three."""
    if income is None or per_share is None or shares is None:
        return None
    earned = {figure.column: figure.value for figure in income.figures}
    each = {figure.column: figure.value for figure in per_share.figures}
    for figure in shares.figures:
        total, one = earned.get(figure.column), each.get(figure.column)
        if figure.value and total and one:
            expected = abs(total * scale / one)
            return next((s for s in _SCALES if abs(figure.value * s - expected) <= expected * _EPS_SLACK), None)
    return None


def _row(metric: str, statement: Statement) -> Row | None:
    for row in statement.rows:
        mention = vocabulary().label(row.label, row.heads, statement.title) if row.figures else None
        if mention and mention.metric == metric:
            return row
    return None
