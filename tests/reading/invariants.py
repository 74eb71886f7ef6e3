"""What holds for every filing that was read, whatever it was read from."""

import unicodedata

from qa.filing import Filing


def assert_well_formed(filing: Filing) -> None:
    """Check the text's normal form and that blocks and cells are ordered, apart and not empty."""
    text = filing.text
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\r\x00\xa0\xad\u200b\ufeff\t\x0c")
    at = 0
    for block in filing.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip("\n"), "words outside of all blocks"
        words = text[block.start : block.end]
        assert words.strip()
        assert (block.grid is None) == (block.kind != "table")
        if block.grid is None:
            assert words == " ".join(words.split()), "prose has single spaces"
        else:
            assert_cells_well_formed(filing, block.start, block.end)
        at = block.end
    assert not text[at:].strip()


def assert_cells_well_formed(filing: Filing, start: int, end: int) -> None:
    """Check the cells of the table at these offsets."""
    grid = next(block.grid for block in filing.blocks if block.start == start)
    assert grid is not None
    assert grid.rows
    at = start
    for row in grid.rows:
        assert row
        column = -1
        for cell in row:
            assert at <= cell.start < cell.end <= end
            words = filing.text[cell.start : cell.end]
            assert words == words.strip() != ""
            assert column < cell.left < cell.right
            at, column = cell.end, cell.left
