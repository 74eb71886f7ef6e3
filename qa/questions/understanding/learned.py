"""The trained component at question time: spaCy's text classifiers with their weights, and how sure they are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import cast

from spacy.pipeline import TextCategorizer
from spacy.tokens import Doc
from spacy.util import load_config, load_model_from_config

from qa.questions.understanding.marks import TASKS, UNKNOWN, Task, known
from qa.resources import models

Scores = dict[str, float]  # how likely each label is


@dataclass(frozen=True, slots=True)
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
        config = load_config(models() / "understanding" / "config.cfg", overrides={"paths.task": task})
        nlp = load_model_from_config(config)
        self._vocab = nlp.vocab
        self._pipe = cast(TextCategorizer, nlp.get_pipe("textcat"))
        self._pipe.from_disk(folder / "textcat", exclude=["vocab"])
        learned = json.loads((folder / "learned.json").read_text(encoding="utf-8"))
        self._temperature: float = learned["temperature"]
        self._words = frozenset[str](learned["words"])
        # Every word is made known now: a question, in any thread, only looks words up.
        Doc(self._vocab, words=[*self._words, UNKNOWN])
        self._accounts = {label: frozenset[str](stems) for label, stems in learned["accounts"].items()}

    def guess(self, words: Sequence[str]) -> Guess:
        """Return the likeliest label of a question's words, as qa.questions.understanding.marks gives them."""
        doc = Doc(self._vocab, words=known(words, self._words))
        (scores,) = self._pipe.predict([doc])
        sure = tempered(dict(zip(self._pipe.labels, map(float, scores), strict=True)), self._temperature)
        return Guess(*max(sure.items(), key=itemgetter(1)))

    def accounts(self, label: str) -> frozenset[str]:
        """Return what a label's examples speak of it by, which it covers: of a kind the words, of a metric their stems."""
        return self._accounts[label]


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
