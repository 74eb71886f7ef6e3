"""Lays a table of years in rows out over columns: "2031" and "2030" below "Net sales", quarters side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.tables.periods import said
from qa.tables.statement import Figure, Row

_YEAR = re.compile(r"(?:fiscal |FY ?)?(?P<year>(?:19|20)\d\d)\b(?P<rest>.*)", re.IGNORECASE)


def years_across(
    headers: tuple[tuple[str, ...], ...], rows: tuple[Row, ...]
) -> tuple[tuple[tuple[str, ...], ...], tuple[Row, ...]]:
    """Return headers and rows, each year that rows begin with made a column of its own beside those that lack one.

    Left as they are where a column says its year, or no period at all.
    """
    years = {at: match for at, row in enumerate(rows) if row.figures and (match := _YEAR.fullmatch(row.label))}
    if len(years) < 2 or not headers or not all(_lacks_year(words) for words in headers):
        return headers, rows
    named = {rows[at].heads for at, match in years.items() if not match["rest"].strip(" :")}  # whose rows are years
    places: dict[tuple[int, str], int] = {}
    found = list(rows)
    for at, match in years.items():
        label, heads = match["rest"].strip(" :,–-"), rows[at].heads
        if not label:
            label, heads = (heads[-1], heads[:-1]) if heads else ("", ())
            heads = () if heads in named else heads
        figures = tuple(_placed(figure, match["year"], places, len(headers)) for figure in rows[at].figures)
        found[at] = replace(rows[at], label=label, heads=heads, figures=figures)
    return (*headers, *((*headers[column], year) for column, year in places)), tuple(found)


def _lacks_year(words: Sequence[str]) -> bool:
    """Whether a header says a period without its year."""
    periods = said(" ".join(words))
    return bool(periods) and not any(period.year or period.end for period in periods)


def _placed(figure: Figure, year: str, places: dict[tuple[int, str], int], count: int) -> Figure:
    return replace(figure, column=places.setdefault((figure.column, year), count + len(places)))
