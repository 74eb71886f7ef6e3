"""A follow-up that names a measure of which the turn before asked an amount per share asks for that, too."""

from decimal import Decimal
from pathlib import Path

from qa.questions import Scope
from tests.questions.releases import answering

TABLE = {
    "type": "table",
    "caption": "Funds from operations (in thousands, except per share amounts)",
    "rows": [
        ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"],
        ["FFO", "29,500", "30,869"],
        ["Core FFO", "31,978", "31,399"],
        ["FFO per share", "0.47", "0.50"],
        ["Core FFO per share", "0.50", "0.49"],
    ],
}


def test_a_part_of_the_words_of_an_amount_per_share_is_per_share_too(tmp_path: Path):
    with answering(tmp_path, [TABLE]) as answerer:
        first = answerer.answer("What was core FFO per share in Q1 2031?", Scope())
        then = answerer.answer("what about FFO?", Scope(conversation=first.conversation))
        assert [answer.fact.value for answer in then.answers] == [Decimal("0.47")], then.text
