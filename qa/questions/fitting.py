"""Whether what was found is of the kind that is asked for: its unit, one part where one is asked for, both of two amounts.

What finds an answer looks for the words of a question; here the answer itself is held against it, whichever way it was
found, so that no total is given for an amount per share and no figure at all where another one is missing.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from qa.facts.fact import Fact
from qa.language.currencies import is_currency
from qa.language.sought import Sought
from qa.language.stems import label_stems, words
from qa.language.vocabulary import vocabulary
from qa.questions.outcome import Outcome
from qa.questions.parsing.intents import leaves_open
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Query
from qa.questions.parsing.words import parts, phrases

_TWICE = Sought(
    r"\bhow (?:many|much)\b.*\b(?:and|plus),? (?:(?:for|at|of [a-z]+),? )?(?:how (?:many|much)\b|(?:at |for )?what\b.* (?:price|cost|worth|average|paid)\b)"
    r"|\bwhat .*\b(?:and|plus) (?:(?:for|at|of [a-z]+),? )?how (?:many|much)\b"
    r"|\w,? and (?:(?:what|how (?:much|many)) (?:did|was|were|is|are|does|do)|at what)\b"
)
# A rate of interest, which no balance is: "at what rate", "the rate on borrowings", "did they pay on deposits, as a rate".
_INTEREST_RATE = Sought(
    r"\b(?:what|which) (?:(?:interest|average|annual|effective) )*rates?\b(?! of (?:exchange|production|change))"
    r"|\b(?:interest |average |an? |the )rates? (?:(?:was |were |is |are |they )?(?:paid |earned |charged )?on\b|(?=\W*$))"
    r"|,? as (?:an? )?(?:interest |annual )?rate\b"
)
_DRAWN = Sought(r"\b(?:draw|drew|drawn|borrow(?:ed)?)\b")
_MAY_BE = Sought(r"\b(?:still|could|can|may|able|available|left|unused|undrawn)\b")
_OWED = re.compile(r"\b(?:draw|drew|drawn|borrow|outstanding|debt|loan|advance|note|repa)", re.I)
_YET_TO = Sought(r"\b(?:still|yet|remain\w*|left) (?:(?:have|has|had|needs?|needed) )?to (?!be\b)[a-z]+")
_REST = Sought(r"\b(?:remain\w*|left|still|yet|outstanding|unfilled|unused|available)\b")
_ALL = 100
_OPENING = 7  # words within which a question says of what it asks which one
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
_OTHER_OF_TWO = Sought(
    r"^\W*(?:and |but |so )?(?:what about )?(?:(?:which|what) (?:is|was) )?the (?:smaller|larger|bigger|lower|higher|lesser|greater)(?: one)?\W*$"
)
_PACE = Sought(r"\b(?:fastest|slowest|quickest)\b")
_SOME_OF = re.compile(r"\W*(?:and )?how much of (?P<whole>[^?]+?) (?:was|were|is|are) (?P<part>[^?]+)", re.I)
_SIZE = re.compile(r"\b(?:sizes?|per|each)\b", re.I)
_ACCRUED = re.compile(r"\b(?:accrued|payable|due|unpaid|owed)\b", re.I)
_LEFT_OUT = re.compile(r"\b(?:exclud|exclusive of|without|before|ex-)", re.I)
_CURRENT, _LATER = r"(?:current|short[- ]term)", r"(?:non-?current|long[- ]term)"
_DUE_ANY_TIME = Sought(
    rf"\b{_CURRENT} (?:and|plus|&) (?:the )?{_LATER}\b|\b{_LATER} (?:and|plus|&) (?:the )?{_CURRENT}\b"
)
_DUE_LATER = re.compile(_LATER, re.I)
_DUE_SOON = re.compile(rf"(?<!non)(?<!non-){_CURRENT}\b", re.I)
_BRINGS_FORTH = Sought(r"\bproduc(?:e|ed|es|ing)\b")
_IN_MONEY = re.compile(
    r"\$|\b(?:revenues?|sales|turnover|incomes?|profits?|earnings|cash|ebitda\w*|money|dollars?|values?|worth|gains?|returns?|results?|savings)\b",
    re.I,
)
# Two times of which both are asked for: "store count at the end of the quarter, and a year earlier".
_AND_THEN = Sought(
    r"\w\W+and (?:(?:what (?:was|were) (?:it|they|that)|at|in|for|on|as of|of|the|its|that|end|close) )*"
    r"(?:(?:a|one) (?:year|quarter) (?:earlier|ago|before|prior)\b|(?:last|prior|previous|preceding) (?:year|quarter)\b|(?:year|quarter) (?:earlier|ago|before)\b"
    r"|same (?:period|quarter|time|date|day|point) (?:of |in )?(?:a year|last year|(?:the )?(?:prior|previous) year)\b)"
)
_MOVED = re.compile(
    r"\b(?:chang|increas|decreas|growth|higher|lower|greater|fewer|reduc|declin|improv|better|worse|less|more)", re.I
)
_WHICH = Sought(r"\bwhich\b|\bwhose\b")
_OF_EACH = Sought(r"\b(?:per|average|averages|price|prices|rate|each|every)\b|/")


def is_of_another_kind(query: Query, outcome: Outcome) -> bool:
    """Return whether what was found is no answer to what is asked, whatever it is called."""
    figures = [answer.fact for answer in outcome.answers if answer.fact.unit != "text"]
    if not figures or len(figures) < len(outcome.answers):
        return False
    return _is_total_for_each(query, figures, outcome.text) or any(check(query, figures) for check in _CHECKS)


def _is_half(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether two amounts are asked for and one was found: "how many were repurchased, and for how much"."""
    return query.intent == "lookup" and len(figures) == 1 and _TWICE.search(query.text) is not None


def _is_whole_for_part(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a question asks which part it was, and what was found is of none: "which of the markets topped the table"."""
    if query.computation and query.computation.kind == "choice":
        return False  # the question itself names what it chooses from
    said = words(query.text)
    first = bool(said) and said[0].text.lower() == "which" and any(word.stem in parts() for word in said[:_OPENING])
    later = any(one.text.lower() == "which" and other.stem in parts() for one, other in pairwise(said))
    best = (*phrases()["superlative"]["most"], *phrases()["superlative"]["least"])
    named = query.superlative and any(
        one.text.lower() in best and other.stem in parts() for one, other in pairwise(said)
    )
    rows = query.intent == "which" and len({fact.label for fact in figures}) > 1  # of a table, by a total's name
    return (first or later or named) and not rows and not any(fact.dimensions for fact in figures)


def _is_of_one_time(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether the figures of two times are asked for, and what was found are of one."""
    if query.intent != "lookup" or query.guidance or not _AND_THEN.search(query.text):
        return False
    ends = {fact.period.end for fact in figures if fact.period}
    return len(ends) < 2 and not any(fact.comparison for fact in figures)


def _is_level_for_way(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked which of two ways a figure went, and what was found is how much there is of it."""
    if query.computation or not leaves_open(query.text.lower()):
        return False
    return not any(
        fact.comparison or fact.metric.endswith("Growth") or _MOVED.search(_called(fact)) for fact in figures
    )


def _is_list_for_one(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether one of several is asked for that has the most, and what was found tells all of them and chooses none."""
    asks = query.superlative and query.intent == "lookup" and _WHICH.search(query.text) is not None
    return asks and query.computation is None and len({fact.dimensions for fact in figures}) > 1


def _is_list_for_change(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked by how much something moved, and what was found are the figures of two times."""
    asks = (
        query.intent == "lookup"
        and query.direction in ("up", "down", "better", "worse")
        and query.wanted != ""
        and not query.many
    )
    return asks and len(figures) == 2 and len({(fact.metric, fact.dimensions) for fact in figures}) == 1


def _is_total_for_each(query: Query, figures: Sequence[Fact], said: str) -> bool:
    """Whether it is asked how much there is of something to each of another, and what was found are sums of money."""
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
    return is_currency(fact.unit) and not _OF_EACH.search(_called(fact))


def _called(fact: Fact) -> str:
    """What a figure is called, by its label and the heads above it."""
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


def _is_all_for_some(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked how much of something was something else, and what was found is all of it: "of expenses was rent"."""
    asked = _SOME_OF.match(query.text)
    if asked is None or any(fact.dimensions or fact.unit == "percent" for fact in figures):
        return False
    whole, part = label_stems(asked["whole"]), label_stems(asked["part"])
    return bool(part) and all(
        called <= whole and called.isdisjoint(part) for called in map(label_stems, (f.label for f in figures))
    )


def _is_change_for_one(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a turn asks for the other of two that were held against each other, and what was found is how one moved."""
    if _PACE.search(query.text) and all(is_currency(fact.unit) and fact.comparison is None for fact in figures):
        return True  # "and the slowest?" of what grew asks for no size
    return query.intent == "compare" and len(figures) == 1 and _OTHER_OF_TWO.search(query.text) is not None


def _is_left_out(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a figure without one part is asked for, and what was found is that part's."""
    computation = query.computation
    if computation is None or computation.kind != "excluding" or computation.operand is None:
        return False
    said = {term.stem for term in computation.operand.terms}
    names = [label_stems(" ".join(member for _, member in fact.dimensions)) for fact in figures]
    return all(name and name <= said for name in names)


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
    return pattern("says_dealt").search(" ".join((_called(fact), *quotes))) is not None


def _is_not_in_dollars(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether dollars are counted, and nothing that was found is money: no leverage is so many dollars."""
    asks = pattern("how_many_dollars").search(query.text) is not None
    return asks and not any(_is_money(fact) or fact.unit == "cents" for fact in figures)


def _is_no_rate(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a rate of interest is asked for, and what was found is money: what bears the interest, or the interest itself."""
    return _INTEREST_RATE.search(query.text) is not None and all(is_currency(fact.unit) for fact in figures)


def _is_all_of_itself(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a share is asked for, and what was found is that of revenue in itself, which is all."""
    return query.intent == "ratio" and all(
        fact.metric == "RevenuesPercentOfRevenues" and not fact.dimensions and fact.value == _ALL for fact in figures
    )


def _is_all_for_rest(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked how many are still to be added, and what was found is of all: "how many does it still have to hire"."""
    if query.intent != "lookup" or not _YET_TO.search(query.text):
        return False
    return not any(fact.guidance or _REST.search(_called(fact)) for fact in figures)


def _is_no_borrowing(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether what was borrowed is asked for, and what was found has only the facility's name: it may be what is available."""
    if not _DRAWN.search(query.text) or _MAY_BE.search(query.text):
        return False
    said = (" ".join((fact.label, *(s.quote for s in fact.sources))) for fact in figures)
    unknown = all(fact.metric not in vocabulary().metrics for fact in figures)
    return unknown and not any(map(_OWED.search, said))


def _is_without_for_with(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a figure with something in it is asked for, and what was found is told as the one without it."""
    if query.computation is None or query.computation.kind != "including":
        return False
    said = (" ".join((fact.label, *(source.quote for source in fact.sources))) for fact in figures)
    return all(_LEFT_OUT.search(text) for text in said)


def _is_one_of_both(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked what is due soon and what is due later together, and what was found is either alone."""
    if len(figures) != 1 or not _DUE_ANY_TIME.search(query.text):
        return False
    label = _called(figures[0])
    return bool(_DUE_LATER.search(label)) != bool(_DUE_SOON.search(label))


def _is_money_for_output(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked how much of a thing was produced, and what was found is what its sale brought: "produce more oil"."""
    produced = _BRINGS_FORTH.search(query.text) and not _IN_MONEY.search(query.text)
    return bool(produced) and all(map(_is_money, figures))


_CHECKS: tuple[Callable[[Query, Sequence[Fact]], bool], ...] = (
    _is_half,
    _is_whole_for_part,
    _is_list_for_one,
    _is_of_one_time,
    _is_level_for_way,
    _is_list_for_change,
    _is_each_for_total,
    _is_no_money,
    _is_balance_for_rate,
    _is_left_out,
    _is_all_for_some,
    _is_change_for_one,
    _is_end_for_average,
    _is_all_for_size,
    _is_no_percentage,
    _is_balance_for_flow,
    _is_no_number,
    _is_not_in_dollars,
    _is_balance_for_deal,
    _is_no_borrowing,
    _is_no_rate,
    _is_all_of_itself,
    _is_all_for_rest,
    _is_without_for_with,
    _is_one_of_both,
    _is_money_for_output,
)
