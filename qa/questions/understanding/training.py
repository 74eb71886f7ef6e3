"""Trains the component from its examples with spaCy's own training loop, and calibrates its confidence."""

import io
import json
import math
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example as Taught
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_pipeline
from spacy.util import load_config, registry

from qa.questions.understanding.examples import Example, asking, examples, vocabulary_of, worded
from qa.questions.understanding.examples import data as written
from qa.questions.understanding.learned import Scores, tempered
from qa.questions.understanding.marks import Task, known
from qa.resources import models

_FOLDS: Final = 5
_HELD_OUT: Final = 0  # the fold whose templates a temperature is fitted on
_TEMPERATURES: Final = [0.5 + 0.05 * step for step in range(71)]


def retrain(task: Task, folder: Path) -> None:
    """Train a task's classifier on all its examples into a folder, its temperature fitted on a fold left out.

    Arguments:
        folder: what it holds is replaced.
    """
    save(trained(task), task, fitted(held_out_scores(task)), folder)


def save(nlp: Language, task: Task, temperature: float, folder: Path) -> None:
    """Write what a qa.questions.understanding.learned.Classifier reads: the weights, and what was learned beside them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    nlp.get_pipe("textcat").to_disk(folder / "textcat", exclude=["vocab"])  # type: ignore[attr-defined]
    account = asking if task == "kind" else worded
    learned = {
        "temperature": temperature,
        "words": sorted(vocabulary_of(task)),
        "accounts": {label: sorted(account(label)) for label in sorted(written(f"{task}s"))},
    }
    (folder / "learned.json").write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


def held_out_scores(task: Task) -> list[tuple[Scores, str]]:
    """Return, for each example of one fold, the scores by a classifier that saw none of its template, and its label."""
    nlp = trained(task, _HELD_OUT)
    held = [example for example in examples(task) if _fold(example) == _HELD_OUT]
    taught = vocabulary_of(task)
    docs = [Doc(nlp.vocab, words=known(example.words, taught)) for example in held]
    return [(doc.cats, example.label) for doc, example in zip(nlp.pipe(docs), held, strict=True)]


def fitted(scored: Sequence[tuple[Scores, str]]) -> float:
    """Return the temperature at which scores are likeliest (Guo et al., On Calibration of Modern Neural Networks)."""
    return min(_TEMPERATURES, key=lambda temperature: _surprise(scored, temperature))


def _surprise(scored: Sequence[tuple[Scores, str]], temperature: float) -> float:
    return -sum(math.log(tempered(scores, temperature)[label]) for scores, label in scored) / len(scored)


def trained(task: Task, fold: int = -1) -> Language:
    """Return a pipeline whose text classifier learned from all examples of a task but those of a fold, if any."""
    config = load_config(
        models() / "understanding" / "config.cfg", overrides={"paths.task": task, "training_data.fold": fold}
    )
    nlp = init_nlp(config)
    with tempfile.TemporaryDirectory() as folder:
        train_pipeline(nlp, Path(folder), stdout=io.StringIO(), stderr=io.StringIO())
        return spacy.load(Path(folder) / "model-last")


def _fold(example: Example) -> int:
    """The fold of an example: that of its template, so that no fold holds a wording that another has seen."""
    return sum(map(ord, example.template)) % _FOLDS


@registry.readers("qa.questions.v1")  # type: ignore[untyped-decorator]
def read_examples(task: Task, fold: int, held: bool) -> Callable[[Language], Iterable[Taught]]:
    """Return a corpus: the examples of a fold where they are held out, else all the others."""

    def read(nlp: Language) -> Iterator[Taught]:
        taught = vocabulary_of(task)
        labels = sorted({example.label for example in examples(task)})
        # One dict a label, which all its examples share: one of each would hold gigabytes.
        cats_of = {label: {each: float(each == label) for each in labels} for label in labels}
        for example in examples(task):
            if (_fold(example) == max(fold, 0)) if held else (_fold(example) != fold):
                said = known(example.words, taught)
                if not said:
                    continue  # nothing but words that ask
                reference = Doc(nlp.vocab, words=said)
                reference.cats = cats_of[example.label]
                yield Taught(Doc(nlp.vocab, words=said), reference)

    return read


@registry.loggers("qa.silent.v1")  # type: ignore[untyped-decorator]
def log_nothing() -> Callable[..., tuple[Callable[[Any], None], Callable[[], None]]]:
    """Return a logger of spaCy's training loop that says nothing."""
    return lambda *_: (lambda _: None, lambda: None)
