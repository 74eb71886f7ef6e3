"""Columns whose first reading fails are read again; a reading that nothing else bears out is left as it is."""

from decimal import Decimal

from qa.facts.extract import extract
from qa.facts.fact import Fact
from qa.reading import read

# Below a headline of the quarter stands a table of the year, which only its figures tell.
_PAGE = """
<html><body><p>Fathom Instruments, Inc. reported its fourth quarter, ended December 31, 2031.</p>
<p><b>Fourth quarter 2031 at a glance</b></p>
<table><tr><td>(in thousands)</td><td>2031</td><td>2030</td></tr>
<tr><td>Revenue</td><td>$ {revenue}</td><td>$ 482,113</td></tr>
<tr><td>Operating income</td><td>61,275</td><td>52,940</td></tr>
<tr><td>Capital expenditures</td><td>18,402</td><td>17,366</td></tr></table>
<p><b>Consolidated Statements of Operations</b></p><p>(in thousands)</p>
<table><tr><td></td><td colspan="2">Three Months Ended December 31,</td><td colspan="2">Twelve Months Ended December 31,</td></tr>
<tr><td></td><td>2031</td><td>2030</td><td>2031</td><td>2030</td></tr>
<tr><td>Revenue</td><td>$ 141,306</td><td>$ 127,550</td><td>$ 540,987</td><td>$ 482,113</td></tr>
<tr><td>Operating income</td><td>15,118</td><td>13,007</td><td>61,275</td><td>52,940</td></tr>
<tr><td>Income taxes</td><td>3,114</td><td>2,710</td><td>12,680</td><td>10,904</td></tr></table></body></html>
"""


def stated(revenue: str) -> list[Fact]:
    return list(extract(read(_PAGE.format(revenue=revenue).encode())).facts)


def spent(facts: list[Fact]) -> set[tuple[str, Decimal | str]]:
    """The labels of the periods in which capital was spent, by their figures."""
    return {(fact.period.label, fact.value) for fact in facts if "apital expenditures" in fact.label and fact.period}


def test_columns_that_others_contradict_take_the_period_for_which_they_agree() -> None:
    """What only the table itself states is dated with the columns."""
    assert spent(stated("540,987")) == {("FY2031", Decimal(18402000)), ("FY2030", Decimal(17366000))}
    assert not any(fact.flags for fact in stated("540,987"))


def test_a_reading_that_a_line_contradicts_does_not_win() -> None:
    """The header's first reading stays."""
    assert ("Q4 FY2031", Decimal(18402000)) in spent(stated("559,001"))
