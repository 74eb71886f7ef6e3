"""Duplicate facts: consistent ones merge into the most precise, inconsistent ones are both kept and flagged.

The classes are XBRL's (Working Group Note "Handling Duplicate Facts in XBRL and Inline XBRL"): two facts are
consistent when the intervals that their rounding leaves overlap.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact, Period, Source
from qa.facts.outside_gaap import outside_gaap
from qa.language.vocabulary import vocabulary

_SLACK_DAYS = 7
_SURER = 0.01  # by how much a statement's figure is surer than a sentence's: what is less sure puts nothing in doubt


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts with duplicates merged, in the order of the text.

    Of consistent duplicates the most precise stays and takes the sources of the others as corroboration.
    """
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[_identity(fact)].append(fact)
    merged = [fact for group in groups.values() for same in _by_period(group) for fact in _merge_group(same)]
    merged = _into_variants(merged)
    return sorted(merged, key=lambda fact: fact.sources[0].start if fact.sources else -1)


def without_told(prose: Sequence[Fact], told: Sequence[Fact]) -> list[Fact]:
    """Return the facts of sentences less those by a noun of their own whose very figure is told to be of a known metric.

    Arguments:
        told: what a sentence says of a deal, a buyback: "at an average price of $33.18".
    """
    known = {fact.sources[0].end for fact in told if fact.metric in vocabulary().metrics and fact.unit != "text"}
    return [fact for fact in prose if fact.metric in vocabulary().metrics or fact.sources[0].end not in known]


def _identity(fact: Fact) -> tuple[object, ...]:
    """What two facts must share to state the same thing.

    A row's heads belong to it: "Other" under two heads is two line items. Two texts (names, numbers to dial)
    are two facts that do not contradict each other.
    """
    return (
        fact.metric,
        fact.value if fact.unit == "text" else "",
        () if fact.metric in vocabulary().metrics else fact.heads,
        _length(fact.period),
        fact.dimensions,
        "GAAP" if fact.basis == "non-GAAP" and fact.metric in outside_gaap() else fact.basis,
        fact.unit,
        _length(fact.comparison),
        fact.guidance if fact.guidance.startswith("previously") else bool(fact.guidance),
        fact.bound,
    )


def _into_variants(facts: list[Fact]) -> list[Fact]:
    """The facts, a family's ("per share") where a variant's ("per diluted share") agrees made its corroboration."""
    variants = {
        metric.name: set(metric.variants.values()) for metric in vocabulary().metrics.values() if metric.variants
    }
    kept = [fact for fact in facts if fact.metric not in variants]
    apart: list[Fact] = []
    meant: dict[tuple[object, ...], list[set[str]]] = defaultdict(list)
    for fact in facts:
        if fact.metric not in variants:
            continue
        same = [
            i
            for i, other in enumerate(kept)
            if other.metric in variants[fact.metric]
            and _identity(replace(other, metric=fact.metric)) == _identity(fact)
            and _by_period([fact, other]) in ([[fact, other]], [[other, fact]])
            and consistent(fact, other)
        ]
        if same:
            meant[_family(fact)].append({kept[i].metric for i in same})
            kept[same[0]] = replace(kept[same[0]], sources=_joined(kept[same[0]], fact))
        else:
            apart.append(fact)
    return kept + [_as_meant(fact, meant[_family(fact)]) for fact in apart]


def _family(fact: Fact) -> tuple[object, ...]:
    return fact.metric, fact.basis, fact.dimensions


def _as_meant(fact: Fact, meant: Sequence[set[str]]) -> Fact:
    """A family's fact of a period that has no variant, as the one variant that the release shows to mean elsewhere."""
    one = set.intersection(*meant) if meant else set()
    return replace(fact, metric=one.pop()) if len(one) == 1 and not fact.guidance else fact


def _length(period: Period | None) -> int | None:
    """A period's length in months: what tells a quarter from a year to date, not the days of a 52/53-week year."""
    return None if period is None else round(period.days / 30.4)


def _by_period(group: list[Fact]) -> list[list[Fact]]:
    """Facts of one period each; two wordings of a 52/53-week period may differ by days."""
    runs: list[list[Fact]] = []
    for fact in sorted(group, key=_days):
        if runs and all(b - a <= _SLACK_DAYS for a, b in zip(_days(runs[-1][0]), _days(fact), strict=True)):
            runs[-1].append(fact)
        else:
            runs.append([fact])
    return runs


def _days(fact: Fact) -> tuple[int, int]:
    return tuple(period.end.toordinal() if period else 0 for period in (fact.period, fact.comparison))  # type: ignore[return-value]


def _merge_group(group: list[Fact]) -> list[Fact]:
    if len(group) == 1:
        return group
    kept: list[Fact] = []
    # The most precise first; of equals what tables list beside other parts below a head, then the one stated first.
    for fact in sorted(group, key=lambda f: (-precision(f), not (f.dimensions and f.heads), _start(f))):
        same = next((i for i, other in enumerate(kept) if consistent(fact, other)), None)
        if same is None:
            kept.append(fact)
        else:
            kept[same] = replace(kept[same], sources=_joined(kept[same], fact))
    if len(kept) == 1:
        return kept
    return [_flagged(fact, [other for other in kept if other is not fact]) for fact in kept]


def _start(fact: Fact) -> int:
    return fact.sources[0].start if fact.sources else 0


def _joined(fact: Fact, other: Fact) -> tuple[Source, ...]:
    return fact.sources + tuple(source for source in other.sources if source not in fact.sources)


def consistent(one: Fact, other: Fact) -> bool:
    """Return whether two facts agree within their rounding."""
    if not isinstance(one.value, Decimal) or not isinstance(other.value, Decimal):
        return one.value == other.value
    return abs(one.value - other.value) <= one.rounding + other.rounding


def precision(fact: Fact) -> int:
    """Return decimal places correct, as XBRL's `decimals`; exact is beyond all."""
    return 100 if fact.decimals is None else fact.decimals


def _flagged(fact: Fact, others: list[Fact]) -> Fact:
    """The fact with a note of what else the filing says; one that others corroborate is the likelier."""
    against = [other for other in others if other.confidence + _SURER >= fact.confidence]
    if not against:
        return fact
    said = ", ".join(dict.fromkeys(other.reported for other in against))
    confidence = fact.confidence * (0.9 if len(fact.sources) > max(len(o.sources) for o in others) else 0.6)
    return replace(fact, flags=(*fact.flags, f"also stated as {said}"), confidence=round(confidence, 3))
