"""The examples that the component learns from: templates of models/understanding, filled in."""

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from qa.frozen import frozen
from qa.language.stems import one_spelling, stems, words
from qa.language.vocabulary import vocabulary
from qa.questions.parsing.patterns import Span
from qa.questions.parsing.plain import plain
from qa.questions.understanding.marks import TASKS, Task, asking_stems, marked
from qa.resources import models, toml

NONE: Final = "NONE"  # a question for none of the metrics
NOT: Final = "not"
_DENIES: Final = re.compile(r"\bnot\b|n't\b")
_SLOT: Final = re.compile(r"\{\w+\}")
_CHOICE: Final = re.compile(r"\{([^{}]*\|[^{}]*)\}")  # one of several words, or none: "{big|large|}"
_SEED: Final = 7
_FILLED: Final = {"kind": 6, "metric": 2}  # how often each template or paraphrase is filled in
_NONE_FILLED: Final = 16
_MOST_FILLED: Final = {"kind": 100, "metric": 6}
_WORDINGS: Final = 12  # of a metric's own, at most
_OTHER_WORDINGS: Final = 1  # of a metric that is none of those learned


@frozen
class Example:
    """One example: its words (qa.questions.understanding.marks), its label and the template it came from."""

    words: tuple[str, ...]
    label: str
    template: str


@cache
def data(name: str) -> dict[str, Any]:
    """Return models/understanding/NAME.toml, or what all files of a folder of that name hold together."""
    folder = models() / "understanding" / name
    files = [f"{name}/{path.stem}" for path in sorted(folder.glob("*.toml"))] or [name]
    return {key: table for file in files for key, table in toml(f"understanding/{file}").items()}


@cache
def examples(task: Task) -> tuple[Example, ...]:
    """Return a task's examples, the same ones each time."""
    found = (
        Example(tuple(_words(template, pick, task)), label, template)
        for label, template in (_kinds() if task == "kind" else _metrics())
        # Each template is filled by a chance of its own, so that one more changes none of the others.
        for pick in [random.Random(f"{_SEED} {template}")]
        for _ in range(_times(label, template, task))
    )
    return tuple(dict.fromkeys(found))


def _times(label: str, template: str, task: Task) -> int:
    """How often a template is filled in: what is none of the metrics more often, as it is one label beside hundreds."""
    times = _FILLED[task] * (1 + len(_CHOICE.findall(template)))
    return _NONE_FILLED if label == NONE else min(_MOST_FILLED[task], times)


def templates(task: Task) -> list[tuple[str, str]]:
    """Return the labels and templates written by hand."""
    if task == "kind":
        return list(_kinds())
    return [(label, said) for label, table in data("metrics").items() for said in (*table["names"], *table["asks"])]


def vocabulary_of(task: Task) -> frozenset[str]:
    """Return the words that a task's examples teach.

    What merely fills a slot of a kind's template is not told apart, nor is what only none of the metrics is called by.
    """
    if task == "metric":
        return frozenset(word for example in examples(task) if example.label != NONE for word in example.words)
    slots = data("slots")
    taught = [*(said for _, said in templates(task)), *slots["due"], *slots["person"]]
    marks = {word for example in examples(task) for word in example.words if word.startswith("[")}
    return frozenset(word.stem for said in taught for word in words(_SLOT.sub(" ", said))) | marks


@cache
def taught() -> frozenset[str]:
    """Return the words, in lower case, of all that was written by hand."""
    said = [template for task in TASKS for _, template in templates(task)]
    return frozenset(word.text.lower() for each in said for word in words(_SLOT.sub(" ", each)))


def asking(kind: str) -> frozenset[str]:
    """Return the words, in lower case, by which a kind's templates ask, whatever they ask of."""
    return frozenset(word.text.lower() for said in data("kinds")[kind] for word in words(_SLOT.sub(" ", said)))


def worded(metric: str) -> frozenset[str]:
    """Return the stems by which the examples and the vocabulary speak of a metric, and "not" where they do by denying."""
    table = data("metrics")[metric]
    said = (*table["names"], *table["asks"], *_wordings(metric))
    return frozenset[str]().union(*map(stems, said), *({NOT} for one in said if _DENIES.search(one)))


def _kinds() -> Iterator[tuple[str, str]]:
    for kind, asked in data("kinds").items():
        yield from ((kind, template) for template in asked)


def _metrics() -> Iterator[tuple[str, str]]:
    """Each paraphrase in a frame; then the vocabulary's own wordings, those of all other metrics as none."""
    learned = data("metrics")
    for metric, table in learned.items():
        for key, slot in (("names", "name"), ("asks", "ask")):
            for said in table[key]:
                yield metric, f"{{{slot}}}={said}"
    for metric in vocabulary().metrics:
        said = [one for one in _wordings(metric) if metric in learned or not stems(one) <= asking_stems()]
        most = _WORDINGS if metric in learned else _OTHER_WORDINGS
        for wording in random.Random(f"{_SEED} {metric}").sample(said, min(most, len(said))):
            yield metric if metric in learned else NONE, f"{{name}}={wording}"


def _wordings(metric: str) -> tuple[str, ...]:
    known = vocabulary().metrics.get(metric)
    return (*known.aliases, *known.lines, *known.asked, *known.opposites) if known else ()


def _words(template: str, pick: random.Random, task: Task) -> list[str]:
    text, companies = filled(template, pick)
    return marked(text, companies, task)


def filled(template: str, pick: random.Random) -> tuple[str, list[Span]]:
    """Return a template in plain words with its slots filled in, and where it names a company."""
    slots = data("slots")
    if "=" in template:
        slot, said = template.split("=", 1)
        template = pick.choice(slots[slot.strip("{}")]).replace(slot, said)
    text = _CHOICE.sub(lambda choice: pick.choice(choice[1].split("|")), template)
    for slot in ("metric", "part", "company", "due", "person", "period"):
        while f"{{{slot}}}" in text:
            text = text.replace(f"{{{slot}}}", pick.choice(slots[slot]), 1)
    text = one_spelling(plain(" ".join(text.split())))
    return text, companies_in(text)


def companies_in(text: str) -> list[Span]:
    """Return where a text names a company of the examples."""
    return [found.span() for name in data("slots")["company"] for found in re.finditer(re.escape(name), text)]
