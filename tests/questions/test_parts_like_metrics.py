"""Parts that are called as another metric is: their shares are of their own wholes, and a turn naming one keeps its metric."""

from collections.abc import Iterator

import pytest

from qa.questions import Answerer, Scope
from tests.questions.releases import answering


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    segments = [
        ["Three months ended December 31, 2030", "Gathering and Processing", "Transportation", "Corporate", "Total"],
        ["Revenues", "$ 1,100", "$ 200", "—", "$ 1,300"],
        ["Gross margin", "440", "180", "—", "620"],
        ["Segment margin", "$ 290", "$ 90", "—", "$ 380"],
    ]
    blocks = [{"type": "table", "caption": "Segment results (in thousands)", "rows": segments}]
    with answering(tmp_path_factory.mktemp("called"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    "question",
    [
        "Gross margin of the Gathering and Processing segment in Q4 2030 as a percent of its revenues?",
        "What was Gathering and Processing's gross margin as a percentage of its revenues in Q4 2030?",
    ],
)
def test_a_share_of_its_own_is_of_the_parts_whole(answerer: Answerer, question: str) -> None:
    reply = answerer.answer(question)
    assert [answer.fact.value for answer in reply.answers] == [40], reply.text


def test_a_turn_that_names_a_part_keeps_the_metric(answerer: Answerer) -> None:
    first = answerer.answer("What was the segment margin of gathering and processing in Q4 2030?")
    assert [answer.fact.value for answer in first.answers] == [290_000], first.text
    reply = answerer.answer("What about transportation?", Scope(conversation=first.conversation))
    assert [answer.fact.value for answer in reply.answers] == [90_000], reply.text
