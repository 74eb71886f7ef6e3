"""What is named together: several metrics that share a noun are each spelled out, and one line that joins words is left."""

import pytest

from qa.questions.parsing.joined import spelled_nouns


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Give operating, investing and financing cash flow", "operating cash flow, investing cash flow and financing cash flow"),
        ("What were gross and operating margin?", "gross margin and operating margin?"),
        ("Show revenue, operating and net income", "revenue, operating income and net income"),
    ],
)  # fmt: skip
def test_a_shared_noun_stands_behind_each(text: str, spelled: str) -> None:
    assert spelled_nouns(text).endswith(spelled)


@pytest.mark.parametrize(
    "text",
    [
        "What were selling, general and administrative expenses?",
        "interest and dividend income",
        "reduction in warranty and inventory charges",
        "cost of revenue and operating expenses",
        "basic and diluted EPS",
    ],
)
def test_a_line_that_joins_words_stays_one(text: str) -> None:
    assert spelled_nouns(text) == text
