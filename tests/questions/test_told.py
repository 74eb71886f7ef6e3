"""One question in many wordings: each gets the same answer, and what the release does not say stays unanswered."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.questions.reply import Reply
from qa.store import Hints, Store

_SPEC = tomllib.loads((Path(__file__).parents[1] / "specs" / "told.toml").read_text(encoding="utf-8"))
_SAMPLES = Path(__file__).parents[2] / "qa" / "samples"


def _cases() -> Iterator[Any]:
    for case in _SPEC["case"]:
        for question in case["asked"]:
            yield pytest.param(case, question, id=" | ".join([*case.get("before", []), question])[:90])


class Releases:
    """The releases by name, each in a store of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts = {one["name"]: one["text"].encode() for one in _SPEC["release"]}
        self._held: dict[str, tuple[Answerer, str]] = {}

    def ask(self, name: str, turns: list[str]) -> Reply:
        answerer, filing = self._of(name)
        conversation = ""
        for turn in turns:
            reply = answerer.answer(turn, Scope(filing=filing, conversation=conversation))
            conversation = reply.conversation
        return reply

    def _of(self, name: str) -> tuple[Answerer, str]:
        if name not in self._held:
            store = Store(f"sqlite:///{self._folder / str(len(self._held))}.sqlite")
            text = self._texts.get(name)
            content, called, kind = (text, "release.txt", "text/plain") if text else (_SAMPLES.joinpath(name).read_bytes(), name, "")  # fmt: skip
            self._held[name] = Answerer(store), ingest(store, content, called, kind, Hints()).filing.id
        return self._held[name]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    return Releases(tmp_path_factory.mktemp("wordings"))


@pytest.mark.parametrize(("case", "question"), list(_cases()))
def test_any_wording_gets_the_answer(releases: Releases, case: dict[str, Any], question: str) -> None:
    reply = releases.ask(case["of"], [*case.get("before", []), question])
    if case.get("declined"):
        assert reply.status != "answered", reply.text
        return
    assert reply.status == "answered", reply.text
    facts = [answer.fact for answer in reply.answers]
    if "quote" in case:
        assert any(case["quote"] in " ".join(source.quote.split()) for source in facts[0].sources), reply.text
    if "begins" in case:
        assert reply.text.startswith(case["begins"])
    for fact, value in zip(facts, case.get("values", []), strict=False):
        assert fact.unit == case["unit"], reply.text
        assert (Decimal(value) if isinstance(fact.value, Decimal) else value) == fact.value, reply.text
    assert len(facts) >= len(case.get("values", []))
