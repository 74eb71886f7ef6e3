"""The metric vocabulary: models/metrics/*.toml, loaded, expanded and checked."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qa.language.labels import Labels
from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.wording import expand, wording
from qa.resources import models, toml


class Vocabulary:
    """The metrics by name, and what wordings mean.

    Arguments:
        metrics: by element name.
        habits: models/labels.toml.

    Raises:
        ValueError: two metrics claim one wording, or a metric refers to what is not there.
    """

    def __init__(self, metrics: Mapping[str, Metric], habits: Mapping[str, Any]) -> None:
        self.metrics = metrics
        self.habits = habits
        _check_references(metrics, habits)
        said = list(_wordings(metrics))
        # What each wording means, by its compared form (qa.language.wording): in prose, as a whole row label,
        # and in questions, which are worded more loosely.
        self.in_question = _meanings(said)
        self.as_label = _meanings(each for each in said if each[0] not in ("asked", "asked_opposites"))
        self.in_prose = _meanings(each for each in said if each[0] in ("aliases", "opposites"))
        self._labels = Labels(metrics, self.as_label, habits)

    def label(self, label: str, heads: tuple[str, ...] = (), title: str = "") -> MetricMention | None:
        """Return the metric that a whole row label names below its heads, or None: a label is never matched in part.

        Arguments:
            heads: section heads that hold for the row, outermost first.
            title: the statement's title, which tells a cash flow statement's "Inventories" from a balance's.
        """
        return self._labels.resolve(label, heads, title)

    def charged(self, head: str) -> str:
        """Return the expense that a head divides by the lines in which it is charged; empty for any other head."""
        return self._labels.charged(head)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that models/ holds, loaded once."""
    return Vocabulary(load(models() / "metrics"), toml("labels"))


def load(folder: Path) -> Mapping[str, Metric]:
    """Return the metrics of a folder of TOML files, by name.

    Raises:
        ValueError: a metric is there twice, or has a key that means nothing.
    """
    metrics: dict[str, Metric] = {}
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            tables = tomllib.load(file)
        for name, table in tables.items():
            if name in metrics:
                raise ValueError(f"{name} is in both {metrics[name].family}.toml and {path.name}")
            metrics[name] = _metric(name, path.stem, table)
    return MappingProxyType(metrics)


_WORDINGS = frozenset(
    ["aliases", "opposites", "lines", "asked", "asked_opposites", "labels", "not_before", "not_after"]
)
_KEYS = frozenset(field.name for field in fields(Metric)) - {"name", "family"}


def _metric(name: str, family: str, table: Mapping[str, Any]) -> Metric:
    unknown = table.keys() - _KEYS
    if unknown:
        raise ValueError(f"{name} in {family}.toml has unknown keys: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {
        key: expand(value) if key in _WORDINGS else tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }
    return Metric(name=name, family=family, **values)


def _check_references(metrics: Mapping[str, Metric], habits: Mapping[str, Any]) -> None:
    for metric in metrics.values():
        without = {*metric.without, *(name for names in metric.without.values() for name in names)}
        named = {*metric.by_unit.values(), *metric.variants.values(), *metric.related, *without}
        missing = named - metrics.keys() | set(metric.heads) - habits["sections"].keys()
        if missing:
            raise ValueError(f"{metric.name} refers to {', '.join(sorted(missing))}, which is not there")


def _wordings(metrics: Mapping[str, Metric]) -> Iterator[tuple[str, str, MetricMention]]:
    """Every wording: its kind, its compared form and what it means."""
    for metric in metrics.values():
        same, opposite = MetricMention(metric.name), MetricMention(metric.name, negative=True)
        for kind in ("aliases", "opposites", "lines", "asked", "asked_opposites"):
            for alias in getattr(metric, kind):
                yield kind, wording(alias), opposite if kind.endswith("opposites") else same


def _meanings(said: Iterable[tuple[str, str, MetricMention]]) -> Mapping[str, MetricMention]:
    """What each compared form means; raises ValueError where two metrics claim one."""
    meanings: dict[str, MetricMention] = {}
    for _, form, mention in said:
        held = meanings.setdefault(form, mention)
        if held is not mention and held != mention:
            raise ValueError(f'"{form}" is claimed by both {held.metric} and {mention.metric}')
    return meanings
