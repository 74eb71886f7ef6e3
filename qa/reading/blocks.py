"""Reads a filing that another program has parsed already: JSON of headings, paragraphs and tables."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qa.reading.builder import Builder, Piece
from qa.reading.encoding import normalise
from qa.reading.unreadable import Unreadable


def looks_json(text: str) -> bool:
    """Whether this is a JSON object."""
    start = text[:200].lstrip()
    return start.startswith("{") and start[1:].lstrip().startswith(('"', "}"))


def read_blocks(text: str, out: Builder) -> None:
    """Add the blocks in their order.

    Raises:
        Unreadable: the JSON is broken or is not of the documented form.
    """
    parsed = _parsed(text)
    blocks = parsed.get("blocks")
    if not isinstance(blocks, list) or not all(isinstance(block, Mapping) for block in blocks):
        raise Unreadable('the JSON holds no "blocks": give {"blocks": [{"type": "paragraph", "text": "…"}]}')
    for key in ("company", "title"):
        out.paragraph(_text(parsed.get(key)), heading=True)
    for block in blocks:
        if block.get("type") == "table":
            out.table(_rows(block.get("rows")), caption=_text(block.get("caption")))
        else:
            heading = block.get("type") in ("heading", "title", "header")
            for line in _text(block.get("text")).split("\n"):
                out.paragraph(line, heading=heading)


def given_company(text: str) -> str:
    """Return the company that the JSON names; empty where it names none."""
    return _text(_parsed(text).get("company")).strip()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the JSON cannot be read: {error}") from error


def _text(value: Any) -> str:
    return normalise(str(value)) if isinstance(value, str | int | float) else ""


def _rows(rows: Any) -> list[list[Piece]]:
    if not isinstance(rows, Sequence) or not all(isinstance(row, list) for row in rows):
        raise Unreadable('a table has no "rows": give a list of rows, each a list of cells')
    return [[Piece(_text(cell), at, at + 1) for at, cell in enumerate(row)] for row in rows]
