"""What is asked of a question's topics: the intent, and which stretches of the question name the topics."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from qa.language.phrases import either
from qa.language.sought import Sought
from qa.language.stems import words
from qa.questions.parsing.definitions import term_asked
from qa.questions.parsing.limits import factor_in, limit_in
from qa.questions.parsing.patterns import Named, Span, pattern, ratio_in
from qa.questions.parsing.query import Direction, Intent, Wanted
from qa.questions.parsing.told import told_by
from qa.questions.parsing.words import parts, phrases

_WHICH = re.compile(r"(?:in |for |of |at |from |to |during )?(?:which|who|what\b.*\bor\b)")
# Who does one thing to another is no part of the company.
_WHO_DOES = re.compile(
    r"who(?:m| has| have| had)? (?:placed?|plac(?:es|ing)|gave|given|award\w*|order\w*|sign\w*|bought|buys?|acquir\w*|received?|g[eo]ts?|sold|sells|paid|pays)\b"
)
_WHICH_PART = re.compile(
    r"which (?:of (?:the|its|their) )?(?:(?:two|three|four|five|six|\d|\w+) )?(?:segment|region|product line|product|division|categor(?:y|ie)|countr(?:y|ie)|geograph(?:y|ie)|brand|end market|business line|unit)s?\b(?! (?:ratio|share))"
)
_BEST = r"(?:largest|biggest|highest|lowest|smallest|best|worst|top|leading|strongest|weakest|fastest|slowest|greatest|steepest|sharpest|(?:most|least)(?! recent| latest| current))"
_KIND = r"(?:segment|region|market|product|division|categor(?:y|ie)|countr(?:y|ie)|geograph(?:y|ie)|line|unit|business(?:e)?|brand|quarter)s?"
# "The biggest end market", "segment with the strongest growth", "of its businesses, which one grew most".
_OF_A_KIND = re.compile(
    rf"\b{_BEST}[\s-]+(?:\w+[\s-]+){{0,2}}?{_KIND}\b|\b{_KIND}(?: \w+)? (?:with|w/) (?:the )?{_BEST}\b|\b{_BEST}\b[^?]* by {_KIND}(?=\W*$)|\b{_KIND}\b[^?]*?[,;:-] (?:which|who|whose)\b"
)
_IN_MONEY = Sought(r"\bin (?:us )?(?:dollars|money)\b")  # a part of a whole as an amount is no ratio
# Who has the largest share of something has the most of it.
LARGEST_SHARE = re.compile(
    rf"(?:\b(?:made|makes?|making|took|takes?) up |\baccount(?:s|ed)? for )?\b(?:the )?\b(?:{_BEST}|larger|bigger|greater|smaller) (?:share|part|portion|chunk|slice|piece|proportion|percentage) of\b",
    re.I,
)
_OF_A_WHOLE = re.compile(r"(?:%|\b(?:percent(?:age)?|pct)) (?:of|over)\b")  # asks for no change in percent
_OF_A_LOSS = Sought(r"\b(?:loss|losses|lost money|negative|in the red|unprofitable|profitable|profit)\b")
_LATE_VERB = re.compile(r"(?:[,:;]| [-–—]+) (?:did|was|were|is|are|has|have|does|do) \w.*\?\s*$", re.I)
_PREDICATE = re.compile(
    r"\b(?:up|down|higher|lower|better|worse|more|less|larger|bigger|greater|smaller|stronger|weaker|above|below|ahead|improved?|improving|worsened|worsening"
    r"|grew|grown|growing|rose|risen|rising|fell|fallen|falling|declined|declining|increased|decreased|dropped|shrinking|climbed|slipped)\b"
    r"(?=\s*(?:\?|in\b|on\b|than\b|from\b|vs\b|versus\b|year|yoy|y/y|qoq|q/q|sequential|quarter|compared|against|those|that|since|at|the|q\d|$))"
)
_ASKS_FIGURE = re.compile(r"\b(?:how|what|which|who|when|where|why|by (?:percent|dollars))\b")

# On what basis is asked may stand before the question: "adjusted, did Peru's margin beat Chile's".
_BASIS_FIRST = re.compile(
    r"^(?:on an? )?(?:adjusted|nongaap|gaap|core|organic)(?: basis)?,? (?=(?:did|was|were|is|are|has|have|had|does|do)\b)"
)
_JOINED = re.compile(r"\s*(?:to|over|/)\s*(?:the |its |their |total |net )*", re.I)
_FEW = 3  # metrics beside each other, of which two may be set one over the other
_BASES = frozenset(["Revenues", "Deposits", "Assets", "StockholdersEquity", "AssetsCurrent", "LiabilitiesCurrent"])
_CHANGE_ASKED = re.compile(
    r"\b(?:how (?:much|many|fast|big|large|far|strongly|did|has|have)|by (?:what|how)"
    r"|growth|change|increase|decrease|decline|difference|gap|variance|uptick|increment|build(?:[- ]?up)?|draw(?:[- ]?down)?"
    r"|(?:rise|fall|drop|jump|climb|slide|swing|reduction|improvement|gain|dip|uptick) (?:in|of)"
    r"|(?:rise|fall|drop|jump|climb|slide|swing|reduction|improvement|dip|uptick) (?:since|from|versus|vs|over|against|between|yoy|y/y|q[1-4]|[1-4]q|fy|(?:19|20)\d\d)"
    r"|what (?:was|is|were) the (?:\w+[- ]){0,4}(?:drop|rise|swing|difference|reduction|improvement|jump|gain))\b",
    re.I,
)
# Said of a figure by itself, these ask for its change.
_AGAINST_BEFORE = re.compile(
    r"\b(?:yoy|y/y|y o y|year[- ](?:over|on)[- ]year|qoq|q/q|quarter[- ](?:over|on)[- ]quarter|sequential(?:ly)?|sequential quarter)\b"
)
# What was gained by a sale or the like is an amount, and what is under contract is held: neither says how something moved.
_UNMOVED = Sought(
    r"\bunder contracts?\b|\b(?:burn(?:s|ed|t|ing)?|shut(?:s|ting)?|clos(?:es?|ed|ing)|tear(?:s|ing)?|tore|torn) down\b|\bma(?:k|d)e(?:s)? up\b|\bend(?:s|ed)? up\b|\bmaking up\b|\bgains?\b(?= (?:on|from)\b|(?: [\w&'.-]+){1,6} (?:book(?:ed)?|record(?:ed)?|recogni[sz]ed?|reali[sz]ed?|ma[dk]e|report(?:ed)?) (?:on|from)\b)"
)
# Nor do a pension plan and what is built look ahead.
_THINGS_AHEAD = Sought(
    r"\b(?:pension|benefits?|savings|retirement|stock|options?|incentive|compensation|equity|purchase|ownership|health|medical|welfare|401\(k\)|contribution) plans?\b"
    r"|\b(?:capital|construction|growth|development|expansion|infrastructure|energy|power|pipeline|solar|wind|storage|mining|drilling|building|housing|customer|existing|other|major|large|new|on|of|in|into|for|these|those|the) projects?\b(?! (?:its|their|that|will|would)\b)"
)
_CARRIED = re.compile(r"\bhow (?:many|much) (?:[\w-]+ ){0,3}$", re.I)
_BY_WHOM = re.compile(r".{0,40}?\b(?:did|do|does|has|have) (?:[\w&'.,-]+ ){1,5}?moved?\b", re.I)
_SAID = re.compile(r"[a-z0-9'&]+|%")
_THAN = Sought(
    r"\b(?:than|above|below|ahead of|exceed(?:s|ed)?|surpass(?:es|ed)?|outpaced?|outsold|outgrew|outgrow)\b(?! (?:all|zero|\$?\d))"
)


def intent_and_pieces(text: str, mentions: Sequence[Named]) -> tuple[Intent, list[Span]]:
    """What is asked, and which stretches of the question name what it is asked of."""
    whole = [(0, len(text))]
    if term := term_asked(text):
        return "definition", [term]
    free = without_look_alikes(text.lower(), [(start, end) for start, end, _ in mentions])
    if any(_CARRIED.search(text[:start]) and _BY_WHOM.match(text, end) for start, end, _ in mentions):
        free = free.replace(" move", "     ")  # "How many tons did it move": what it carried, and no change
    opening = _opening(free, text)
    names_first = any(not text[:start].strip(" ,.;:-") for start, _, _ in mentions)
    ratio = ratio_in(text, mentions)
    pieces = [ratio.part, ratio.whole] if ratio else _joined(text, mentions)
    if LARGEST_SHARE.search(free) and _WHICH.match(opening) and any(word.stem in parts() for word in words(free)):
        return "which", whole
    if pieces and not _IN_MONEY.search(free):
        moves = direction_of(free) and (_asks_yes_or_no(opening, free, text) or _asks_for_change(opening, free))
        return "share change" if moves else "ratio", pieces
    superlative = has("superlative", "most", free) or has("superlative", "least", free)
    asks_which = _WHICH.match(opening) is not None or (superlative and _OF_A_KIND.search(free) is not None)
    asks_which = asks_which and not _WHO_DOES.match(opening)
    if asks_which and (superlative or (_OF_A_LOSS.search(text) and any(word.stem in parts() for word in words(free)))):
        return "which", whole
    if asks_which and direction_of(free) in ("up", "down") and _WHICH_PART.match(opening):
        return "which", whole
    told = told_by(text.lower(), named=bool(mentions), looks_ahead=has("intent", "guidance", free))
    if told:
        return told, whole
    if names_first and not _begins_yes_or_no(text.strip().lower()):
        opening = text.strip().lower() if direction_of(free) else ""
    if leaves_open(free):
        return "change", whole
    if _asks_yes_or_no(opening, free, text):
        return "compare", whole
    if pattern("net_adds").search(text) or pattern("points_moved").search(text):
        return "change", whole
    if mentions and _AGAINST_BEFORE.search(free) and not has("intent", "guidance", free):
        return "change", whole
    looks_ahead = has("intent", "guidance", free) and not wanted_of(free)
    if direction_of(free) and _asks_for_change(opening, free) and not looks_ahead:
        return "change", whole
    return "lookup", whole


def asks_yes_or_no(text: str, mentions: Sequence[Named]) -> bool:
    """Return whether a question asks yes or no."""
    free = outside(text.lower(), [(start, end) for start, end, _ in mentions])
    return _asks_yes_or_no(_opening(free, text), free, text)


def _opening(free: str, text: str) -> str:
    """How a question begins, without what is named; "did they make", though it names, asks yes or no."""
    whole, opening = (
        _BASIS_FIRST.sub("", said.lstrip(" ,.;:-").removeprefix("and ").lstrip()) for said in (text.lower(), free)
    )
    return whole if _begins_yes_or_no(whole) else opening


def _begins_yes_or_no(opening: str) -> bool:
    return opening.split(" ", 1)[0].rstrip(",") in phrases()["intent"]["yes_no"]


def _asks_yes_or_no(opening: str, free: str, text: str) -> bool:
    """Whether yes or no is asked, in full ("did it rise") or in the brevity of a chat ("margin up on last year?")."""
    if leaves_open(free):
        return False
    if _begins_yes_or_no(opening) or (_LATE_VERB.search(text) and not _ASKS_FIGURE.search(opening)):
        return True
    if not text.rstrip().endswith("?") or _ASKS_FIGURE.search(free):
        return False
    limit, against = limit_in(free)
    claims = _PREDICATE.search(free) or _THAN.search(free) or factor_in(free)[0] or (limit and against)
    return bool(claims) and not _wanted_unit(outside(free, against))


def _wanted_unit(free: str) -> bool:
    free = _OF_A_WHOLE.sub(" ", free)
    return has("intent", "percent", free) or has("intent", "amount", free)


def _joined(text: str, mentions: Sequence[Named]) -> list[Span]:
    """Two metrics set one over the other: "R&D/sales", "current assets to current liabilities"."""
    if len(mentions) > _FEW:
        return []
    for (start, end, _), (after, last, whole) in itertools.pairwise(mentions):
        if (
            _JOINED.fullmatch(text, end, after)
            and ("/" not in text[end:after] or whole in _BASES)
            and "," not in text[:start]
        ):
            return [(start, end), (after, last)]
    return []


def _asks_for_change(opening: str, free: str) -> bool:
    """Whether words of change ask for it rather than belong to a line's name."""
    return _CHANGE_ASKED.search(free) is not None or opening.startswith(("change", "growth", "increase", "decrease"))


@cache
def pattern_of(table: str, key: str) -> re.Pattern[str]:
    entries = sorted(phrases()[table][key], key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(entry)}(?!\w)" for entry in entries), re.I)


def has(table: str, key: str, text: str) -> bool:
    """Whether a text has one of the phrases of a list of models/questions.toml."""
    return (table, key) in _lists_said(text)


@lru_cache(maxsize=256)
def _lists_said(text: str) -> frozenset[tuple[str, str]]:
    """The lists of which a text has a phrase, all at once: dozens are asked for of each question."""
    words = _SAID.findall(text.lower())
    said = f" {' '.join(words)} "
    begun = _phrases()
    return frozenset(found for word in words for phrase, found in begun.get(word, ()) if phrase in said)


@cache
def _phrases() -> dict[str, list[tuple[str, tuple[str, str]]]]:
    """By its first word, each phrase with a space around each of its words, and the list that it is of."""
    begun: dict[str, list[tuple[str, tuple[str, str]]]] = defaultdict(list)
    for table in ("intent", "direction", "superlative"):
        for key, entries in phrases()[table].items():
            for said in (_SAID.findall(entry.lower()) for entry in entries):
                begun[said[0]].append((f" {' '.join(said)} ", (table, key)))
    return dict(begun)


def outside(text: str, spans: Iterable[Span], blank: str = " ") -> str:
    """The text with the spans blanked, offsets kept."""
    for start, end in spans:
        text = text[:start] + blank * (end - start) + text[end:]
    return text


def without_look_alikes(text: str, named: Sequence[Span]) -> str:
    """Return a text in lower case without what is named, nor what only looks like an outlook or a movement.

    Such are a pension plan, gains made on something, homes under contract.
    """
    ahead = _THINGS_AHEAD.search(text)
    free = outside(text, [*([ahead.span()] if ahead else []), *named])
    unmoved = _UNMOVED.search(free)
    return outside(free, [unmoved.span()]) if unmoved else free


def direction_of(free: str) -> Direction:
    if leaves_open(free):
        return "either"
    for name in ("better", "worse", "up", "down", "either"):
        if has("direction", name, free):
            return name
    return ""


def leaves_open(free: str) -> bool:
    """Return whether both ways are named, so that neither yes nor no answers: "did it rise or fall", "higher or lower"."""
    return (" or " in free or "/" in free) and _either_way().search(free) is not None


@cache
def _either_way() -> re.Pattern[str]:
    ways = phrases()["direction"]
    up, down = either([*ways["up"], *ways["better"]]), either([*ways["down"], *ways["worse"]])
    return re.compile(rf"\b(?:{up})(?: or |/)(?:{down})\b|\b(?:{down})(?: or |/)(?:{up})\b")


def wanted_of(free: str) -> Wanted:
    if has("intent", "percent", free):
        return "percent"
    if has("intent", "amount", free):
        return "amount"
    by_itself = _AGAINST_BEFORE.search(free) and not direction_of(free)
    return "percent" if by_itself else ""
