"""Releases of a company that does not exist, generated: each quarter's statements beside last year's, and its outlook."""

import json
from dataclasses import dataclass

COMPANY = "Brandel Ovens, Inc."
_ENDS = ("March 31", "June 30", "September 30", "December 31")
_NAMES = ("first", "second", "third", "fourth")

# Revenue, cost of revenue, research and development, selling, general and administrative, restructuring, tax: in thousands.
QUARTERS: dict[tuple[int, int], tuple[int, int, int, int, int, int]] = {
    (2028, 4): (78_000, 50_000, 5_800, 10_500, 0, 2_400),
    (2029, 1): (80_000, 52_000, 6_000, 11_000, 0, 2_500),
    (2029, 2): (84_000, 54_000, 6_200, 11_500, 0, 2_700),
    (2029, 3): (70_000, 51_000, 6_100, 11_800, 3_100, -500),
    (2029, 4): (90_000, 57_000, 6_500, 12_500, 0, 3_200),
    (2030, 1): (96_000, 61_000, 7_000, 12_000, 0, 3_800),
    (2030, 2): (104_000, 66_000, 7_400, 12_600, 1_000, 4_000),
    (2030, 3): (88_000, 62_000, 7_300, 12_900, 8_800, -800),
    (2030, 4): (120_000, 74_000, 8_000, 14_000, 0, 5_500),
}  # fmt: skip
SHARES = 20_000  # in thousands, basic and diluted
EMPLOYEES = {(2029, 4): 1_450, (2030, 1): 1_500, (2030, 2): 1_600, (2030, 3): 1_550, (2030, 4): 1_600}
OUTLOOK = {
    (2030, 2): (98, 102),
    (2030, 3): (92, 96),
    (2030, 4): (110, 120),
}  # revenue in millions, given a quarter before
RESTATED = {(2029, 4): 89_400}  # revenue as the release of the year after gives it


@dataclass(frozen=True)
class Quarter:
    """One quarter's figures in thousands."""

    revenue: int
    cost: int
    research: int
    selling: int
    restructuring: int
    tax: int

    @property
    def expenses(self) -> int:
        """Operating expenses."""
        return self.research + self.selling + self.restructuring

    @property
    def operating(self) -> int:
        """Operating income."""
        return self.revenue - self.cost - self.expenses

    @property
    def net(self) -> int:
        """Net income."""
        return self.operating - self.tax


def of(year: int, quarter: int) -> Quarter:
    """Return a quarter's figures as first reported."""
    return Quarter(*QUARTERS[year, quarter])


def releases() -> dict[str, bytes]:
    """Return the releases of five quarters, oldest first, as another program would have parsed them, by their names."""
    quarters = [(2029, 4), *((2030, quarter) for quarter in range(1, 5))]
    return {f"brandel-{year}-q{quarter}": json.dumps(_release(year, quarter)).encode() for year, quarter in quarters}


def _release(year: int, quarter: int) -> dict[str, object]:
    this, before = of(year, quarter), of(year - 1, quarter)
    name, end = _NAMES[quarter - 1], _ENDS[quarter - 1]
    restated = RESTATED.get((year - 1, quarter), before.revenue)
    rows = [
        ["", f"{end}, {year}", f"{end}, {year - 1}"],
        ["Revenue", _cell(this.revenue), _cell(restated)],
        ["Cost of revenue", _cell(this.cost), _cell(before.cost - before.revenue + restated)],
        ["Gross profit", _cell(this.revenue - this.cost), _cell(before.revenue - before.cost)],
        ["Operating expenses:", "", ""],
        ["Research and development", _cell(this.research), _cell(before.research)],
        ["Selling, general and administrative", _cell(this.selling), _cell(before.selling)],
        ["Restructuring charges", _cell(this.restructuring), _cell(before.restructuring)],
        ["Total operating expenses", _cell(this.expenses), _cell(before.expenses)],
        ["Operating income (loss)", _cell(this.operating), _cell(before.operating)],
        ["Income tax expense (benefit)", _cell(this.tax), _cell(before.tax)],
        ["Net income (loss)", _cell(this.net), _cell(before.net)],
        ["Weighted average diluted shares", _cell(SHARES), _cell(SHARES)],
    ]
    paragraphs = [
        f"{COMPANY} Reports {name.capitalize()} Quarter {year} Results",
        f"Revenue for the {name} quarter ended {end}, {year} was ${this.revenue / 1000:.1f} million.",
    ]
    following = (year, quarter + 1)
    if following in OUTLOOK:
        low, high = OUTLOOK[following]
        paragraphs.append(
            f"For the {_NAMES[quarter]} quarter of {year}, the company expects revenue of ${low} million to ${high} million."
        )
    table = {
        "type": "table",
        "caption": "Statements of operations (in thousands), three months ended",
        "rows": [["", "Three months ended", "Three months ended"], *rows],
    }
    people = {
        "type": "table",
        "caption": "Other data",
        "rows": [["", f"{end}, {year}"], ["Employees", f"{EMPLOYEES[year, quarter]:,}"]],
    }
    blocks = [{"type": "paragraph", "text": text} for text in paragraphs]
    return {"company": COMPANY, "title": paragraphs[0], "blocks": [*blocks, table, people]}


def _cell(thousands: int) -> str:
    if thousands == 0:
        return "—"
    return f"{thousands:,}" if thousands > 0 else f"({-thousands:,})"
