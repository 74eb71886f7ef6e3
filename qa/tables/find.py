"""From a filing to its statements: the steps of understanding tables, in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Block, Filing
from qa.language.vocabulary import vocabulary
from qa.tables import grids
from qa.tables.captions import Caption, is_note, read_caption, read_scales, read_subject
from qa.tables.currencies import in_home_currency, settle_currencies
from qa.tables.flat import flattened
from qa.tables.headers import Content, read_columns
from qa.tables.layout import Layout
from qa.tables.periods import Context, said, said_above
from qa.tables.quarters import with_quarters
from qa.tables.rolls import with_rolls
from qa.tables.rows import in_percent, percent_throughout, read_rows
from qa.tables.scales import settle_scales
from qa.tables.statement import Column, Row, Statement
from qa.tables.years import years_across

_AS_REPORTED = re.compile(r"\bas reported\b|(?<!non-)(?<!non )\bgaap\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:guidance|outlook)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:conference call|webcast|about|reconcil\w+|trademarks?|contacts?)\b", re.IGNORECASE)
# "Restaurant costs (as a percentage of restaurant sales):" says it of the shares beside the amounts.
_SHARES_OF = re.compile(r"\s*\(as a? ?percent(?:age)? of [^()]*\)", re.IGNORECASE)
_ALL_CHANGE = re.compile(
    r"(?:[\s()/%]|percent|percentage|increases?|decreases?|declines?|growth|changes?|gain|loss)+", re.IGNORECASE
)
_SHARES = re.compile(r"\bshares?\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?:\s*\([^()]*\))+\s*")
_REACH = 8  # lines above a table that may caption it
_SENTENCE = 200  # characters beyond which a paragraph is prose and no caption
_INTRODUCES = ("following", "below", "table", "as follows", ":")


def find_statements(filing: Filing, calendar: FiscalCalendar) -> tuple[Statement, ...]:
    """Return the tables of a filing, understood, in the order of the text.

    Arguments:
        calendar: the filer's, which dates the periods that headers say.
    """
    found = []
    above: Caption | None = None
    before: Layout | None = None
    lines: tuple[str, ...] = ()
    for layout, apart in _layouts(filing):
        layout = _with_scale_above(layout)
        own = read_caption(layout.captions)
        above = _inherited(own, above) if above and not apart else own
        layout = replace(layout, captions=_without_dateline(layout.captions, filing))
        if before and not apart and _goes_on(layout, before):
            layout = replace(layout, headers=before.headers, captions=(*before.captions, *layout.captions))
        before = layout
        lines = (*(() if apart else lines), *layout.captions)
        statement = _understand(layout, above, filing, calendar, lines)
        if own.scale is None and _is_of_cents(statement):
            # Amounts per share, which the scale of the table above does not hold for.
            statement = replace(statement, scale=None)
        if own.scale is None and _says_by_rows(statement):
            statement = replace(statement, scale=None, share_scale=None, count_scale=1)
        if statement.rows:
            found.append(replace(statement, above=lines))
    return with_quarters(settle_scales(in_home_currency(settle_currencies(found), filing.text), filing))


def _layouts(filing: Filing) -> Iterator[tuple[Layout, bool]]:
    """Yield the layouts in the order of the text, with whether prose stands between each and the one before."""
    above: list[str] = []
    apart = True
    for stretch in _stretches(filing.blocks):
        if stretch[0].grid is not None:
            for layout in grids.layouts(stretch[0].grid, filing.text, above[-_REACH:]):
                yield layout, apart
                apart = False
            above = []
            continue
        end = 0
        for layout in flattened.layouts(
            filing.text, stretch[0].start, stretch[-1].end, [block.start for block in stretch]
        ):
            yield layout, apart or layout.start - end > _SENTENCE
            apart, end = False, layout.end
        for block in stretch:
            if block.start >= end:
                apart |= _remember(above, filing.text[block.start : block.end], block)


def _with_scale_above(layout: Layout) -> Layout:
    """A layout with what its amounts are in said above it, where some print that between the heads of one stretch and its figures."""
    notes = {
        line for words in layout.headers for line in words if _IN_BRACKETS.fullmatch(line) and read_scales(line)[0]
    }
    if len(notes) != 1:
        return layout
    note = notes.pop()
    if "except" not in note and 2 * sum(note in words for words in layout.headers) < sum(map(bool, layout.headers)):
        return layout  # of its columns alone
    headers = tuple(tuple(line for line in words if line != note) for words in layout.headers)
    return replace(layout, headers=headers, captions=(*layout.captions, note))


def _stretches(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield each grid by itself, and what stands between grids together."""
    at = 0
    for index, block in enumerate(blocks):
        if block.grid is not None:
            if at < index:
                yield blocks[at:index]
            yield blocks[index : index + 1]
            at = index + 1
    if at < len(blocks):
        yield blocks[at:]


def _remember(above: list[str], text: str, block: Block) -> bool:
    """Keep a line that may caption the table below; return whether it is prose, which ends what stood above."""
    if block.kind == "heading" or len(text) <= _SENTENCE:
        above.append(text)
        return False
    if is_note(text):
        return False  # the table's above, however long: what stood above that holds on
    # What is expected goes on below a caution, not below all else that follows; so does a scale in brackets and its title.
    goes_on = above and _AHEAD.search(above[-1]) and not _DONE.search(text)
    scaled = next((at for at, line in enumerate(above) if line.startswith("(") and read_scales(line)[0]), None)
    above[:] = above[-1:] if goes_on else [] if scaled is None else above[max(0, scaled - 1) : scaled + 1]
    if any(word in text[-_SENTENCE:].lower() for word in _INTRODUCES):
        above.append(text[-_SENTENCE:].partition(". ")[2] or text[-_SENTENCE:])
    return True


def _inherited(caption: Caption, above: Caption) -> Caption:
    """Fill what a table's own caption leaves open from the table before it: one line may hold for several."""
    if caption.scale is None:
        caption = replace(
            caption,
            scale=above.scale,
            share_scale=above.share_scale,
            currency=caption.currency or above.currency,
            count_scale=caption.count_scale or above.count_scale,
            price_scale=caption.price_scale or above.price_scale,
            inherits=True,
        )
    if not caption.title:
        caption = replace(
            caption, title=above.title, basis=above.basis, is_balance=above.is_balance, is_flow=above.is_flow
        )
    return caption


def _without_dateline(captions: tuple[str, ...], filing: Filing) -> tuple[str, ...]:
    """The words above a table without running heads that say the day of the release, of which no figure is."""
    released = filing.header.released
    kept = [line for line in captions if not ((days := said(line)) and all(day.end == released for day in days))]
    return tuple(kept) if released and len(kept) < len(captions) else captions


def _is_of_cents(statement: Statement) -> bool:
    values = [figure.value for row in statement.rows for figure in row.figures if figure.value and not figure.percent]
    return 2 * sum(value.as_tuple().exponent == -2 for value in values) > len(values)


def _says_by_rows(statement: Statement) -> bool:
    """Whether rows say what their own figures are multiplied by, so that the others' are by nothing said above."""
    return any(row.scale and not row.heads and not _SHARES.search(row.label) for row in statement.rows)


def _goes_on(layout: Layout, before: Layout) -> bool:
    """Whether a table without a header has the columns of the one before it, as on a new page."""
    return (
        not any(layout.headers)
        and not said_above(layout.captions)
        and len(layout.spans) == len(before.spans) > 0
        and all(a[0] < b[1] and b[0] < a[1] for a, b in zip(layout.spans, before.spans, strict=True))
    )


def _understand(
    layout: Layout, caption: Caption, filing: Filing, calendar: FiscalCalendar, lines: Sequence[str]
) -> Statement:
    headers, rows = years_across(
        _without_title(layout.headers, caption), _in_unit_of(caption, read_rows(layout.lines, filing.text))
    )
    values = [figure for row in rows for figure in row.figures if figure.value is not None]
    in_percent = caption.is_change or all(figure.percent for figure in values)
    context = Context(
        caption,
        said_above(layout.captions),
        _latest(filing, calendar),
        in_percent=in_percent,
        around=said_above(lines),
    )
    columns = read_columns(headers, context, calendar, _contents(rows, len(headers), caption.title))
    columns = with_rolls(columns, rows)
    rows = tuple(_without_days_to_come(row, columns, context.latest) for row in rows)
    if any(column.kind == "percent of revenue" for column in columns):
        rows = tuple(replace(row, heads=tuple(_SHARES_OF.sub("", head) for head in row.heads)) for row in rows)
    # A title's basis holds where no column says its own: "As reported" beside "Non-GAAP".
    apart = any(column.basis != "GAAP" or _AS_REPORTED.search(column.header) for column in columns)
    signs = {figure.currency for row in rows for figure in row.figures if figure.currency}
    return Statement(
        title=caption.title,
        scale=caption.scale,
        share_scale=caption.share_scale,
        inherits=caption.inherits,
        count_scale=caption.count_scale,
        price_scale=caption.price_scale,
        heading=next((line for line in reversed(layout.captions) if line.strip()), ""),
        subject=read_subject(layout.captions),
        currency=caption.currency or (signs.pop() if len(signs) == 1 else ""),
        basis="GAAP" if apart else caption.basis,
        columns=columns,
        rows=rows,
        start=layout.start,
        end=layout.end,
        warnings=layout.warnings,
    )


def _in_unit_of(caption: Caption, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows, their figures percentages where the caption or the first of them says so."""
    return in_percent(rows) if caption.is_percent else percent_throughout(rows)


def _without_title(headers: tuple[tuple[str, ...], ...], caption: Caption) -> tuple[tuple[str, ...], ...]:
    """The headers without a line over all of them that only ends the title: "Increase (decrease)" of comparable sales."""
    over = {words[:1] for words in headers}
    said = vocabulary().label(caption.title) if len(over) == 1 and len(headers) > 1 else None
    ends = said and vocabulary().metrics[said.metric].unit == "percent" and _ALL_CHANGE.fullmatch(" ".join(over.pop()))
    return tuple(words[1:] for words in headers) if ends else headers


def _without_days_to_come(row: Row, columns: Sequence[Column], latest: date | None) -> Row:
    """The row less its dashes below periods that are not over: what has not been yet is not nil."""
    ends = [column.period.end if column.period else None for column in columns]
    kept = tuple(
        figure
        for figure in row.figures
        if figure.value is not None or latest is None or (ends[figure.column] or latest) <= latest
    )
    return row if len(kept) == len(row.figures) else replace(row, figures=kept)


def _latest(filing: Filing, calendar: FiscalCalendar) -> date | None:
    """The day after which nothing has happened that the filing can report."""
    days = [filing.header.released, calendar.reported.end if calendar.reported else None]
    return max((day for day in days if day), default=None)


def _contents(rows: Sequence[Row], count: int, title: str) -> list[Content]:
    """Tell for each column what its figures are throughout: percentages, of revenue where revenue itself is 100 %."""
    signs, bare, whole = [0] * count, [0] * count, [False] * count
    filled = {figure.column for row in rows for figure in row.figures}
    valued = {figure.column for row in rows for figure in row.figures if figure.value is not None}
    for row in rows:
        for figure in row.figures:
            if figure.percent and figure.value == 100 and not whole[figure.column]:
                mention = vocabulary().label(row.label, row.heads, title)
                whole[figure.column] = bool(mention and mention.metric == "Revenues")
        if row.figures and all(figure.percent for figure in row.figures):
            continue
        for figure in row.figures:
            if figure.value is not None:
                signs[figure.column] += figure.percent
                bare[figure.column] += not figure.percent
    found: list[Content] = []
    for at in range(count):
        percents = signs[at] > 0 and signs[at] >= bare[at] / 4
        kind: Content = ("percents of revenue" if whole[at] else "percents") if percents else "amounts"
        found.append(kind if at in valued else "dashes" if at in filled else "nothing")
    return found
