"""Gives the figures of tables the currency that the filing says its amounts are in, where their signs do not say another.

A table that states none has that of its columns' heads, or the one that all other tables state.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.language.home_currency import home_currency, is_home_dollar
from qa.tables.captions import read_currency_name
from qa.tables.statement import Column, Figure, Row, Statement

_NEAR = 4  # lines above a table that say what its figures are in


def in_home_currency(statements: Iterable[Statement], text: str) -> list[Statement]:
    """Return the statements of a filing, bare dollars and amounts without any sign in its own currency.

    Arguments:
        text: the filing's, which says what currency that is.
    """
    home = home_currency(text)
    return [_converted(statement, home, text) for statement in statements] if home else list(statements)


def _converted(statement: Statement, home: str, text: str) -> Statement:
    said = " ".join(statement.above[-_NEAR:])
    whole = home if not statement.currency or is_home_dollar(home, statement.currency, said) else statement.currency
    rows = tuple(
        replace(row, figures=tuple(_figure(figure, row, statement.columns, home, text) for figure in row.figures))
        for row in statement.rows
    )
    return replace(statement, currency=whole, rows=rows)


def _figure(figure: Figure, row: Row, columns: tuple[Column, ...], home: str, text: str) -> Figure:
    """The figure with its bare sign read as the home country's; the row and the column may say that it is another's."""
    if not figure.currency:
        return figure
    said = " ".join(
        (*row.heads, columns[figure.column].header, text[row.start : row.end], text[figure.start : figure.end])
    )
    return replace(figure, currency=home) if is_home_dollar(home, figure.currency, said) else figure


def settle_currencies(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, those without a currency with the one that their columns or all other statements state.

    No currency at all is the dollar to whoever reads on.
    """
    columns = [each if each.currency else replace(each, currency=_of_columns(each)) for each in statements]
    stated = {each.currency for each in columns if each.currency}
    only = stated.pop() if len(stated) == 1 else "USD"
    return columns if only == "USD" else [replace(each, currency=only) for each in columns]


def _of_columns(statement: Statement) -> str:
    """The currency that the words over the columns name: "Revenue, EUR million"."""
    named = {code for column in statement.columns if (code := read_currency_name(column.header))} - {"USD"}
    return named.pop() if len(named) == 1 else ""
