"""What a question asks to be computed: the words that say so, and what they are said of.

Those words are taken out of the question, so that what is left names the line and the period as a plain
question does: "average quarterly revenue in fiscal 2024" is revenue in fiscal 2024, averaged.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from qa.language.quantities import find_quantities
from qa.language.values import Quantity
from qa.questions.query import Computation, Each, Kind, Limit, Supposition, Term, Topic
from qa.questions.words import phrases, stem

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Operation:
    """Where a question asks for a computation, and what of it is said there.

    Arguments:
        taken: the spans of the words that ask for it, and of what it is done with.
        operand: the span of the line that it is done with.
        parts: the spans of the lines that it is of; the rest of the question where there are none.
        each, limit, supposed: as in a Computation.
        rest: whether the operand is what the question says beside all this.
    """

    kind: Kind
    taken: tuple[Span, ...]
    operand: Span | None = None
    parts: tuple[Span, ...] = ()
    each: Each | None = None
    limit: Limit | None = None
    supposed: Supposition | None = None
    rest: bool = False


_BOTTOM_LINE = Topic((Term(stem("income"), "net income", mention=0),), ("NetIncomeLoss",))


def computation_in(
    text: str, mentions: Sequence[tuple[int, int, str]], topic: Callable[[Span, Sequence[Span]], Topic]
) -> Computation | None:
    """Return what a question asks to be computed; None where it asks for no computation.

    Arguments:
        mentions: where metrics are named; words that are part of a name ("weighted average shares") ask for nothing.
        topic: makes the topic that a stretch of the question names, leaving out other stretches.
    """
    if not _says_so(text):
        return None
    for recognise in _RECOGNISERS:
        found = recognise(text)
        if found and (found.rest or not any(_is_named(span, found.operand, mentions) for span in found.taken)):
            return _computation(found, text, topic)
    return None


def _says_so(text: str) -> bool:
    """Whether a text has a word that asks for a computation; looked up first, as most questions have none."""
    return not _asking_words().isdisjoint(re.findall(r"[a-z+]+", text.lower()))


@cache
def _asking_words() -> frozenset[str]:
    asking = phrases()
    lists = [*asking["computing"], *asking["superlative"]["most"], *asking["superlative"]["least"]]
    return frozenset(word for entry in lists for word in entry.split())


def _is_named(taken: Span, operand: Span | None, mentions: Sequence[tuple[int, int, str]]) -> bool:
    within = operand or (0, 0)
    return any(
        start < taken[1] and taken[0] < end and not (within[0] <= start and end <= within[1])
        for start, end, _ in mentions
    )


def _computation(found: Operation, text: str, topic: Callable[[Span, Sequence[Span]], Topic]) -> Computation:
    whole = (0, len(text))
    asking = [text[start:end].lower() for start, end in found.taken]
    plain = topic(whole, ())
    # Words of asking that a line may lack are what makes the line another one here.
    asked = {term for term in plain.terms if any(term.text.lower() in words for words in asking)}
    hard = (replace(term, soft=term.soft and term not in asked) for term in plain.terms)
    out = () if found.rest else found.taken
    topics = tuple(replace(topic(part, out), counted=False) for part in found.parts or (whole,))
    if found.limit and found.limit.value == 0 and not topics[0].hard:
        topics = (_BOTTOM_LINE,)  # "how often did they lose money?"
    return Computation(
        found.kind,
        topics,
        replace(plain, terms=tuple(hard)) if asked else None,
        topic(found.operand, ()) if found.operand else topic(whole, found.taken) if found.rest else None,
        found.each,
        found.limit,
        found.supposed,
    )


_END = (
    r"(?=\s*(?:[,;?]|$|\.\s|\b(?:in|for|during|at|as of|on|over|from|was|were|is|are|did|does|compared|versus|vs)\b))"
)
_IF = re.compile(
    r"\bif\s+(?P<line>.+?)\s+(?P<how>(?:had|has|was|were|would have|rose|fell|grew|increased|decreased|declined|dropped|doubled|halved)\b.*?)"
    r"(?=,\s*(?:what|how)\b|\?|$)",
    re.I,
)
_THEN = re.compile(r"\b(?:how much\s+)?would\b|\bhave been\b|\bbe\b|\bhave\b(?=\s*$)", re.I)
_BY_PERCENT = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?:%|percent|pct)\s*(?P<way>higher|lower|more|less|larger|smaller|greater)?", re.I
)
_UPWARDS = re.compile(r"\b(?:rose|risen|grew|grown|increased|higher|more|larger|greater)\b", re.I)
_DOWNWARDS = re.compile(r"\b(?:fell|fallen|decreased|declined|dropped|shrunk|lower|less|smaller)\b", re.I)


def _supposing(text: str) -> Operation | None:
    condition = _IF.search(text)
    supposed = _supposition(condition["how"]) if condition else None
    if condition is None or supposed is None:
        return None
    then = [m.span() for m in _THEN.finditer(text) if not condition.start() <= m.start() < condition.end()]
    return Operation("supposing", (condition.span(), *then), condition.span("line"), supposed=supposed)


def _supposition(how: str) -> Supposition | None:
    relative = _BY_PERCENT.search(how)
    if relative and (_UPWARDS.search(how) or _DOWNWARDS.search(how)):
        share = Decimal(relative["number"]) / 100
        return Supposition(1 - share if _DOWNWARDS.search(how) else 1 + share, factor=True)
    if re.search(r"\bdoubled\b", how, re.I):
        return Supposition(Decimal(2), factor=True)
    if re.search(r"\bhalved\b", how, re.I):
        return Supposition(Decimal("0.5"), factor=True)
    if re.search(r"\b(?:zero|nil|nothing|none)\b", how, re.I):
        return Supposition(Decimal(0))
    figures = [e.value for e in find_quantities(how) if isinstance(e.value, Quantity)]
    if len(figures) != 1 or _UPWARDS.search(how) or _DOWNWARDS.search(how):
        return None
    return Supposition(figures[0].value, "" if figures[0].unit == "count" else figures[0].unit)


_GUIDED = re.compile(
    r"\b(?:beat(?:ing|s)?|miss(?:ed|es)?|exceed(?:ed|s)?|topp?(?:ed|s)?|surpass(?:ed)?|outperform(?:ed)?|me?et|hit|above|below"
    r"|over|under|within|inside|outside|in line with|compared? (?:with|to|against)|stack up against|versus|vs\.?|against"
    r"|relative to|short of|ahead of|better than|worse than|higher than|lower than|more than|less than)\s+"
    r"(?:(?:the|its|their|own|company's|management's|prior|previous|earlier|original|initial|high|low|upper|lower|top|bottom|end|midpoint|mid-point"
    r"|middle|range|of)\s+)*(?P<line>(?:(?!(?:guidance|outlook|forecast|guide|target|projection)s?\b)[\w&-]+\s+){0,4}?)"
    r"(?:guidance|outlook|forecasts?|guided(?: range)?|guide|targets?|projections?|expectations?)(?: range| midpoint)?\b"
    r"|\b(?:guidance|outlook)\s+(?:surprise|beat|miss)\b|\bsurprise (?:against|versus|vs\.?|over) (?:own |its own |their own )?(?:guidance|outlook)\b",
    re.I,
)


def _guided(text: str) -> Operation | None:
    match = _GUIDED.search(text)
    if match is None or re.search(r"\b(?:analysts?|consensus|street|wall street)\b", text, re.I):
        return None  # what others expected is in no release
    much = [
        m.span()
        for m in re.finditer(
            r"\b(?:by )?how (?:much|far|did)\b|\bcome in\b|\bcame in\b|\bfall\b|\bland\b|\bend up\b", text, re.I
        )
    ]
    line = match.span("line") if match["line"] else (match.end(), match.end())
    return Operation("guided", ((match.start(), line[0]), (line[1], match.end()), *much))


_GROWTH_RATE = re.compile(
    r"\b(?:the\s+)?(?:compound(?:ed)?\s+(?:average\s+)?(?:annual(?:ized)?|yearly)\s+(?:rate of growth|growth rate|growth|rate)|cagr)"
    r"(?:\s+(?:of|in|for))?",
    re.I,
)
_ANNUALIZED = re.compile(r"\b(?:annuali[sz]ed|annual run[- ]rate|run[- ]rate)\b(?:\s+(?:of|for))?", re.I)
_ORIGINAL = re.compile(
    r",?\s*\b(?:as\s+)?(?:(?:originally|first|initially)\s+(?:reported|stated|published|disclosed|announced|released)"
    r"|before\s+(?:the|any|being|it was|they were)?\s*(?:restatement|restated|revision|revised|recast))\b",
    re.I,
)
_EXCLUDING = re.compile(
    r",?\s*\b(?P<word>excluding|excl\.?|exclusive of|ex|ex-(?!items)|without|(?<!and )other than|apart from|aside from|except(?: for)?|not counting|leaving out"
    r"|not including|if you (?:exclude|leave out|strip out)|stripping out)(?:\s+|(?<=-))(?:the\s+|its\s+|their\s+|any\s+)?"
    r"(?P<line>[^,?;]+?)" + _END,
    re.I,
)
_PER = re.compile(
    r"\b(?:per|for (?:each|every)|by the)\s+(?:full[- ]time\s+|outstanding\s+|diluted\s+|common\s+|average\s+)*(?P<line>(?!quarter|year|annum|month|day|week|cent\b|of\b|the\b|its\b|their\b)"
    r"[a-z][a-z-]*(?:\s+(?:outstanding|sold|share))?)\b",
    re.I,
)
_DIFFERENCE = (
    re.compile(r"\b(?P<a>(?:the\s+)?(?:difference|gap|spread)\s+between)\b.+\b(?P<b>and)\b", re.I),
    re.compile(r"\b(?P<a>(?:by\s+)?how (?:much|many)\b)(?:\s+(?:more|less|larger|higher|bigger|greater|smaller|lower|fewer))?.+"
               r"\b(?P<b>(?:exceed(?:ed|s)?|outpaced?|surpass(?:ed)?|topp?(?:ed)?|outweigh(?:ed)?))\b", re.I),
    re.compile(r"\b(?P<a>(?:by\s+)?how (?:much|many)\s+(?:more|less|larger|higher|bigger|greater|smaller|lower|fewer)\b).+\b(?P<b>than)\b", re.I),
    re.compile(r"(?P<a>)\b(?P<b>minus|less(?= (?!than\b)))\b", re.I),
)  # fmt: skip


def _worded(kind: Kind, pattern: re.Pattern[str]) -> Callable[[str], Operation | None]:
    """A recogniser of an operation that some words ask for and no other line takes part in."""

    def recognise(text: str) -> Operation | None:
        match = pattern.search(text)
        return Operation(kind, (match.span(),)) if match else None

    return recognise


def _with_line(kind: Kind, pattern: re.Pattern[str]) -> Callable[[str], Operation | None]:
    """A recogniser of an operation that is done with another line."""

    def recognise(text: str) -> Operation | None:
        match = pattern.search(text)
        return Operation(kind, (match.span(),), match.span("line")) if match else None

    return recognise


def _difference(text: str) -> Operation | None:
    for pattern in _DIFFERENCE:
        match = pattern.search(text)
        if match and match.end("b") < len(text):
            parts = ((match.end("a") if match["a"] else 0, match.start("b")), (match.end("b"), len(text)))
            return Operation("difference", (match.span("a"), match.span("b")), parts=parts)
    return None


_NAME = r"[^,:;?]+?"
_ASKS = r"(?:which|whose|who|where|what|was|were|is|did)"
_CHOICES = (
    re.compile(rf"^\W*(?:between|of|out of)\s+(?P<a>{_NAME})\s+(?:and|or|versus|vs\.?)\s+(?P<b>{_NAME}),\s*(?={_ASKS}\b)", re.I),
    re.compile(rf"^\W*(?P<a>{_NAME})\s+(?:or|versus|vs\.?)\s+(?P<b>{_NAME})\s*(?:[,:]|\s[-–—])\s*(?=\w)", re.I),
    re.compile(rf"[,:]\s*(?:(?:was|were|is|did)\s+)?(?P<a>{_NAME})\s+or\s+(?P<b>{_NAME})(?=\s*\?|$|\s+(?:the\s+)?(?:larger|bigger|higher|smaller|lower|greater)\b)", re.I),
)  # fmt: skip
_CHOOSING = re.compile(
    r"\b(?:which|whose|who|where|what)\b(?:\s+(?:of the two|one))?(?:\s+(?:was|were|is|had|has|did|brought in|posted|saw))?(?:\s+the)?"
    r"|\b(?:larger|bigger|higher|greater|smaller|lower|better|worse|more|less|fewer|stronger|weaker)\b",
    re.I,
)


def _choice(text: str) -> Operation | None:
    """One of two, set apart from what they are compared by: "Europe or APMEA: where was volume bigger?"."""
    ordered = _superlative("most").search(text) or _superlative("least").search(text)
    for pattern in _CHOICES if ordered else ():
        match = pattern.search(text)
        if match and not re.match(r"(?:in|for|at|on|by|how|what|which)\b", match["a"].strip(), re.I):
            a, b = match.span("a"), match.span("b")
            asking = [m.span() for m in _CHOOSING.finditer(text) if not match.start() <= m.start() < match.end()]
            return Operation("choice", (match.span(), *asking), parts=(a, b), rest=True)
    return None


_QUARTERS = re.compile(r"\b(?:fiscal |calendar )?(?:quarters?|quarterly|periods?)\b", re.I)
_YEARS = re.compile(r"\b(?:fiscal |calendar )?(?:years?|yearly|annual(?:ly)?)\b", re.I)
_WHICH = re.compile(
    r"\b(?:in |for |of |during )?(?:which|what)\s+(?:fiscal |calendar |reported |single )?(?:quarters?|years?|periods?)\b"
    r"(?:\s+(?:did|was|were|had|has|have|saw|showed?|do|does|is|are))?"
    r"|\bwhen (?:was|were|did|had|has)\b",
    re.I,
)
_HOW_MANY = re.compile(
    r"\b(?:in |for |of )?(?:how many|number of)(?: of (?:the|its|their))?(?: (?:last|past) \w+)?\s+(?:fiscal |calendar |straight |consecutive )?(?:quarters?|years?|periods?|times)\b"
    r"(?:\s+(?:did|was|were|had|has|have|saw|showed?|do|does|is|are|with|in which|when))?|\bhow often (?:did|was|were|has|have)\b",
    re.I,
)
_HELD_AGAINST = re.compile(
    r"\b(?:(?P<above>above|over|more than|greater than|higher than|larger than|exceed(?:ed|s|ing)?|surpass(?:ed|ing)?|topp?(?:ed|ing)?|north of|in excess of)"
    r"|(?P<least>at least|no less than|not less than)"
    r"|(?P<below>below|under|less than|lower than|smaller than|fewer than|short of|south of)|(?P<most>at most|no more than|not more than))\s*$",
    re.I,
)
_IN_THE_RED = re.compile(
    r"\b(?:a |any )?(?:in the red|negative|unprofitable|(?:lose|lost|losing) money|a (?P<loss>(?:net |operating |gross |pretax )?loss(?:es)?)"
    r"|(?P<losses>(?:net |operating |gross )?losses))\b", re.I)  # fmt: skip
_IN_THE_BLACK = re.compile(
    r"\b(?:in the black|positive|profitable|a (?P<profit>(?:net |operating |gross )?profit))\b", re.I
)
_LENGTH = re.compile(
    r"\b(?:quarterly|annual|yearly|(?:two|three|four|five|six|seven|eight|ten|twelve|\d+) (?:most recent |latest |last |past )?(?:fiscal |calendar )?(?:quarters|years|periods))\b",
    re.I,
)
_SPREAD = re.compile(
    r"\b(?:each|every|by (?:quarter|year)|per (?:quarter|year)|(?:quarter|year) by (?:quarter|year)|quarterly (?!conference|dividend)|over time"
    r"|trend(?:s|ed|ing)?(?: in| of| for)?|history of|historical|evolution of|evolved?|series of|progress(?:ed|ion)(?: of)?)\b"
    r"|\bfor the (?:last|past) \w+ (?:quarters|years)\b",
    re.I,
)
_TREND = re.compile(r"trend|evol|progress|over time", re.I)
_SUM = re.compile(
    r"\b(?:the\s+)?(?:sum of|sum|combined total(?: of)?|combined|put together|taken together|together|cumulative(?:ly)?|in total|added up|add(?:ed)? up to|all told|total(?:l?ed)? over|altogether)\b",
    re.I,
)
_PLUS = re.compile(r"\bplus\b|\s\+\s", re.I)
_AVERAGE = re.compile(
    r"\b(?:on average|(?:the\s+)?(?<!weighted )(?<!weighted-)(?:average|mean|avg\.?)(?:\s+of)?)\b", re.I
)
_MOST = re.compile(r"\b(?:maximum|max|peak(?:ed)?|record high)\b", re.I)
_LEAST = re.compile(r"\b(?:minimum|min|trough(?:ed)?|bottom(?:ed)? out|record low)\b", re.I)
_OVER_PERIODS = re.compile(r"\b(?:quarter|quarterly|quarters|year|years|annual|yearly)\b", re.I)


def _over_periods(text: str) -> Operation | None:
    """What is asked of the figures of several periods."""
    each: Each | None = "quarter" if _QUARTERS.search(text) else "year" if _YEARS.search(text) else None
    which, many = _WHICH.search(text), _HOW_MANY.search(text)
    limit, against = limit_in(text)
    if many and limit:
        return Operation("count", (many.span(), *against, *_lengths(text)), each=each, limit=limit)
    most, least = _superlative("most").search(text), _superlative("least").search(text)
    best = least or most
    if which and best:
        return Operation("least" if least else "most", (which.span(), best.span(), *_lengths(text)), each=each)
    if which and limit and not which[0].lower().startswith("when"):
        first = [match.span() for match in re.finditer(r"\bfirst\b(?! (?:quarter|half|nine|six|three))", text, re.I)]
        return Operation("which", (which.span(), *against, *first, *_lengths(text)), each=each, limit=limit)
    if best and re.search(
        rf"{re.escape(best[0])} (?:quarterly|annual|yearly|(?:fiscal )?(?:quarter|year)\b)", text, re.I
    ):
        return Operation("least" if least else "most", (best.span(),), each=each)
    extreme = _MOST.search(text) or _LEAST.search(text)
    if extreme and each:
        return Operation("most" if _MOST.search(text) else "least", (extreme.span(),), each=each)
    average = _AVERAGE.search(text)
    if average:
        return Operation("average", (average.span(), *_lengths(text)), each=each)
    sums, pluses = [m.span() for m in _SUM.finditer(text)], [m.span() for m in _PLUS.finditer(text)]
    if sums or pluses:
        edges = [0, *(edge for span in pluses for edge in span), len(text)]
        parts = tuple(zip(edges[::2], edges[1::2], strict=True)) if pluses else ()
        return Operation("sum", (*sums, *pluses, *_lengths(text)), parts=parts, each=each)
    spread = _SPREAD.search(text)
    if spread and _TREND.search(spread[0]):
        each = each or "quarter"
    if spread and each:
        return Operation("each", (spread.span(), *_lengths(text)), each=each)
    return None


def _lengths(text: str) -> list[Span]:
    """Where a text says of which length the figures are, or how many, and nothing of when."""
    return [match.span() for match in _LENGTH.finditer(text)]


@cache
def _superlative(name: str) -> re.Pattern[str]:
    entries = "|".join(map(re.escape, sorted(phrases()["superlative"][name], key=len, reverse=True)))
    return re.compile(rf"\b(?:the |its |their )?(?:{entries})\b(?! than)", re.I)


def limit_in(text: str) -> tuple[Limit | None, list[Span]]:
    """Return what a text holds figures against, and where it says so."""
    for entity in find_quantities(text):
        against = _HELD_AGAINST.search(text[: entity.start])
        if against and isinstance(entity.value, Quantity):
            bare = entity.value.unit == "count" and entity.value.scale == 1
            above = bool(against["above"] or against["least"])
            unit = "" if entity.value.unit == "count" else entity.value.unit
            limit = Limit(above, entity.value.value, unit, bare, bool(against["least"] or against["most"]))
            return limit, [(against.start(), entity.end)]
    bare_number = re.search(r"\b(\d[\d,]*(?:\.\d+)?)\s*(?=\?|$)", text)
    against = _HELD_AGAINST.search(text[: bare_number.start()]) if bare_number else None
    if bare_number and against:
        value = Decimal(bare_number[1].replace(",", ""))
        return Limit(bool(against["above"] or against["least"]), value, "", True), [
            (against.start(), bare_number.end())
        ]
    for above, pattern in ((False, _IN_THE_RED), (True, _IN_THE_BLACK)):
        match = pattern.search(text)
        if match:
            named = any(group is not None for group in match.groups())
            return Limit(above, Decimal(0)), [] if named else [match.span()]
    return None, []


_RECOGNISERS: tuple[Callable[[str], Operation | None], ...] = (
    _supposing,
    _choice,
    _guided,
    _worded("growth rate", _GROWTH_RATE),
    _worded("original", _ORIGINAL),
    _with_line("excluding", _EXCLUDING),
    _with_line("per", _PER),
    _over_periods,
    _difference,
    _worded("annualized", _ANNUALIZED),
)
