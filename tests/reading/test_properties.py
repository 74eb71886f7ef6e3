"""What holds for every table and text, whatever its words."""

from hypothesis import given
from hypothesis import strategies as st

from qa.reading import read
from tests.reading.invariants import assert_well_formed

LABELS = st.sampled_from(
    ["Net sales", "Cost of sales", "Research and development", "Interest, net", "Total assets", "Loss per share"]
)
FIGURES = st.one_of(
    st.integers(-999_999, 9_999_999).map(lambda n: f"({-n:,})" if n < 0 else f"{n:,}"),
    st.sampled_from(["--", "—", "12.5%", "(.06)", "$ 41", "1,204"]),
)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(LABELS, st.lists(FIGURES, min_size=width, max_size=width)), min_size=2, max_size=8)
)
WORDS = st.lists(
    st.sampled_from(["mill", "river", "sales", "rose", "the", "of", "and", "4.1", "million", "Acme"]), min_size=1
)


def cells(data: bytes) -> list[list[str]]:
    """Return the words of each row's cells over all tables read."""
    filing = read(data)
    assert_well_formed(filing)
    return [
        [filing.text[cell.start : cell.end] for cell in row]
        for block in filing.blocks
        if block.grid
        for row in block.grid.rows
    ]


@given(ROWS)
def test_html_keeps_every_cell_in_its_row(rows: list[tuple[str, list[str]]]) -> None:
    body = "".join(f"<tr><td>{label}</td><td>{'</td><td>'.join(row)}</td></tr>" for label, row in rows)
    assert cells(f"<p>Results</p><table>{body}</table>".encode()) == [[label, *row] for label, row in rows]


@given(ROWS)
def test_columns_of_text_keep_every_cell_in_its_row(rows: list[tuple[str, list[str]]]) -> None:
    heads = "".join(f"{2031 - at:>14}" for at in range(len(rows[0][1])))
    lines = [f"{label:30}" + "".join(f"{figure:>14}" for figure in row) for label, row in rows]
    text = "Results were these.\n\n" + " " * 30 + heads + "\n" + "\n".join(lines)
    expected = [heads.split()] + [[label, *row] for label, row in rows]
    assert [[cell.replace("  ", " ") for cell in row] for row in cells(text.encode())] == expected


@given(ROWS)
def test_markdown_keeps_every_cell_in_its_row(rows: list[tuple[str, list[str]]]) -> None:
    width = len(rows[0][1]) + 1
    lines = [f"| {label} | {' | '.join(row)} |" for label, row in rows]
    table = "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
    assert cells(f"# Results\n\n{table}\n".encode()) == [[label, *row] for label, row in rows]


@given(st.lists(st.lists(WORDS.map(" ".join), min_size=1, max_size=4), min_size=2, max_size=6))
def test_markdown_keeps_the_words_of_uneven_rows(rows: list[list[str]]) -> None:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    filing = read("\n".join(["# Results", "", lines[0], "|---|", *lines[1:]]).encode())
    assert_well_formed(filing)
    assert filing.text.split() == ["Results", *(word for row in rows for cell in row for word in cell.split())]


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6), st.integers(30, 90))
def test_prose_loses_no_word(paragraphs: list[str], width: int) -> None:
    def wrapped(text: str) -> str:
        lines = [""]
        for word in text.split():
            if len(lines[-1]) + len(word) >= width:
                lines.append("")
            lines[-1] += f" {word}" if lines[-1] else word
        return "\n".join(lines)

    paragraphs = [f"Acme said {text}." for text in paragraphs]
    expected = " ".join(paragraphs).split()
    markup = "".join(f"<p>{text}</p>" for text in paragraphs)
    for data in ("\n\n".join(map(wrapped, paragraphs)), " ".join(paragraphs), markup):
        filing = read(data.encode())
        assert_well_formed(filing)
        assert filing.text.split() == expected
