"""How often the trained component is right on wordings that it has not seen, and whether it knows how sure it may be.

`python -m tests.benchmarks.understanding` scores the weights of models/understanding on tests/data/understanding.jsonl.
"""

import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from qa.language.stems import one_spelling
from qa.questions.parsing.open_reading import LIMITS
from qa.questions.parsing.plain import plain
from qa.questions.understanding.examples import NONE, companies_in
from qa.questions.understanding.learned import Classifier, classifier
from qa.questions.understanding.marks import TASKS, Task, marked

QUESTIONS = Path(__file__).parents[1] / "data" / "understanding.jsonl"
_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, what it is, and what it was taken for."""

    question: str
    label: str
    guess: str
    confidence: float

    @property
    def right(self) -> bool:
        return self.label == self.guess


def judged(task: Task, by: Classifier | None = None) -> list[Judged]:
    """Return what a classifier, the one in use where none is given, makes of each question of a task."""
    by = by or classifier(task)
    cases = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return [_judged(case["question"], case[task], task, by) for case in cases if task in case]


def _judged(question: str, label: str, task: Task, by: Classifier) -> Judged:
    text = one_spelling(plain(question))
    guess = by.guess(marked(text, companies_in(text), task))
    return Judged(question, label, guess.label, guess.confidence)


def accuracy(cases: Sequence[Judged]) -> float:
    """Return the share of questions that are taken for what they are."""
    return statistics.mean(case.right for case in cases)


def calibration_error(cases: Sequence[Judged]) -> float:
    """Return the expected calibration error: how far off confidence is from accuracy, in the mean over all questions."""
    return sum(abs(sum(case.confidence - case.right for case in group)) for group in _groups(cases)) / len(cases)


def overconfidence(cases: Sequence[Judged]) -> float:
    """Return the part of the calibration error by which it is surer than it is right, which costs wrong answers."""
    return sum(max(0.0, sum(case.confidence - case.right for case in group)) for group in _groups(cases)) / len(cases)


def above(cases: Sequence[Judged], limit: float) -> list[Judged]:
    """Return the questions that it does not abstain on, what is taken for no metric left out."""
    return [case for case in cases if case.confidence >= limit and case.guess != NONE]


def _groups(cases: Sequence[Judged]) -> list[list[Judged]]:
    """The questions by confidence, one group for each of the bins."""
    groups = [[case for case in cases if low < case.confidence <= high] for low, high in pairwise(_BINS)]
    return [group for group in groups if group]


def _seconds(task: Task) -> float:
    """Return the median seconds of processor time that one guess takes."""
    said = marked("how much money was in the bank at the end of the quarter", [], task)
    taken = []
    for _ in range(300):
        started = time.thread_time()
        classifier(task).guess(said)
        taken.append(time.thread_time() - started)
    return statistics.median(taken)


def main() -> None:
    """Print both tasks' scores and reliability."""
    console = Console(width=110)
    for task in TASKS:
        cases = judged(task)
        answered = above(cases, LIMITS[task])
        console.print(
            f"{task}: {accuracy(cases):.1%} of {len(cases)} right; read at {LIMITS[task]} and above: {len(answered)},"
            f" {accuracy(answered):.1%} of them right; calibration error {calibration_error(cases):.3f},"
            f" too sure by {overconfidence(cases):.3f}; {1000 * _seconds(task):.2f} ms a question"
        )
        table = Table("Confidence", "Questions", "Mean confidence", "Right")
        for group in _groups(cases):
            sure = [case.confidence for case in group]
            table.add_row(
                f"{min(sure):.2f} to {max(sure):.2f}",
                str(len(group)),
                f"{statistics.mean(sure):.1%}",
                f"{accuracy(group):.1%}",
            )
        console.print(table)


if __name__ == "__main__":
    main()
