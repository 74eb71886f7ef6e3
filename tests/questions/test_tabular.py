"""Questions asked of pieces of reports, each a table and the words around it: the figures, or silence."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.questions.reply import Answer, Reply
from qa.questions.tabular.dates import without_dates, years_in
from qa.store import Hints, Store

_SPECS = Path(__file__).parents[1] / "specs" / "lone_tables.jsonl"
_LONGEST_REPLY = 500


def _cases() -> Iterator[tuple[str, str, list[str]]]:
    """The piece that each question is asked of stands on the last line before it that has one."""
    piece = ""
    for line in _SPECS.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        piece = _blocks(case) if "rows" in case else piece
        if "question" in case:
            yield piece, case["question"], case["answers"]


def _blocks(case: dict[str, Any]) -> str:
    blocks = [{"type": "table", "rows": case["rows"]}]
    return json.dumps({"blocks": [*blocks, *({"type": "paragraph", "text": text} for text in case["paragraphs"])]})


class Asked:
    """The pieces, each in a store of its own with what answers from it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, tuple[Answerer, Store, str]] = {}

    def reply(self, piece: str, question: str) -> tuple[Reply, str]:
        """Return the reply to a question and the text that it must lie in."""
        if piece not in self._held:
            store = Store(f"sqlite:///{self._folder / str(len(self._held))}.sqlite")
            filing = ingest(store, piece.encode(), "piece", "application/json", Hints()).filing.id
            self._held[piece] = Answerer(store), store, filing
        answerer, store, filing = self._held[piece]
        held = store.filing(filing)
        assert held
        return answerer.answer(question, Scope(filing)), held.text


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(tmp_path_factory.mktemp("pieces"))


@pytest.mark.parametrize(("piece", "question", "answers"), [pytest.param(*case, id=case[1][:80]) for case in _cases()])
def test_a_lone_table_answers(asked: Asked, piece: str, question: str, answers: list[str]) -> None:
    reply, text = asked.reply(piece, question)
    assert [_value(answer) for answer in reply.answers] == answers, reply.text
    assert len(reply.text) <= _LONGEST_REPLY
    for answer in reply.answers:
        for stated in answer.derivation.operands if answer.derivation else (answer,):
            assert all(text[s.start : s.end] == s.quote for s in stated.fact.sources)
            assert stated.fact.sources


def _value(answer: Answer) -> str:
    value = answer.fact.value
    return f"{value.normalize():f}" if isinstance(value, Decimal) and value == value.to_integral() else str(value)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("December 31, 2031 and 2030", (2031, 2030)),
        ("2 0 3 1", (2031,)),
        ("FY31 against F30", (2031, 2030)),
        ("2030/2031 from 2029/30", (2031, 2030)),
        ("2029,2030 and 2031", (2029, 2030, 2031)),
        ("$2,031 or 2031.5", ()),
    ],
)
def test_years_are_told_from_figures(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


def test_dates_are_taken_out_whole() -> None:
    assert without_dates("cash at 31 March 2031").split() == ["cash", "at"]
