"""A filing laid out for people keeps its every word, in order, and marks exactly the quote."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from qa import samples
from qa.facts.extract import extract
from qa.facts.fact import Source
from qa.filing import Filing
from qa.reading import read
from qa.web.layout import laid_out
from tests.web.conftest import RELEASE

PATHS = {path.name: path for path in samples.files()}


@cache
def filing(name: str) -> tuple[Filing, tuple[Source, ...]]:
    """A sample filing, and where its facts are stated."""
    given = read(PATHS[name].read_bytes() if name else RELEASE, name)
    return given, tuple(source for fact in extract(given).facts for source in fact.sources)


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", ["", *PATHS])
@settings(deadline=None)  # the first reads the filing
@given(quote=st.tuples(st.integers(0, 9000), st.integers(0, 200)))
def test_no_word_is_lost_and_the_quote_is_marked(name: str, quote: tuple[int, int]) -> None:
    given, sources = filing(name)
    start, end = quote[0], min(quote[0] + quote[1], len(given.text))
    page = html.fragment_fromstring(laid_out(given.text, given.blocks, (start, end), sources), create_parent="div")
    assert words(page.text_content()) == words(given.text)
    marks = list(page.iter("mark"))
    assert words("".join(mark.text_content() for mark in marks)) == words(given.text[start:end])
    assert [mark.get("id") for mark in marks] == ["quote", *[None] * (len(marks) - 1)][: len(marks)]


def test_the_rows_of_a_flattened_table_stand_apart() -> None:
    given, sources = filing("korvane-2022-09-30.txt")
    page = html.fragment_fromstring(laid_out(given.text, given.blocks, (0, 0), sources), create_parent="div")
    rows = [row.text_content() for row in page.find_class("row")]
    assert "Cost of revenue 8,612 6,041 15,717 11,571" in rows
    assert len(rows) > 20
