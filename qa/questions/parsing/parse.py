"""From a question's words to a Query: what is taken by periods, companies and ways of asking; the rest is the topic."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.language.sought import Sought
from qa.language.stems import ignored, one_spelling, stem, words
from qa.language.values import PeriodExpression
from qa.questions.parsing.all_spent import SPENT, of_all_spent
from qa.questions.parsing.alternatives import Said
from qa.questions.parsing.computations import EARNED, SALES, computation_in, of_things
from qa.questions.parsing.dated import folded, periods_in
from qa.questions.parsing.halves import as_halves, halves_in
from qa.questions.parsing.intents import (
    LARGEST_SHARE,
    asks_yes_or_no,
    direction_of,
    has,
    intent_and_pieces,
    outside,
    pattern_of,
    wanted_of,
    without_look_alikes,
)
from qa.questions.parsing.joined import joined_names, spelled_nouns
from qa.questions.parsing.mentions import find_mentions, is_weak
from qa.questions.parsing.part_names import PartNames
from qa.questions.parsing.patterns import Named, Span, pattern
from qa.questions.parsing.plain import plain
from qa.questions.parsing.query import Computation, Intent, Query, Term, Topic
from qa.questions.parsing.told import words_of_telling
from qa.questions.parsing.topics import basis_of, overlaps, soft_stems, topic_of
from qa.questions.parsing.whys import asking_why, beside, conceded, supposed
from qa.questions.parsing.words import parts as of_axes
from qa.questions.parsing.words import periods_said

_FOLLOWS = re.compile(r"^\W*(?:and|but|or|also|what about|how about|what of|no)\b", re.I)
_POINTS_BACK = re.compile(r"\b(?:it|that|this|those|these)\b", re.I)
_BASE = re.compile(
    r"\b(?:compared? (?:with|to|against)|relative to|versus|vs\.?|than|against|since|from|over|above|below|(?:up|down) on|(?:increase|rise|growth|gain|improvement|decrease|fall|drop|decline) on the)"
    r"(?: (?:the|its|their|that|those|what it was|where|it|they|was|were|had|been|stood|in|at|of|for|as|reported|recorded|level|figure|end|close|start|beginning))*\s*$",
    re.I,
)
_OVER = re.compile(r"\bover (?:the |its |their |this )?(?:full |whole |entire )?\s*$", re.I)
_FROM = re.compile(
    r"(?:since|from|than|versus|vs\.?|against)\b", re.I
)  # within what says the period: "from the end of 2021"
_ANNUAL = Sought(
    r"\b(?:annual|yearly|full[- ]year)\b(?! (?:general |(?:share|stock)holders?'? )?(?:meeting|gathering))"
)
_OF_PARTS = Sought(
    r"(?<!which )(?<!which of )\b(?:two|three|four|five|six|\d|both|all|various|different|individual|its|their|across|among|between|of|the)(?: (?:the|its|their|two|three|four|five))?"
    r"(?: (?:reportable|reporting|operating|business|end|geographic|product))? (?:segments|divisions|regions|geographies|business units|business lines|end markets|categories)\b",
    0,
)
_TOLD = (
    "reason",
    "when",
    "who",
    "where",
    "event",
    "said",
    "about",
)  # answered in words, which are found by all that is said
_UNCOMPUTED = ("reason", "who", "where", "said", "about", "definition")
_LOOKS_AHEAD = Sought(
    r"\b(?:do|does) (?!(?:that|this|it|things?)\b)(?:\w+ ){1,3}look for\b|\bwhere (?:do|does|did) .*\bsees?\b|\b(?:do|does) (?:\w+ ){1,3}see (?:for|its|their)\b|(?<!did )(?<!did the )\b(?:they|management|company|it) see\b|\bper management\b|\bon track for\b|\bcalls? for\b|\bset to\b|\b(?:is|are) (?:management|they|the company|it) (?:pointing|guiding|steering|heading)\b|\bbetween (?:what|which)\b|\bshould\b.*\b(?:be|increase|come (?:in|out)|end up|finish|land|reach|exceed|top)\b|\bwhat (?:ceiling|floor|cap)\b|\b(?:ceiling|lid|cap|floor|upper limit) (?:on|for)\b|\b(?:is|are|it's) (?:now |currently |still )?seen\b|\b(?:management|company|firm|their|its|the team)(?:'s)? call on\b|\b(?:capped|limited|held) (?:at|to) (?:no more|less|under|below)\b"
)
# Behind a part's name, no word of what is asked of it: "the Looms segment's operating income".
_OF_PART = re.compile(r"(?: segment| division| unit)(?:'s|s')?(?= (?!(?:[\w-]+ ){0,2}margins?\b)\w)", re.I)
_PROFITABLE = Sought(
    r"\b(?:un)?profitable\b|\b(?:lost|lose|losing|made|make|making) (?:any )?money\b|\bin the (?:red|black)\b|\ba (?:loss|profit)\b"
)
# "Were more looms shipped than in spring": that many, and no sales.
_MORE_THINGS = Sought(
    r"\b(?:more|fewer) (?!(?:of|in|on|from|money|than)\b)(?:[\w-]+ ){1,4}?(?:shipped|delivered|ship|deliver|opened|hired|built|produced)\b"
    r"|\b(?:ship|deliver)(?:ped|ed)? (?:more|fewer) (?!(?:of|in|on|from|money|than)\b)"
)
_RESULTS = Sought(r"\b(?:results|performance)\b")  # of the whole company, where nothing else is named


def parse(
    question: str,
    companies: Sequence[Named] = (),
    parts: PartNames | None = None,
    kind: Intent | None = None,
    asked_with: frozenset[str] = frozenset(),
) -> Query:
    """Understand one question by itself.

    Arguments:
        question: as asked, typing errors mended.
        companies: spans of the question that name companies of the library.
        parts: the names of the parts in scope, of which no word asks ("Lower Rhine Shipping").
        kind: what is asked of the question as a whole, where that is known; else its words tell.
        asked_with: stems of words by which such a question asks, beside those of models/framing.toml.
    """
    text = spelled_nouns(joined_names(one_spelling(plain(question, [(start, end) for start, end, _ in companies]))))
    if text != question:
        companies = _moved(question, text, companies)
    periods = periods_in(text)
    annual = _ANNUAL.search(text)
    if annual and not periods:
        periods = [(*annual.span(), PeriodExpression(unit="year", shift=0, shift_unit="year"))]
    dates = [(entity.start, entity.end) for entity in periods_said(text)] + [(start, end) for start, end, _ in periods]
    named_in = [(start, end) for start, end, _ in companies]
    named = parts.said_in(text) if parts else []
    called = [found.span() for _, end in named if (found := _OF_PART.match(text, end))]
    mentions, apart = find_mentions(text, [*dates, *called], named_in)
    taken = [*dates, *named_in, *apart, *called]
    of_parts = [m.span() for m in pattern("parts_asked").finditer(text) if not overlaps(m.span(), [*taken, *named])]
    taken += of_parts
    rows = [row for row in parts.rows_in(text) if not overlaps(row, [*dates, *named_in])] if parts else []
    masked = _masked(text, [*named, *of_parts, *rows])
    if named:
        mentions = [mention for mention in mentions if not _straddles(mention, named)]
    lowered = masked.lower()
    free = without_look_alikes(lowered, [(start, end) for start, end, _ in mentions])
    asking = asking_why(free, text) if kind in (None, "reason") else ()
    beside_it = conceded(lowered) if asking else ()
    if beside_it:
        mentions = [mention for mention in mentions if not overlaps(mention[:2], beside_it)]
        free, taken = outside(free, beside_it), [*taken, *beside_it]
    kind = kind or ("reason" if asking else None)
    intent, pieces = (kind, [(0, len(text))]) if kind else intent_and_pieces(masked, mentions)
    taken += asking
    if intent == "which":
        taken += [match.span() for match in LARGEST_SHARE.finditer(masked)]
    guidance = has("intent", "guidance", free) or _LOOKS_AHEAD.search(free) is not None
    if guidance and intent == "where" and mentions:
        intent = "lookup"  # "where is management pointing for sales"
    many = bool(of_parts) or has("intent", "list", free) or _OF_PARTS.search(free) is not None
    soft = soft_stems(guidance=guidance, listing=many or intent == "which")
    soft = soft | asked_with if asked_with else soft
    topics = tuple(topic_of(text, piece, taken, mentions, soft, named, rows) for piece in pieces)
    if intent == "which" and not topics[0].hard and any(term.stem in of_axes() for term in topics[0].terms):
        # "Which segment grew fastest?", "the most profitable one".
        topics = (topics[0].with_words_of(EARNED if _PROFITABLE.search(free) else SALES), *topics[1:])
    if intent == "compare" and not topics[0].mentions and _PROFITABLE.search(free):
        topics = (topics[0].with_words_of(EARNED), *topics[1:])
    if intent == "compare" and not topics[0].mentions and _MORE_THINGS.search(free):
        topics = (of_things(topics[0]), *topics[1:])
    if SPENT.search(free):
        topics = tuple(of_all_spent(topic, free) for topic in topics)
    if intent == "definition":  # no word of a term asks: "return rate"
        topics = tuple(replace(one, terms=tuple(replace(t, soft=False) for t in one.terms)) for one in topics)
    if intent in ("ratio", "share change"):
        beside_them = [span for span in named if not any(s <= span[0] and span[1] <= e for s, e in pieces)]
        member = Topic(tuple(t for span in beside_them for t in topic_of(text, span, taken, [], soft, named).terms))
        topics = tuple(replace(one.with_words_of(member) if one.hard else one, counted=False) for one in topics)

    def topic(piece: Span, out: Sequence[Span]) -> Topic:
        # Two stretches side by side would read as one: "from EBITDA to adjusted EBITDA" holds no "EBITDA, adjusted".
        around = [*out, (0, piece[0]), (piece[1], len(text))]
        known = find_mentions(outside(text, around, "|"), taken, named_in)[0] if out else mentions
        return topic_of(text, piece, [*taken, *out], known, soft, named, rows)

    if intent == "lookup":
        periods = folded(periods, text)
    stated = outside(free, asking)
    yes_no = asks_yes_or_no(masked, mentions)
    metrics = [(start, end) for start, end, _ in _firm(mentions, text)] + apart
    said = Said(masked, [*metrics, *named], metrics, dates)
    computation = computation_in(said, topic, text, yes_no=yes_no, guidance=guidance)
    if computation and guidance and computation.kind in ("most", "least"):
        computation = None  # "the maximum sales they expect": an end of what is expected
    kept = tuple(
        topic
        for topic in topics
        if topic.hard or intent in ("ratio", "share change") or _says_what(intent, topic, text, guidance=guidance)
    )
    halves = halves_in(text, mentions) if yes_no and kind is None else []

    def half(said: str) -> Query:
        return parse(said, _moved(text, said, companies), parts)

    both = next(filter(None, (as_halves(half(one), half(other)) for one, other in halves)), ())
    whole = _RESULTS.search(stated) if intent == "reason" and not kept else None
    return Query(
        text=text,
        intent=intent,
        topics=(Topic((Term(stem(whole[0]), whole[0], soft=True),)),) if whole else kept,
        periods=tuple(expression for _, _, expression in periods),
        bases=tuple(
            expression
            for start, end, expression in periods
            if (_BASE.search(text[:start]) and not _is_span(text[:start], expression, len(periods)))
            or _FROM.match(text[start:end])
        ),
        companies=tuple(dict.fromkeys(name for _, _, name in companies)),
        wanted=wanted_of(free),
        direction=direction_of(stated) or supposed(free, asking),
        yes_no=yes_no,
        superlative=has("superlative", "most", free) or has("superlative", "least", free),
        most=not has("superlative", "least", free),
        basis=basis_of(text),
        guidance=guidance,
        many=many,
        parts=bool(of_parts),
        follows=bool(_FOLLOWS.match(text)),
        computation=computation if computation and (intent not in _UNCOMPUTED or _explains(computation)) else None,
        halves=both,
    )


def _is_span(before: str, expression: PeriodExpression, periods: int) -> bool:
    """Whether a period is what something moved over and not what it is held against: "fell over the fiscal year"."""
    reported = expression.shift == 0 or (expression.count > 1 and expression.shift is None and not expression.month)
    return periods == 1 and reported and expression.year is None and _OVER.search(before) is not None


def _explains(computation: Computation) -> bool:
    """Whether a computation answers a question for words: why two measures differ, "where did it grow more, A or B"."""
    return computation.kind in ("adjustments", "choice")


def _firm(mentions: Sequence[Named], text: str) -> list[Named]:
    return [mention for mention in mentions if not is_weak(text[mention[0] : mention[1]])]


def _masked(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans' letters made one that asks nothing, offsets kept."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\w", "x", text[start:end]) + text[end:]
    return text


def _says_what(intent: Intent, topic: Topic, text: str, *, guidance: bool) -> bool:
    """Whether a question for words says enough of what it asks about, though with no word that a line must hold."""
    if intent == "reason":
        moving = pattern_of("direction", "up"), pattern_of("direction", "down")
        named = [term for term in topic.terms if term.text.lower() not in beside()]
        return len([term for term in named if not any(p.fullmatch(term.text.lower()) for p in moving)]) > 1
    if intent == "compare" and guidance:
        return True  # "did they raise guidance"
    return intent in _TOLD and (intent == "about" or not _points_back(text))


def _straddles(mention: Named, parts: Sequence[Span]) -> bool:
    """Whether a metric would be read of half a part's name: "other loss" in "Corporate and Other loss"."""
    start, end, _ = mention
    return any(part < start < last < end or start < part < end < last for part, last in parts)


def _points_back(text: str) -> bool:
    """Whether a question points to what was said before it: "when is it", but not "the call - when is it"."""
    pointer = _POINTS_BACK.search(text)
    return pointer is not None and all(
        word.stem in ignored() or word.text.lower() in words_of_telling() for word in words(text[: pointer.start()])
    )


def _moved(before: str, after: str, companies: Sequence[Named]) -> list[Named]:
    """Company spans again after the spelling of "non-GAAP" was made one."""
    found = []
    for start, end, name in companies:
        at = after.find(before[start:end], max(0, start - 8))
        at = at if at >= 0 else after.find(before[start:end])
        if at >= 0:
            found.append((at, at + end - start, name))
    return found
