"""What `frozen` keeps of a frozen dataclass: equality and hash by the fields, defaults, slots, `replace`."""

from dataclasses import replace

import pytest

from qa.frozen import frozen


@frozen
class _Price:
    amount: int
    currency: str = "USD"


def test_instances_are_equal_and_hash_by_their_fields() -> None:
    assert {_Price(3), _Price(3, "USD"), replace(_Price(4), amount=3)} == {_Price(3)}
    assert _Price(3) != _Price(3, "EUR")


def test_instances_have_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _Price(3).unit = "share"  # type: ignore[attr-defined]
