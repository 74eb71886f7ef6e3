"""Buybacks: how many shares, for how much, at what average price, and what is left to buy."""

import re
from collections.abc import Iterator
from itertools import takewhile

from qa.facts.events.telling import Sentence, Telling
from qa.facts.fact import Fact, Period
from qa.language.currencies import is_currency
from qa.language.periods import find_periods
from qa.language.values import PeriodExpression, Quantity

_BOUGHT = re.compile(r"\b(?:repurchased|bought back|purchased|acquired)\b", re.IGNORECASE)
_STOCK = re.compile(r"\bshares?\b|\b(?:common|treasury|company) stock\b", re.IGNORECASE)
_PROGRAM = re.compile(r"\b(?:re-?purchases?d?|buy-?backs?|bought back)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:notes?|notional|debt|bonds?|debentures|preferred|warrants|repurchase (?:agreements?|arrangements?)|withh[eo]ld|loans?|mortgages?"
    r"|since (?:inception|the|its)|cumulative(?:ly)?|to date|subsequent(?:ly)?|after (?:quarter|the|year)[- ]?(?:end)?|would|could|may|intends?|expects?|plans?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r";|, and (?=(?:in|during|for|as of|cumulatively|since)\b)| and (?=(?:in|during|for|as of|cumulatively|since)\b)"
)
_COST = re.compile(
    r"\b(?:for|at a cost of|at a total cost of|(?:for|or) an aggregate(?: (?:purchase )?(?:price|cost))? of|(?:for|at) a total (?:cost |price )?of|totaling|total of)\s(?:approximately |about )?$",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\baverage (?:purchase |repurchase |market )?(?:price|cost)(?: paid)?(?: per share)?(?: paid)? of\s(?:approximately )?$",
    re.I,
)
_OF_STOCK = re.compile(
    r"\s(?:worth )?of (?:its|our|the [Cc]ompany[’']s|[A-Z]\w+) (?:outstanding )?(?:(?:Class [A-Z] )?common )?(?:stock|shares)\b"
)
_JUST_BEFORE = re.compile(
    r"\b(?:repurchased|bought back|purchased)\s(?:approximately |about |a total of |an additional |nearly |over )*$",
    re.I,
)
_PASSIVE = re.compile(
    r"\s(?:of (?:its |our |the company[’']s )?(?:common )?stock )?(?:were |was )?(?:repurchased|bought back)\b", re.I
)
_LEFT_AFTER = re.compile(
    r"\s?(?:\w+ )?(?:remain(?:ing|ed|s)?|left|available)\b(?:[^.;$]{0,30}? \$[\d.,]+ [mb]illion\b)?[^.;$]{0,50}?\b(?:re-?purchases?|buy-?backs?|authori[sz]ation|program|plan)\b",
    re.I,
)
_LEFT_BEFORE = re.compile(
    r"\bremaining (?:(?:\w+ ){0,4}authori[sz]ation of|(?:[^.;$]{0,40}\b)?(?:authori[sz]\w+|program|plan)\b[^.;$]{0,30}?\b(?:is|was|totaled|were))\s(?:approximately |about )?$",
    re.IGNORECASE,
)


def read_repurchases(telling: Telling) -> Iterator[Fact]:
    """Yield what the company bought of its own stock in a period, and what it may still buy."""
    for sentence in telling.sentences:
        if not _PROGRAM.search(sentence.text) and not re.search(r"\bpurchased\b", sentence.text):
            continue
        start = 0
        for end in [*(match.start() for match in _CLAUSE.finditer(sentence.text)), len(sentence.text)]:
            yield from _bought(telling, sentence, start, end)
            start = end
        yield from _left(telling, sentence)


def _bought(telling: Telling, sentence: Sentence, start: int, end: int) -> Iterator[Fact]:
    clause = sentence.text[start:end]
    if not _BOUGHT.search(clause) or not _STOCK.search(clause) or _OTHER.search(clause) or not _is_own(sentence.text):
        return
    period = _period(telling, sentence, start, end)
    if period is None:
        return
    figures = sentence.quantities(start, end)
    shares = [each for each in figures if each[2].unit == "shares" and _is_bought(sentence.text, each)]
    value = [each for each in figures if is_currency(each[2].unit) and _is_cost(sentence.text, each, bool(shares))]
    average = [each for each in figures if _AVERAGE.search(sentence.text[max(0, each[0] - 70) : each[0]])]
    if len(shares) > 1 or len(value) > 1 or len(average) > 1 or not (shares or value):
        return
    if shares:
        yield telling.amount("StockRepurchasedDuringPeriodShares", "shares repurchased", shares[0], period, sentence)
    if value:
        yield telling.amount(
            "StockRepurchasedDuringPeriodValue", "value of shares repurchased", value[0], period, sentence
        )
    if average and _is_price(average[0][2]):
        start_, end_, price = average[0]
        per_share = Quantity(price.value, price.unit.split("/")[0] + "/share", decimals=price.decimals)
        label = "average price paid per share repurchased"
        figure = (start_, end_, per_share)
        yield telling.amount("TreasuryStockAcquiredAverageCostPerShare", label, figure, period, sentence)


def _period(telling: Telling, sentence: Sentence, start: int, end: int) -> Period | None:
    """Return the one stretch that the clause speaks of, or the heading above it; None where there are several.

    Where neither says one, and no sentence below the heading tells of another, it is the one reported on.
    """
    said = [said for said in sentence.expressions(start, end) if not said.instant] or _headed(telling, sentence)
    if not said and _tells_of_reported(telling, sentence):
        return telling.calendar.reported
    found = {period for each in said if (period := telling.calendar.resolve(each))}
    stretches = {period for period in found if period.start}
    return stretches.pop() if len(stretches) == 1 else None


def _tells_of_reported(telling: Telling, sentence: Sentence) -> bool:
    """Whether a sentence says no period, and those around it below its heading none but the one reported on."""
    beside = [one for one in telling.sentences if one.section == sentence.section]
    said = [each for one in beside for each in one.expressions(0, len(one.text)) if not each.instant]
    if sentence.expressions(0, len(sentence.text)) or not said:
        return False
    return {telling.calendar.resolve(each) for each in said} == {telling.calendar.reported}


def _headed(telling: Telling, sentence: Sentence) -> list[PeriodExpression]:
    """The stretches of the heading above a sentence, where neither it nor any before it says a period: of a list of highlights."""
    at = telling.sentences.index(sentence)
    above = takewhile(lambda one: one.section == sentence.section, reversed(telling.sentences[: at + 1]))
    if any(one.expressions(0, len(one.text)) for one in above if one.text != one.section):
        return []
    headed = (entity.value for entity in find_periods(sentence.section))
    return [value for value in headed if isinstance(value, PeriodExpression) and not value.instant]


def _is_own(text: str) -> bool:
    """Whether stock of its own is bought: "purchased 100 shares of Acme" is an investment."""
    return bool(
        re.search(
            r"\brepurchase|\bbuy-?back|\bbought back|\b(?:its|our) (?:own )?(?:outstanding )?(?:common )?(?:stock|shares)",
            text,
            re.I,
        )
    )


def _is_bought(text: str, figure: tuple[int, int, Quantity]) -> bool:
    start, end, quantity = figure
    before, after = text[max(0, start - 60) : start], text[end:]
    return quantity.high is None and bool(_JUST_BEFORE.search(before) or _PASSIVE.match(after))


def _is_cost(text: str, figure: tuple[int, int, Quantity], counted: bool) -> bool:
    start, end, quantity = figure
    before = text[max(0, start - 60) : start]
    if quantity.high is not None:
        return False
    return bool(_COST.search(before)) if counted else bool(_JUST_BEFORE.search(before) and _OF_STOCK.match(text, end))


def _is_price(quantity: Quantity) -> bool:
    return is_currency(quantity.unit) or quantity.unit.endswith("/share")


def _left(telling: Telling, sentence: Sentence) -> Iterator[Fact]:
    """Yield what remains authorised, at the day that the sentence says or at the period's end."""
    if re.search(r"\b(?:notes|debt|bonds|agreements)\b", sentence.text, re.IGNORECASE):
        return
    for figure in sentence.quantities():
        start, end, quantity = figure
        after = _LEFT_AFTER.match(sentence.text, end)
        before = _LEFT_BEFORE.search(sentence.text[max(0, start - 120) : start])
        at = _instant(telling, sentence)
        if quantity.high is not None or not (after or before) or at is None:
            continue
        if is_currency(quantity.unit):
            metric = "StockRepurchaseProgramRemainingAuthorizedRepurchaseAmount1"
            yield telling.amount(metric, "remaining share repurchase authorization", figure, at, sentence)
        elif quantity.unit == "shares":
            metric = "StockRepurchaseProgramRemainingNumberOfSharesAuthorizedToBeRepurchased"
            yield telling.amount(metric, "shares remaining under repurchase authorization", figure, at, sentence)


def _instant(telling: Telling, sentence: Sentence) -> Period | None:
    said = [said for said in sentence.expressions(0, len(sentence.text)) if _is_day(said)]
    if len(said) > 1:
        return None
    found = telling.calendar.resolve(said[0]) if said else telling.calendar.reported
    return Period(found.end) if found else None


def _is_day(said: PeriodExpression) -> bool:
    return said.instant or said.end is not None
