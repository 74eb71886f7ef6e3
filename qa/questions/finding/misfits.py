"""What a line is not, though its words fit: a share or a figure per share unasked, what is earned for what is paid."""

from functools import lru_cache

from qa.language.stems import label_stems, stem
from qa.language.vocabulary import vocabulary
from qa.questions.finding.asked import Asked
from qa.questions.finding.index import Line
from qa.questions.parsing.words import generic, kinds_of_customers, phrases

_SHARE_WORDS = frozenset(
    {"percent", "percentag", "share", "proport", "%", "rate", "ratio", "margin", "growth", "yield"}
)
_GROSS, _NET = map(stem, ("gross", "net"))
_PER_SHARE_WORDS = frozenset(map(stem, ("share", "unit", "per", "apiece")))
_PRICE_WORDS = label_stems("per price rate average each yield")
_PRICED = label_stems("share unit price dividend distribution value")  # what is given per share without saying so
_COST_WORDS = frozenset(map(stem, ("cost", "expense", "charge", "spending")))
_COSTS = label_stems("cost expense")
_EARNED_WORDS = label_stems("revenue sales income profit proceeds earnings gain")
_INCOME_WORDS = _EARNED_WORDS | label_stems("fee fees interest dividends royalties premiums")
_SPREAD = label_stems("amortization depreciation impairment depletion")
_OWED_WORDS = label_stems(
    "debt borrowing payable liability note loan due advance credit obligation deposit lease tax mortgage bond debenture revolver accrued owed"
)
_DUE_FROM, _OTHERS = "due from", label_stems("customer client member tenant borrower")  # what these owe
_EXPENSE = label_stems("expense expenses")
_COST_OR_YIELD, _AVERAGE = label_stems("cost yield rate"), label_stems("average")
_ON_A_DAY = label_stems("average daily day adv")
_DEPOSITED = _OWED_WORDS | label_stems("savings account certificate")
_WITH, _WITHOUT = label_stems("including included inclusive"), label_stems("excluding excluded excl before without")
_TROUBLED = label_stems(
    "nonaccrual nonaccruing nonperforming impaired delinquent delinquency past due problem criticized classified troubled bad charged"
)
_NOT_PERFORMING = ("NonperformingLoans", "NonaccrualLoans")
_IN_ALL = frozenset(map(stem, ("total", "all", "altogether", "overall")))
_PLACES = label_stems("us american domestic international foreign overseas abroad outside")
_MONIES = label_stems("dollar currency currencies exchange fx forex conversion translation")
_DEDUCTED, _NET_OF = label_stems("allowance reserve"), label_stems("net less after gross before")


def is_another(asked: Asked, line: Line) -> bool:
    """Whether a line is of another kind than what a topic asks for."""
    topic = asked.topic
    if topic.counted and (line.unit == "percent" or "/" in line.unit or line.is_money):
        return True
    if topic.paid and not (line.is_money or "/" in line.unit or line.unit in ("percent", "ratio", "cents")):
        return True
    if _is_not_per_share(asked, line) or _is_spread_cost(asked, line):
        return True
    if _is_unasked_per_share(asked, line) or _is_earned(asked, line) or _is_not_owed(asked, line):
        return True
    if _is_of_other_customers(asked, line):
        return True
    if _is_unasked_price(asked, line) or _is_not_earned(asked, line) or (asked.apart and _is_told_apart(asked, line)):
        return True
    if (
        _is_balance_for_cost(asked, line)
        or _is_amount_for_rate(asked, line)
        or _is_without(asked, line)
        or _is_gross_for_net(asked, line)
        or _is_troubled(asked, line)
    ):
        return True
    if _is_currency_for_place(asked, line) or _is_cost(asked, line) or is_daily(asked, line):
        return True
    if _is_some_of_all(asked, line) or _is_one_of_total(asked, line) or _is_one_of_two(asked, line):
        return True
    # An allowance is no percentage of loans.
    return _is_before(asked, line) or (is_unasked_share(asked, line) and any(map(_is_amount, topic.mentions)))


def _is_one_of_two(asked: Asked, line: Line) -> bool:
    """Whether a metric is asked for that is two by its name, and the line stands in for it with one of them: "payables and accruals"."""
    topic = asked.topic
    joint = next((at for at, term in enumerate(topic.terms) if term.mention >= 0 and term.text.lower() == "and"), 0)
    if not joint or len(topic.mentions) != 1 or line.metric in topic.mentions:
        return False
    halves = topic.terms[:joint], topic.terms[joint + 1 :]
    said = [frozenset(term.stem for term in half if term.mention >= 0) for half in halves]
    return all(said) and all(any(label.isdisjoint(half) for half in said) for label in line.labels)


def is_cost_of(asked: Asked, line: Line) -> bool:
    """Return whether a line is what something costs, and what comes in by it is asked for: the costs of thread sales, for these."""
    metrics = vocabulary().metrics
    named = [metrics[name] for name in asked.topic.mentions if name in metrics]
    own = metrics.get(line.metric)
    costs = own is not None and own.expense and line.metric not in asked.answering
    return costs and bool(named) and not any(metric.expense or metric.outflow or metric.instant for metric in named)


def is_below_asked(asked: Asked, line: Line) -> bool:
    """Return whether a row of another metric only stands below the total that is asked for: stock compensation below net income."""
    below = any(axis == "Part" for axis, _ in line.dimensions)
    return below and line.known and bool(asked.answering) and line.metric not in asked.answering


@lru_cache(maxsize=4_096)
def _is_amount(metric: str) -> bool:
    known = vocabulary().metrics.get(metric)
    return known is not None and known.unit == "money"


def _is_balance_for_cost(asked: Asked, line: Line) -> bool:
    """Whether it is asked what is paid or earned on what is owed or held, and the line is how much that is: "cost of deposits"."""
    if not line.is_money or asked.said.isdisjoint(_COST_OR_YIELD | _EXPENSE):
        return False
    known = vocabulary().metrics.get(line.metric)
    named = label_stems(known.label if known else "").union(*line.labels)
    if not asked.said.isdisjoint(_EXPENSE):
        return known is not None and known.instant and named.isdisjoint(_EXPENSE | _COST_OR_YIELD)
    if "yield" in asked.said and (known is None or known.instant):  # what a quarter yields is no balance's yield
        return named.isdisjoint(_COST_OR_YIELD)
    is_owed = not named.isdisjoint(_DEPOSITED) or not asked.said.isdisjoint(_DEPOSITED)
    if not named.isdisjoint(_COST_OR_YIELD) or not is_owed:
        return False
    if known:
        return known.instant or line.metric.startswith("Average")
    return not named.isdisjoint(_AVERAGE) or line.fact.is_instant


def _is_amount_for_rate(asked: Asked, line: Line) -> bool:
    """Whether percentages are asked for by name and the line is money of another metric: no cash flow is a net margin."""
    names = asked.topic.mentions
    if not names or line.metric in asked.answering or not all(map(_is_rate, names)):
        return False
    return line.known and line.is_money


@lru_cache(maxsize=4_096)
def _is_rate(metric: str) -> bool:
    known = vocabulary().metrics.get(metric)
    return known is not None and known.unit == "percent"


def _is_without(asked: Asked, line: Line) -> bool:
    """Whether a figure with something is asked for and the line is the one without it: "including AOCI"."""
    if asked.said.isdisjoint(_WITH) or not asked.said.isdisjoint(_WITHOUT):
        return False
    return not any(label.isdisjoint(_WITHOUT) for label in line.labels)


def _is_gross_for_net(asked: Asked, line: Line) -> bool:
    """Whether a figure net of something is asked for and the line is called the gross one, or the other way round."""
    for word, other in ((_NET, _GROSS), (_GROSS, _NET)):
        told = word in asked.said and other not in asked.said and bool(line.labels)
        if told and all(other in label and word not in label for label in line.labels):
            return True
    return line.metric not in asked.answering and any(_is_net_of(name, line.metric) for name in asked.topic.mentions)


@lru_cache(maxsize=4_096)
def _is_net_of(metric: str, other: str) -> bool:
    """Whether a metric is the other, net of something: net charge-offs, net debt."""
    known = vocabulary().metrics
    if metric not in known or other not in known:
        return False
    net, gross = (label_stems(known[name].label) - _IN_ALL for name in (metric, other))
    return net - gross == {_NET} and gross <= net


def _is_troubled(asked: Asked, line: Line) -> bool:
    """Whether the line is of loans in trouble alone, and loans are asked for: "acquired loans" are no nonaccrual ones."""
    if line.metric not in _NOT_PERFORMING or line.metric in asked.answering:
        return False
    return asked.said.isdisjoint(_TROUBLED)


def is_unasked_share(asked: Asked, line: Line) -> bool:
    """Return whether a line is a share of something and the question does not ask for one."""
    if line.unit != "percent" and not line.metric.endswith("PercentOfRevenues"):
        return False
    if not asked.said.isdisjoint(_COST_OR_YIELD) and any(asked.said & _COST_OR_YIELD & label for label in line.labels):
        return False  # what is paid on deposits is a rate
    return line.metric not in asked.topic.mentions and asked.said.isdisjoint(_SHARE_WORDS)


def _is_unasked_per_share(asked: Asked, line: Line) -> bool:
    """Whether the line is per share and no word asks for that: "income" asks for no earnings per share."""
    if not line.unit.endswith("/share") or any(map(_is_of_a_share, asked.topic.mentions)):
        return False
    if any(_may_be_per_share(at, asked, line) for at in asked.answering.get(line.metric, ())):
        return False
    priced = not line.known and any(not label.isdisjoint(_PRICED) for label in line.labels)
    return not priced and asked.said.isdisjoint(_PER_SHARE_WORDS)


def _is_not_per_share(asked: Asked, line: Line) -> bool:
    """Whether nothing but amounts per share are asked for by name and the line is a sum: "preferred dividend per share"."""
    names = asked.topic.mentions
    return bool(names) and line.is_money and "/" not in line.unit and all(map(_is_of_a_share, names))


@lru_cache(maxsize=4_096)
def _is_of_a_share(metric: str) -> bool:
    known = vocabulary().metrics.get(metric)
    return known is not None and known.unit == "money/share"


def _is_spread_cost(asked: Asked, line: Line) -> bool:
    """Whether it is asked what is spent on something, and the line is what of that is kept, or is charged by and by: amortization."""
    if asked.topic.way != "spent" or line.metric in asked.answering:
        return False
    kept = line.is_money and line.fact.is_instant
    return kept or (any(label & _SPREAD for label in line.labels) and asked.said.isdisjoint(_SPREAD))


def _is_unasked_price(asked: Asked, line: Line) -> bool:
    """Whether an amount is asked for and the line is another metric, so much for one of something that no word names.

    "Freight revenue" asks for no revenue per carload.
    """
    _, _, noun = line.unit.partition("/")
    if not noun or noun == "share" or not line.known or line.metric in asked.answering:
        return False
    return any(map(_is_amount, asked.topic.mentions)) and asked.said.isdisjoint(_PRICE_WORDS | label_stems(noun))


def _may_be_per_share(at: int, asked: Asked, line: Line) -> bool:
    """Whether a mention may mean a figure per share: what is earned may, a balance in words that the line has ("book value")."""
    words = {term.stem for term in asked.topic.terms if term.mention == at}
    if "net" in words:
        return False  # "net income" is all of it, where "earnings" may be those per share
    return not _is_balance(asked.topic.mentions[at]) or any(words <= label for label in line.labels)


@lru_cache(maxsize=4_096)
def _is_balance(metric: str) -> bool:
    known = vocabulary().metrics.get(metric)
    return known is not None and known.instant and known.unit == "money"


def _is_earned(asked: Asked, line: Line) -> bool:
    """Whether costs are asked for and the line is earned: "costs before tax" asks for no income before tax."""
    if line.metric in asked.answering or not _asks_costs(asked):
        return False
    known = vocabulary().metrics.get(line.metric)
    if known is None:
        said = line.context.union(line.members, *line.labels)
        return not said.isdisjoint(_EARNED_WORDS) and said.isdisjoint(_COST_WORDS)
    is_margin = known.unit == "percent" and known.name.endswith("Margin")  # what costs leave of sales
    if (known.unit != "money" and not is_margin) or known.instant or known.expense or known.outflow:
        return False
    return all(label.isdisjoint(_COST_WORDS) for label in line.labels)


def _is_cost(asked: Asked, line: Line) -> bool:
    """Whether sales are asked for and the line is called what something costs: "cost of leasing revenue" for leasing revenue."""
    if "Revenues" not in asked.topic.mentions or line.known or _asks_costs(asked) or not line.labels:
        return False
    return all(label & _COSTS for label in line.labels)


def _asks_costs(asked: Asked) -> bool:
    return asked.topic.way == "spent" or not asked.said.isdisjoint(_COST_WORDS)


def _is_not_owed(asked: Asked, line: Line) -> bool:
    """Whether what is owed is asked for and the line is something else: "owe on the venture" asks for no investment in it."""
    if asked.topic.way != "owed" or line.metric in asked.answering:
        return False
    if _DUE_FROM in line.fact.label.lower() and any(term.stem in _OTHERS for term in asked.topic.terms):
        return True
    known = vocabulary().metrics.get(line.metric)
    meaning = label_stems(known.label) if known else frozenset[str]()
    return _OWED_WORDS.isdisjoint(line.context.union(meaning, *line.labels))


def _is_not_earned(asked: Asked, line: Line) -> bool:
    """Whether what something earned is asked for and the line is something else: "the mills made" asks for no impairments."""
    if asked.topic.way != "earned":
        return False
    known = vocabulary().metrics.get(line.metric)
    if known and (known.expense or known.outflow or known.instant):
        return True
    meaning = label_stems(known.label) if known else frozenset[str]()
    return _INCOME_WORDS.isdisjoint(line.context.union(meaning, line.members, *line.labels))


def _is_told_apart(asked: Asked, line: Line) -> bool:
    """Whether a word tells the line from what is asked for: premiums written from those earned, what is sold from what is made."""
    known = vocabulary().metrics.get(line.metric)
    meaning = (
        label_stems(known.label) if known else line.context
    )  # of a noun that no vocabulary knows the sentence tells
    said = line.members.union(meaning, *line.labels)
    return any(not said.isdisjoint(other) and said.isdisjoint(own) for own, other in asked.apart)


def _is_currency_for_place(asked: Asked, line: Line) -> bool:
    """Whether what is at home or abroad is asked for, and the line tells of moneys: "U.S. dollar", "foreign exchange loss"."""
    if asked.said.isdisjoint(_PLACES) or not asked.said.isdisjoint(_MONIES):
        return False
    return all(not _MONIES.isdisjoint(label | line.members) for label in line.labels)


def is_daily(asked: Asked, line: Line) -> bool:
    """Return whether a line is so much on an average day, and another metric is asked for and no day: "total trading volume"."""
    if not line.metric.startswith("AverageDaily") or not asked.topic.mentions or line.metric in asked.answering:
        return False
    return asked.said.isdisjoint(_ON_A_DAY)


def _is_some_of_all(asked: Asked, line: Line) -> bool:
    """Whether all of something is counted and the line counts some: of all consultants, the "staffing consultants"."""
    if not asked.topic.counted or asked.said.isdisjoint(_IN_ALL) or line.known:
        return False
    return all(label - asked.said - generic() - _IN_ALL for label in line.labels)


def _is_one_of_total(asked: Asked, line: Line) -> bool:
    """Whether a total balance is asked for and the line's section makes it a part: no "Debt" below current liabilities is total debt."""
    known = vocabulary().metrics.get(line.metric)
    if known is None or not known.instant or line.metric in asked.answering or asked.said.isdisjoint(_IN_ALL):
        return False
    return bool(asked.answering) and all(label <= asked.said for label in line.labels)


def _is_of_other_customers(asked: Asked, line: Line) -> bool:
    """Whether a kind of customers is asked for that the line does not name, or the line names one that nobody asked for."""
    if line.is_money:
        return False  # "prepaid" is an expense
    kinds = kinds_of_customers()
    named = [label & kinds for label in line.labels]
    if all(label - asked.said for label in named):
        return True
    wanted = asked.said & kinds
    return bool(wanted) and not wanted <= line.context.union(line.members, *named)


def _is_before(asked: Asked, line: Line) -> bool:
    """Whether what is deducted from a balance is asked for and the line is the balance, whose label tells of it."""
    if asked.said.isdisjoint(_DEDUCTED) or not asked.said.isdisjoint(_NET_OF):
        return False
    return line.metric in phrases()["held_against"]
