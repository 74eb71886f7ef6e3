"""How sentences write figures: the verb agrees with the metric's name, and no noun is said twice."""

import pytest

from qa.questions.wording.word import be, counted

SINGULAR = ["revenue", "net loss", "R&D expense", "revenue (Services)", "other income, net", "sales and marketing"]
PLURAL = [
    "net sales",
    "operating expenses",
    "earnings per share",
    "shares outstanding",
    "loans, net",
    "proceeds from the sale of property",
    "orders (Laboratory)",
]


@pytest.mark.parametrize(("name", "verb"), [*((one, "was") for one in SINGULAR), *((one, "were") for one in PLURAL)])
def test_the_verb_agrees_with_the_head_of_the_name(name: str, verb: str) -> None:
    assert be(name) == verb


def test_what_is_counted_is_said_once() -> None:
    assert counted("shares outstanding", "282,600,000 shares") == "282,600,000"
    assert counted("basic earnings per share", "$0.58 per share") == "$0.58"
    assert counted("capacity", "1,200 rooms") == "1,200 rooms"
    assert counted("revenue", "$3 million") == "$3 million"
