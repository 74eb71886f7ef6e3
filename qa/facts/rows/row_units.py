"""The unit of a row's figures and what they are multiplied by; nothing where no scale is stated."""

import re
from collections.abc import Iterable

from qa.facts.rows.counts import (
    count_scale,
    counted_across,
    counted_among,
    counted_beside,
    counted_by,
    counted_for_each,
    counted_in_all,
    in_unit_of,
    is_of_money,
    is_scaled_by_heads,
)
from qa.facts.rows.facets import priced_by
from qa.facts.rows.printed_otherwise import is_printed_otherwise
from qa.facts.rows.row_identity import PER_SHARE, is_small
from qa.facts.rows.said_units import (
    counted,
    counted_below_statistics,
    counted_in,
    counts_ones,
    is_excepted,
    is_no_money,
    is_of_ones,
    said_currency,
    scale_of,
)
from qa.facts.rows.stated_units import LARGEST_PRICE, stated_price, stated_volume
from qa.language.amount_behind import one_of
from qa.language.metric import Metric
from qa.language.phrases import phrases
from qa.tables.captions import read_scales
from qa.tables.figures import places
from qa.tables.headers import PER_SHARE as PER_SHARE_COLUMN
from qa.tables.statement import Column, Figure, Row, Statement
from qa.tables.units import counted_as

_PER = re.compile(
    r"\bper (?:basic |diluted |common |ordinary |limited partner |american depositary |adjusted |equivalent )*(?P<noun>[a-z]+)|/(?P<slash>[a-z]{3,})\b|\b(?P<eps>EPS)\b",
    re.I,
)
# "5.75% notes" are named by their rate, and what "yield accumulated on" or "rate swaps" cost is money: a rate is a label's
# own noun, which stands before any other's.
_PERCENT = re.compile(
    r"(?<![\d.])\s*%|(?<!\d )\bpercent(?:age)?\b"
    r"|^(?:(?!\b(?:of|in|on|from|for|to|due)\b).)*\b(?:return on\b|(?:margin|rate|yield)s?(?![a-z])(?!\s+(?!(?:of|on|for|to|as|at|per|in|from|before|after|with"
    r"|during|excluding|including)\b)[a-z]))"
    r"|^(?!\W*(?:impacts?|effects?|changes?|benefits?|loss|gain)\b).*\b(?:margin|rate|yield)\W*$",
    re.I,
)
_SHARES = re.compile(
    r"\bshares\b(?! (?:repurchased|withheld|issued) for)|\b(?:awards|options|warrants) outstanding\b", re.I
)
_SHARE_COUNT = re.compile(r"^(?:share count|(?:number of |average |weighted )+shares)\b", re.I)
_CASH_FLOWS = re.compile(r"\b(?:operating|investing|financing) activities\b|\bstatements? of cash flows?\b", re.I)
_RATIO = re.compile(r"\b(?:ratio|coverage|turnover|multiple)\W*$", re.I)
# "Weighted average limited partner units": what a partnership has for shares.
_PARTNERS = re.compile(
    r"\bunits\b.*\boutstanding\b|\b(?:partners?|common|subordinated|weighted average)\b.* units\b", re.I
)
_OF_A_SHARE = re.compile(rf"{PER_SHARE_COLUMN.pattern}", re.I)
_RATE = re.compile(
    r"\bper (?:U\.?S\.? )?(?:(?:occupied|available|rentable|leased|average|net|gross|new|equivalent|adjusted|payable|produced|sold) )*"
    r"(?P<noun>(?:(?:square|short|metric|thousand|hundred|cubic|dry) )*[a-z]+)\b(?! (?:share|diluted|basic|common|ordinary))",
    re.I,
)
# What is bought or sold for so many dollars and cents, among amounts in thousands.
_PRICE = re.compile(r"\b(?:prices?|realizations?)\b", re.I)
_RATES = re.compile(r"\b(?:yield|rate)s?\s*(?:\(\d\))*\s*$", re.I)
_CENTS = re.compile(r"\(?\b(?:in )?(?:U\.S\. )?cents\)?\W*$|¢", re.I)
_LARGEST_YIELD = 100
_WHOLE = 100
_SLASHED = frozenset(
    ["share", "unit", "ads", "barrel", "bbl", "boe", "mcf", "mmbtu", "ton", "tonne", "ounce", "pound", "gallon", "day", "month",
     "hour", "mile", "room", "store", "employee", "customer", "user", "subscriber", "member", "home", "acre"]
)  # fmt: skip
_POINTS = re.compile(r"\bbasis points?\b|\bbps\b", re.I)
LARGEST_RATE = 1000
# In a title that names several measures: "Revenue, Carloads and Revenue per Carload"
_JOINS = re.compile(r",|&|\band\b")


def unit_and_scale(
    row: Row, figure: Figure, column: Column, metric: Metric | None, statement: Statement, text: str
) -> tuple[str, int | None]:
    """Return the figure's unit and what to multiply it by; None where no scale is stated."""
    unit, scale = _unit_and_scale(row, figure, column, metric, statement, text)
    if "/" in unit and scale == 1 and not unit.endswith("/share") and _is_of_each(row, statement):
        return unit, statement.scale
    return unit, scale


def _is_of_each(row: Row, statement: Statement) -> bool:
    """Whether the scale above a table is that of amounts of one of something: "Inventory per store (in thousands)"."""
    per = _PER.search(statement.title)
    of_share, joined = PER_SHARE.search(statement.title), per and _JOINS.search(statement.title, 0, per.start())
    titled = per is not None and not (of_share or joined)
    own = _PER.search(row.label) is not None and row.label.lower() not in statement.title.lower()
    return titled and not (own or row.scale) and not statement.inherits and (statement.scale or 1) > 1


def _unit_and_scale(
    row: Row, figure: Figure, column: Column, metric: Metric | None, statement: Statement, text: str
) -> tuple[str, int | None]:
    currency = figure.currency or said_currency(row, statement) or statement.currency or "USD"
    volume = stated_volume(row, statement)
    if volume and not figure.currency and not figure.percent and (metric is None or metric.is_count):
        said = 1 if statement.scale is None else count_scale(volume.unit, row, statement, text)
        return in_unit_of(metric, volume, said)
    if _is_in_cents(row, figure, metric, text):
        return "cents", 1
    if noun := _counted_within(figure, text):
        return noun, 1
    if figure.times:
        return "ratio", 1
    if not figure.percent and _POINTS.search(row.label):
        return "percent", None  # hundredths, which no whole scale makes of it
    if (
        metric is None
        and not figure.percent
        and is_small(row)
        and PER_SHARE.search(row.heads[-1] if row.heads else statement.title)
    ):
        return f"{currency}/share", 1
    if metric and metric.unit == "ratio" and not (figure.percent or figure.currency):
        return "ratio", 1  # "Book-to-bill" below a row in percent
    is_rate = _is_in_rates(row, figure, statement) or _is_below_rate(figure, column)
    if figure.percent or is_rate or (metric and metric.unit == "percent" and not _is_money(row)):
        return "percent", 1
    if metric and metric.unit == "percent":
        return currency, row.scale or column.scale or statement.scale  # "Segment margin" of so many dollars
    if metric and metric.unit.startswith("money/"):
        return metric.unit.replace("money", currency, 1), _scale_of_price(row) or 1
    if metric and metric.unit == "days" and not figure.currency:
        return metric.unit, 1
    if metric is None and not figure.currency and (noun := counted_for_each(row)):
        return noun, 1
    if metric is None and (price := stated_price(row)):
        is_large = not figure.currency and figure.value is not None and abs(figure.value) >= LARGEST_PRICE
        return f"{currency}/{price}", None if is_large else 1
    if metric is None and (one := _priced_below(row, figure)):
        return f"{currency}/{one}", 1
    if metric and metric.unit == "shares":
        return "shares", row.scale or statement.share_scale or _fraction_scale(figure, statement)
    if (metric is None or metric.unit == "money") and PER_SHARE_COLUMN.search(column.header):
        return f"{currency}/share", 1
    if metric is None and (noun := counted_across(column, statement)):
        by_ones = statement.scale in (None, 1) or statement.count_scale == 1
        return noun, column.scale or (1 if by_ones else None)
    if metric is None and column.scale and _is_without_sign(figure, statement):
        return currency, None  # a count of what its column names
    if figure.scale:
        return currency, figure.scale
    if metric is None and is_excepted(row, statement):
        if figure.currency and is_printed_otherwise(row, statement) and not _rate(row):
            return currency, None  # of which unit nothing says
        if not figure.currency:
            return counted_in(row), 1
        rate = _rate(row)
        return f"{currency}/{rate}" if rate else currency, 1
    if (metric is None or metric.is_count) and not figure.currency and (noun := counted(row, statement)):
        return counted_as(row.label, metric.unit) if metric else noun, row.scale or 1
    if (metric is None or metric.unit == "money") and is_of_ones(row) and _is_of_cents(row.figures):
        return f"{currency}/share" if PER_SHARE.search(row.label) else currency, 1
    if metric is None and _PRICE.search(row.label) and _is_of_cents(row.figures):
        return f"{currency}/{rate}" if (rate := _rate(row)) else currency, 1
    if _is_per_unit(row, figure, statement):
        about = " ".join((statement.title, *row.heads, row.label, column.header))
        rate = _rate(row)
        if not (rate or _OF_A_SHARE.search(about)) and any(each.currency for each in row.figures):
            return currency, 1  # of one of something that nothing says
        return f"{currency}/{rate or 'share'}", 1 if rate or _OF_A_SHARE.search(about) else None
    if metric and metric.unit == "money":
        return currency, row.scale or (1 if is_excepted(row, statement) else column.scale or statement.scale)
    if metric:
        return counted_as(row.label, metric.unit), column.scale or count_scale(metric.unit, row, statement, text)
    if not figure.currency and (noun := counted_by(row) or counted_below_statistics(row, statement)):
        return noun, scale_of(noun, statement) or count_scale(noun, row, statement, text)
    if metric is None and row.heads and not figure.currency and (beside := counted_beside(row, statement)):
        noun = counted_among(row, beside.unit)
        return noun, count_scale(noun, row, statement, text)
    if metric is None and (noun := counted_in_all(row, statement)):
        return noun, 1
    return _unknown_unit(row, figure, currency, statement, column)


def _scale_of_price(row: Row) -> int:
    """The scale that prices say themselves or the head above them: "Average selling price of homes (in thousands)"; 0 for none."""
    return next((row.scale for said in (row.label, *row.heads[-1:]) if _PRICE.search(said) and read_scales(said)[0]), 0)


def _priced_below(row: Row, figure: Figure) -> str:
    """What an amount below a head of prices is of one of: "ton" of "$ 219" below "Average selling price per ton"; else empty."""
    is_price = figure.currency and row.heads and figure.value is not None and abs(figure.value) < LARGEST_PRICE
    return priced_by(row.heads[-1]) if is_price and not row.scale else ""


def _counted_within(figure: Figure, text: str) -> str:
    """What the cell itself says that it counts: "6 to 7 restaurants"; empty for any other."""
    words = text[figure.start : figure.end].rstrip(" .;*").rsplit(" ", 1)
    is_range = figure.high is not None and not (figure.percent or figure.currency)
    return str(phrases("quantities")["nouns"].get(words[-1].lower(), "")) if is_range else ""


def _is_in_cents(row: Row, figure: Figure, metric: Metric | None, text: str) -> bool:
    """Whether a figure counts hundredths of a dollar: its sign or its label says so, or what it is of always does."""
    if figure.percent or figure.currency:
        return False
    return bool(
        (metric and metric.unit == "cents") or _CENTS.search(row.label) or "¢" in text[figure.start : figure.end]
    )


def _fraction_scale(figure: Figure, statement: Statement) -> int | None:
    """What a count of shares with a fraction is multiplied by: beside amounts in millions, it is of millions."""
    is_fraction = figure.value is not None and places(figure.value) > 0
    return statement.scale if is_fraction and statement.scale == 1_000_000 else None


def _is_money(row: Row) -> bool:
    """Whether a row's figures are amounts by their signs, or larger than any rate."""
    return any(f.currency or (f.value and not f.percent and abs(f.value) >= LARGEST_RATE) for f in row.figures)


def _is_without_sign(figure: Figure, statement: Statement) -> bool:
    """Whether the first figure of a column lacks the currency sign that others in its row have."""
    first = next(row for row in statement.rows if any(each.column == figure.column for each in row.figures))
    signs = {each.column: each.currency for each in first.figures}
    return any(signs.values()) and not signs[figure.column]


def _is_per_unit(row: Row, figure: Figure, statement: Statement) -> bool:
    """Whether a figure stands in a row or a column of cents among rounder amounts: of one share, or one of what is made."""
    column = (other for each in statement.rows for other in each.figures if other.column == figure.column)
    if not (_is_of_cents(row.figures) or _is_of_cents(column)):
        return False
    amounts = [other.value for each in statement.rows for other in each.figures if other.value and not other.percent]
    return 2 * sum(places(amount) < 2 for amount in amounts) > len(amounts)


def _rate(row: Row) -> str:
    """What a row's amounts are of one of: "square foot" of "Revenue per occupied square foot"; empty where unsaid."""
    if price := stated_price(row):
        return price
    match = _RATE.search(row.label) or (_RATE.search(row.heads[-1]) if row.heads else None)
    return one_of(match["noun"].lower()) if match else ""


def _is_of_cents(figures: Iterable[Figure]) -> bool:
    found = False
    for figure in figures:
        if figure.value is not None and not figure.percent:
            if places(figure.value) != 2 or abs(figure.value) >= 1000:
                return False
            found = True
    return found


def _is_in_rates(row: Row, figure: Figure, statement: Statement) -> bool:
    """Whether the rows around are rates: a sign on a column's first figure below a head stands for the others.

    It does not for what can be no rate where the next has one, too, nor where one is money or larger than any rate.
    """
    if figure.currency:
        return False
    below = [
        f for other in statement.rows if other.heads == row.heads for f in other.figures if f.column == figure.column
    ]
    if not below or not below[0].percent:
        return False
    if len(below) > 1 and below[1].percent and _is_of_no_rate(row):
        return False
    return not any(f.currency or (f.value is not None and abs(f.value) >= LARGEST_RATE) for f in below)


def _is_of_no_rate(row: Row) -> bool:
    """Whether a row is of things, of so many of one for each of another, or of more than a whole."""
    is_large = any(figure.value is not None and abs(figure.value) > _WHOLE for figure in row.figures)
    return is_large or counted_in(row) != "count" or _PER.search(row.label) is not None


def _is_below_rate(figure: Figure, column: Column) -> bool:
    """Whether a column's header ends on a rate: "Average balance", "Interest" and "Yield/Rate" side by side."""
    small = figure.value is not None and abs(figure.value) < _LARGEST_YIELD and places(figure.value) > 0
    return small and not figure.currency and _RATES.search(column.header) is not None


def _unknown_unit(
    row: Row, figure: Figure, currency: str, statement: Statement, column: Column
) -> tuple[str, int | None]:
    if any(_CASH_FLOWS.search(said) for said in (statement.title, *row.heads)):
        return currency, row.scale or column.scale or statement.scale
    if _SHARE_COUNT.search(row.label):
        return "shares", row.scale or statement.share_scale or _fraction_scale(figure, statement)
    per = _PER.search(row.label) or PER_SHARE.search(" ".join((*row.heads[-1:], row.label)))
    if per and per["slash"] and not row.unit and per["slash"].lower() not in _SLASHED:
        per = None  # "Ropes/Lines": two names
    if per and (figure.currency or "share" in per[0].lower() or per["eps"]):
        noun = "share" if per["eps"] else (per["noun"] or per["slash"]).lower()
        return f"{currency}/{'share' if noun in ('share', 'shares') else noun}", 1
    by_ones = is_scaled_by_heads(statement) or counts_ones(statement)
    counts = not row.scale and by_ones and is_no_money(row, statement)
    if is_printed_otherwise(row, statement) and not counts:
        return currency, None
    if figure.currency:
        return currency, row.scale or column.scale or statement.scale
    # Beside a column of shares of revenue it is these that a label's "as a percentage of" is about.
    if _PERCENT.search(row.label) and all(one.kind != "percent of revenue" for one in statement.columns):
        return "percent", 1
    if _SHARES.search(row.label):
        return "shares", row.scale or statement.share_scale
    if _RATIO.search(row.label) and all(
        f.value is None or (f.value % 1 and abs(f.value) < _LARGEST_YIELD) for f in row.figures
    ):
        return "ratio", 1
    if _PARTNERS.search(row.label):
        return "unit", row.scale or statement.share_scale
    if counts:
        return counted_in(row), 1
    return currency, (row.scale or column.scale or statement.scale) if is_of_money(statement) else None
