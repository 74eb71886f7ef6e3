"""An invented statement set in the four ways that releases set tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Item:
    """A row: a head where it has no figures; None among its figures is a dash.

    Arguments:
        signed: whether currency signs stand before its figures.
        ruled: whether a rule stands below it.
    """

    label: str
    values: tuple[Decimal | None, ...] = ()
    signed: bool = False
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A statement to be set.

    Arguments:
        header: rows of cells, each with the number of columns that it spans.
    """

    title: str
    scale: str
    header: tuple[tuple[tuple[str, int], ...], ...]
    items: tuple[Item, ...]
    width: int


PROSE = "Harbor Mills makes sacks and ropes. It sells them in many ports."


def printed(value: Decimal | None) -> str:
    """Return a figure as filers print it: brackets below zero, a dash for nil."""
    if value is None:
        return "--"
    return f"({-value:,})" if value < 0 else f"{value:,}"


def as_html(drawn: Drawn) -> bytes:
    """Set a statement as HTML does: spacer columns, signs and closing brackets in cells of their own."""

    def row(cells: Iterator[str]) -> str:
        return f"<tr>{''.join(cells)}</tr>"

    def header(cells: Sequence[tuple[str, int]]) -> Iterator[str]:
        yield "<td></td>"
        for words, spanned in cells:
            yield f'<td></td><td colspan="{4 * spanned - 2}">{words}</td><td></td>'

    def body(item: Item) -> Iterator[str]:
        yield f"<td>{item.label}</td>"
        for value in item.values:
            words = printed(value)
            sign = "$" if item.signed else ""
            figure, close = (words[:-1], ")") if words.endswith(")") else (words, "")
            yield f"<td></td><td>{sign}</td><td>{figure}</td><td>{close}</td>"

    table = "".join([*(row(header(cells)) for cells in drawn.header), *(row(body(item)) for item in drawn.items)])
    return (
        f"<html><body><p>{PROSE}</p><p><b>{drawn.title}</b></p><p>({drawn.scale})</p><table>{table}</table>"
        f"<p>{PROSE}</p></body></html>"
    ).encode()


def as_columns(drawn: Drawn) -> bytes:
    """Set a statement as typewritten releases do, by columns of characters with rules."""
    return "\n".join([PROSE, "", *_lines(drawn), "", PROSE, ""]).encode()


def as_markdown(drawn: Drawn) -> bytes:
    """Set a statement as pipe tables, a spanning header repeated over each column that it spans."""
    rows = [["", *(words for words, spanned in cells for _ in range(spanned))] for cells in drawn.header]
    for item in drawn.items:
        signs = "$ " if item.signed else ""
        rows.append(
            [item.label, *(signs + printed(value) for value in item.values)] + [""] * (drawn.width - len(item.values))
        )
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|" + " --- |" * (drawn.width + 1)
    parts = [
        "# Harbor Mills",
        "",
        PROSE,
        "",
        f"## {drawn.title}",
        "",
        f"({drawn.scale})",
        "",
        lines[0],
        rule,
        *lines[1:],
    ]
    return "\n".join([*parts, "", PROSE, ""]).encode()


def as_flattened(drawn: Drawn) -> bytes:
    """Set a statement as corpora keep it: all its words and rules in one line."""
    return " ".join(" ".join([PROSE * 4, *_lines(drawn), PROSE * 4]).split()).encode()


def _lines(drawn: Drawn) -> Iterator[str]:
    margin, column = 56, 18
    yield drawn.title.center(margin + column * drawn.width).rstrip()
    yield f"({drawn.scale})".center(margin + column * drawn.width).rstrip()
    yield ""
    for cells in drawn.header:
        line = " " * margin
        for words, spanned in cells:
            line += " " * 4 + words.center(column * spanned - 4)
        yield line.rstrip()
    rule = " " * margin + (" " * 4 + "-" * (column - 4)) * drawn.width
    yield rule
    for item in drawn.items:
        line = item.label.ljust(margin)
        for value in item.values:
            words = printed(value)
            words = words if words.endswith(")") else words + " "
            line += " " * 4 + (("$ " if item.signed else "") + words).rjust(column - 4)
        yield line.rstrip()
        if item.ruled:
            yield rule
