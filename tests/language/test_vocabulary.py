"""The vocabulary as loaded, and row labels against their specs."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.vocabulary import Vocabulary, load, vocabulary
from qa.language.wording import expand, wording, words
from qa.resources import models
from tests.language.specs import specs

_HABITS = tomllib.loads((models() / "labels.toml").read_text(encoding="utf-8"))
_METRICS = list(vocabulary().metrics.values())
_ALIASES = [(metric.name, alias) for metric in _METRICS for alias in (*metric.aliases, *metric.lines)]


@pytest.mark.parametrize("case", specs("labels"), ids=lambda case: " | ".join([case["label"], *case.get("heads", ())]))
def test_label(case: dict[str, Any]) -> None:
    found = vocabulary().label(case["label"], tuple(case.get("heads", ())), case.get("title", ""))
    expected = None
    if case["metric"]:
        said = {key: case[key] for key in ("metric", "negative", "two_sided", "basis") if key in case}
        expected = MetricMention(**said)
    assert found == expected


def test_breadth() -> None:
    assert len(_METRICS) >= 320
    for abbreviation, name in {
        "R&D": "ResearchAndDevelopmentExpense",
        "SG&A": "SellingGeneralAndAdministrativeExpense",
        "G&A": "GeneralAndAdministrativeExpense",
        "D&A": "DepreciationDepletionAndAmortization",
        "COGS": "CostOfRevenue",
        "EPS": "EarningsPerShare",
        "capex": "PaymentsToAcquirePropertyPlantAndEquipment",
        "opex": "OperatingExpenses",
        "FCF": "FreeCashFlow",
        "PP&E": "PropertyPlantAndEquipmentNet",
        "A/R": "AccountsReceivableNetCurrent",
        "AOCI": "AccumulatedOtherComprehensiveIncomeLossNetOfTax",
        "NIM": "NetInterestMargin",
        "ROE": "ReturnOnAverageEquity",
        "TAC": "TrafficAcquisitionCosts",
    }.items():
        assert vocabulary().label(abbreviation) == MetricMention(name)


@given(st.sampled_from(_ALIASES))
def test_every_alias_is_a_label_of_its_metric(alias: tuple[str, str]) -> None:
    name, words_ = alias
    found = vocabulary().label(words_)
    assert found
    assert found.metric == name


@given(
    st.sampled_from(_ALIASES),
    st.sampled_from(
        ["{}:", "{} (1)", "{} (a)", "{}*", "{} ....", " {} ", "Total {}", "{}, net of tax of $12", "{} (unaudited)"]
    ),
    st.sampled_from([str, str.upper, str.title]),
)
def test_marks_and_capitals_change_no_label(alias: tuple[str, str], frame: str, capitals: Any) -> None:
    plain = vocabulary().label(alias[1])
    assume(not (frame.startswith("Total") and alias[1].startswith("total")))  # nobody writes "Total total assets"
    if frame.startswith("Total"):  # "Total other income" is another line than "other income"
        named = vocabulary().label(frame.format(alias[1]))
        assert named is None or named.metric == alias[0] or wording(frame.format(alias[1])) in vocabulary().as_label
    else:
        assert vocabulary().label(frame.format(capitals(alias[1]))) == plain


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_label_is_read_or_left(label: str, head: str) -> None:
    found = vocabulary().label(label, (head,))
    assert found is None or found.metric in vocabulary().metrics


@given(st.text(alphabet="abens -&/(),’'", max_size=40))
def test_words_lie_within_their_text(text: str) -> None:
    found = words(text)
    assert all(0 <= start < end <= len(text) for _, start, end in found)
    assert found == sorted(found, key=lambda word: word[1])


@given(st.from_regex(r"[a-z]{1,9}( [a-z]{1,9}){0,5}", fullmatch=True))
def test_plain_wordings_have_the_same_form_by_either_way(text: str) -> None:
    assert wording(text) == " ".join(form for form, _, _ in words(text) if form)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stockholders’ equity", "Shareholders' Equity"),
        ("Non-interest income", "Noninterest income"),
        ("Net income (loss)", "net income/(loss)"),
        ("Property, plant & equipment", "property plant and equipment"),
        ("Provision for (benefit from) income taxes", "Provision for income tax"),
        ("Cost(s) of sales", "Costs of sales"),
        ("Pre-tax income", "pretax income"),
    ],
)
def test_wordings_that_are_one(one: str, other: str) -> None:
    assert wording(one) == wording(other)


def test_expand() -> None:
    assert expand(["net {income|earnings}{ per share|}"]) == (
        "net income per share",
        "net income",
        "net earnings per share",
        "net earnings",
    )


def test_colliding_aliases_are_an_error_that_names_both() -> None:
    with pytest.raises(ValueError, match='"net wage" is claimed by both First and Second'):
        _vocabulary(First={"aliases": ["net wage"]}, Second={"aliases": ["net wages"]})


def test_opposite_and_alias_may_not_be_one() -> None:
    with pytest.raises(ValueError, match="First and First"):
        _vocabulary(First={"aliases": ["net wage"], "opposites": ["net wages"]})


def test_references_must_be_there() -> None:
    with pytest.raises(ValueError, match="First refers to Nowhere"):
        _vocabulary(First={"related": ("Nowhere",)})
    with pytest.raises(ValueError, match="First refers to attic"):
        _vocabulary(First={"labels": ["other"], "heads": ("attic",)})


def test_an_unknown_key_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text('[Wages]\nlabel = "wages"\nunit = "money"\nnickname = "pay"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="nickname"):
        load(tmp_path)


def test_a_metric_is_in_one_file(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text('[Wages]\nlabel = "wages"\nunit = "money"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.toml and b\.toml"):
        load(tmp_path)


def test_families_are_files() -> None:
    expense = {m.name for m in _METRICS if m.family == "income_statement" and m.expense}
    assert {"ResearchAndDevelopmentExpense", "CostOfRevenue", "InterestExpense"} <= expense
    assert {m.family for m in _METRICS} == {path.stem for path in (models() / "metrics").glob("*.toml")}


def test_balances_are_instants() -> None:
    for metric in _METRICS:
        if metric.family == "balance_sheet":
            assert metric.instant, metric.name
        if metric.family in ("income_statement", "cash_flow") and metric.unit == "money":
            assert metric.instant == metric.name.startswith("StockRepurchaseProgram"), metric.name


def _vocabulary(**metrics: Mapping[str, Any]) -> Vocabulary:
    return Vocabulary(
        {
            name: Metric(name=name, family="test", label=name, unit="money", **{k: tuple(v) for k, v in keys.items()})
            for name, keys in metrics.items()
        },
        _HABITS,
    )
