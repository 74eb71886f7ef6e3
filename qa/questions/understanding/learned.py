"""The trained component at question time: the text classifiers that spaCy trained, and how sure they are."""

import json
import math
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, cast

import numpy as np
from spacy.pipeline import TextCategorizer
from spacy.util import load_config, load_model_from_config

from qa.frozen import frozen
from qa.questions.understanding.marks import TASKS, UNKNOWN, Task, known
from qa.questions.understanding.network import Floats, Network
from qa.resources import models

Scores = dict[str, float]  # how likely each label is

# One question in ten asks for what the release at hand does not report.
_DOUBT: Final = math.log(0.1)


@frozen
class Guess:
    """A label, and the probability that it is right, calibrated."""

    label: str
    confidence: float


class Classifier:
    """A trained text classifier; safe to share between threads, as it takes in no word that it was not taught.

    Arguments:
        task: what it tells.
        folder: holds `textcat` (spaCy's weights) and `learned.json`.
    """

    def __init__(self, task: Task, folder: Path) -> None:
        pipe = pipe_of(task, folder)
        learned = json.loads((folder / "learned.json").read_text(encoding="utf-8"))
        self._temperature: float = learned["temperature"]
        self._words = frozenset[str](learned["words"])
        self._labels = pipe.labels
        self._network = Network(pipe.model, pipe.vocab, {*self._words, UNKNOWN})
        self._accounts = {label: frozenset[str](stems) for label, stems in learned["accounts"].items()}

    def guess(self, words: Sequence[str], doubted: frozenset[str] = frozenset()) -> Guess:
        """Return the likeliest label of a question's words, as qa.questions.understanding.marks gives them.

        Arguments:
            doubted: labels less likely than words alone make them: metrics that the filing does not report.
        """
        # As `tempered` has it: a temperature divides the logarithms of scores.
        logits = self._network.logits(known(words, self._words)) / self._temperature
        if doubted:
            logits = logits + _doubts(self._labels, doubted)
        best = int(logits.argmax())
        return Guess(self._labels[best], 1 / float(np.exp(logits - logits[best]).sum()))

    def accounts(self, label: str) -> frozenset[str]:
        """Return what a label's examples speak of it by, which it covers: of a kind the words, of a metric their stems."""
        return self._accounts[label]


@lru_cache(maxsize=256)
def _doubts(labels: tuple[str, ...], doubted: frozenset[str]) -> Floats:
    """What each label's logarithm loses, which a filing's questions have in common."""
    return np.array([_DOUBT if label in doubted else 0.0 for label in labels], dtype=np.float32)


def pipe_of(task: Task, folder: Path) -> TextCategorizer:
    """Return spaCy's text classifier of a task with the weights of a folder."""
    config = load_config(models() / "understanding" / "config.cfg", overrides={"paths.task": task})
    pipe = cast(TextCategorizer, load_model_from_config(config).get_pipe("textcat"))
    pipe.from_disk(folder / "textcat", exclude=["vocab"])
    return pipe


def tempered(scores: Scores, temperature: float) -> Scores:
    """Return scores at a temperature: above 1 they are less sure, below 1 surer."""
    raised = {label: max(score, 1e-12) ** (1 / temperature) for label, score in scores.items()}
    total = sum(raised.values())
    return {label: score / total for label, score in raised.items()}


@cache
def classifier(task: Task) -> Classifier:
    """Return a task's classifier with the weights that models/understanding holds, loaded once."""
    return Classifier(task, models() / "understanding" / task)


def warm() -> None:
    """Load every classifier."""
    for task in TASKS:
        classifier(task).guess(["what"])
