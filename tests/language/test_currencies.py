"""Which units are currencies."""

import pytest

from qa.language.currencies import is_currency


@pytest.mark.parametrize(
    ("unit", "is_one"),
    [
        ("USD", True),
        ("FIM", True),
        ("USD/share", False),
        ("TEU", False),
        ("MWH", False),
        ("percent", False),
        ("", False),
    ],
)
def test_a_currency_is_told_from_other_units_in_capitals(unit: str, is_one: bool) -> None:
    assert is_currency(unit) is is_one
