"""Asks the sample releases, and holds every reply to what a reader can check."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from qa.facts.fact import Fact, Period
from qa.questions import Answerer, Scope
from qa.questions.computing.arithmetic import term
from qa.questions.reply import Answer, Reply
from qa.store import Store

LONGEST_TEXT = 500
_ROUNDING = Decimal("0.006")  # of what is computed to two places


@dataclass(frozen=True)
class Library:
    """A store, who answers from it, and its filings' ids by name."""

    store: Store
    answerer: Answerer
    ids: dict[str, str]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each filing's text by its id."""
        found = {key: self.store.filing(key) for key in self.ids.values()}
        return {key: filing.text for key, filing in found.items() if filing}

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        """Each filing's facts by its id."""
        return {key: self.store.facts(key) for key in self.ids.values()}

    def ask(self, case: dict[str, Any], question: str = "", conversation: str = "") -> Reply:
        """Return the reply to a spec's question (or another in its scope), after the turns before it."""
        reply = Reply("not_understood", "", conversation=conversation)
        asked = question or case["question"] * case.get("repeat", 1)
        for turn in [*([] if question else case.get("before", [])), asked]:
            reply = self.answerer.answer(turn, self.scope(case, reply.conversation))
            self.check(reply)
        return reply

    def scope(self, case: dict[str, Any], conversation: str = "") -> Scope:
        """Return where a spec's question looks."""
        filing = self.ids[case["filing"]] if "filing" in case else ""
        return Scope(filing, case.get("company", ""), conversation)

    def check(self, reply: Reply) -> None:
        """Hold a reply to the store: nothing is said that a filing does not state or that does not follow from it."""
        assert 0 < len(reply.text) <= LONGEST_TEXT
        assert bool(reply.answers) == (reply.status == "answered"), reply
        assert reply.conversation or reply.status == "not_understood"
        for answer in reply.answers:
            self._check(answer)

    def _check(self, answer: Answer) -> None:
        if answer.derivation:
            assert answer.derivation.operands, answer
            assert not answer.fact.sources
            for operand in answer.derivation.operands:
                self._check(operand)
            assert follows(answer), (answer.derivation.formula, answer.fact.value)
            return
        assert answer.fact.sources, answer
        text = self.texts[answer.filing]
        for source in answer.fact.sources:
            assert text[source.start : source.end] == source.quote
        if not any(_is(answer.fact, fact) for fact in self.facts[answer.filing]):
            # Words are quoted, and a figure that only a sentence states is printed in it.
            said = answer.fact.value if isinstance(answer.fact.value, str) else answer.fact.reported
            assert said, answer
            assert any(_spaced(said) in _spaced(source.quote) for source in answer.fact.sources), answer


def _is(said: Fact, held: Fact) -> bool:
    """Whether a fact that is said is one that is held."""
    return (said.metric, said.value, said.unit, said.period, said.basis) == (
        held.metric,
        held.value,
        held.unit,
        held.period,
        held.basis,
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def follows(answer: Answer) -> bool:
    """Whether a computed value is what its formula gives when the operands' values stand in it."""
    assert answer.derivation
    formula = answer.derivation.formula
    told_apart = are_told_apart(answer)
    for operand in answer.derivation.operands:
        formula = formula.replace(f"{operand.company.name} {term(operand)}", _value(operand))  # as of two companies
    for operand in answer.derivation.operands:
        formula = formula.replace(term(operand), _value(operand), -1 if told_apart else 1)
    assert not re.search(r"\w+\[", formula), formula
    formula = re.sub(r"\|(.+?)\|", r"abs(\1)", formula.replace("−", "-").replace("×", "*"))
    formula = re.sub(r"(?<![\w'.-])(\d+(?:\.\d+)?)(?!['\w.])", r"Decimal('\1')", formula).replace("^", "**")
    known = {"Decimal": Decimal, "abs": abs, "count": lambda *held: Decimal(sum(held))}
    result = eval(formula, {"__builtins__": {}, **known})
    said = answer.fact.value
    assert isinstance(said, Decimal)
    return any(abs(said - result * factor) <= _ROUNDING for factor in (1, 100))


def _value(operand: Answer) -> str:
    return f"Decimal('{operand.fact.value}')"


def are_told_apart(answer: Answer) -> bool:
    """Whether a formula writes operands of different values differently."""
    written = {(f"{operand.company.name} {term(operand)}", operand.fact.value) for operand in operands(answer)}
    return len(written) == len({name for name, _ in written})


def operands(answer: Answer) -> Iterator[Answer]:
    """Yield what a computed answer was computed from."""
    if answer.derivation:
        yield from answer.derivation.operands


def dates(period: Period | None) -> str:
    """Return a period as the specs write it: 2022-07-01/2022-09-30, or a day."""
    if period is None:
        return ""
    return f"{period.start}/{period.end}" if period.start else f"{period.end}"
