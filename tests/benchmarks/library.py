"""What a question costs in a library of many filings, as a multiple of what it costs in one of few.

`python -m tests.benchmarks.library [FILINGS]` generates so many small filings (50,000 without the argument) beside a
few, writes both libraries to SQLite, asks the same questions of each and prints a table.
"""

import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.table import Table

from qa.facts.extraction import Extraction, PassageSpan
from qa.facts.fact import Fact, Period, Source
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Block, Filing, Header
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

FEW, MANY = 195, 50_000
LIMIT = 1.5  # times what the question costs in the small library
QUARTERS = 20  # filings of one company

_FIRST = date(2020, 3, 31)
_SYLLABLES = (
    "bar",
    "dol",
    "fen",
    "gri",
    "kal",
    "lum",
    "mor",
    "nex",
    "pol",
    "qui",
    "ros",
    "sten",
    "tav",
    "vor",
    "wyn",
    "zel",
)
_METRICS = {
    "Revenues": "Revenue",
    "CostOfRevenue": "Cost of revenue",
    "ResearchAndDevelopmentExpense": "Research and development",
    "OperatingIncomeLoss": "Operating income",
    "NetIncomeLoss": "Net income",
    "CashAndCashEquivalentsAtCarryingValue": "Cash and cash equivalents",
}
QUESTIONS = (
    "What was {company}'s revenue in Q2 2021?",
    "What was {company}'s net income?",
    "How much did {company}'s revenue grow from a year earlier in Q3 2022?",
    "What was {company}'s average quarterly revenue in 2022?",
    "Why did {company}'s revenue rise?",
    "{ticker} cash",
)
ACROSS = ("Which company had the largest revenue in Q2 2021?", "Top five companies by revenue growth in Q2 2021")


def name_of(company: int) -> str:
    """Return a company's name: three syllables that no other company has in this order."""
    size = len(_SYLLABLES)
    parts = (company // size**2 % size, company // size % size, company % size)
    return "".join(_SYLLABLES[part] for part in parts).capitalize() + " Works Inc."


def filings(count: int) -> Iterator[tuple[Filing, Extraction, str, Hints]]:
    """Yield filings of a quarter each, as reading and extraction would give them."""
    for number in range(count):
        company, quarter = divmod(number, QUARTERS)
        yield filing_of(company, quarter)


def filing_of(company: int, quarter: int) -> tuple[Filing, Extraction, str, Hints]:
    """Return one company's filing of one quarter: six lines beside last year's, and two sentences."""
    name, ticker = name_of(company), f"X{company:04d}"
    this, before = _quarter(quarter), _quarter(quarter - 4)
    sentence = f"Revenue rose because {name} sold more looms in quarter {quarter}."
    text = [sentence]
    facts: list[Fact] = []
    for metric, label in _METRICS.items():
        start = sum(map(len, text)) + len(text)
        values = [_value(company, quarter, metric), _value(company, quarter - 4, metric)]
        row = f"{label} {values[0]} {values[1]}"
        text.append(row)
        for value, period in zip(values, (this, before), strict=True):
            at = Period(period.end, label=period.label) if metric.startswith("Cash") else period
            source = Source(start, start + len(row), row, "Statements of operations")
            facts.append(Fact(metric, label, Decimal(value * 1000), "USD", at, str(value), 1000, -3, sources=(source,)))
    body = "\n".join(text)
    blocks = (Block("paragraph", 0, len(body)),)
    header = Header(company=name, ticker=ticker, released=this.end)
    filing = Filing(text=body, blocks=blocks, format="text", name=f"{ticker}-{quarter}", header=header)
    calendar = FiscalCalendar(known=True, reported=this)
    passages = (PassageSpan(0, len(sentence)),)
    extraction = Extraction(tuple(facts), calendar, passages=passages, period=this)
    return filing, extraction, hashlib.sha256(f"{company} {quarter}".encode()).hexdigest(), Hints()


def _quarter(number: int) -> Period:
    month = _FIRST.month - 1 + 3 * number
    end = date(_FIRST.year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    start = date(_FIRST.year + (month - 2) // 12, (month - 2) % 12 + 1, 1)
    return Period(end, start, f"Q{(end.month - 1) // 3 + 1} FY{end.year}")


def _value(company: int, quarter: int, metric: str) -> int:
    """A figure in thousands that grows with the quarters, and differs from company to company."""
    base = 10_000 + (company * 7_919) % 90_000
    share = {"Revenues": 100, "CostOfRevenue": 60, "ResearchAndDevelopmentExpense": 10, "OperatingIncomeLoss": 30}
    return base * (100 + 2 * quarter + company % 13) // 100 * share.get(metric, 20) // 100


def filled(folder: Path, count: int) -> Store:
    """Return a store of so many generated filings."""
    store = Store(f"sqlite:///{folder / f'{count}.sqlite'}")
    for filing, extraction, sha256, hints in filings(count):
        store.add(filing, extraction, sha256, hints)
    return store


def asked(store: Store, question: str) -> float:
    """Return the median seconds of processor time that a question takes, each time of another company."""
    answerer = Answerer(store)
    answerer.warm()
    taken = []
    for company in range(FEW // QUARTERS):
        said = question.format(company=name_of(company).removesuffix(" Inc."), ticker=f"X{company:04d}".lower())
        started = time.process_time()
        reply = answerer.answer(said, Scope())
        taken.append(time.process_time() - started)
        if reply.status != "answered" and not question.startswith("Why"):
            raise AssertionError(f"{said!r}: {reply.text}")
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    table = Table("Question", f"of {FEW} filings", f"of {many:,}", "Times", f"at most {LIMIT}")
    with tempfile.TemporaryDirectory() as name:
        small, large = filled(Path(name), FEW), filled(Path(name), many)
        for question in (*QUESTIONS, *ACROSS):
            few, lots = asked(small, question), asked(large, question)
            verdict = "yes" if lots <= LIMIT * few else "no"
            table.add_row(question, f"{1000 * few:.1f} ms", f"{1000 * lots:.1f} ms", f"{lots / few:.1f}", verdict)
        small.close()
        large.close()
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
