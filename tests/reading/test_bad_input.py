"""What is no release: a clear message or what could be read, never a traceback, never long."""

import random
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.reading import Unreadable, read
from tests.reading.invariants import assert_well_formed


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7\n\x00\x01", "PDF is damaged"),
        (b"PK\x03\x04\x14\x00", "unpack"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"Sales\x00\x01\x02\x03rose" * 400, "binary"),
        (random.Random(4).randbytes(400_000), "binary"),
        (b"1234 --- 5678\n" * 50, "no words"),
        (b"<html><body><table><tr><td></td></tr></table></body></html>", "no words"),
        (b'{"blocks": [{"type": "paragraph", ', "JSON cannot be read"),
        (b'{"title": "Results"}', '"blocks"'),
        (b'{"blocks": [1, 2]}', 'block 1 of "blocks" is no object'),
        (b'{"blocks": [{"type": "table", "rows": "x"}]}', '"rows"'),
        (b'{"blocks": [{"text": "Sales rose."}]}', 'block 1 has the "type" null'),
        (b'{"blocks": [{"type": ["x"], "text": "Sales rose."}]}', '"type"'),
        (b'{"blocks": [{"type": "paragraph", "text": {"en": "Sales rose."}}]}', 'the "text" of block 1'),
        (b'{"company": ["Ferndale"], "blocks": []}', '"company" is'),
        (b'{"blocks": [{"type": "table", "rows": [["Sales"], "4,100"]}]}', "row 2 of block 1"),
        (b'{"blocks": [{"type": "table", "rows": [["Sales", {"value": 4100}]]}]}', "cell 2 of row 1 of block 1"),
        (b'{"blocks": [{"type": "table", "rows": [["Sales", NaN]]}]}', "NaN is no figure"),
        (b"<table><tr><td>" * 5_000 + b"Sales rose", "levels deep"),
        (b"[" * 100_000, "no words"),
        (b'{"a":' * 100_000, "JSON cannot be read"),
    ],
)
def test_what_holds_no_text_says_why(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(Unreadable, match="50 MB"):
        read(b"noise " * (50_000_000 // 6))


def test_json_is_held_to_its_content_type() -> None:
    with pytest.raises(Unreadable, match="parsed filing"):
        read(b"Sales rose to $4 million.", content_type="application/json; charset=utf-8")


@pytest.mark.parametrize("content_type", ["application/pdf", "text/html", "image/png", ""])
@pytest.mark.parametrize("name", ["release.pdf", "release.html", "release"])
def test_a_wrong_name_or_content_type_does_not_matter(name: str, content_type: str) -> None:
    filing = read(b"Sales rose to $4 million.", name, content_type)
    assert (filing.text, filing.format, filing.name) == ("Sales rose to $4 million.", "text", name)


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 50_000 + b"Sales rose" + b"</div>" * 50_000,
        b"<table>" + b"<tr><td colspan=99999999 rowspan=9999>Sales</td><td>4</td></tr>" * 500 + b"</table>",
        b"<html><td>Sales</td><tr>rose<table></html><p>" * 500,
        b"Sales (" * 100_000,
        b"Sales rose - " * 100_000,
        b"Sales,\n" * 100_000,
        b"   Sales        4\n" * 50_000,
        b"Sales .......... . . . . . 4\n" * 5_000,
        b"Sales" + b" ." * 200_000,
        b"| Sales | 4 |\n|---|---|\n" * 20_000,
        b"*_" * 100_000 + b" Sales\n## a\n## b\n",
        b"About Sales Co. " * 50_000,
        b"SALES AND " * 100_000,
        b"A" * 1_000_000 + b" Sales",
        b"SALES YARD, N.Y., " * 50_000,
    ],
    ids=lambda data: data[:20].decode(),
)
def test_what_is_odd_is_read_in_bounded_time(data: bytes) -> None:
    started = time.process_time()  # a busy machine does not count
    filing = read(data)
    assert time.process_time() - started < 10  # what does not grow with the length takes minutes
    assert "sales" in filing.text.lower()
    assert_well_formed(filing)


@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        filing = read(data)
    except Unreadable:
        return
    assert_well_formed(filing)


# fmt: off
FRAGMENTS = st.sampled_from((
    "<table>", "</table>", "<tr>", "<td>", "<td colspan=2>", "<br>", "<p>", "</p>", "<pre>", "<sup>1</sup>",
    "&nbsp;", "Sales", " 4,100 ", "$", "(12", ")", "%", "\n", "\n\n", "    ", "--", "<PAGE>", "<S>", "|",
    "|--|--|", "## ", "2031", "•", "Page 3", "\t", "the mill", ". ", "- -", "é", "\u00ad", "â€”",
    "<DOCUMENT><TYPE>EX-99.1<TEXT>", "{",
))
# fmt: on


@given(st.lists(FRAGMENTS, max_size=60))
@example([". ", ". ", ". "])
def test_any_broken_markup_is_read_or_refused(fragments: list[str]) -> None:
    try:
        filing = read("".join(fragments).encode())
    except Unreadable:
        return
    assert_well_formed(filing)
