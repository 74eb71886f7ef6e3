"""Count what adds up in real releases: python -m tests.measure.identities.

Everything that the checks find checkable is counted: totals against their rows, identities by element name, balances
that roll, quotients, quarters against longer periods, and sentences against the statements.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from qa.facts.checks import Finding
from qa.facts.extract import extract
from qa.reading import Unreadable, read

FILINGS = Path(__file__).parents[3] / "shared" / "filings"


def main() -> None:
    """Print each release's counts and failures, and the share of each kind of check that holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the releases to measure")
    parser.add_argument("--show", type=int, default=0, help="how many failures of each release to print")
    options = parser.parse_args()
    held: Counter[str] = Counter()
    checked: Counter[str] = Counter()
    for path in releases():
        name = str(path.relative_to(FILINGS))
        if options.only not in name:
            continue
        findings = checks(path)
        failures = [finding for finding in findings if not finding.holds]
        held.update(finding.kind for finding in findings if finding.holds)
        checked.update(finding.kind for finding in findings)
        print(f"{name}: {len(findings) - len(failures)} of {len(findings)} hold")
        for finding in failures[: options.show]:
            print(f"    {finding.kind}: {finding.what}: {finding.stated:,f} is not {finding.expected:,f}")
    for kind in checked:
        print(f"{kind}: {held[kind]} of {checked[kind]} hold, {held[kind] / checked[kind]:.1%}")
    if checked:
        print(f"all: {held.total()} of {checked.total()} hold, {held.total() / checked.total():.1%}")


def releases() -> Iterator[Path]:
    """Yield the releases at hand."""
    yield from (path for path in sorted(FILINGS.rglob("*")) if path.is_file() and path.suffix != ".tsv")


def checks(path: Path) -> tuple[Finding, ...]:
    """Return the findings of a release; none where it cannot be read."""
    try:
        return extract(read(path.read_bytes(), path.name)).findings
    except Unreadable:
        return ()


if __name__ == "__main__":
    main()
