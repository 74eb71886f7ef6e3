"""Compare what is read from flattened releases with the same releases as filed: python -m tests.measure.flattened."""

import argparse
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from qa.facts.calendar import FiscalCalendar
from qa.facts.from_statements import read_statement
from qa.language.periods import find_periods
from qa.reading import read
from qa.tables import find_statements

FILINGS = Path(__file__).parents[3] / "shared" / "filings"

Key = tuple[Decimal | str, str, date | None, date | None]


def main() -> None:
    """Print for each release how many facts its flattened text gives, and how many the filed form has too."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", type=int, default=0, help="how many facts of each release to print")
    options = parser.parse_args()
    among = all_flattened = 0
    for flat, filed in pairs():
        wanted, given = stated(filed), stated(flat)
        apart = [fact for fact in given if fact not in wanted]
        print(f"{flat.stem}: filed {len(wanted)}, flattened {len(given)}, not among the filed {len(apart)}")
        for key in apart[: options.show]:
            print("   ", *key)
        among, all_flattened = among + len(given) - len(apart), all_flattened + len(given)
    if all_flattened:
        print(f"{among / all_flattened:.1%} of {all_flattened} are among the filed")


def pairs() -> Iterator[tuple[Path, Path]]:
    """Yield each flattened release with the form in which it was filed."""
    for flat in sorted((FILINGS / "flattened").glob("*.txt")):
        company, day = flat.stem[:-11], flat.stem[-10:]
        yield flat, next((FILINGS / company).glob(f"{day}.*"))


def stated(path: Path) -> dict[Key, str]:
    """Return the facts of a release's tables, distinct by value, unit and period, with their labels."""
    filing = read(path.read_bytes(), path.name)
    calendar = FiscalCalendar.learn(find_periods(filing.text), filing.text, filing.header.released)
    facts = [fact for table in find_statements(filing, calendar) for fact in read_statement(table, filing, calendar)]
    return {
        (fact.value, fact.unit, fact.period and fact.period.start, fact.period and fact.period.end): fact.label
        for fact in facts
    }


if __name__ == "__main__":
    main()
