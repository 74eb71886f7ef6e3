"""Reads HTML of any decade, from hand-written tables to inline XBRL, in reading order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from qa.frozen import frozen
from qa.reading.builder import Builder, Piece
from qa.reading.encoding import normalise
from qa.reading.grids import add_data, grid_rows, is_data, is_item, row_text
from qa.reading.raised import raise_mark
from qa.reading.text import read_text
from qa.reading.unreadable import Unreadable

_LOOKS_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|br|font|td|tr|pre|center|span|h[1-6])\b[^<>]{0,2000}>", re.I
)
_WRAPPER = re.compile(r"<document>\s*<type>.*?<text>", re.I | re.S)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PRE = re.compile(r"(<pre\b[^>]*>)(.*?)(?=</pre>|\Z)", re.I | re.S)
_BLOCK_TAG = re.compile(r"</?(?:div|center|blockquote|form|ul|ol|dl|dd|dt|dir)\b[^>]*>", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?!(?:table|tr|td|th|p|br|hr|pre|li|h[1-6])\b)[a-z][^>]*>", re.IGNORECASE)
_SGML_MARK = re.compile(r"</?(?:page|table|caption|s|c|fn|f\d+)>", re.IGNORECASE)

# fmt: off
_SKIPPED = frozenset((
    "head", "title", "script", "style", "noscript", "template", "select", "button", "textarea", "object",
    "map", "svg", "img", "iframe", "ix:header", "ix:hidden", "ix:references", "ix:resources",
))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul",
    "table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th",
))
# fmt: on
_MARKED = _SKIPPED | {"sup", "br", "table", "pre"}
_STRONG = frozenset(["b", "strong", "u", "i", "em", "h1", "h2", "h3", "h4", "h5", "h6"])
_SPACE = re.compile(r"[ \t\n\f]+")

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_STRONG_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|font-style\s*:\s*italic|text-decoration[a-z-]*\s*:\s*underline"
)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top)|position\s*:\s*relative\s*;\s*top\s*:\s*-")
_DINGBAT_STYLE = re.compile(r"font-family\s*:\s*[\"']?(?:wing|web)dings")
_INLINE_STYLE = re.compile(r"display\s*:\s*inline\s*(?:;|$)")
_PAGE_STYLE = re.compile(r"(?:page-)?break-(?:before|after)\s*:\s*(?:always|page)")

_HEADING_LIMIT = 160
_ONE_LINE = 200
_DEPTH_LIMIT = 12


@frozen
class _Line:
    """A line of running text; `strong` where all of it is set bold, italic or underlined."""

    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class _Style:
    hidden: bool
    strong: bool
    raised: bool
    dingbat: bool
    inline: bool
    page_end: bool

    @property
    def marks(self) -> bool:
        """Whether it makes its text another."""
        return self.hidden or self.raised or self.dingbat


class _PageEnd:
    """A page ends here."""


_Item = _Line | _PageEnd | etree._Element


def looks_html(text: str) -> bool:
    """Whether tags that only HTML has stand in the first part of the text."""
    return bool(_LOOKS_HTML.search(text, 0, 20_000))


def read_html(text: str, out: Builder) -> None:
    """Add an HTML page's headings, paragraphs and tables in reading order."""
    text = _WRAPPER.sub("", _XML_DECLARATION.sub("", text, count=1))
    if "<pre" in text or "<PRE" in text:
        # Text set in <pre> brings EDGAR's own <TABLE> and <S>, which mean something else in HTML.
        text = _PRE.sub(lambda match: match[1] + _SGML_MARK.sub("", match[2]), text)
    root = _parsed(text)
    if root is None:
        root = _parsed(_INLINE_TAG.sub("", _BLOCK_TAG.sub("<p>", text)))
    if root is None:
        raise Unreadable("the HTML nests tables thousands of levels deep: give the release alone")
    _read(root, out, depth=0)


def _parsed(text: str) -> etree._Element | None:
    """Return the root of the page, None where tags that are never closed nest too deep for the parser."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        return None
    return etree.Element("html") if root is None else root


def _read(element: etree._Element, out: Builder, depth: int) -> None:
    for item in _items(element):
        if isinstance(item, _Line):
            _add_line(item, out)
        elif isinstance(item, _PageEnd):
            out.page_end()
        elif item.tag == "pre":
            read_text(_printed(item), out)
        else:
            _read_table(item, out, depth)


def _add_line(line: _Line, out: Builder) -> None:
    text = line.text
    heading = (
        len(text) <= _HEADING_LIMIT
        and not text.startswith(("(", "•", "*", "–", "-"))
        and (text.isupper() or (line.strong and not text.endswith((".", ","))))
    )
    out.paragraph(text, heading=heading)


def _read_table(table: etree._Element, out: Builder, depth: int) -> None:
    """Add a table of figures as one, and the content of a table used for layout piece by piece."""
    caption = table.find("caption")
    title = " ".join(_lines(caption)) if caption is not None else ""
    rows = [row for row in table.iter("tr") if _owner(row) is table and not _is_hidden(row)]
    cells = [[cell for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell)] for row in rows]
    nested = table.find(".//table") is not None or table.find(".//pre") is not None
    if not nested:
        markup = [[(_lines(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in row] for row in cells]
        grid = grid_rows(markup)
        if is_data(grid):
            add_data(grid, title, out)
            return
    out.paragraph(title, heading=True)
    for row in cells:
        _read_layout(row, out, depth, nested)


def _read_layout(row: Sequence[etree._Element], out: Builder, depth: int, nested: bool) -> None:
    """Add a row of a table without figures: as one line if it reads as one, else cell after cell."""
    if not nested:
        lines = [_lines(cell) for cell in row]
        filled = [Piece(" ".join(words), 0, 0) for words in lines if words]
        if is_item(filled) or (len(filled) > 1 and max(map(len, lines)) == 1 and len(row_text(filled)) < _ONE_LINE):
            out.paragraph(row_text(filled))
            return
    for cell in row:
        if depth < _DEPTH_LIMIT:
            _read(cell, out, depth + 1)


def _lines(element: etree._Element) -> tuple[str, ...]:
    if not len(element) and not (element.text and element.text.strip()):
        return ()  # as most cells, which only keep others apart
    texts = [text for text in element.itertext() if text.strip()]
    if not texts:
        return ()
    if len(texts) == 1 and all(map(_is_plain, element.iter())):
        text = str(texts[0])
        return tuple(_joined_lines(_SPACE.sub(" ", text if text.isascii() else normalise(text))))
    return tuple(item.text for item in _items(element) if isinstance(item, _Line))


def _is_plain(element: etree._Element) -> bool:
    """Whether an element leaves its text as it is."""
    css, face = element.get("style"), element.get("face")
    if element.tag in _MARKED or (face and "dings" in face.lower()):
        return False
    return css is None or not _style(css).marks


def _is_hidden(element: etree._Element) -> bool:
    css = element.get("style")
    return css is not None and _style(css).hidden


def _items(root: etree._Element) -> Iterator[_Item]:
    """Yield what an element holds in reading order: lines, page ends, and tables and <pre> unread."""
    parts: list[str] = []
    letters = strong_letters = 0
    strong = raised = dingbat = 0
    opened: list[tuple[bool, bool, bool, bool, bool]] = []  # block, strong, raised, dingbat, page ends after it

    def add(text: str | None) -> None:
        nonlocal letters, strong_letters
        if text:
            text = _SPACE.sub(" ", text if text.isascii() else normalise(text))
            if dingbat and len(text.strip()) == 1:
                text = "•"
            elif raised:
                text = raise_mark(text)
            parts.append(text)
            letters += len(text) if text != " " else 0
            if strong:
                strong_letters += len(text) if text != " " else 0

    def flush() -> list[_Line]:
        nonlocal letters, strong_letters
        if not letters:
            parts.clear()
            return []
        lines = [_Line(line, strong_letters >= letters) for line in _joined_lines("".join(parts))]
        parts.clear()
        letters = strong_letters = 0
        return lines

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "end":
            block, was_strong, was_raised, was_dingbat, page_end = opened.pop()
            if block:
                yield from flush()
            strong -= was_strong
            raised -= was_raised
            dingbat -= was_dingbat
            if page_end:
                yield _PageEnd()
            if element is not root:
                add(element.tail)
            continue
        css = element.get("style")
        style = _style(css) if css else _PLAIN
        if element is not root and (tag in _SKIPPED or style.hidden or tag == "table" or tag == "pre"):
            if (tag == "table" or tag == "pre") and not style.hidden:
                yield from flush()
                yield element
            opened.append((False, False, False, False, False))
            walker.skip_subtree()
            continue
        block = tag in _BLOCKS and not style.inline
        if block:
            yield from flush()
        if tag == "br":
            parts.append("\n")
        is_strong = style.strong or tag in _STRONG
        is_raised = style.raised or tag == "sup"
        is_dingbat = style.dingbat or "dings" in element.get("face", "").lower()
        opened.append((block, is_strong, is_raised, is_dingbat, tag == "hr" or style.page_end))
        strong += is_strong
        raised += is_raised
        dingbat += is_dingbat
        add(element.text)
    yield from flush()


def _joined_lines(text: str) -> list[str]:
    """Return the lines that <br> makes, those put together again that only wrap one sentence."""
    if "\n" not in text:
        text = text.strip()
        return [text] if text else []
    lines: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if lines and line and lines[-1] and (line[0].islower() or lines[-1].endswith((",", " and", " of"))):
            lines[-1] += " " + line
        else:
            lines.append(line)
    return [line for line in lines if line]


def _printed(pre: etree._Element) -> str:
    """Return the text of a <pre> with its spaces and lines."""
    for br in pre.iter("br"):
        br.tail = "\n" + (br.tail or "")
    return normalise("".join(str(text) for text in pre.itertext()))


def _owner(tr: etree._Element) -> etree._Element | None:
    return next(tr.iterancestors("table"), None)


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name)
    if value is None:
        return 1
    value = value.strip()
    return min(max(int(value), 1), 500) if value.isdecimal() and len(value) < 5 else 1


@lru_cache(maxsize=4096)
def _style(css: str) -> _Style:
    css = css.lower()
    return _Style(
        hidden=bool(_HIDDEN.search(css)),
        strong=bool(_STRONG_STYLE.search(css)),
        raised=bool(_RAISED_STYLE.search(css)),
        dingbat=bool(_DINGBAT_STYLE.search(css)),
        inline=bool(_INLINE_STYLE.search(css)),
        page_end=bool(_PAGE_STYLE.search(css)),
    )


_PLAIN = _style("")
