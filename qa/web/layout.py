"""A filing's text laid out for people: blocks as HTML, with one quote marked."""

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from qa.facts.fact import Source
from qa.filing import Block, Cell, Grid
from qa.language.pipeline import sentences

Span = tuple[int, int]

_RULE = re.compile(r"(?:[-=_]{3,}\s*)+")
_LONG = 1500  # characters: a longer paragraph lost its own breaks, as flattened releases do
_PARAGRAPH = 500  # characters after which a lost break is put where a sentence ends


def laid_out(text: str, blocks: Sequence[Block], quote: Span, sources: Iterable[Source] = ()) -> Markup:
    """Return a filing's blocks as HTML; the quote stands in `<mark>`, its first piece with the id "quote".

    Arguments:
        quote: half-open offsets into the text; an empty span marks nothing.
        sources: where facts are stated, which shows the rows of tables that a flattened text ran together.
    """
    mark = _Mark(text, quote)
    rows = _rows(text, sources)
    return Markup("\n").join(_block(block, text, mark, rows) for block in blocks)


class _Mark:
    """Gives pieces of the text as HTML, in order, and marks what of them is quoted."""

    def __init__(self, text: str, quote: Span) -> None:
        self._text = text
        self._start, self._end = quote
        self._is_first = True

    def piece(self, start: int, end: int) -> Markup:
        first, last = max(start, self._start), min(end, self._end)
        if first >= last:
            return escape(self._text[start:end])
        name = Markup(' id="quote" tabindex="-1"') if self._is_first else Markup("")
        self._is_first = False
        return Markup("{}<mark{}>{}</mark>{}").format(
            self._text[start:first], name, self._text[first:last], self._text[last:end]
        )


def _block(block: Block, text: str, mark: _Mark, rows: Sequence[Span]) -> Markup:
    if block.grid is None:
        if block.kind == "paragraph" and block.end - block.start > _LONG:
            return Markup("\n").join(
                Markup('<p class="{}">{}</p>').format(kind, mark.piece(start, end))
                for start, end, kind in _broken(block, text, rows)
            )
        tag = "h3" if block.kind == "heading" else "p"
        return Markup(f"<{tag}>{{}}</{tag}>").format(mark.piece(block.start, block.end))
    if _is_printed(block.grid, text):
        return Markup('<pre tabindex="0">{}</pre>').format(mark.piece(block.start, block.end))
    return _table(block.grid, text, mark)


def _rows(text: str, sources: Iterable[Source]) -> list[Span]:
    """Where rows of a table run on: stated right after another figure, as no sentence begins."""
    ends: dict[int, int] = {}
    for source in sources:
        before = text[: source.start].rstrip()[-1:] if source.start else ""
        if before and (before.isdigit() or before in ")—–-%=_"):
            ends[source.start] = max(source.end, ends.get(source.start, 0))
    return sorted(ends.items())


def _broken(block: Block, text: str, rows: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """A long paragraph's pieces: the rows of its tables, and the prose between them by sentences."""
    at = block.start
    for start, end in rows:
        if start < at or end > block.end:
            continue
        yield from _prose(text, at, start)
        yield start, end, "row"
        at = end
    yield from _prose(text, at, block.end)


def _prose(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What is no row: rules by themselves, and paragraphs."""
    for rule in _RULE.finditer(text, start, end):
        yield from _paragraphs(text, start, rule.start())
        yield rule.start(), rule.end(), "rule"
        start = rule.end()
    yield from _paragraphs(text, start, end)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    first = start
    for _, stop in sentences(text[start:end]):
        if start + stop - first > _PARAGRAPH:
            yield first, start + stop, "prose"
            first = start + stop
    if text[first:end].strip():
        yield first, end, "prose"


def _is_printed(grid: Grid, text: str) -> bool:
    """Whether columns are positions in the printed lines, so that only those lines show the table right."""
    return all(row[0].start - row[0].left == text.rfind("\n", 0, row[0].start) + 1 for row in grid.rows if row)


def _table(grid: Grid, text: str, mark: _Mark) -> Markup:
    lefts = sorted({cell.left for row in grid.rows for cell in row})
    place = {left: at for at, left in enumerate(lefts)}
    rows = Markup("\n").join(_row(row, place, text, mark) for row in grid.rows)
    return Markup('<div class="table" tabindex="0"><table>{}</table></div>').format(rows)


def _row(row: Sequence[Cell], place: dict[int, int], text: str, mark: _Mark) -> Markup:
    cells, at = [], 0
    for cell in row:
        gap = place[cell.left] - at
        if gap > 0:
            cells.append(Markup('<td colspan="{}"></td>').format(gap))
        span = max(1, sum(cell.left <= left < cell.right for left in place))
        at = place[cell.left] + span
        kind = "figure" if _is_figure(text[cell.start : cell.end]) else "words"
        cells.append(Markup('<td colspan="{}" class="{}">{}</td>').format(span, kind, mark.piece(cell.start, cell.end)))
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _is_figure(text: str) -> bool:
    """Whether a cell prints a figure or a dash, which stand right-aligned."""
    return not any(char.isalpha() for char in text) and len(text) < 20
