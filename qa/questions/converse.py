"""A conversation: what a turn leaves unsaid is taken from the turn before."""

import re
from dataclasses import replace

from qa.language.stems import label_stems, stem
from qa.language.values import PeriodExpression
from qa.language.vocabulary import vocabulary
from qa.questions.parsing.computations import SALES
from qa.questions.parsing.query import Computation, Query, Term, Topic
from qa.questions.parsing.words import parts

_BOTH = re.compile(r"\b(?:both|the two|(?:all )?together|combined)\b", re.I)
_OF_THAT = re.compile(
    r"\b(?:of|in|from) (?:that|this|it|those|them|these|which|the total)\b(?! (?:quarter|year|period))", re.I
)
_OF_A_PART = re.compile(
    r"\W*(?:(?:and|but|or|so|what about|how about)\W+)?(?:(?:just|only) )?(?:for|in|at|from|on) ", re.I
)
_IN_A_PART = re.compile(
    r"\b(?:in|within|for) (?:the )?(?P<part>(?!(?:the |its )?(?:q[1-4]|first|second|third|fourth|fiscal|fy|last|latest|prior|same|quarter|year|\d|three|six|nine|twelve))[a-z][\w&' -]+?)\W*$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\W*(?:(?:and|but|or|so|what about|how about)\W+)?(?:as a (?:share|percentage|percent|part) )?of (?!that|this|it\b|those|them|these)",
    re.I,
)
# A part by the name of what it deals in, which is no line asked for: "and for the securities business?".
_DEALS_IN = re.compile(r"\W*(?:\w+ ){1,4}(?:the|its) (?:\w+ ){1,2}(?:segment|division|unit|arm|business)\W*$", re.I)
_SAME_PART = re.compile(
    r"\b(?:(?:the|that|this|the same) (?:segment|division|business|unit|region|product|brand|category|group)(?:'s)?(?! (?:results|data))|its|their|(?<!is )(?<!are )(?<!was )(?<!were )there(?=\W*$| (?:in|for|last)))\b",
    re.I,
)
_WHAT_MARGIN = re.compile(
    r"\b(?:what|which) (?:kind of )?margin\b.*\b(?:that|it|this)\b|\bmargin(?: is| was)? (?:that|it|this)\b"
    r"|^\W*(?:and |so )?(?:what (?:is|was|about) )?(?:its |their |the |that )?margin(?: there)?\W*$",
    re.I,
)
_THAT_BASIS = re.compile(
    r"\b(?:on|under|using) (?:that|this|the same|such a) basis\b|\b(?:likewise|similarly) adjusted\b", re.I
)
# A result that was talked of, not that of the whole company: "so the loss widened".
_THAT_RESULT = re.compile(r"\b(?:the|that|this) (?:loss|profit)\b(?! (?:of|for|in|at|from|per|before|after)\b)", re.I)
# The part talked of, where what it made is asked; where no part was, the company.
_IT = re.compile(r"\b(?:did|does|has|had) it\b", re.I)
_EITHER_WAY = re.compile(
    r"\b(?:up|rise|grow|gain|increase|improve|widen|better|higher) or (?:down|fall|shrink|drop|decrease|decline|worsen|narrow|worse|lower)\b"
    r"|\b(?:down|fall|shrink|drop|decrease|decline|worsen|narrow|worse|lower) or (?:up|rise|grow|gain|increase|improve|widen|better|higher)\b",
    re.I,
)
_THAT_YEAR = re.compile(r"\b(?:that|the same) (?:same |fiscal )?year\b", re.I)
_SAME_LINE = ("including", "excluding", "using")  # of a line: what "and a year ago?" asks again
_OF_A_LINE = (*_SAME_LINE, "per", "original")
_MADE_BY_PARTS = (("SegmentOperatingIncome",), ("SegmentMargin",))
_DUE = {
    "Current": tuple(map(label_stems, ("current", "short term"))),
    "Noncurrent": tuple(map(label_stems, ("noncurrent", "non current", "long term"))),
}
_DUE_SAID = re.compile("(?:Noncurrent|Current)$")
_OF_A_BALANCE = label_stems("portion part piece amount balance")
_PART_WORDS = label_stems("segment division business unit region group")
_NARROWS = re.compile(
    r"\W*(?:(?:and|but|so|ok)\W+)*(?:just|only)(?: for| in| of)? [\w&.' -]{2,40}? (?:part|portion|piece|side|alone)\W*$",
    re.I,
)
_FEW = 4  # words of a turn that says no more than what it asks for
_GO_ON = ("average", "growth rate", "annualized", "count", "per")  # what "and net income?" asks again


def follow(before: Query | None, now: Query) -> Query:
    """Return the turn with what it leaves unsaid filled in from the turn before.

    Arguments:
        before: the turn before, itself filled in; None at a conversation's start.
    """
    if before is None:
        return now
    now = _of_that_year(before, now)
    others = (*before.others, *(topic for topic in before.topics[:1] if topic not in before.others))
    variant = _other_variant(before, now) or _other_term(before, now)
    if variant:
        now = replace(now, topics=(variant,), follows=True)
    of_it = _of_same_part(before, now, _IT) if now.intent == "lookup" else None
    if of_it:
        now = replace(now, topics=(of_it, *now.topics[1:]), follows=True)
    if is_complete(now):
        return replace(now, others=others)
    if now.bases and not now.topics and now.wanted == "percent" and now.intent == "lookup":
        now = replace(now, intent="change", direction=now.direction or "either")  # "and versus last year, in percent?"
    if _BOTH.search(now.text) and not now.topics:
        return _both(before, now, others)
    topics = _topics(before, now)
    if _THAT_BASIS.search(now.text) and before.topics and before.topics[0].basis:
        topics = tuple(replace(topic, basis=before.topics[0].basis) for topic in topics)
    if topics[1:] == (SALES,):
        now = replace(now, intent="ratio", wanted="percent")
    if now.basis and not now.topics:
        topics = tuple(replace(topic, basis=now.basis) for topic in topics)
    intent = now.intent if now.intent != "lookup" or not _only_moves_on(now) else before.intent
    if intent == "lookup" and before.intent in ("ratio", "share change") and topics == before.topics:
        intent = "ratio"
    if intent in ("ratio", "share change") and len(topics) != 2:
        intent = "lookup"  # a turn that leaves the whole behind asks for its own figure
    return replace(
        now,
        intent=intent,
        topics=topics,
        periods=(_as_long(now.periods, before.periods) if now.intent == "lookup" else now.periods) or before.periods,
        anchors=(*before.anchors, *before.periods) if now.periods else before.anchors,
        companies=now.companies or before.companies,
        others=others,
        wanted=now.wanted or before.wanted,
        direction=now.direction or ("" if _EITHER_WAY.search(before.text) else before.direction),
        guidance=now.guidance or before.guidance,
        computation=_computation(before, now),
    )


def _of_that_year(before: Query, now: Query) -> Query:
    """A turn whose part of a year is of the year talked of: "and first-quarter revenue that year?"."""
    said = next((one for one in reversed(before.periods) if one.year or one.shift_unit == "year"), None)
    if said is None or not _THAT_YEAR.search(now.text):
        return now
    return replace(now, periods=tuple(_in_year(one, said) for one in now.periods))


def _in_year(one: PeriodExpression, year: PeriodExpression) -> PeriodExpression:
    """A part of a year, where it does not say of which, as that of a year."""
    if not (one.ordinal or one.month) or one.year or one.shift is not None:
        return one
    return replace(one, year=year.year, fiscal=year.fiscal, shift=year.shift, shift_unit=year.shift_unit)


def of_part_before(before: Query | None, turn: Query, now: Query) -> Query | None:
    """Return a turn that names a metric alone as one of the part that was talked of: "and revenue?" behind a segment's orders.

    Arguments:
        turn: as it stands alone.
        now: with what it leaves unsaid taken from the turn before.

    None where it says more, or where the whole was talked of.
    """
    alone = turn.follows and turn.intent == "lookup" and len(turn.topics) == len(now.topics) == 1
    if before is None or not alone or len(before.topics) != 1 or before.intent != "lookup":
        return None
    earlier, topic = before.topics[0], now.topics[0]
    names_metric = len(topic.mentions) == 1 and not topic.beside
    if not earlier.beside or not earlier.mentions or not names_metric or topic.mentions == earlier.mentions:
        return None
    return replace(now, topics=(Topic(earlier.beside).with_words_of(topic),))


def of_part(before: Query | None, now: Query) -> Query | None:
    """Return a turn that names a part alone as the earlier turn's metric of it: "and the Laboratory segment?".

    None where it names a metric, or where no metric was talked of.
    """
    if before is None or not before.topics or len(now.topics) != 1 or now.intent not in ("lookup", "change"):
        return None
    if before.intent in ("ratio", "share change"):
        return None  # of whose two figures one is a part's
    part, whole = now.topics[0], before.topics[0]
    if part == whole or part.mentions or not part.hard or len(whole.mentions) > 1:
        return None
    if _NARROWS.match(now.text):
        # A part of what was talked of is still of the part that this was: "and just the foreign part?" of a segment's sales.
        metric = before.others[-1] if _NARROWS.match(before.text) and before.others else whole
    else:
        # A line that no vocabulary knows ("unit case volume") is named by all that is left of it.
        metric = _total(whole)
    said = replace(part, terms=tuple(term for term in part.terms if term.stem not in parts()))
    return replace(now, topics=(said.with_words_of(metric),)) if said.hard else None


def _both(before: Query, now: Query, others: tuple[Topic, ...]) -> Query:
    """Both lines that were talked of last, or the one line in both periods; together, where they are to be added."""
    last = [topic for topic in others if topic != before.topics[0]][-1:] + list(before.topics[:1])
    if len(last) == 2:
        one, other = last
        joined = one.with_words_of(replace(other, terms=(replace(other.terms[0], breaks=True), *other.terms[1:])))
        sums = replace(now.computation, topics=tuple(last), plain=None) if now.computation else None
        return replace(before, text=now.text, intent="lookup", topics=(joined,), computation=sums, others=others)
    return replace(before, text=now.text, periods=(*before.anchors[-1:], *before.periods), others=others)


def _total(topic: Topic) -> Topic:
    """What a topic of a part is the part of: its metric, without the part's name."""
    return replace(topic, terms=tuple(term for term in topic.terms if term.mention >= 0)) if topic.mentions else topic


def _of_same_part(before: Query, now: Query, *pointers: re.Pattern[str]) -> Topic | None:
    """What a turn asks of the part that was talked of: "what did that segment make?", "and its profit?".

    Arguments:
        pointers: one of which stands in the turn that asks so.
    """
    points = any(words.search(now.text) for words in pointers) or _is_of_some_part(now)
    if not points or not before.topics or not now.topics or not now.topics[0].mentions:
        return None
    member = before.topics[0].beside
    asked = Topic(tuple(term for term in now.topics[0].terms if term.mention >= 0), now.topics[0].mentions)
    return Topic(member).with_words_of(asked) if member and before.topics[0].mentions else None


def _is_of_some_part(query: Query) -> bool:
    """Whether a turn asks what a part made, and not which: "segment profit?"."""
    brief = len(query.text.split()) <= _FEW and not query.periods
    named = query.topics[0] if brief and len(query.topics) == 1 and query.intent == "lookup" else Topic()
    return named.mentions in _MADE_BY_PARTS and all(term.mention >= 0 for term in named.hard)


def _part(before: Query, now: Query) -> Topic | None:
    """The part of what was talked of that a turn may name: its words with the metric of the turn before."""
    if not before.topics or not now.topics or now.intent not in ("lookup", "change"):
        return None
    part, earlier = now.topics[0], before.topics[0]
    own = _IN_A_PART.search(before.text)
    if part.mentions and own and _OF_A_PART.match(now.text) and len(now.topics) == 1:
        said = frozenset(label_stems(own["part"]))
        line = replace(earlier, terms=tuple(term for term in earlier.terms if term.stem not in said))
        return part.with_words_of(line) if said and len(line.terms) < len(earlier.terms) and line.terms else None
    if part.mentions and _names_part(now):
        part = Topic(tuple(replace(term, mention=-1) for term in part.terms))
    if part.mentions:
        return None
    line = Topic(tuple(term for term in earlier.terms if term.mention >= 0), earlier.mentions, earlier.basis)
    return part.with_words_of(line) if line.terms else None


def _computation(before: Query, now: Query) -> Computation | None:
    """What is to be computed: of what was talked of ("and the average?"), or the same of something else ("and net income?")."""
    asked, earlier = now.computation, before.computation
    if asked and before.topics and not any(topic.hard for topic in asked.topics):
        return replace(asked, topics=before.topics[:1], plain=None)
    if earlier and earlier.kind in _SAME_LINE and not (asked or now.topics):
        return earlier
    if asked or earlier is None or earlier.kind not in _GO_ON or not _only_moves_on(now) or "then" in now.text.split():
        return asked
    return replace(earlier, topics=now.topics[:1] or earlier.topics, plain=None)


def _as_long(
    periods: tuple[PeriodExpression, ...], before: tuple[PeriodExpression, ...]
) -> tuple[PeriodExpression, ...]:
    """The periods of a turn that goes back a year: talking of a quarter, "the year before" is that quarter's."""
    of_part = not before or before[-1].unit in ("quarter", "month", "half")
    said = (periods[0].unit, periods[0].shift, periods[0].count, periods[0].instant) if periods else ()
    if len(periods) != 1 or not of_part or said != ("year", -1, 1, False):
        return periods
    return (replace(periods[0], unit=None, same=True),)


def is_complete(query: Query) -> bool:
    """Whether a question stands by itself."""
    if query.intent in ("ratio", "share change"):
        return all(topic.hard for topic in query.topics)
    if query.computation and query.computation.kind in _OF_A_LINE and not query.computation.topics[0].hard:
        return False  # "per share?"
    leans = (_OF_THAT, _SAME_PART, _WHAT_MARGIN, _THAT_BASIS, _THAT_RESULT)
    leaning = (
        query.follows
        or _names_part(query)
        or _is_of_some_part(query)
        or any(words.search(query.text) for words in leans)
    )
    return bool(query.topics) and not leaning


def _names_part(query: Query) -> bool:
    """Whether a turn is no more than a part's name: "for the securities business"."""
    return query.intent == "lookup" and bool(_OF_A_PART.match(query.text) and _DEALS_IN.match(query.text))


def _only_moves_on(query: Query) -> bool:
    """Whether a turn asks the same of something else ("and R&D?", "and a year ago?")."""
    return query.intent == "lookup" and not query.direction


def _topics(before: Query, now: Query) -> tuple[Topic, ...]:
    if now.intent in ("ratio", "share change"):
        part, whole = now.topics
        earlier = before.topics[0] if before.topics else part
        if not whole.hard and before.topics:
            whole = before.topics[-1] if part.hard or len(before.topics) > 1 else _total(earlier)
        return (part if part.hard else earlier, whole)
    if not now.topics:
        return before.topics
    if _SAME_PART.search(now.text) and all(term.stem in _PART_WORDS for term in now.topics[0].hard):
        return before.topics  # "what did the unit post a year ago"
    same = _of_same_part(before, now, _SAME_PART, _THAT_RESULT)
    if same:
        return (same, *now.topics[1:])
    if _WHAT_MARGIN.search(now.text) and before.topics:
        return (before.topics[0], SALES)
    of_part = _part(before, now)
    if of_part and _OF_A_PART.match(now.text):
        return (of_part, *before.topics[1:])
    if now.intent == "which" and _OF_THAT.search(now.text) and before.topics:
        kinds = tuple(term for term in now.topics[0].terms if term.mention < 0)
        return (Topic(kinds).with_words_of(_total(before.topics[0])),)
    if _OF_THAT.search(now.text) and before.topics:
        # The whole stays beside the part: "as a percentage?" asks of both.
        return (of_part or now.topics[0], before.topics[0])
    shared = before.intent in ("ratio", "share change") and len(before.topics) == 2 and now.intent == "lookup"
    if shared and before.topics[0].hard and _OF_ANOTHER.match(now.text):
        return (before.topics[0], now.topics[0])  # "and of operating income?" asks for the same as a share of that
    if shared:
        return (of_part if of_part else now.topics[0], before.topics[1])
    return (_per_share_too(now.topics[0], before), *now.topics[1:])


def _other_variant(before: Query, now: Query) -> Topic | None:
    """What was talked of in the variant that a turn names alone: "basic?" of diluted earnings per share are no basic shares."""
    if len(before.topics) != 1 or len(now.topics) != 1 or len(before.topics[0].mentions) != 1 or now.topics[0].mentions:
        return None
    earlier, said = before.topics[0], [term.text.lower() for term in now.topics[0].hard]
    families = (metric.variants for metric in vocabulary().metrics.values() if metric.variants)
    known = next((variants for variants in families if earlier.mentions[0] in variants.values()), {})
    if len(said) != 1 or said[0] not in known:
        return None
    named = {stem(variant) for variant in known}
    kept = tuple(term for term in earlier.terms if term.stem not in named)
    return replace(earlier, terms=kept, mentions=(known[said[0]],))


def _other_term(before: Query, now: Query) -> Topic | None:
    """What was talked of as it is due within a year, or later, where a turn names but that: "and the long-term portion?"."""
    if len(before.topics) != 1 or len(now.topics) != 1:
        return None
    said = frozenset(term.stem for term in now.topics[0].hard) - _OF_A_BALANCE
    due = next((due for due, ways in _DUE.items() if said in ways), "")
    names = (f"{_DUE_SAID.sub('', mention)}{due}" for mention in before.topics[0].mentions)
    name = next((name for name in names if due and name in vocabulary().metrics), "")
    return Topic((Term(name, name, mention=0),), (name,)) if name else None


def _per_share_too(topic: Topic, before: Query) -> Topic:
    """A metric named by some of the words of one per share before: "FFO" after "core FFO per share" is per share, too."""
    earlier = before.topics[0] if before.topics else topic
    metrics = vocabulary().metrics
    known = [metrics[name] for one in (earlier, topic) for name in one.mentions if name in metrics]
    if (
        len(known) != 2
        or known[0].unit != "money/share"
        or not {t.stem for t in topic.terms} < {t.stem for t in earlier.terms}
    ):
        return topic
    name = known[1].by_unit.get("money/share")
    return replace(topic, mentions=(name,)) if name else topic
