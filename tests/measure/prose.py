"""Measure what is read of the sentences of real releases: python -m tests.measure.prose.

Three figures: the share of the quantities in sentences that became facts; of the levels that sentences state and
tables of the same release have too, those that differ ("contradicted"); and the facts of known metrics in sentences
whose figure stands in a table, but only ever as another metric's or another period's ("told otherwise"). The last two
are probably misread.
"""

import argparse
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from qa.facts.checks import Finding
from qa.facts.duplicates import consistent
from qa.facts.extract import extract
from qa.facts.extraction import Extraction
from qa.facts.fact import Fact, Period, Source
from qa.filing import Filing
from qa.language.values import Entity, Qualifier, Quantity
from qa.language.vocabulary import vocabulary
from qa.reading import Unreadable, read
from tests.measure.identities import FILINGS, releases

_LEAST_DIGITS = 3  # significant digits from which on a figure is not in a table by chance
_SLACK = 7  # days by which two wordings of a 52/53-week period differ

Stated = tuple[Fact, Source]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence outside of boilerplate and tables that holds quantities.

    Arguments:
        facts: what was read of it.
        quantities: how many.
        unread: those that are in none of the facts.
    """

    text: str
    quantities: int
    facts: Sequence[Fact]
    unread: Sequence[str]


@dataclass(frozen=True, slots=True)
class Prose:
    """What is read of one release's sentences.

    Arguments:
        checked: levels in sentences that tables have too, each with whether the two agree.
        otherwise: facts of sentences whose figures tables have as something else only, each with one of these.
    """

    sentences: Sequence[Sentence]
    checked: Sequence[Finding]
    otherwise: Sequence[tuple[Fact, Fact]]

    @property
    def counts(self) -> Counter[str]:
        """Return the counts that are summed over releases."""
        quantities = sum(sentence.quantities for sentence in self.sentences)
        return Counter(
            quantities=quantities,
            read=quantities - sum(len(sentence.unread) for sentence in self.sentences),
            checked=len(self.checked),
            contradicted=sum(not finding.holds for finding in self.checked),
            otherwise=len(self.otherwise),
        )


def main() -> None:
    """Print each release's counts, with what is asked to be shown, and the sums."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the releases to measure")
    parser.add_argument("--every", type=int, default=1, help="measure one release of so many")
    parser.add_argument("--show", choices=["wrong", "sentences"], help="print what may be misread, or all sentences")
    options = parser.parse_args()
    sums: Counter[str] = Counter()
    for path in [path for path in releases() if options.only in str(path)][:: options.every]:
        try:
            filing = read(path.read_bytes(), path.name)
        except Unreadable:
            continue
        prose = measured(filing)
        sums += prose.counts
        print(f"{path.relative_to(FILINGS)}: {_told(prose.counts)}")
        for line in _wrong(prose) if options.show == "wrong" else _all(prose) if options.show else ():
            print(line)
    print(f"all: {_told(sums)}")


def measured(filing: Filing) -> Prose:
    """Return what is read of a release's sentences."""
    extraction = extract(filing)
    spans = sorted((statement.start, statement.end) for statement in extraction.statements)
    said: list[Stated] = []
    printed: list[Fact] = []
    for fact in extraction.facts:
        outside = [source for source in fact.sources if not _is_within(source.start, spans)]
        said += [(fact, source) for source in outside]
        if len(outside) < len(fact.sources):
            printed.append(fact)
    tables = set(map(id, printed))
    return Prose(
        list(_sentences(filing, extraction, said)),
        [finding for finding in extraction.findings if finding.kind == "prose"],
        list(_otherwise([fact for fact, _ in said if id(fact) not in tables], printed)),
    )


def _sentences(filing: Filing, extraction: Extraction, said: Sequence[Stated]) -> Iterator[Sentence]:
    """Yield the sentences with quantities, each with the facts that quote it."""
    starts = [passage.start for passage in extraction.passages]
    of: dict[int, list[Stated]] = defaultdict(list)
    for fact, source in said:
        of[bisect_right(starts, source.start) - 1].append((fact, source))
    begins = [entity.start for entity in extraction.entities]
    left_out = [(e.start, e.end) for e in extraction.entities if e.value == Qualifier("boilerplate")]
    left_out += [(block.start, block.end) for block in filing.blocks if block.kind == "table"]
    for at, passage in enumerate(extraction.passages):
        inside = extraction.entities[bisect_left(begins, passage.start) : bisect_left(begins, passage.end)]
        quantities = [entity for entity in inside if _counts(entity, filing.text)]
        apart = any(begin < passage.end and passage.start < end for begin, end in left_out)
        if quantities and not apart:
            unread = [q for q in quantities if not any(_quotes(source, q) for _, source in of[at])]
            words = [filing.text[quantity.start : quantity.end] for quantity in unread]
            text = " ".join(filing.text[passage.start : passage.end].split())
            yield Sentence(text, len(quantities), [fact for fact, _ in of[at]], words)


def _counts(entity: Entity, text: str) -> bool:
    """Whether an entity is a quantity in digits with a unit, or in words of scale."""
    value = entity.value
    return (
        isinstance(value, Quantity)
        and any(char.isdigit() for char in text[entity.start : entity.end])
        and (value.unit != "count" or value.scale > 1)
    )


def _quotes(source: Source, quantity: Entity) -> bool:
    return source.end == quantity.end or source.start == quantity.start


def _otherwise(prose: Sequence[Fact], tables: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the levels whose figure tables have, but of no such metric and period."""
    by_figure: dict[tuple[str, Decimal], list[Fact]] = defaultdict(list)
    for fact in tables:
        if isinstance(fact.value, Decimal) and not fact.guidance:
            by_figure[fact.unit, _leading(fact.value)].append(fact)
    for fact in prose:
        if not isinstance(fact.value, Decimal) or fact.comparison or fact.guidance or _digits(fact) < _LEAST_DIGITS:
            continue
        if fact.metric not in vocabulary().metrics or fact.unit == "percent":
            continue
        unit = _leading(fact.value)
        near = [other for key in (unit - 1, unit, unit + 1) for other in by_figure.get((fact.unit, key), ())]
        alike = [other for other in near if consistent(_plain(fact), _plain(other))]
        if alike and not any(_is_same(fact, other) for other in alike):
            yield fact, alike[0]


def _leading(value: Decimal) -> Decimal:
    """A figure without sign to its third digit, by which equal ones are found."""
    step = Decimal(1).scaleb(value.adjusted() - 2) if value else Decimal(1)
    return (abs(value) / step).to_integral_value() + value.adjusted() * 10_000


def _digits(fact: Fact) -> int:
    return sum(char.isdigit() for char in fact.reported.lstrip("$0."))


def _plain(fact: Fact) -> Fact:
    return Fact("", "", abs(Decimal(fact.value)), fact.unit, None, "", decimals=fact.decimals)


def _is_same(fact: Fact, other: Fact) -> bool:
    return fact.metric == other.metric and _near(fact.period, other.period)


def _near(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs((one.end - other.end).days) <= _SLACK and abs(one.days - other.days) <= _SLACK


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (at, at + 10**9)) - 1
    return index >= 0 and at < spans[index][1]


def _told(counts: Counter[str]) -> str:
    share = counts["read"] / counts["quantities"] if counts["quantities"] else 0
    return (
        f"{counts['read']} of {counts['quantities']} quantities read, {share:.1%}; {counts['contradicted']} of "
        f"{counts['checked']} contradicted by tables; {counts['otherwise']} told otherwise"
    )


def _wrong(prose: Prose) -> Iterator[str]:
    for finding in prose.checked:
        if not finding.holds:
            yield f"    {finding.what}: {finding.stated:,f} is not {finding.expected:,f}: {finding.sources[0].quote!r}"
    for fact, other in prose.otherwise:
        yield f"    {_line(fact)}\n      but {_line(other)}"


def _all(prose: Prose) -> Iterator[str]:
    for text, sentences in groupby(prose.sentences, key=lambda sentence: sentence.text):
        yield f"  {text}"
        for sentence in sentences:
            yield from (f"      {_line(fact)}" for fact in sentence.facts)
            if sentence.unread:
                yield "      unread: " + "; ".join(sentence.unread)


def _line(fact: Fact) -> str:
    """A fact in one line."""
    of = " ".join(member for _, member in fact.dimensions)
    period = fact.period.label or str(fact.period.end) if fact.period else "no period"
    against = f" against {fact.comparison.label or fact.comparison.end}" if fact.comparison else ""
    more = " ".join(filter(None, (fact.basis if fact.basis != "GAAP" else "", fact.guidance, fact.bound)))
    value = f"{fact.value:,f}" if isinstance(fact.value, Decimal) else fact.value
    return f"{fact.name} [{of}] {value} {fact.unit} {period}{against} {more}: {fact.label!r}, {fact.reported!r}"


if __name__ == "__main__":
    main()
