"""Hold the facts extracted from releases against the filers' own tagged data: python -m tests.measure.tagged.

Counted as in the tagged data's own evaluation, without a server: the share of tagged figures (distinct by value,
unit and period) that are read, the share that bear the tagged concept's name, and the share of facts of that name,
period and basis that contradict it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from qa.facts.extract import extract
from qa.facts.fact import Fact
from qa.reading import read

SHARED = Path(__file__).parents[3] / "shared"
_SLACK = timedelta(days=7)
_ROUNDING = Decimal("0.005")


def main() -> None:
    """Print the counts of each release and of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the releases to measure")
    parser.add_argument("--show", type=int, default=0, help="how many figures of each release to print")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    for path in sorted((SHARED / "xbrl").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if options.only in case["filing"]:
                counts, notes = measure(case)
                print(case["filing"], dict(counts), *notes[: options.show], sep="\n    " if options.show else " ")
                total += counts
    if total:
        print(
            f"read {total['read'] / total['tagged']:.1%} of {total['tagged']}, named "
            f"{total['named'] / total['concepts']:.1%} of {total['concepts']}, against "
            f"{total['against'] / max(1, total['comparable']):.1%} of {total['comparable']}"
        )


def measure(case: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """Return the counts for one release's tagged data, and what was not read or contradicts it."""
    path = SHARED / "filings" / case["filing"]
    facts = [fact for fact in extract(read(path.read_bytes(), path.name)).facts if isinstance(fact.value, Decimal)]
    counts: Counter[str] = Counter()
    notes: list[str] = []
    seen = set()
    for tagged in case["facts"]:
        values = {Decimal(value) for value in tagged["values"]}
        there = [fact for fact in facts if fact.unit == tagged["unit"] and _is_of(fact, tagged)]
        key = (frozenset(map(abs, values)), tagged["unit"], tagged.get("start"), tagged["end"])
        if key not in seen:
            seen.add(key)
            found = any(abs(fact.value) in key[0] for fact in there if isinstance(fact.value, Decimal))
            counts.update(tagged=1, read=found)
            if not found:
                notes.append(f"not read: {tagged}")
        same = [fact for fact in there if fact.name == tagged["concept"]]
        counts.update(concepts=1, named=any(fact.value in values for fact in same))
        whole = [fact for fact in same if not fact.dimensions and fact.basis == "GAAP"]
        against = [fact for fact in whole if not _near(fact, list(values))]
        counts.update(comparable=len(whole), against=len(against))
        notes += [f"against: {fact.name} {fact.value} {tagged}" for fact in against]
    return counts, notes


def _near(fact: Fact, values: Sequence[Decimal]) -> bool:
    assert isinstance(fact.value, Decimal)
    return any(abs(fact.value - value) <= abs(value) * _ROUNDING for value in values)


def _is_of(fact: Fact, tagged: dict[str, Any]) -> bool:
    start = date.fromisoformat(tagged["start"]) if tagged.get("start") else None
    if fact.period is None or (fact.period.start is None) != (start is None):
        return False
    starts = start is None or fact.period.start is None or abs(fact.period.start - start) <= _SLACK
    return starts and abs(fact.period.end - date.fromisoformat(tagged["end"])) <= _SLACK


if __name__ == "__main__":
    main()
