"""How many people the company employs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.facts.events.telling import Telling
from qa.facts.fact import Fact, Period

_EMPLOYS = re.compile(
    r"\b(?:employ(?:s|ed|ing)|(?:workforce|staff|headcount|team) of)\s(?:approximately |about |around |nearly |roughly |over |more than |some |a total of )*$",
    re.IGNORECASE,
)
_EMPLOYED = re.compile(
    r"\s(?:people|persons|associates|workers)\b(?: (?:were|are))? (?:employed|on staff|on its payroll)\b", re.I
)
_OF_PEOPLE = ("person", "people", "worker", "associate", "count")


def read_staff(telling: Telling) -> Iterator[Fact]:
    """Yield how many people the company says that it employs, as of the period's end."""
    reported = telling.calendar.reported
    if reported is None:
        return
    for sentence in telling.sentences:
        for start, end, quantity in sentence.quantities():
            if quantity.unit not in _OF_PEOPLE or quantity.high is not None:
                continue
            if _EMPLOYS.search(sentence.text[:start]) or _EMPLOYED.match(sentence.text, end):
                figure = start, end, replace(quantity, unit="employee")
                yield telling.amount("NumberOfEmployees", "employees", figure, Period(reported.end), sentence)
                return
