"""Periods as people say them: whatever the phrase, and wherever it stands, it means the period of its group."""

import tomllib
from pathlib import Path

import pytest

from qa.language.wording import expand
from qa.questions.finding.library import Library as Views
from qa.questions.finding.periods import targets
from qa.questions.parsing.parse import parse
from tests.questions.library import Library, dates

SPEC = Path(__file__).parents[1] / "specs" / "said_periods.toml"
CASES = [
    (group["filing"], period, said)
    for group in tomllib.loads(SPEC.read_text("utf-8"))["groups"]
    for period, said in group["said"].items()
]


@pytest.mark.parametrize(("filing", "period", "said"), CASES, ids=[f"{filing}-{period}" for filing, period, _ in CASES])
def test_a_phrase_means_its_period_and_no_word_of_it_is_left(
    library: Library, filing: str, period: str, said: list[str]
) -> None:
    view = Views(library.store).filing(library.ids[filing])
    assert view
    wrong = {}
    for phrase in expand(said):
        for question in (f"goodwill {phrase}", f"{phrase}, what was goodwill?"):
            query = parse(question)
            found = [dates(one) for one in targets(query.periods, view)]
            left = [term.text for topic in query.topics for term in topic.hard if term.mention < 0]
            if found != [period] or left:
                wrong[question] = (found, left, query.text)
    assert wrong == {}


def test_there_are_phrases_enough() -> None:
    assert sum(len(expand(said)) for _, _, said in CASES) >= 500
