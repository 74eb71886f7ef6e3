"""Ask for every row of real releases by its own label, part and period: python -m tests.measure.own_labels.

What is called as a row is asked for in no other words than the release's own, so that any other line's figure is a defect of
the answering, or two rows that are called alike.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from qa.facts.duplicates import consistent
from qa.facts.fact import Fact
from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.questions.reply import Reply
from qa.reading import Unreadable
from qa.store import Hints, Store
from tests.measure.identities import FILINGS, releases

_LONGEST_LABEL = 70  # characters
_NO_ROWS = ("Adjustment", "ReconciledFrom", "Part")  # axes of what a label alone does not name


def main() -> None:
    """Print how many rows are answered by themselves, by a row of the same label, by another, and not at all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the releases to measure")
    parser.add_argument("--show", type=int, default=0, help="how many questions answered by another row to print")
    options = parser.parse_args()
    verdicts: Counter[str] = Counter()
    for path in releases():
        name = str(path.relative_to(FILINGS))
        if options.only not in name:
            continue
        for question, verdict, said in _asked(path):
            verdicts[verdict] += 1
            if verdict == "another" and verdicts[verdict] <= options.show:
                print(f"{name}: {question!r}: {said}")
    for verdict, count in verdicts.most_common():
        print(f"{verdict}: {count} of {verdicts.total()}, {count / verdicts.total():.1%}")


def _asked(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each row's question, whose figure answers it, and the reply's words."""
    with tempfile.TemporaryDirectory() as place:
        store = Store(f"sqlite:///{place}/store.sqlite")
        try:
            filing = ingest(store, path.read_bytes(), path.name, "", Hints()).filing.id
            facts, answerer = store.facts(filing), Answerer(store)
            for question, fact in _questions(facts):
                reply = answerer.answer(question, Scope(filing=filing))
                yield question, _verdict(reply, fact, facts), reply.text
        except Unreadable:
            pass
        finally:
            store.close()


def _questions(facts: list[Fact]) -> Iterator[tuple[str, Fact]]:
    """Yield a question for each figure of a row, in the row's words."""
    seen: set[str] = set()
    for fact in facts:
        named = len(fact.label) < _LONGEST_LABEL and not any(axis in _NO_ROWS for axis, _ in fact.dimensions)
        if not named or fact.period is None or fact.comparison or fact.guidance or not isinstance(fact.value, Decimal):
            continue
        parts = [member for _, member in fact.dimensions if member.lower() not in fact.label.lower()]
        of_part = f" of {' '.join(parts)}" if parts else ""
        end = fact.period.end
        when = f"at {end:%B} {end.day}, {end.year}" if fact.is_instant else f"in {fact.period.label}"
        question = f"What was {fact.label}{of_part} {when}?"
        if (fact.is_instant or fact.period.label) and question not in seen:
            seen.add(question)
            yield question, fact


def _verdict(reply: Reply, fact: Fact, facts: list[Fact]) -> str:
    """Whose figure a reply gives: the row's own, that of one of the same label, another's, or none."""
    if reply.status != "answered":
        return "not answered"
    told = reply.answers[0].fact
    value = told.value
    if not isinstance(value, Decimal) or not isinstance(fact.value, Decimal):
        return "another"
    if abs(value) == abs(fact.value) or (told.unit == fact.unit and consistent(told, fact)):
        return "its own"
    alike = [one.value for one in facts if one.label.lower() == fact.label.lower() and isinstance(one.value, Decimal)]
    return "of the same label" if any(abs(value) == abs(one) for one in alike) else "another"


if __name__ == "__main__":
    main()
