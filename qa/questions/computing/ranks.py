"""Which member of a dimension has the most or the least: the segments, regions, products ranked by size or by growth."""

from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Dimensions
from qa.language.period_grammar import read_count
from qa.language.stems import ignored, label_stems, stem
from qa.questions.computing.arithmetic import change, computed, is_additive, number, reported, term
from qa.questions.computing.changes import asks_for_growth, compared_periods, stated_change, wants_most
from qa.questions.computing.ranked_rows import ONE, moved_rows, rank_rows
from qa.questions.finding.index import Line
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import at, targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.alternatives import COUNTS
from qa.questions.parsing.limits import limit_in
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.words import axes_said, generic, parts, phrases
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

# What is deducted or kept beside the parts, and is none of them: "Corporate and eliminations".
_NO_PART = label_stems(
    "corporate unallocated eliminations elimination eliminated intersegment intercompany reconciling surcharge"
)
_LOSS = stem("loss")
_MARKS = label_stems("count rank order")  # words of wording.toml that ask how, and for no line
_BESIDE_PARTS = _NO_PART | label_stems(
    "inter segment adjustments items other expense expenses costs net revenue fuel before excluding"
)


def rank(query: Query, view: View) -> Outcome:
    """Return the members of a dimension by what is asked of them, the one asked for first."""
    topic = query.topics[0] if query.topics else Topic()
    in_order = pattern("in_order").search(query.text) is not None
    if in_order or pattern("counted_up").search(query.text):
        topic = replace(topic, terms=tuple(each for each in topic.terms if each.stem not in _MARKS))
    if _against_itself(query):
        return _moved(query, topic, view)
    if query.direction in ("up", "down") and not query.superlative:
        if pattern("counted_up").search(query.text):
            return _went(query, topic, view)
        moved = moved_rows(query, topic, view)
        return moved if moved.answers else _went(query, topic, view)
    members = _members(query, topic, view)
    if _is_of_profit(topic) or (len(members) < 2 and topic.mentions[:1] == ("OperatingIncomeLoss",)):
        of_parts = _members(query, replace(topic, mentions=tuple(phrases()["part_profit"]["metrics"])), view)
        members = of_parts if len(of_parts) > len(members) else members
    limit, _ = limit_in(query.text)
    if limit and limit.value == 0 and not query.superlative:
        within = [answer for answer in members if (number(answer.fact) > 0) == limit.above]
        return Outcome(tuple(within), say.several(within, view)) if within else Outcome(missing=topic.text)
    if len(members) < 2:
        rows = rank_rows(query, topic, view)
        return rows if rows.answers else Outcome(missing=topic.text)
    query = replace(query, most=wants_most(query, members[0].fact.metric))
    of_a_loss = _is_of_a_loss(query, topic, members)
    if of_a_loss:
        members = [answer for answer in members if number(answer.fact) < 0]  # a profit is no smaller loss
    downward = of_a_loss or _falls(query)
    if not members or (query.most and not downward and _hides_more(members, topic, query, view)):
        return Outcome(missing=topic.text)
    ordered = sorted(members, key=lambda answer: number(answer.fact), reverse=query.most != downward)
    if len(ordered) == 1:
        return Outcome(tuple(ordered), say.figures(ordered, query, view))
    if in_order:
        whole = not _hides_some(query, ordered)
        return Outcome(tuple(ordered), say.in_order(ordered, query)) if whole else Outcome(missing=topic.text)
    return Outcome(tuple(ordered), say.winner(ordered[0], ordered[1], query))


def _is_of_a_loss(query: Query, topic: Topic, members: Sequence[Answer]) -> bool:
    """Whether the members are put in order by what they lost, which is the lowest of their incomes."""
    if asks_for_growth(query) or not all(say.has_opposite(answer.fact) for answer in members):
        return False
    return any(term.stem == _LOSS for term in topic.hard if term.mention >= 0)


def _hides_more(members: Sequence[Answer], topic: Topic, query: Query, view: View) -> bool:
    """Whether what a whole comes to beside its members may hold one that is more than any of them."""
    if asks_for_growth(query) or not topic.mentions or not all(is_additive(answer.fact) for answer in members):
        return False
    periods = targets(query.periods, view, query.anchors)
    line = replace(topic, terms=tuple(term for term in topic.terms if term.mention >= 0))
    whole = value(line, periods[0] if periods else view.reported, view)
    if whole is None or whole.fact.unit != members[0].fact.unit or whole.fact.metric != members[0].fact.metric:
        return False
    sizes = [number(answer.fact) for answer in members]
    return number(whole.fact) - sum(sizes) > max(sizes) > 0


def _against_itself(query: Query) -> bool:
    """Whether each member is held against itself at another time, and none against others: "which sold less than a year ago"."""
    return bool(query.bases) and pattern("than_then").search(query.text) is not None


def _moved(query: Query, topic: Topic, view: View) -> Outcome:
    """The members that went the way asked for, each with its change; empty where none did or one has no change told."""
    return _went(replace(query, direction="up" if query.most else "down"), topic, view)


def _went(query: Query, topic: Topic, view: View) -> Outcome:
    """The members that rose, or fell, each with its change, or how many they are; empty where none did or one has no change told."""
    members = _members(replace(query, wanted=query.wanted or "amount"), topic, view, grown=True)
    down = query.direction == "down"
    found = [answer for answer in members if number(answer.fact) and (number(answer.fact) < 0) == down]
    if len(members) < 2 or _hides_some(query, members):
        return Outcome(missing=topic.text)
    if pattern("counted_up").search(query.text):
        return _counted(found, members, down=down)
    if not found or (ONE.search(query.text) and len(found) > 1):
        return Outcome(missing=topic.text)
    ordered = sorted(found, key=lambda answer: number(answer.fact), reverse=not down)
    return Outcome(tuple(ordered), say.clip(" ".join(say.change(answer, view) for answer in ordered)))


def _hides_some(query: Query, members: Sequence[Answer]) -> bool:
    """Whether a question says how many parts there are, and the members are not so many."""
    said = pattern("of_so_many").search(query.text)
    return said is not None and read_count(said["count"].lower()) != len(members)


def _counted(found: Sequence[Answer], members: Sequence[Answer], *, down: bool) -> Outcome:
    """How many of the members moved as asked."""
    sign = "<" if down else ">"
    held = ", ".join(f"{term(answer)} {sign} 0" for answer in members)
    fact = replace(
        members[0].fact,
        value=Decimal(len(found)),
        unit="count",
        dimensions=(),
        comparison=None,
        reported="",
        scale=1,
        decimals=None,
        sources=(),
    )
    answer = computed(fact, f"count({held})", members)
    return Outcome((answer,), say.of_members(found, members, down=down))


def _members(query: Query, topic: Topic, view: View, *, grown: bool = False) -> Sequence[Answer]:
    grown = grown or asks_for_growth(query)
    kind = _kind_asked(query.text)
    longest = max(_by_axis(query, topic, kind, view, grown=grown).values(), key=len, default=[])
    return _meant(topic, longest, kind)


def _kind_asked(words: str) -> frozenset[str]:
    """The stems of what is asked for one of: "which line of business", "which property"."""
    asked = pattern("of_which_kind").search(words)
    return label_stems(asked["kind"]) - ignored() if asked else frozenset()


def _is_of_profit(topic: Topic) -> bool:
    """Whether a topic asks for profit in so many words, which of a part is stated as its operating income."""
    said = phrases()["part_profit"]["said"]
    return bool(topic.mentions) and all(term.text.lower() in said for term in topic.terms if term.mention >= 0)


def _meant(topic: Topic, members: Sequence[Answer], kind: frozenset[str]) -> Sequence[Answer]:
    """The members that a question's other words leave: those that it names, else those of whose rows it says nothing else.

    "Which segment had the highest sales in Japan" asks of rows that say Japan, and there may be none.

    Arguments:
        kind: the stems of what is asked for one of.
    """
    said = {t.stem for t in topic.hard if t.mention < 0 and t.stem not in parts() | generic() | COUNTS | kind}
    names = [(answer, frozenset(_own_words(answer))) for answer in members]
    named = [(answer, words) for answer, words in names if words and words <= said]
    if len(named) > 1 and said <= frozenset[str]().union(*(words for _, words in named)):
        return [answer for answer, _ in named]
    return [answer for answer, words in names if said <= words | _above(answer)]


def _own_words(answer: Answer) -> set[str]:
    """The stems of a member's name."""
    return {stem for _, member in answer.fact.dimensions for stem in label_stems(member)} - ignored() - generic()


def _above(answer: Answer) -> frozenset[str]:
    """The stems of a row's label, of the heads above it and of its table's name."""
    said = (answer.fact.label, *answer.fact.heads, *(source.section for source in answer.fact.sources[:1]))
    return frozenset[str]().union(*map(label_stems, said))


def _falls(query: Query) -> bool:
    """Whether the most of what is asked is the least number: the largest fall."""
    return asks_for_growth(query) and query.most and pattern("fell").search(query.text) is not None


def _by_axis(query: Query, topic: Topic, kind: frozenset[str], view: View, *, grown: bool) -> dict[str, list[Answer]]:
    """The members' figures by the axis they lie on: of an axis that the question names its own, where there are any."""
    asked = {term.stem for term in topic.terms} & parts()
    axes = [axis for axis, said in axes_said().items() if said & asked]
    axes = [axis for axis in axes if axis != "Segment"] or axes  # "geographic segments" are places
    lines = [
        line
        for line in view.index.look_at(view.index.about(topic.mentions))
        if line.dimensions and line.family != "guidance" and line.basis in ("GAAP", topic.basis)
    ]
    of_kind = [line for line in lines if kind and kind <= label_stems(line.dimensions[-1][0]) and _is_one_part(line)]
    lines = of_kind if len(of_kind) > 1 else [line for line in lines if len(line.dimensions) == 1]
    axes = [of_kind[0].dimensions[-1][0]] if len(of_kind) > 1 else axes
    # What a table calls segments are those, though other lines lie on the same axis: kinds of revenue, products.
    told = {line.dimensions for line in lines if line.context & (asked | (kind - generic()))}
    found: dict[str, list[Answer]] = {}
    seen: set[Dimensions] = set()
    for line in lines:
        dimensions = line.dimensions
        if dimensions[-1][0] not in axes and _is_of_others(line, asked):
            continue
        answer = None if dimensions in seen else _figure(line, query, view, grown=grown)
        if answer:
            seen.add(dimensions)
            found.setdefault(dimensions[-1][0], []).append(answer)
    kept = {axis: _without_totals(_so_called(members, told)) for axis, members in found.items()}
    # Operating segments may be places: what else is called a segment ("intersegment") is none to rank.
    named = {axis: kept[axis] for axis in kept if axis in axes and (axis != "Segment" or len(kept[axis]) > 1)}
    return named or kept


def _is_one_part(line: Line) -> bool:
    """Whether a line is of one part, which may be named below the group that it is in."""
    return len(line.dimensions) == 1 or (len(line.dimensions) == 2 and line.dimensions[0][0] == "Group")


def _is_no_part(member: str) -> bool:
    said = label_stems(member)
    return bool(said & _NO_PART) and said <= _BESIDE_PARTS


def _so_called(members: list[Answer], told: Set[Dimensions]) -> list[Answer]:
    """The members that a table calls what is asked for, where there are several of these; else all."""
    called = [answer for answer in members if answer.fact.dimensions in told]
    return called if len(called) > 1 else members


def _is_of_others(line: Line, asked: Set[str]) -> bool:
    """Whether the table says that its rows are parts of another kind than those asked: "net sales by segment", of the end markets."""
    return bool(asked) and bool(line.context & parts()) and not line.context & asked


def _figure(line: Line, query: Query, view: View, *, grown: bool) -> Answer | None:
    """A member's figure in the period asked for: its growth where that is what members are ranked by."""
    if not grown:
        periods = targets(query.periods, view, query.anchors)
        target = periods[0] if periods else view.reported
        held = at(line, target) if target and line.family == "level" else None
        return reported(held, view.company) if held else None
    later, earlier, _ = compared_periods(query, view)
    wanted = query.wanted or "percent"
    now, before = (at(line, period) if period and line.family == "level" else None for period in (later, earlier))
    if now and before:
        return change(reported(now, view.company), reported(before, view.company), wanted)
    return stated_change(line, wanted, later, earlier, view) if line.family == "change" else None


def _without_totals(members: Sequence[Answer]) -> list[Answer]:
    """The members less those that are the sum of others, or another name of one, and less what is no part by itself."""
    kept: list[Answer] = []
    for answer in members:
        size = number(answer.fact)
        sizes = [number(other.fact) for other in kept]
        is_sum = any(sum(sizes[at:]) == size for at in range(len(sizes) - 1))
        if not is_sum and size not in sizes:
            kept.append(answer)
    return [answer for answer in kept if not _is_no_part(answer.fact.dimensions[-1][1])]
