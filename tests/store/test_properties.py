"""What is put in comes out equal, whatever it is."""

import hashlib
from dataclasses import replace
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.facts.fact import Fact, Period, Source
from qa.filing import Block, Cell, Grid, Header
from qa.language.values import Entity, Party, Quantity, Value
from qa.store import Hints, Store
from tests.store.releases import EXTRACTION, FILING

_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
_AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False)
_OFFSETS = st.integers(0, 2_000_000)
_PERIODS = st.builds(Period, end=st.dates(), start=st.none() | st.dates(), label=_WORDS)

_FACTS = st.builds(
    Fact,
    metric=_WORDS,
    label=_WORDS,
    value=_AMOUNTS | _WORDS,
    unit=_WORDS,
    period=st.none() | _PERIODS,
    reported=_WORDS,
    scale=st.sampled_from([1, 1000, 10**6, 10**9, 10**12]),
    decimals=st.none() | st.integers(-12, 12),
    dimensions=st.lists(st.tuples(_WORDS, _WORDS), max_size=3).map(tuple),
    basis=st.sampled_from(["GAAP", "non-GAAP", "pro forma", "constant currency"]),
    comparison=st.none() | _PERIODS,
    guidance=_WORDS,
    bound=st.none() | st.sampled_from(["low", "high"]),
    heads=st.lists(_WORDS, max_size=3).map(tuple),
    sources=st.lists(st.builds(Source, _OFFSETS, _OFFSETS, _WORDS, _WORDS), max_size=3).map(tuple),
    flags=st.lists(_WORDS, max_size=3).map(tuple),
    confidence=st.floats(0, 1),
)


def _values() -> st.SearchStrategy[Value]:
    quantities = st.builds(
        Quantity, _AMOUNTS, _WORDS | st.sampled_from(["quarter", "day"]), st.none() | _AMOUNTS, scale=_OFFSETS
    )
    others = [st.from_type(kind) for kind in get_args(Value) if kind not in (Quantity, Party)]
    return st.one_of(quantities, st.builds(Party, name=_WORDS, of=_WORDS), *others)


_ENTITIES = st.builds(Entity, _OFFSETS, _OFFSETS, _values())
_GRIDS = st.builds(
    Grid,
    st.lists(st.lists(st.builds(Cell, *[_OFFSETS] * 4), max_size=3).map(tuple), max_size=3).map(tuple),
    _WORDS,
)
_BLOCKS = st.builds(Block, st.sampled_from(["heading", "paragraph", "table"]), _OFFSETS, _OFFSETS, st.none() | _GRIDS)
_HEADERS = st.builds(Header, *[_WORDS] * 4, released=st.none() | st.dates(), wire=_WORDS, exhibit=_WORDS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(
    facts=st.lists(_FACTS, max_size=4).map(tuple),
    entities=st.lists(_ENTITIES, max_size=4).map(tuple),
    blocks=st.lists(_BLOCKS, max_size=4).map(tuple),
    header=_HEADERS,
)
def test_what_is_put_in_comes_out_equal(
    store: Store,
    facts: tuple[Fact, ...],
    entities: tuple[Entity, ...],
    blocks: tuple[Block, ...],
    header: Header,
) -> None:
    filing = replace(FILING, blocks=blocks, header=header)
    extraction = replace(EXTRACTION, facts=facts, entities=entities)
    sha256 = hashlib.sha256(repr((filing, extraction)).encode()).hexdigest()
    summary, _ = store.add(filing, extraction, sha256, Hints())
    out, held = store.facts(summary.id), store.filing(summary.id)
    assert tuple(out) == facts
    # A period's label takes no part in its equality, nor an amount's zeros at the end.
    assert list(map(repr, out)) == list(map(repr, facts))
    assert held
    assert repr(held.entities) == repr(entities)
    assert (held.blocks, held.header) == (blocks, header)
    store.delete(summary.id)
