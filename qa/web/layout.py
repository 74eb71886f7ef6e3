"""A filing's text laid out for people: blocks as HTML, with one quote marked."""

from markupsafe import Markup, escape

from qa.filing import Block, Cell, Grid


def laid_out(text: str, blocks: tuple[Block, ...], quote: tuple[int, int]) -> Markup:
    """Return a filing's blocks as HTML; the quote stands in `<mark>`, its first piece with the id "quote".

    Arguments:
        quote: half-open offsets into the text; an empty span marks nothing.
    """
    mark = _Mark(text, quote)
    return Markup("\n").join(_block(block, text, mark) for block in blocks)


class _Mark:
    """Gives pieces of the text as HTML, in order, and marks what of them is quoted."""

    def __init__(self, text: str, quote: tuple[int, int]) -> None:
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


def _block(block: Block, text: str, mark: _Mark) -> Markup:
    if block.grid is None:
        tag = "h3" if block.kind == "heading" else "p"
        return Markup(f"<{tag}>{{}}</{tag}>").format(mark.piece(block.start, block.end))
    if _is_printed(block.grid, text):
        return Markup('<pre tabindex="0">{}</pre>').format(mark.piece(block.start, block.end))
    return _table(block.grid, text, mark)


def _is_printed(grid: Grid, text: str) -> bool:
    """Whether columns are positions in the printed lines, so that only those lines show the table right."""
    return all(row[0].start - row[0].left == text.rfind("\n", 0, row[0].start) + 1 for row in grid.rows if row)


def _table(grid: Grid, text: str, mark: _Mark) -> Markup:
    lefts = sorted({cell.left for row in grid.rows for cell in row})
    place = {left: at for at, left in enumerate(lefts)}
    rows = Markup("\n").join(_row(row, place, text, mark) for row in grid.rows)
    return Markup('<div class="table" tabindex="0"><table>{}</table></div>').format(rows)


def _row(row: tuple[Cell, ...], place: dict[int, int], text: str, mark: _Mark) -> Markup:
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
