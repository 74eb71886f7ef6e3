"""Reads what a release says of itself: company, ticker, exchange, dateline, wire service, exhibit."""

from collections.abc import Sequence

from qa.filing import Block, Header


def read_header(text: str, blocks: Sequence[Block]) -> Header:
    """Return the header facts of a release."""
    return Header()
