"""What holds of whatever is found in any text, however odd."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.rows.from_statements import read_statement
from qa.reading import read
from qa.tables import find_statements

PIECES = st.sampled_from(
    ["Net sales", "Total assets", "Operating expenses:", "(in thousands)", "Three Months Ended", "March 31,", "2027", "2026",
     "March 31, 2027", "Q1 FY28", "% Change", "$", "(", ")", "%", "--", "—", "-", "(1)", "1,204", "(8,453)", "(8,453", "$ 41",
     "12.5%", "(.06)", "0", "NM", "-----", "=====", "Adjusted", "Guidance", "$1.2 billion", "$810 to $830 million", "and", ";",
     "shares at March 31, 2027", "Basic", "per share", "", " ", ".", "Total", "Fiscal 2028", "13 Weeks Ended", "a", "(a)"]
)  # fmt: skip


def check(data: bytes) -> None:
    """Find the statements of a filing and hold them to what they promise."""
    filing = read(data)
    end = 0
    calendar = FiscalCalendar()
    for statement in find_statements(filing, calendar):
        assert end <= statement.start < statement.end <= len(filing.text)
        end = statement.end
        for row in statement.rows:
            columns = [figure.column for figure in row.figures]
            assert columns == sorted(set(columns))
            assert not columns or columns[-1] < len(statement.columns)
            assert 0 <= row.start <= row.end <= len(filing.text)
            for figure in row.figures:
                printed = filing.text[figure.start : figure.end]
                assert printed == printed.strip() != ""
        for fact in read_statement(statement, filing, calendar):
            assert fact.period is not None
            for source in fact.sources:
                assert filing.text[source.start : source.end] == source.quote


@settings(deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=7), min_size=1, max_size=9))
def test_any_grid(rows: list[list[str]]) -> None:
    blocks = [{"type": "paragraph", "text": "Harbor Mills reports."}, {"type": "table", "rows": rows}]
    check(json.dumps({"blocks": blocks}).encode())


@settings(deadline=None)
@given(st.lists(PIECES, min_size=20, max_size=120))
def test_any_running_text(pieces: list[str]) -> None:
    check(("Harbor Mills reports its sales. " * 10 + " ".join(pieces)).encode())


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(PIECES, st.integers(1, 30)), min_size=1, max_size=6), min_size=2, max_size=12))
def test_any_columns(lines: list[list[tuple[str, int]]]) -> None:
    text = "\n".join("".join(" " * gap + piece for piece, gap in line) for line in lines)
    check(f"Harbor Mills reports.\n\n{text}\n".encode())
