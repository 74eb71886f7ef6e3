"""The trained component, on wordings whose templates it was never taught, and on what it must leave alone."""

import json
from itertools import chain
from pathlib import Path

import pytest
from spacy.tokens import Doc

from qa.language.stems import one_spelling
from qa.questions.parsing import open_reading
from qa.questions.parsing.open_reading import LIMITS, learned
from qa.questions.parsing.plain import plain
from qa.questions.understanding.examples import companies_in, examples, templates
from qa.questions.understanding.learned import Classifier, classifier, pipe_of, tempered
from qa.questions.understanding.marks import TASKS, Task, known, marked
from qa.questions.understanding.training import save, trained
from qa.resources import models
from tests.benchmarks.understanding import above, accuracy, judged, overconfidence
from tests.questions.library import Library

DATA = Path(__file__).parents[1] / "data"
WORDINGS = ("rewordings", "held_out", "understanding")
LEAST_RIGHT = {"kind": 0.80, "metric": 0.75}  # of 11 kinds, and of 574 metrics
LEAST_RIGHT_WHERE_SURE = {"kind": 0.95, "metric": 0.95}
MOST_TOO_SURE = 0.03
MOST_BYTES = 3_000_000


@pytest.mark.parametrize("task", TASKS)
def test_wordings_never_taught_are_understood(task: Task) -> None:
    cases = judged(task)
    sure = above(cases, LIMITS[task])
    assert len(cases) >= 100
    assert accuracy(cases) >= LEAST_RIGHT[task], [case for case in cases if not case.right]
    assert len(sure) >= len(cases) / 3
    assert accuracy(sure) >= LEAST_RIGHT_WHERE_SURE[task], [case for case in sure if not case.right]


@pytest.mark.parametrize("task", TASKS)
def test_it_is_no_surer_than_it_is_right(task: Task) -> None:
    assert overconfidence(judged(task)) <= MOST_TOO_SURE


@pytest.mark.parametrize("task", TASKS)
def test_it_abstains_below_its_limit(task: Task) -> None:
    for case in judged(task):
        text = one_spelling(plain(case.question))
        said = learned(task, text, [(*span, "") for span in companies_in(text)])
        assert said == (case.guess if case.confidence >= LIMITS[task] else "")


@pytest.mark.parametrize("question", ["blorf the gintle wemp", "quoz?", "zarn and trill of vop in the mellit"])
def test_words_that_it_was_not_taught_are_no_metric(question: str) -> None:
    assert learned("metric", question, []) in ("", "NONE")


@pytest.mark.parametrize("task", TASKS)
def test_it_guesses_as_spacys_own_pipeline_predicts(task: Task) -> None:
    folder = models() / "understanding" / task
    learned, pipe = Classifier(task, folder), pipe_of(task, folder)
    temperature, taught = (
        json.loads((folder / "learned.json").read_text("utf-8"))[key] for key in ("temperature", "words")
    )
    for example in examples(task)[::50]:
        (scores,) = pipe.predict([Doc(pipe.vocab, words=known(example.words, frozenset(taught)))])
        sure = tempered(dict(zip(pipe.labels, map(float, scores), strict=True)), temperature)
        guess = learned.guess(example.words)
        assert guess.label == max(sure, key=lambda label: sure[label])
        assert guess.confidence == pytest.approx(sure[guess.label], abs=1e-4)


def test_no_template_of_the_test_wordings_is_taught() -> None:
    written = {template for task in TASKS for _, template in templates(task)}
    taught = {
        example.words: example.template
        for task in TASKS
        for example in examples(task)
        if example.template.split("=", 1)[-1] in written and not all(word.startswith("[") for word in example.words)
    }
    asked = {tuple(marked(text, companies_in(text), task)) for text in _test_wordings() for task in TASKS}
    assert [template for words, template in taught.items() if words in asked] == []


def _test_wordings() -> list[str]:
    texts = [(DATA / f"{name}.jsonl").read_text("utf-8") for name in WORDINGS]
    cases = [json.loads(line) for text in texts for line in text.splitlines()]
    asked = chain.from_iterable(case["reworded"] if "reworded" in case else [case["question"]] for case in cases)
    return [one_spelling(plain(question)) for question in asked]


def test_training_anew_gives_the_same_score(tmp_path: Path) -> None:
    save(trained("kind"), "kind", 1.0, tmp_path / "kind")
    again = judged("kind", Classifier("kind", tmp_path / "kind"))
    assert accuracy(again) == pytest.approx(accuracy(judged("kind")), abs=0.02)


def test_weights_are_small() -> None:
    files = [path for task in TASKS for path in (models() / "understanding" / task).rglob("*") if path.is_file()]
    assert files
    assert sum(path.stat().st_size for path in files) < MOST_BYTES


@pytest.mark.parametrize("question", ["What was revenue in Q2?", "By how much did net income change?", "gross margin"])
def test_what_rules_name_is_not_asked_of_it(library: Library, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    def asked(*_: object) -> str:
        raise AssertionError("a classifier costs more than the rest of the way to a reply")

    monkeypatch.setattr(open_reading, "learned", asked)
    assert library.ask({"filing": "tarnwick-2023-06-30.html", "question": question}).status == "answered"


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        (
            "Goods for resale still in the warehouses at the end of June 2023: what were they carried at?",
            "InventoryNet",
        ),
        ("what was left after the cost of the goods in Q2 2023", "GrossProfit"),
        ("what was put into plant and equipment in Q2 2023", "PaymentsToAcquirePropertyPlantAndEquipment"),
        ("what had been borrowed at June 30, 2023 and was not due within a year", "LongTermDebtNoncurrent"),
    ],
)
def test_a_metric_is_found_by_a_paraphrase(library: Library, question: str, metric: str) -> None:
    reply = library.ask({"filing": "tarnwick-2023-06-30.html", "question": question})
    assert [answer.fact.metric for answer in reply.answers] == [metric]


def test_a_metric_that_the_filing_does_not_report_is_doubted() -> None:
    text, both = plain("how much interest did they earn"), ("InvestmentIncomeInterest", "InterestIncomeSecurities")
    sure = [
        classifier("metric").guess(marked(text, [], "metric"), doubted)
        for doubted in (
            frozenset[str](),
            frozenset(label for label, _ in templates("metric")) - {both[0]},
            frozenset(both[:1]),
        )
    ]
    assert sure[0].label == sure[1].label == both[0]
    assert sure[0].confidence < sure[1].confidence
    assert sure[2].confidence < sure[0].confidence
