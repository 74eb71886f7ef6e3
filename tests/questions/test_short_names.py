"""A company called for short in a question that is asked of it alone."""

import pytest

from qa.questions.parsing.short_names import mistyped_in, short_names_in


def _nowhere(word: str) -> bool:
    """Of filings that have no word."""
    return not word


COMPANY, TICKER = "Calder Connection Devices, Inc.", "CDCX"


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("What was Calder's revenue?", ["Calder's"]),
        ("what was calder revenue?", ["calder"]),
        ("How much did Connection spend on R&D?", ["Connection"]),
        ("Connection's gross margin?", ["Connection's"]),
        ("CCDI revenue", ["CCDI"]),
        ("CCD's revenue", ["CCD's"]),
        ("cdcx or CDC: net income?", ["cdcx", "CDC"]),
        ("What did Calder Connection owe?", ["Calder Connection"]),
        ("calder connection capex", ["calder connection"]),
        ("What was Calder Connection Devices' revenue?", ["Calder Connection Devices"]),
    ],
)
def test_a_short_name_is_the_company(question: str, called: list[str]) -> None:
    assert [question[start:end] for start, end, _ in short_names_in(question, COMPANY, TICKER, (), _nowhere)] == called


@pytest.mark.parametrize(
    "question",
    ["What was connection revenue?", "Connection fees in Q2?", "What was Ostrava's revenue?", "What was CD revenue?"],
)
def test_other_words_stay_to_be_accounted_for(question: str) -> None:
    assert short_names_in(question, COMPANY, TICKER, (), _nowhere) == []


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("What was Tax's interest expense?", ["Tax's"]),
        ("TAX interest expense?", ["TAX"]),
        ("tax expense?", []),
        ("What did Taxton & Sons' foundry owe?", ["Taxton & Sons"]),
    ],
)
def test_a_ticker_that_is_a_word_is_the_company_as_tickers_or_names_are_written(
    question: str, called: list[str]
) -> None:
    found = short_names_in(question, "Taxton & Sons Mills, Inc.", "TAX", {"taxton", "sons", "interest"}, _nowhere)
    assert [question[start:end] for start, end, _ in found] == called


def test_a_word_that_names_a_line_goes_on_naming_it() -> None:
    assert short_names_in("What was Devices revenue?", COMPANY, TICKER, {"devices"}, _nowhere) == []


def test_the_first_word_of_a_name_is_the_company_though_rows_say_it_too() -> None:
    rows = {"calder", "connection", "attributable"}
    found = short_names_in("What did Calder pay out in dividends on Connection stock?", COMPANY, TICKER, rows, _nowhere)
    assert [start for start, _, _ in found] == [9]
    assert short_names_in("calder connection fees", "Connection Mills, Inc.", "", rows, _nowhere) == []


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("What did the cable maker owe?", ["the cable maker"]),
        ("how much did the manufacturer spend on R&D", ["the manufacturer"]),
        ("What was the St. Louis brewer's tax rate?", ["the St. Louis brewer's"]),
        ("How many cable makers did it supply?", []),
        ("What did the studio earn?", []),
    ],
)
def test_what_deals_in_a_trade_is_the_company_where_no_line_is_called_so(question: str, called: list[str]) -> None:
    assert [
        question[start:end] for start, end, _ in short_names_in(question, COMPANY, TICKER, {"studio"}, _nowhere)
    ] == called


def test_a_ticker_of_two_letters_is_the_company_in_capitals_only() -> None:
    assert [start for start, _, _ in short_names_in("What did CD pay?", COMPANY, "CD", (), _nowhere)] == [9]
    assert short_names_in("cd rates", COMPANY, "CD", (), _nowhere) == []


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("How much revenue did Calderon book?", ["Calderon"]),
        ("CL net income?", ["CL"]),
        ("What cost savings does Ada Quill's team expect?", ["Ada Quill's team"]),
        ("What did Quill say of costs?", []),
        ("What was US revenue?", []),
    ],
)
def test_the_beginning_of_a_name_letters_of_it_and_who_leads_it_are_the_company(
    question: str, called: list[str]
) -> None:
    found = short_names_in(question, "CalderonBio, Inc.", "", {"us"}, {"US", "Quill"}.__contains__)
    assert [question[start:end] for start, end, _ in found] == called


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("What was Calder Conection's revenue?", ["Calder Conection's"]),
        ("How much did Calder Connection Devics owe?", ["Calder Connection Devics"]),
        ("conection revenue", ["conection"]),
        ("What was Calder's revenue?", []),
        ("How many devises did Calder ship?", []),
        ("What was the Deviczs' revenue?", []),
        ("What was revenue from Collection?", []),
    ],
)
def test_a_slip_in_a_word_of_the_name_leaves_it_the_company(question: str, called: list[str]) -> None:
    found = mistyped_in(question, COMPANY, {"Deviczs"}.__contains__)
    assert [question[start:end] for start, end, _ in found] == called


def test_the_first_word_of_a_name_that_has_something_is_the_company_though_it_names_a_line() -> None:
    company, lines = "Equity Looms, Inc.", {"equity", "net"}
    found = short_names_in("What was Equity's efficiency ratio?", company, "", lines, _nowhere)
    assert found == [(9, 17, company)]
    assert short_names_in("What was equity at year end?", company, "", lines, _nowhere) == []
