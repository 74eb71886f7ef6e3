"""The metric: what the vocabulary knows of one kind of figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

_NO_COUNTS = frozenset(["shares", "percent", "ratio", "days", "cents"])  # units of what is no count, beside money


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric; models/metrics/README.md explains each field at length.

    Arguments:
        name: the US-GAAP element, else a name of that style.
        family: the statement that it stands in, its file's name ("income_statement").
        label: how an answer calls it ("net income").
        unit: "money", "money/share", "shares", "percent", "ratio", "count", "days", or a noun ("store").
        instant: whether it is a balance, at a moment, rather than a flow over a stretch of time.
        expense: whether it is positive when money is spent, however a statement brackets it.
        outflow: whether it is positive when cash leaves, a cash flow statement's sign being the opposite.
        signed: whether an expense or outflow can truly be negative, as taxes can: brackets then count.
        aliases, opposites: wordings of it, and wordings of it with the opposite sign ("net loss").
        lines: wordings that name it as a whole row label, or in a question, but are common words in prose ("loans").
        asked, asked_opposites: wordings too loose to read a filing by at all: for questions only.
        labels, heads: whole row labels that mean it below these heads only (sections of models/labels.toml).
        patterns, opposite_patterns: whole row labels with * for any words, the last resort.
        not_before, not_after: words that may not follow a wording of it in running text, nor precede it.
        by_unit: the metric that its wordings name where the figure's unit is another: "gross margin" of so many
            percent, "dividends" of so much per share, "treasury stock" of so many shares.
        variants: for a family ("earnings per share"), the metric of each variant ("basic", "diluted", "both").
        related: metrics that answer a question for it where a filing states them instead, the nearest first.
        without: the metrics that it is without others, which some count in it: "net income excluding the accounting
            change". What it never holds leaves it as it is: "cash excluding restricted cash".
    """

    name: str
    family: str
    label: str
    unit: str
    instant: bool = False
    expense: bool = False
    outflow: bool = False
    signed: bool = False
    aliases: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    asked_opposites: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    opposite_patterns: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    by_unit: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    variants: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    related: tuple[str, ...] = ()
    without: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_count(self) -> bool:
        """Whether it counts things or measures volumes: stores, tons, employees."""
        return self.unit not in _NO_COUNTS and not self.unit.startswith("money")
