"""Count the releases whose income statement and balance sheet are found, all periods known: python -m tests.measure.statements.

Whether a release's text holds a statement is told from its lines, by rules of this module's own: a balance sheet has
its total assets, and below them their counterpart; an income statement has revenue, then a deduction, then the net
result, then an amount per share. Each of these lines that has figures must be a row of the reader's with as many of
them as are printed there, and each figure in a column that has a period or that compares others.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.periods import find_periods
from qa.reading import Unreadable, read
from qa.tables import find_statements
from qa.tables.statement import Row, Statement

FILINGS = Path(__file__).parents[3] / "shared" / "filings"

_SIGN = r"(?:US)?[$€£¥]"
_FIGURE = rf"\(?\s?(?:{_SIGN}\s?)?[(-]?\s?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)?(?:\.\d+)?(?<=\d)\s?\)?(?:\s?%\)?)?"
_FIGURES = (
    rf"(?P<figures>(?:(?:[\s|]{{1,60}}|(?<=\))(?=[$]))(?:{_SIGN}[\s|]*)?(?:{_FIGURE}|--?|[—–])(?=[\s|$]|$)){{2,20}})"
)
# What may stand between a line's name and its figures: more of the label, leader dots.
_REST = r"(?:[^\d\n$]|\d(?![\d,.]*\s+[$(\d])){0,110}?"


def _line(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{names}){_REST}{_FIGURES}", re.IGNORECASE)


_BALANCE_SHEET = (
    _line(r"\btotal assets\b(?! \w)"),
    _line(
        r"\bliabilities,?[^\d]{0,80}?(?: and| &) [^\d]{0,80}?(?:equity|deficit|deficiency|capital|investment)\b"
        r"|\b(?:stock|share)holders['’]? (?:equity|deficit)"
    ),
)
_INCOME_STATEMENT = (
    re.compile(r"\b(?:revenues?|sales|(?:interest|rental) (?:and \w+ )?income|premiums?)\b", re.IGNORECASE),
    _line(
        r"\b(?:provision|benefit|income tax|cost of)"
        r"|\btotal (?:operating |costs and |noninterest |non-interest )*(?:expenses|costs)"
    ),
    _line(r"\b(?:net (?:\(?loss\)?|income|earnings|profit)|(?<=\n)profit(?= \W))\b(?! per| from| interest)"),
    re.compile(r"\bper (?:[a-z]+ )*(?:share|unit)\b", re.IGNORECASE),
)
_MARK = re.compile(r"\(\d\)")  # of a footnote
_BALANCE_REACH, _INCOME_REACH = 6000, 5000  # characters from the first line to the last


def main() -> None:
    """Print what is not found, and the shares of releases for which each statement is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the releases to measure")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    for path in sorted(FILINGS.glob("*/*.*")):
        name = str(path.relative_to(FILINGS))
        if options.only in name:
            counts, notes = measure(path)
            total += counts
            for note in notes:
                print(f"{name}: {note}")
    print(f"read {total['read']} of {total['files']} files")
    for kind in ("income statement", "balance sheet", "statements"):
        held, found = total[f"{kind} held"], total[f"{kind} found"]
        print(f"{kind}: {found} of {held} found with all periods ({found / max(1, held):.1%})")


def measure(path: Path) -> tuple[Counter[str], list[str]]:
    """Return the counts for one release, and what was not found in it and why."""
    counts: Counter[str] = Counter(files=1)
    try:
        filing = read(path.read_bytes(), path.name)
    except Unreadable as error:
        return counts, [f"not read: {error}"]
    counts["read"] += 1
    calendar = FiscalCalendar.learn(find_periods(filing.text), filing.text, filing.header.released)
    statements = find_statements(filing, calendar)
    notes = []
    for kind, lines, reach in (
        ("income statement", _INCOME_STATEMENT, _INCOME_REACH),
        ("balance sheet", _BALANCE_SHEET, _BALANCE_REACH),
    ):
        held = list(_held(filing.text, lines, reach))
        if held:
            missing = [_missing(places, statements) for places in held]
            counts.update({f"{kind} held": 1, f"{kind} found": not all(missing)})
            notes += [f"{kind}: {missing[0]}"] if all(missing) else []
    counts["statements held"] = bool(counts["income statement held"] or counts["balance sheet held"])
    counts["statements found"] = bool(counts["statements held"] and not notes)
    return counts, notes


def _held(text: str, lines: Sequence[re.Pattern[str]], reach: int) -> Iterator[list[re.Match[str]]]:
    """Yield the places in a text where a statement's lines stand one below the other."""
    for first in lines[0].finditer(text):
        places = [first]
        for line in lines[1:]:
            following = line.search(text, places[-1].end(), min(len(text), first.start() + reach))
            if following is None:
                break
            places.append(following)
        if len(places) == len(lines):
            yield places


def _missing(places: Sequence[re.Match[str]], statements: Sequence[Statement]) -> str:
    """Say which line is not a row with all its figures in columns of known periods; empty where all are."""
    for place in places:
        if not place.re.groups:
            continue  # the words that open a statement
        said = " ".join(place[0].split())[:90]
        rows = list(_rows(place, statements))
        if not rows:
            return f"no row for “{said}”"
        printed = len(re.findall(r"\d[\d,.]*", _MARK.sub("", place["figures"])))
        statement, row = max(rows, key=lambda each: len(each[1].figures))
        if sum(figure.value is not None for figure in row.figures) < printed:
            return f"{len(row.figures)} figures of “{said}”"
        columns = [statement.columns[figure.column] for figure in row.figures]
        unknown = [c.header for c in columns if c.period is None and c.kind in ("figures", "percent of revenue")]
        if unknown or not any(column.period for column in columns):
            return f"no period for {unknown or [column.header for column in columns]} of “{said}”"
    return ""


def _rows(place: re.Match[str], statements: Sequence[Statement]) -> Iterator[tuple[Statement, Row]]:
    """Yield the rows whose figures stand where a line's do."""
    start, end = place.span("figures")
    for statement in statements:
        if statement.start < end and start < statement.end:
            for row in statement.rows:
                if any(start <= figure.start < end for figure in row.figures):
                    yield statement, row


if __name__ == "__main__":
    main()
