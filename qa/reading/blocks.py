"""Reads a filing that another program has parsed already: JSON of headings, paragraphs and tables."""

import json
from collections.abc import Mapping
from typing import Any

from qa.reading.builder import Builder, Piece
from qa.reading.encoding import normalise
from qa.reading.unreadable import Unreadable

_HEADINGS = frozenset(["heading", "title", "header"])
_SHOWN = 60  # characters of a wrong value that a message shows


def looks_json(text: str) -> bool:
    """Whether this is a JSON object."""
    start = text[:200].lstrip()
    return start.startswith("{") and start[1:].lstrip().startswith(('"', "}"))


def read_blocks(text: str, out: Builder) -> None:
    """Add the blocks in their order.

    Raises:
        Unreadable: the JSON is broken or is not of the documented form; says which block, and what to do.
    """
    parsed = _parsed(text)
    blocks = parsed.get("blocks")
    if not isinstance(blocks, list):
        raise Unreadable('the JSON holds no "blocks": give {"blocks": [{"type": "paragraph", "text": "…"}]}')
    for key in ("company", "title"):
        out.paragraph(_words(parsed.get(key), f'"{key}"'), heading=True)
    for number, block in enumerate(blocks, 1):
        if not isinstance(block, Mapping):
            raise Unreadable(f'block {number} of "blocks" is no object: give {{"type": "paragraph", "text": "…"}}')
        _add(block, f"block {number}", out)


def given_company(text: str) -> str:
    """Return the company that the JSON names; empty where it names none."""
    return _words(_parsed(text).get("company"), '"company"').strip()


def _add(block: Mapping[str, Any], where: str, out: Builder) -> None:
    kind = block.get("type")
    if kind == "table":
        out.table(_rows(block.get("rows"), where), caption=_words(block.get("caption"), f'the "caption" of {where}'))
    elif isinstance(kind, str) and "text" in block:
        for line in _words(block.get("text"), f'the "text" of {where}').split("\n"):
            out.paragraph(line, heading=kind in _HEADINGS)
    else:
        raise Unreadable(f'{where} has the "type" {_shown(kind)}: give "heading" or "paragraph" and "text", or "table"')


def _parsed(text: str) -> dict[str, Any]:
    """Return the JSON's object; figures stay as written, "1320.0" and "1e3" too."""
    try:
        return dict(json.loads(text, parse_float=str, parse_int=str, parse_constant=_refused))
    except (ValueError, TypeError, RecursionError) as error:
        raise Unreadable(f"the JSON cannot be read: {error}") from error


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no figure: leave the cell empty")


def _words(value: Any, where: str) -> str:
    """Return text that JSON holds; null is none."""
    if value is not None and not isinstance(value, str):
        raise Unreadable(f"{where} is {_shown(value)}: give text")
    return normalise(value or "")


def _rows(rows: Any, where: str) -> list[list[Piece]]:
    if not isinstance(rows, list):
        raise Unreadable(f'{where} is a table without "rows": give a list of rows, each a list of cells')
    return [_row(row, f"row {number} of {where}") for number, row in enumerate(rows, 1)]


def _row(row: Any, where: str) -> list[Piece]:
    if not isinstance(row, list):
        raise Unreadable(f"{where} is {_shown(row)}: give a list of cells")
    cells = enumerate(_words(cell, f"cell {at} of {where}") for at, cell in enumerate(row, 1))
    return [Piece(cell, at, at + 1) for at, cell in cells]


def _shown(value: Any) -> str:
    """Return a value as JSON, cut short, for people."""
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
