"""Whether a figure is of the measure that is asked for: money, a percentage, a price of each, a balance, a rate or a number."""

import re
from collections.abc import Callable, Sequence

from qa.facts.fact import Fact
from qa.language.currencies import is_currency
from qa.language.sought import Sought
from qa.language.vocabulary import vocabulary
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Query

# A rate of interest, which no balance is: "at what rate", "the rate on borrowings", "did they pay on deposits, as a rate".
_INTEREST_RATE = Sought(
    r"\b(?:what|which) (?:(?:interest|average|annual|effective) )*rates?\b(?! of (?:exchange|production|change))"
    r"|\b(?:interest |average |an? |the )rates? (?:(?:was |were |is |are |they )?(?:paid |earned |charged )?on\b|(?=\W*$))"
    r"|,? as (?:an? )?(?:interest |annual )?rate\b"
)
_DRAWN = Sought(r"\b(?:draw|drew|drawn|borrow(?:ed)?)\b")
_MAY_BE = Sought(r"\b(?:still|could|can|may|able|available|left|unused|undrawn)\b")
_OWED = re.compile(r"\b(?:draw|drew|drawn|borrow|outstanding|debt|loan|advance|note|repa)", re.I)
_CASH_GOES = Sought(
    r"\b(?:burn(?:ed|t|ing|s)?|consum(?:ed|es?|ing)|guzzl(?:ed|es?|ing)|eat(?:en|ing|s)?|ate|us(?:ed|es?|ing) up|drain(?:ed|s|ing)?|swallow(?:ed|s|ing)?) (?:(?:through|up|some|more|less|its|their|the|any) )*cash\b"
    r"|\bcash (?:\w+ ){0,8}(?:burn(?:ed|t)?|consumed?|eaten|used? up|drain(?:ed)?|swallow(?:ed)?|[gw][oe]nt? out)\b"
)
_PER = Sought(r"\bper\b")
_PERCENT = Sought(r"%|\b(?:percent|percentage|pct|per cent|points|rate)\b")
_PAID_ON = Sought(
    r"\b(?:pay|pays|paid|paying|earn|earns|earned|earning|yield|yields|yielded|yielding|charge|charged|charging)\b(?: (?!on\b)[\w'-]+){0,4} on\b(?! (?:[a-z]+ \d|\d|average\W*$))"
    r"|\brates? (?:did|does|was|were|is|are|has|have)\b.*\b(?:pay|paid|paying|earn|earned|earning|charge|charged|charging)\b"
)
_AVERAGED = re.compile(r"\b(?:average|averages|averaged|averaging|avg|mean)\b", re.I)
_SIZED = Sought(r"\b(?:average|mean|typical|median) (?:[\w-]+ ){0,3}?sizes?\b")
_PAID_EACH = Sought(
    r"\b(?:pay|paid|paying) on average for\b|\b(?:pay|paid|paying) for [^?]*\bshares?\b[^?]* on average\b"
)
_SIZE = re.compile(r"\b(?:sizes?|per|each)\b", re.I)
_ACCRUED = re.compile(r"\b(?:accrued|payable|due|unpaid|owed)\b", re.I)
_BRINGS_FORTH = Sought(r"\bproduc(?:e|ed|es|ing)\b")
_IN_MONEY = re.compile(
    r"\$|\b(?:revenues?|sales|turnover|incomes?|profits?|earnings|cash|ebitda\w*|money|dollars?|values?|worth|gains?|returns?|results?|savings)\b",
    re.I,
)
_SET_AGAINST = re.compile(
    r"\W*(?:(?:measured|taken|seen|held|set) )?against (?!the (?:prior|previous|same|year)\b)[^,?\d]+,", re.I
)
_OF_EACH = Sought(r"\b(?:per|average|averages|price|prices|rate|each|every)\b|/")


def is_total_for_each(query: Query, figures: Sequence[Fact], said: str) -> bool:
    """Return whether it is asked how much there is of something to each of another, and what was found are sums of money."""
    computation = query.computation
    if not pattern("of_each_share").search(query.text):
        of_each = computation and computation.kind == "per" and (query.intent == "change" or _PER.search(query.text))
        if not of_each or (query.intent != "change" and _PER.search(said)):
            return False
    return all(_is_total(fact) for fact in figures)


def _is_total(fact: Fact) -> bool:
    """Whether a figure is a sum of money, or how many times one thing is another, and for each of nothing."""
    if fact.unit == "ratio":
        return True
    return is_currency(fact.unit) and not _OF_EACH.search(called(fact))


def called(fact: Fact) -> str:
    """Return what a figure is called, by its label and the heads above it."""
    return " ".join((fact.label, *fact.heads))


def _is_each_for_total(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a sum of money is asked for in so many words, and what was found is so much for one of something."""
    return pattern("in_total_money").search(query.text) is not None and all("/" in fact.unit for fact in figures)


def _is_no_money(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a sum of money is asked for in so many words and no percentage, and percentages are all that was found."""
    asks = pattern("in_money").search(query.text) is not None and not _PERCENT.search(query.text)
    return asks and all(fact.unit == "percent" for fact in figures)


def _is_balance_for_rate(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked what is paid or earned on a balance, and what was found is the balance."""
    return _PAID_ON.search(query.text) is not None and all(map(_is_balance, figures))


def _is_balance(fact: Fact) -> bool:
    """Whether a figure is money held or owed on a day, or on average, and none that is due by it."""
    held = fact.is_instant or fact.metric.startswith("Average")
    return is_currency(fact.unit) and held and not _ACCRUED.search(fact.label)


def _is_end_for_average(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether an average over a period is asked for, and what was found are figures of a day."""
    asks = query.computation is not None and query.computation.kind == "average" and _AVERAGED.search(query.text)
    return bool(asks) and all(fact.is_instant and not _AVERAGED.search(fact.label) for fact in figures)


def _is_all_for_size(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked how large one of several is on average, and what was found is how much all come to."""
    asks = _SIZED.search(query.text) or _PAID_EACH.search(query.text)
    return asks is not None and all(is_currency(fact.unit) and not _SIZE.search(fact.label) for fact in figures)


def _is_no_percentage(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether percent are asked for, and nothing that was found is any."""
    asks = pattern("how_many_percent").search(query.text) is not None
    return asks and not any(fact.unit in ("percent", "ratio", "bps", "basis points") for fact in figures)


def _is_balance_for_flow(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked how much cash went, and what was found is how much there was."""
    balances = all(fact.is_instant and not fact.comparison for fact in figures)
    return balances and query.intent == "lookup" and _CASH_GOES.search(query.text) is not None


def _is_no_number(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether things are counted, and what was found is money or percent: no revenue is a number of stores."""
    asks = pattern("how_many_things").match(query.text) is not None
    return asks and all(is_currency(fact.unit) or fact.unit == "percent" for fact in figures)


def _is_balance_for_deal(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked what was bought or sold in a time, and what was found is what there is on a day."""
    done = pattern("dealt_in").search(query.text)
    if done is None or query.intent != "lookup" or any(one.instant or one.end for one in query.periods):
        return False
    return all(fact.is_instant and _is_money(fact) and not _says_dealt(fact) for fact in figures)


def _is_money(fact: Fact) -> bool:
    """Whether a figure is money, all of it or so much for one of something."""
    return is_currency(fact.unit.partition("/")[0])


def _says_dealt(fact: Fact) -> bool:
    """Whether a figure's own words say what was done: "purchase price", "notes issued"."""
    quotes = (source.quote for source in fact.sources)
    return pattern("says_dealt").search(" ".join((called(fact), *quotes))) is not None


def _is_not_in_dollars(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether dollars are counted, and nothing that was found is money: no leverage is so many dollars."""
    asks = pattern("how_many_dollars").search(query.text) is not None
    return asks and not any(_is_money(fact) or fact.unit == "cents" for fact in figures)


def _is_no_rate(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a rate of interest is asked for, and what was found is money: what bears the interest, or the interest itself."""
    return _INTEREST_RATE.search(query.text) is not None and all(is_currency(fact.unit) for fact in figures)


def _is_no_borrowing(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether what was borrowed is asked for, and what was found has only the facility's name: it may be what is available."""
    if not _DRAWN.search(query.text) or _MAY_BE.search(query.text):
        return False
    said = (" ".join((fact.label, *(s.quote for s in fact.sources))) for fact in figures)
    unknown = all(fact.metric not in vocabulary().metrics for fact in figures)
    return unknown and not any(map(_OWED.search, said))


def _is_money_for_output(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked how much of a thing was produced, and what was found is what its sale brought: "produce more oil"."""
    produced = _BRINGS_FORTH.search(query.text) and not _IN_MONEY.search(query.text)
    return bool(produced) and all(map(_is_money, figures))


def _is_amount_for_share(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether what is asked is measured against something else, and what was found are amounts: "against total loans, …"."""
    return _SET_AGAINST.match(query.text) is not None and all(map(_is_money, figures))


CHECKS: tuple[Callable[[Query, Sequence[Fact]], bool], ...] = (
    _is_each_for_total,
    _is_no_money,
    _is_balance_for_rate,
    _is_end_for_average,
    _is_all_for_size,
    _is_no_percentage,
    _is_balance_for_flow,
    _is_no_number,
    _is_not_in_dollars,
    _is_balance_for_deal,
    _is_no_borrowing,
    _is_no_rate,
    _is_money_for_output,
    _is_amount_for_share,
)
