"""However a statement is set, the same rows, periods and figures are read from it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.periods import find_periods
from qa.reading import read
from qa.tables import find_statements
from tests.tables.layouts import Drawn, Item, as_columns, as_flattened, as_html, as_markdown

Read = set[tuple[str, str, date | None, date, Decimal | None]]

_DAYS = {3: "March 31,", 6: "June 30,", 9: "September 30,", 12: "December 31,"}
_ENDS = {3: 31, 6: 30, 9: 30, 12: 31}
_LENGTHS = {3: "Three Months Ended", 6: "Six Months Ended", 9: "Nine Months Ended", 12: "Twelve Months Ended"}
_EXPENSES = (
    "Wages and salaries", "Freight, net of refunds of $35 and $41, respectively", "Rent", "Repairs of looms at the mill",
    "Research and development", "Selling, general and administrative", "Other (income) expense, net",
)  # fmt: skip

AMOUNTS = st.one_of(st.integers(-99_999, 9_999_999).map(Decimal), st.none())
CENTS = st.decimals(Decimal("-9.99"), Decimal("9.99"), places=2)

Cells = tuple[tuple[str, int], ...]
Period = tuple[date | None, date] | None  # None over a column that compares two others


@st.composite
def balances(draw: st.DrawFn) -> tuple[str, tuple[Cells, ...], list[Period]]:
    """Draw the title, the header and the periods of a balance sheet."""
    year = draw(st.integers(2001, 2030))
    ends = [(year, draw(st.sampled_from([3, 6, 9, 12]))), (year - 1, 12)]
    whole = tuple((f"{_DAYS[m]} {y}", 1) for y, m in ends)
    apart = (tuple((_DAYS[m], 1) for _, m in ends), tuple((str(y), 1) for y, _ in ends))
    header = draw(st.sampled_from([(whole,), apart]))
    return "CONDENSED CONSOLIDATED BALANCE SHEETS", header, [(None, date(y, m, _ENDS[m])) for y, m in ends]


@st.composite
def flows(draw: st.DrawFn) -> tuple[str, tuple[Cells, ...], list[Period]]:
    """Draw the title, the header and the periods of a statement of operations."""
    year, month = draw(st.integers(2001, 2030)), draw(st.sampled_from([3, 6, 9, 12]))
    lengths = draw(st.sampled_from([(3,), (month,), tuple(sorted({3, month}))]))
    years = draw(st.sampled_from([(year, year - 1), (year - 1, year)]))
    style = draw(st.sampled_from(["stacked", "whole days", "numbers", "change", "in the title"]))
    title = "CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS"
    over = tuple((_LENGTHS[length], 2) for length in lengths)
    each = tuple(y for _ in lengths for y in years)
    periods: list[Period] = [
        (date(y, month - length + 1, 1), date(y, month, _ENDS[month])) for length in lengths for y in years
    ]
    if style == "stacked":
        return title, (over, tuple((_DAYS[month], 2) for _ in lengths), tuple((str(y), 1) for y in each)), periods
    if style == "whole days":
        return title, (over, tuple((f"{_DAYS[month]} {y}", 1) for y in each)), periods
    if style == "numbers":
        return title, (over, tuple((f"{month}/{_ENDS[month]}/{y % 100:02}", 1) for y in each)), periods
    if style == "change":
        days = tuple((_DAYS[month], 3) for _ in lengths)
        last = tuple((words, 1) for _ in lengths for words in (*map(str, years), "% Change"))
        compared = [p for at in range(0, len(periods), 2) for p in (*periods[at : at + 2], None)]
        return title, (tuple((_LENGTHS[length], 3) for length in lengths), days, last), compared
    words = f"For the {_LENGTHS[lengths[0]].lower()} {_DAYS[month]} {years[0]} and {years[1]}"
    return f"{title} {words}", (tuple((str(y), 1) for y in years),), periods[:2]


@st.composite
def statements(draw: st.DrawFn) -> tuple[Drawn, list[Period]]:
    """Draw a statement, and the periods of its columns."""
    title, header, periods = draw(st.one_of(balances(), flows()))

    def row(values: st.SearchStrategy[Decimal | None]) -> tuple[Decimal | None, ...]:
        drawn = draw(st.lists(values, min_size=len(periods), max_size=len(periods)).filter(any))
        return tuple(value if period else Decimal(7) for value, period in zip(drawn, periods, strict=True))

    positive = st.integers(1000, 9_999_999).map(Decimal)
    items = [Item("Net sales", row(positive), signed=True), Item("Operating expenses:")]
    items += [
        Item(label, row(AMOUNTS)) for label in draw(st.lists(st.sampled_from(_EXPENSES), unique=True, min_size=2))
    ]
    items[-1] = Item(items[-1].label, items[-1].values, ruled=True)
    items.append(Item("Total operating expenses", row(positive), ruled=True))
    items.append(Item("Net income (loss)", row(AMOUNTS), signed=True, ruled=True))
    if draw(st.booleans()):
        items += [
            Item("Net income (loss) per share:"),
            Item("Basic", row(CENTS), signed=True),
            Item("Diluted", row(CENTS)),
        ]
    scale = draw(st.sampled_from(["In thousands, except per share data", "in millions", "Dollars in thousands"]))
    return Drawn(title, scale, header, tuple(items), len(periods)), periods


def truth(drawn: Drawn, periods: list[Period]) -> Read:
    head = ""
    found: Read = set()
    for item in drawn.items:
        if not item.values:
            head = item.label
        for period, value in zip(periods, item.values, strict=False):
            if period:
                found.add((head, item.label, *period, value))
        if item.label.startswith("Total"):
            head = ""
    return found


def seen(data: bytes) -> Read:
    filing = read(data)
    calendar = FiscalCalendar.learn(find_periods(filing.text), filing.text, None)
    found: Read = set()
    for statement in find_statements(filing, calendar):
        assert statement.scale in (1000, 10**6)
        for row in statement.rows:
            for figure in row.figures:
                column = statement.columns[figure.column]
                if column.kind == "percent change":
                    continue
                period = column.period
                assert period is not None, statement.columns
                assert filing.text[row.start : row.end].split() == row.label.split()
                head = row.heads[-1] if row.heads else ""
                found.add((head, row.label, period.start, period.end, figure.value))
    return found


@pytest.mark.parametrize("render", [as_html, as_columns, as_markdown, as_flattened])
@settings(deadline=None)  # the first example loads the vocabulary
@given(drawn=statements())
def test_a_statement_is_read_whole(render: Callable[[Drawn], bytes], drawn: tuple[Drawn, list[Period]]) -> None:
    statement, periods = drawn
    assert seen(render(statement)) == truth(statement, periods)
