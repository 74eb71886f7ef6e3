"""Reads the figures that stand beside a noun no vocabulary knows, named by the sentence's own words.

"Warranty charges of $1.3 million", "4,989 full-time employees", "$7.5 million available under the credit line": the
noun is the name, and the words around it, up to the next figure, are what else the figure can be asked for with.
Nothing is named by "it" or "the amount", and no figure is taken that is said to have moved.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.facts.naming import camel_case
from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.expected_nouns import expects, linked, noun_behind
from qa.facts.prose.grammar import AT, HEDGES, RESTRICTS, TAKES, WORDS
from qa.facts.prose.let_go import POSITIONS_ELIMINATED, let_go
from qa.facts.prose.prose_units import PLACES
from qa.facts.prose.subjects.metrics import named, subject_of
from qa.facts.prose.subjects.owners import of_part_told
from qa.facts.prose.symbols import FIGURE, LEVEL, METRIC, PERCENT, PERIOD, RATE, Symbols, looks_back
from qa.language.currencies import is_currency
from qa.language.phrases import either
from qa.language.values import Entity, PeriodExpression, Quantity
from qa.language.vocabulary import vocabulary
from qa.language.wording import singular

_BESIDE = WORDS["beside"]
_ENDS = frozenset(_BESIDE["ends"])
_NAMELESS = frozenset(_BESIDE["nameless"])
_GIVES = frozenset(["paid", "declared", "received", "repaid", "returned"])  # "and paid dividends of"
_LINKS = frozenset(["of", "for", "in", "on", "from", "under"])  # between the words of a noun
# Before a noun: it is only that on which the figure's own noun bears, "availability under the"
_OF_ITS = re.compile(rf"\s+(?:{either(_LINKS)})\s+(?:the|our|its|their|the company[’']s)\s+$", re.IGNORECASE)
_DONE = re.compile(
    r"(?:ed|(?<!outstand)(?<!remain)ing|ly|paid|drawn|ahead|because|instead|repaid|spent|held)$", re.IGNORECASE
)  # a verb's end, which is no noun
# "88% utilization": how much of it was in use
_USE = r"\s+(?P<noun>(?:[a-z]+\s+)?(?:utili[sz]ation|occupancy)(?:\s+rate)?)\b"
_USED = re.compile(_USE, re.IGNORECASE)
_BEGINS = re.compile(r"\W*")  # a line, whose figure is of the whole company
_OF_COUNT = re.compile(
    rf"\s+(?:from|at|of|across)\s+(?:all\s+)?(?:(?:of\s+)?(?:the|our|its)\s+)?{LEVEL}", re.IGNORECASE
)
_AMOUNT = re.compile(rf"{LEVEL}|{RATE}|{PERCENT}(?={_USE})", re.IGNORECASE)
_FIGURE = re.compile(FIGURE)
_LINKED = rf"\s+(?:{either(_BESIDE['before'])})\s+{HEDGES}$"
_BEFORE = re.compile(rf"(?:{AT})*{_LINKED}", re.IGNORECASE)
_ENDS_LINKED = re.compile(_LINKED, re.IGNORECASE)  # seen sooner than with the periods before it
_BEHIND = re.compile(rf"\s+(?P<link>{either(_BESIDE['behind'])})\s+(?:(?:the|our|its|their|a|an)\s+)*", re.IGNORECASE)
_MOVES = re.compile(rf"(?:\b(?:{either(_BESIDE['moves'])})|[(–—-])\s+{HEDGES}$", re.IGNORECASE)
# After these a count of another time stands, which it says behind.
_OTHERS = re.compile(r"compared|versus|vs", re.IGNORECASE)
# Before a noun: the figure is a change ("lower charges of"), or of more than the noun ("warranty and inventory charges of").
_NOT_ITS = re.compile(
    r"(?:\b(?:lower|higher|reduced|increased|decreased|improved|greater|fewer|smaller|larger|[a-z]\w+ (?:and|or))"
    rf"|{METRIC} (?:and|or|before|after|excluding|including|less|plus|without|net of)"
    r"|\b(?:increase|decrease|rise|decline|growth|reduction|drop|improvement)s? in(?: (?:the|our|its))?"
    r"|\b(?:impact|effect|benefit)s? (?:to|on|of|in|from)(?: (?:the|our|its|[A-Z][\w&]*[’']s?))*"
    r"|\b(?:change|changed|swing|swung|moved|went|improved|improvement|increase|decrease|decline) from(?: an?)?)\s+$",
    re.IGNORECASE,
)
# "The impact to sales from the strike was": of neither
_EFFECT_ON = re.compile(r"\b(?:impact|effect)s? (?:to|on|of)\s[^,.;]{0,70}$", re.IGNORECASE)
# "Leases financed by the bank were": whoever did it is not what the figure is of.
_BY_WHOM = re.compile(r"\bby(?: (?:the|our|its))?\s+$", re.IGNORECASE)
# "The paydown of $5 million in debt": so much less of it
_TAKEN_OFF = re.compile(
    rf"\b(?:pay[- ]?downs?|repayments?|reductions?|retirements?|redemptions?) of\s+{HEDGES}$", re.IGNORECASE
)
# One of several figures in a list: "$5 million and $6 million of charges … in 2031 and 2030, respectively"
_LISTED_BEFORE = re.compile(rf"(?P<other>{FIGURE})\s*,?\s+(?:and\s+)?{HEDGES}$", re.IGNORECASE)
_LISTED_BEHIND = re.compile(rf"\s*,?\s+(?:and\s+)?{HEDGES}(?P<other>{FIGURE})", re.IGNORECASE)
# "The previous quarter's results included": what the sentence is of
_EARLIER = re.compile(rf"\W*?(?:(?:in|for|during)\s+)?(?:(?:the|our|its)\s+)?({PERIOD})", re.IGNORECASE)
# "the December 31, 2031 book value of"
_RIGHT_BEFORE = re.compile(rf"({PERIOD})(?:[’']s?)?\s+$")
_TURN = r"(?:lower|higher|reduced|increased|decreased|greater|fewer|smaller|larger)"
_TURNED = re.compile(
    rf"\b(?P<turn>{_TURN})\s+(?P<noun>(?:(?!{_TURN}\b)(?:[a-z][\w-]*|{METRIC})\s+){{1,6}})of\s+{HEDGES}$", re.IGNORECASE
)
_OF_A_TRADE = frozenset(["operating", "energy", "insurance", "real_estate"])
_PLAIN_LINKS = frozenset(["of", "in", "for", "for the", "on", "under", "was for", "were for"])
_WORD = re.compile(rf"{METRIC}|(?:[A-Z]\.){{2,}}|[A-Za-z](?:[\w®™&’'/-]|\.(?=\w))*")
_AT = re.compile(rf"(?:{AT})*", re.IGNORECASE)
_LAST_NOUN = re.compile(r"[A-Za-z][\w®™&’'/ -]*$")
_A_DAY = re.compile(r"[A-Za-z].*$", re.DOTALL)  # "barrels of oil equivalent (“Boe”) per day"
# "3.5 Bcfe/d" of what?
_ONLY_UNIT = re.compile(r"(?:MM|M|B|T)?(?:boe|bbls?|bo|cfe?|dth|b)(?:p?d|/d(?:ay)?| per day)?", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)")
# Behind a figure: "… per day lower", "…, or 6%, lower"
_COMPARED = re.compile(
    rf"(?:\s+per\s+[a-z]+)?(?:\s*,?\s*\(?or\s+{HEDGES}{FIGURE}\)?\s*,?)?\s+(?:{either(_BESIDE['compared'])})\b",
    re.IGNORECASE,
)
_COUNT_AGAINST = re.compile(
    rf"(?:{AT})+\s*,?\s*\(?(?:(?:up|down|increased|decreased)\s+from|(?:as\s+)?compared\s+(?:to|with)|versus|against)\s+"
    rf"{HEDGES}(?P<figure>{LEVEL})(?P<at>(?:{AT})+)",
    re.IGNORECASE,
)
_BE = re.compile(r"(?:was |were )?")
_STOCK = re.compile(r"(?:company[’']s )?(?:common |ordinary )?(?:stock|shares?)", re.IGNORECASE)  # has many figures
_CLAUSE = re.compile(r"[;:.]\s")
_TO_HIGH = re.compile(r"^\S+\s*(?:to|and|or|[-–—])\s*(?=\d)")
# "With a permit from the state for 243 mills": said of what is counted next.
_LEADS_ON = re.compile(r"\b(?:for|of|to|at|by|in|with|from)\s+$")
_TURNS_OVER = re.compile(
    rf"\b(?:(?P<open>open(?:ed|ing|s)?)|clos(?:ed?|ing|es))\s+(?:(?:a total of|up to|as many as|another)\s+)?{HEDGES}$",
    re.IGNORECASE,
)
_REACH = 90  # characters on either side of a figure in which words can be about it
_MOST_WORDS, _MOST_WITH_HEAD = 6, 9


def named_figures(
    symbols: Symbols, text: str, names: frozenset[str], taken: frozenset[int], ahead: bool = False
) -> Iterator[Claim]:
    """Yield a claim for each figure beside a noun.

    Arguments:
        text: the filing's text.
        names: the words of the filer's name, lower case.
        taken: where figures end that have been read already.
        ahead: whether the words before the sentence say that it looks ahead.
    """
    earlier = _earlier(symbols)
    listed = "respectively" in symbols.text.lower()
    for figure in _AMOUNT.finditer(symbols.text):
        entity = symbols.entity(figure[0])
        quantity = entity.value
        if entity.end in taken or not isinstance(quantity, Quantity) or quantity.points:
            continue
        if not any(char.isdigit() for char in text[entity.start : entity.end]):
            continue  # "two of our three principles"
        if listed and _is_listed(symbols, figure):
            continue
        expected = _expected(symbols, figure, text, names, ahead)
        subject = expected or _counted(quantity, symbols, figure, text) or _beside(symbols, figure, text, names)
        if subject and quantity.unit != "shares" and _STOCK.fullmatch(text[subject.start : subject.end]):
            continue
        subject = subject and (
            let_go(subject, quantity.unit, symbols, entity, text)
            or _turned_over(subject, quantity, symbols, figure)
            or of_part_told(subject, symbols, names)
        )
        if subject and not _COMPARED.match(symbols.text, figure.end()) and not _is_of_a_part(subject, symbols, figure):
            said = _said_behind(symbols, figure.end()) or _said_behind(symbols, symbols.place(subject.end))
            before = _RIGHT_BEFORE.search(symbols.text, 0, symbols.place(subject.start))
            said = said or ([before[1]] if before else [])
            period = symbols.entity(said[0]) if said else earlier
            if period is earlier:
                subject = replace(subject, period=earlier)
            if quantity.unit == "count" and subject.start >= entity.end:  # "876 thousand roller units": of its own noun
                noun = singular(text[subject.start : subject.end].split()[-1].lower())
                entity = replace(entity, value=replace(quantity, unit=noun))
            if subject.metric == POSITIONS_ELIMINATED:
                entity = replace(entity, value=replace(quantity, unit="employee"))
            around = _around(symbols, figure, text)
            yield Claim(subject, entity, period=period, view=period, heads=around, ahead=expected is not None)
            if said and expected is None and (earlier_figure := _compared(symbols, figure, entity)):
                compared, when = earlier_figure
                yield Claim(subject, compared, period=when, view=when, heads=around)


def _is_listed(symbols: Symbols, figure: re.Match[str]) -> bool:
    """Whether a figure stands in a list, of which each is of another thing or time."""
    start, end = figure.span()
    behind, before = (
        _LISTED_BEHIND.match(symbols.text, end),
        _LISTED_BEFORE.search(symbols.text, max(0, start - _REACH), start),
    )
    beside = [symbols.entity(one["other"]).value for one in (behind, before) if one]
    own = symbols.entity(figure[0]).value
    return any(isinstance(one, Quantity) and isinstance(own, Quantity) and one.unit == own.unit for one in beside)


def _turned_over(subject: Subject, quantity: Quantity, symbols: Symbols, figure: re.Match[str]) -> Subject | None:
    """What is counted where the verb before says that it began or ended: "opened 18 stores"; None for any other."""
    if quantity.unit not in PLACES or subject.known:
        return None
    verb = _TURNS_OVER.search(symbols.text, max(0, figure.start() - _REACH), figure.start())
    if verb is None:
        return None
    return replace(
        subject, start=symbols.offsets[verb.start()], metric="StoresOpened" if verb["open"] else "StoresClosed"
    )


def _said_behind(symbols: Symbols, at: int) -> list[str]:
    """The periods that follow a place at once."""
    said = _AT.match(symbols.text, at)
    return re.findall(PERIOD, said[0]) if said else []


def _compared(symbols: Symbols, figure: re.Match[str], counted: Entity) -> tuple[Entity, Entity] | None:
    """The count that one is compared with, and its period: "4,183 employees at June 30, up from 3,482 at March 31"."""
    match = _COUNT_AGAINST.match(symbols.text, figure.end())
    if match is None:
        return None
    entity, of = symbols.entity(match["figure"]), counted.value
    quantity = entity.value
    if not isinstance(quantity, Quantity) or not isinstance(of, Quantity) or quantity.high is not None:
        return None
    if quantity.unit not in ("count", of.unit):
        return None
    when = symbols.entity(re.findall(PERIOD, match["at"])[-1])
    return replace(entity, value=replace(quantity, unit=of.unit)), when


def _earlier(symbols: Symbols) -> Entity | None:
    """The period before the one talked of with which a sentence begins, so that its figures are of that."""
    leads = _EARLIER.match(symbols.text)
    said = symbols.entity(leads[1]) if leads else None
    plain = said is not None and isinstance(said.value, PeriodExpression) and said.value.unit and not said.value.same
    return said if said and plain and looks_back(said) else None


def _moved(symbols: Symbols, figure: re.Match[str]) -> list[tuple[int, int]]:
    """The words before a figure that say of a noun which way it moved: "lower warranty and inventory charges of"."""
    match = _TURNED.search(symbols.text, max(0, figure.start() - _REACH), figure.start())
    words = match["noun"].lower().split() if match else []
    if match is None or len(words) < 2 or any(word in _ENDS and word != "and" for word in words[:-1]):
        return []
    return [match.span("turn"), (match.start("noun"), match.start("noun") + len(match["noun"].rstrip()))]


def _is_of_a_part(subject: Subject, symbols: Symbols, figure: re.Match[str]) -> bool:
    """Whether the words behind leave a known metric's figure one of a part: "tax expense associated with a merger"."""
    names = next((at for at, offset in enumerate(symbols.offsets) if offset >= subject.end), figure.end())
    return subject.known and RESTRICTS.match(symbols.text, max(names, figure.end())) is not None


def _expected(symbols: Symbols, figure: re.Match[str], text: str, names: frozenset[str], ahead: bool) -> Subject | None:
    """What a figure is expected of: the noun before it, or the one behind."""
    begin = max(0, figure.start() - _REACH)
    link = linked(symbols.text[begin : figure.start()], ahead=ahead)
    if link:
        words = _backwards(symbols.text, begin + link.start(), names)
        shared = bool(words) and _NOT_ITS.search(symbols.text, 0, words[0][0])
        return None if shared else _noun(symbols, words, text, names)
    behind = noun_behind(symbols.text, figure.end())
    return _noun(symbols, _forwards(symbols.text, behind), text, names) if behind else None


def _beside(symbols: Symbols, figure: re.Match[str], text: str, names: frozenset[str]) -> Subject | None:
    """What a figure is of by the noun before it, else by the one behind."""
    if moved := _moved(symbols, figure):  # whether by so much or to so much is not said: nor does the name say it
        start, end = symbols.offsets[moved[0][0]], symbols.offsets[moved[1][1]]
        return Subject(start, end, camel_case(text[start:end]), known=False)
    head = symbols.text[max(0, figure.start() - _REACH) : figure.start()]
    if _ENDS_LINKED.search(head) and (link := _BEFORE.search(head)):
        start = figure.start() - len(head) + link.start()
        own = _backwards(symbols.text, start, names)
        words = _with_head(symbols.text, own, names)
        if len(words) > len(own) and re.search(METRIC, symbols.text[words[0][0] : words[-1][1]]):
            return None  # "the net loss of the segment of": of what the figure is, its clause says
        if words and symbols.text[: words[0][0]].rstrip().lower().endswith(" per"):
            return None  # "book value per diluted share was": of a metric, not of its divisor
        if words:
            of = link[0].split()[0] == "of"
            begin = words[0][0]
            others = (_NOT_ITS,) if of else (_NOT_ITS, _BY_WHOM, _EFFECT_ON)
            if any(pattern.search(symbols.text, 0, begin) for pattern in others):
                return None
            return _noun(symbols, words, text, names, known=of)
    if _MOVES.search(head) or _TAKEN_OFF.search(head):
        return None
    behind = _BEHIND.match(symbols.text, figure.end())
    of = behind is not None and behind["link"].lower() == "of"
    subject = _noun(symbols, _forwards(symbols.text, behind.end()), text, names, known=of) if behind else None
    if behind is None or subject is None or subject.known or behind["link"].lower() in _PLAIN_LINKS:
        return subject
    said = behind.start("link") + len(_BE.match(behind["link"])[0])  # type: ignore[index]
    start = symbols.offsets[said]  # "due from the tenant": the link says what the figure is
    label = text[start : subject.end]
    known = vocabulary().label(label)
    if known and vocabulary().metrics[known.metric].instant:
        return replace(subject, start=start, metric=known.metric, known=True)
    return replace(subject, start=start, metric=camel_case(label))


def _counted(quantity: Quantity, symbols: Symbols, figure: re.Match[str], text: str) -> Subject | None:
    """What is counted: "4,989 full-time employees"; the noun is within the figure, or right behind it."""
    moved = _MOVES.search(symbols.text, max(0, figure.start() - 30), figure.start())
    if moved and not (_OTHERS.match(moved[0]) and re.search(PERIOD, _AT.match(symbols.text, figure.end())[0])):  # type: ignore[index]
        return None
    entity = symbols.entity(figure[0])
    if used := _USED.match(symbols.text, figure.end()) if _BEGINS.fullmatch(symbols.text, 0, figure.start()) else None:
        start, end = (symbols.offsets[at] for at in used.span("noun"))
        known = vocabulary().label(text[start:end])
        counts_all = _OF_COUNT.match(symbols.text, used.end()) is not None
        metric = known.metric if known else camel_case(text[start:end])
        return Subject(start, end, metric, known=bool(known) and not counts_all)
    if "/" in quantity.unit or quantity.unit in ("shares", "days", "ratio") or is_currency(quantity.unit):
        return None
    words = text[entity.start : entity.end]
    if quantity.high is not None:  # "14 to 15 stores": what is counted stands behind the upper end
        words = _TO_HIGH.sub(lambda match: " " * len(match[0]), words)
    noun = (_A_DAY if quantity.daily else _LAST_NOUN).search(
        re.sub(r"\b(?:thousand|million|billion|trillion)\b", lambda m: " " * len(m[0]), words),
    )
    if noun and _ONLY_UNIT.fullmatch(noun[0]):
        return None
    if quantity.unit != "count" and noun:
        start = entity.start + noun.start()
        return Subject(start, entity.end, camel_case(_BRACKETED.sub("", noun[0])), known=False)
    if quantity.scale == 1 or not symbols.text[figure.end() : figure.end() + 2].strip():
        return None
    return _noun(symbols, _forwards(symbols.text, figure.end()), text, frozenset())


def _backwards(words: str, end: int, names: frozenset[str]) -> list[tuple[int, int]]:
    """The words of the noun that ends at a place, the filer's name left out."""
    found: list[tuple[int, int]] = []
    for word in reversed(list(_WORD.finditer(words, max(0, end - _REACH), end))):
        limit = found[0][0] if found else end
        given = bool(found) and word[0].lower() in _GIVES
        if words[word.end() : limit].strip() or given or _ends(word[0], found) or len(found) == _MOST_WORDS:
            break
        found.insert(0, word.span())
    while found and ((first := words[slice(*found[0])].lower()) in _LINKS or first in names):
        del found[0]
    return found


def _with_head(text: str, words: list[tuple[int, int]], names: frozenset[str]) -> list[tuple[int, int]]:
    """The words of a noun with those of its head: "availability under its credit facility" of "credit facility"."""
    link = _OF_ITS.search(text, max(0, words[0][0] - _REACH), words[0][0]) if words else None
    head = _backwards(text, link.start(), names) if link else []
    if link is None or not head or _DONE.search(text, *head[-1]) or len(head) + len(words) + 2 > _MOST_WITH_HEAD:
        return words
    links = [(link.start() + word.start(), link.start() + word.end()) for word in re.finditer(r"\S+", link[0])]
    return _with_head(text, [*head, *links, *words], names)


def _forwards(words: str, start: int) -> list[tuple[int, int]]:
    """The words of the noun that begins at a place."""
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(words, start, start + _REACH):
        limit = found[-1][1] if found else start
        if words[limit : word.start()].strip() or _ends(word[0], found) or len(found) == _MOST_WORDS:
            break
        found.append(word.span())
    while found and words[slice(*found[-1])].lower() in _LINKS:
        del found[-1]
    return found


def _ends(word: str, found: list[tuple[int, int]]) -> bool:
    """Whether a word is no part of the noun."""
    lowered = word.lower()
    if found and lowered in _LINKS:
        return False
    return lowered in _ENDS or lowered in _LINKS or expects(lowered)


def _noun(
    symbols: Symbols, words: list[tuple[int, int]], text: str, names: frozenset[str], known: bool = False
) -> Subject | None:
    """The subject that words name.

    Arguments:
        known: whether it may be a metric of the vocabulary: a cost, of which a part is one too, or one of a trade.
    """
    if not words:
        return None
    metrics = [start for start, end in words if re.match(METRIC, symbols.text[start:end])]
    if len(metrics) > 1 or (metrics and metrics[0] != words[-1][0]):
        return None
    if metrics and len(words) > 1:  # "funded backlog": a part of the metric
        return subject_of(symbols, metrics[0], names, since=words[0][0])
    if metrics:
        metric = named(symbols, metrics[0])
        vocabulary_has = vocabulary().metrics[metric.metric]
        return metric if known and (vocabulary_has.expense or vocabulary_has.family in _OF_A_TRADE) else None
    only = symbols.text[slice(*words[0])].lower() if len(words) == 1 else ""
    if only in _NAMELESS or (only in TAKES and symbols.text.endswith((" a ", " an ", " net "), 0, words[0][0])):
        return None  # "the tax line was an expense of"
    start, end = symbols.offsets[words[0][0]], symbols.offsets[words[-1][1] - 1] + 1
    label = text[start:end]
    if re.search(PERIOD, symbols.text[words[0][0] : words[-1][1]]) or not any(
        len(symbols.text[a:b]) > 2 for a, b in words
    ):
        return None
    return Subject(start, end, camel_case(label), known=False)


def _around(symbols: Symbols, figure: re.Match[str], text: str) -> str:
    """The words about a figure: from the figure or clause before it to the next, unless they lead on to that."""
    start = max(
        [0, figure.start() - _REACH]
        + [match.end() for match in _FIGURE.finditer(symbols.text, 0, figure.start())]
        + [match.end() for match in _CLAUSE.finditer(symbols.text, 0, figure.start())]
    )
    stops = [_FIGURE.search(symbols.text, figure.end()), _CLAUSE.search(symbols.text, figure.end())]
    end = min([len(symbols.text), figure.end() + _REACH] + [stop.start() for stop in stops if stop])
    if stops[0] and end == stops[0].start() and _LEADS_ON.search(symbols.text, figure.end(), end):
        end = figure.end()
    return text[symbols.offsets[start] : symbols.offsets[end]]
