"""Answers in the filing's own words, asked of releases by themselves: the span quoted, or silence."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.questions.quoting.prose import tabular
from qa.store import Hints, Store

_SPECS = Path(__file__).parents[1] / "specs" / "passages.jsonl"
_LONGEST = 420  # characters of a quotation
_LONGEST_REPLY = 500


def _cases() -> Iterator[tuple[str, str, str | None]]:
    """The text that each question is asked of stands on the last line before it that has one."""
    text = ""
    for line in _SPECS.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        text = case.get("text", text)
        if "question" in case:
            yield text, case["question"], case["quote"]


class Asked:
    """The releases, each in a store of its own with what answers from it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, tuple[Answerer, Store, str]] = {}

    def of(self, text: str) -> tuple[Answerer, Store, str]:
        if text not in self._held:
            store = Store(f"sqlite:///{self._folder / str(len(self._held))}.sqlite")
            filing = ingest(store, text.encode(), "release.txt", "text/plain", Hints()).filing.id
            self._held[text] = Answerer(store), store, filing
        return self._held[text]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(tmp_path_factory.mktemp("passages"))


@pytest.mark.parametrize(("text", "question", "quote"), list(_cases()), ids=lambda value: str(value)[:60])
def test_quotes_what_answers_or_nothing(asked: Asked, text: str, question: str, quote: str | None) -> None:
    answerer, store, filing = asked.of(text)
    reply = answerer.answer(question, Scope(filing=filing))
    if quote is None:
        assert reply.status == "not_found", reply.text
        return
    assert reply.status == "answered", reply.text
    fact = reply.answers[0].fact
    held = store.filing(filing)
    assert held is not None
    source = fact.sources[0]
    assert held.text[source.start : source.end] == source.quote
    assert quote in " ".join(source.quote.split())
    assert fact.unit == "text"
    assert len(str(fact.value)) <= _LONGEST
    assert len(reply.text) <= _LONGEST_REPLY


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("Brindle raises its guidance: Sales $1,310 million $1,260 million Margin 5% 6% because of its looms", True),
        ("Sales rose to $1,310 million from $1,260 million, or 5%, because looms sold at $40.68, up 12.5%.", False),
        ("Call (800) 555 1234 on July 25, 2031 at 10:00 a.m. with code 55 1234 77.", False),
    ],
)
def test_cells_in_a_row_are_no_words_to_quote(text: str, run: bool) -> None:
    assert tabular(text) == run
