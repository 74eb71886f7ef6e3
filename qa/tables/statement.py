"""The statement: a table understood, its columns with their periods and its rows with their figures."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from qa.facts.fact import Basis, Bound, Period
from qa.frozen import frozen

ColumnKind = Literal["figures", "change", "percent change", "percent of revenue", "driver", "other"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures.

    Arguments:
        header: the words above it, top to bottom.
        kind: "figures" are levels; the other kinds compare or describe them; a "driver" is what a change is made up of.
        period: what the header says, resolved; None where that is not established.
        basis: the accounting basis, where the header says one.
        member: a dimension's member that the header names ("Equipment operations"); empty for the whole.
        measure: what the header says its figures measure ("Net sales"), where the rows are what they are of; of a driver
            its name.
        scale: the column's own scale, where its header states one; 0 where the statement's holds.
        guidance: the verb where its figures are what management expects, as of a fact; empty for what happened.
        bound: which end of a range they are; None for single figures.
        quarter: of a column of balances the quarter that ends on its day, which flows among them are of; None where
            that is not established.
    """

    header: str
    kind: ColumnKind = "figures"
    period: Period | None = None
    basis: Basis = "GAAP"
    member: str = ""
    measure: str = ""
    scale: int = 0
    guidance: str = ""
    bound: Bound | None = None
    quarter: Period | None = None


@frozen
class Figure:
    """One cell's figure: `filing.text[start:end]` is what is printed, brackets and signs included.

    Arguments:
        column: index into the statement's columns.
        value: as printed, brackets as a minus, not yet scaled; None for a dash, "nil", "NM" or "N/A".
        percent: whether a percent sign stands in or after the cell.
        currency: ISO 4217 code of a currency sign in or before the cell; empty without one.
        high: the upper end of a range ("$810 to $830 million"), `value` being the lower; None for a single figure.
        scale: its own, where the cell states one ("$1.2 billion"); 0 where the row's or the column's holds.
        times: whether it is a multiple: "1.42x".
    """

    column: int
    start: int
    end: int
    value: Decimal | None
    percent: bool = False
    currency: str = ""
    high: Decimal | None = None
    scale: int = 0
    times: bool = False


@frozen
class Row:
    """One line item: `filing.text[start:end]` is its label.

    Arguments:
        label: one line, footnote marks and leader dots out; empty for an unlabelled total.
        heads: the section heads above it that still hold, outermost first.
        figures: at most one a column, left to right; dashes included (value None).
        scale: the row's own, where its label or a head states one ("Shares (in thousands)"); 0 where the
            column's or the statement's holds.
        unit: what stands behind the label, taken from it: "$ MM", "$/BBL", "MBOED"; empty without.
    """

    start: int
    end: int
    label: str
    heads: tuple[str, ...]
    figures: tuple[Figure, ...]
    scale: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A table understood.

    Arguments:
        title: as printed ("Condensed consolidated balance sheets"); empty without one.
        scale: 1, 1000, 1000000 or 1000000000 for money; None where none is stated and none can be told.
        share_scale: the same for counts of shares.
        currency: ISO 4217 code; empty where unstated.
        basis: from the title ("Non-GAAP", "Pro forma").
        warnings: rows or columns left out, and why, for people.
        start, end: half-open offsets of the whole table into the filing's text.
        inherits: whether its scales are stated of a table before it, and not of it.
        above: the lines that stand above it, and above those before it from which no prose parts it.
        heading: the nearest line above its header, or beside it.
        part: the part of the company that it is set for, where other tables are set alike for others.
        count_scale: what counts are multiplied by where that is said: "(short tons in thousands)", or 1 where the scale is
            one of money alone ("in thousands of dollars"); else None.
        price_scale: what average prices are multiplied by where that is said: "(average price in thousands)".
        subject: the line above it that says what it is of, if only a word ("Backlog"); empty without one.
        parts: the labels, in lower case, of those of its rows that are parts of the company.
    """

    title: str
    scale: int | None
    share_scale: int | None
    currency: str
    basis: Basis
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    start: int
    end: int
    warnings: tuple[str, ...] = ()
    inherits: bool = False
    above: tuple[str, ...] = ()
    count_scale: int | None = None
    price_scale: int | None = None
    heading: str = ""
    part: str = ""
    subject: str = ""
    parts: frozenset[str] = frozenset()
