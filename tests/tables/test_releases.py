"""Real releases, where they are at hand: what holds for each table of them."""

import pytest

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.periods import find_periods
from qa.reading import read
from qa.tables import find_statements
from tests.measure.flattened import FILINGS, flattened, releases, stated

WANTED = 0.98  # of what a flattened release gives, among what the filed one gives

here = pytest.mark.skipif(not FILINGS.is_dir(), reason=f"no releases in {FILINGS}")


@here
def test_statements_lie_in_order_and_apart() -> None:
    for folder in ("seed", "flattened", "asta-funding-inc", "nvidia-corp", "deere-co"):
        path = min((FILINGS / folder).iterdir())
        filing = read(path.read_bytes(), path.name)
        calendar = FiscalCalendar.learn(find_periods(filing.text), filing.text, filing.header.released)
        end = 0
        for statement in find_statements(filing, calendar):
            assert end <= statement.start < statement.end <= len(filing.text)
            end = statement.end
            for row in statement.rows:
                columns = [figure.column for figure in row.figures]
                assert columns == sorted(set(columns)), row
                assert all(statement.start <= figure.start < figure.end <= statement.end for figure in row.figures)
                assert row.label == "" or row.start < row.end


@here
def test_flattened_releases_give_what_the_filed_ones_give() -> None:
    given = among = 0
    for path in releases()[::12]:
        data = path.read_bytes()
        wanted, facts = stated(data, path.name), stated(flattened(data), path.name)
        given += len(facts)
        among += sum(fact in wanted for fact in facts)
    assert among >= WANTED * given > 0, (among, given)
