"""Lines that all but fit a question and are none: with and without an item, per share, of another metric, on a formula of its own."""

from collections.abc import Iterator

import pytest

from qa.questions import Answerer, Scope
from tests.questions.releases import answering

YEARS = ["", "December 31, 2030", "December 31, 2029"]
FLOWS = ["", "Year ended December 31, 2030", "Year ended December 31, 2029"]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    balances = [
        YEARS,
        ["Finished goods", "64", "70"],
        ["Total inventories", "90", "95"],
        ["Accounts payable", "410", "390"],
        ["Notes payable", "950", "870"],
        ["OLC", "33", "32"],
    ]
    values = [YEARS, ["Book value per diluted share (excluding AOCI)", "$43.71", "$41.02"]]
    gains = [FLOWS, ["Ongoing diluted EPS", "$2.95", "$2.61"], ["Ongoing basic EPS", "$3.05", "$2.70"]]
    income = [FLOWS, ["Sales and other operating revenue", "8,300", "7,900"], ["Total revenues", "8,700", "8,200"]]
    income += [["Premiums earned", "640", "600"], ["Premiums collected", "655", "610"]]
    flows = [
        FLOWS,
        ["Net cash provided by operating activities", "900", "850"],
        ["Capital expenditures", "(300)", "(250)"],
    ]
    free = [["", "Year ended December 31, 2030"], ["Free cash flow", "720"]]
    segments = [FLOWS, ["Impairments", "", ""], ["Dye Works", "55", "60"], ["Mills", "12", "11"]]
    grown = "Earnings per share rose 37% in 2030 from 2029."
    told = "Given the flood, the company is not providing an outlook for 2031 revenue at this time."
    granted = (
        "At January 24, 2031 we had received grant applications totaling $89.0 million with confirmed allocation from"
        " the State for 243 applications totaling $76.9 million."
    )
    made = (
        "In 2030 the company shipped 8,400 loom units. In 2030 the mills produced 2.1 million short tons of flax."
        " At the end of 2030 it franchises 31 Loomery shops in Spain. Revenues from outside of the United States contributed 39% of total revenues in 2030."
    )
    adjusted = [FLOWS, ["Operating income", "700", "650"], ["Restructuring", "20", "10"]]
    adjusted += [["Non-GAAP operating income", "720", "660"]]
    stores = (
        "Ostrava currently operates 603 stores, including 300 in Spain, 100 in Peru, 40 in Chile, and 12 in Brazil."
    )
    shipped = (
        "Ostrava shipped 876 thousand spindle units and 860 thousand bobbins during the year ended December 31, 2030."
    )
    charged = "Included in 2030 were $1.8 million of Flaxside impairment charges and $1.9 million of old obligations."
    taxed = [["", "Year ended December 31, 2030", ""], ["", "Pre-Tax", "Income Tax"], ["Flaxside", "", ""]]
    taxed += [["Decommissioning obligations", "(256)", "61"], ["Write-offs", "(232)", "55"]]
    blocks = [
        {"type": "paragraph", "text": charged},
        {"type": "table", "caption": "Items by segment (in thousands)", "rows": taxed},
        {"type": "paragraph", "text": made},
        {"type": "paragraph", "text": f"{told} {grown}"},
        {"type": "paragraph", "text": granted},
        {"type": "paragraph", "text": f"{stores} {shipped}"},
        {"type": "paragraph", "text": "Spool revenues of $266 million in 2030 were up 74 percent from 2029."},
        {"type": "table", "caption": "Balance sheets (in thousands)", "rows": balances},
        {"type": "table", "caption": "Per share data", "rows": values},
        {"type": "table", "caption": "Per share amounts", "rows": gains},
        {"type": "table", "caption": "Statements of income for OLI, DWB and MLB (in thousands)", "rows": income},
        {"type": "table", "caption": "Statements of cash flows (in thousands)", "rows": flows},
        {"type": "table", "caption": "Free cash flow (in thousands)", "rows": free},
        {
            "type": "table",
            "caption": "Reconciliation of GAAP to non-GAAP operating income (in thousands)",
            "rows": adjusted,
        },
        {"type": "table", "caption": "Impairments by segment (in thousands)", "rows": segments},
    ]
    with answering(tmp_path_factory.mktemp("near"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    "question",
    [
        "What was book value per diluted share including AOCI at the end of 2030?",
        "Stockholders' equity at the end of 2030?",
        "What did the Dye Works earn in 2030?",
        "What was free cash flow in 2029?",  # of 2030 it is not the usual one
        "What revenue does the company expect for 2031?",
        "How much premium did they write in 2030?",  # none of it was earned yet
        "What premiums were billed in 2030?",
        "What amount of grant applications had a confirmed State allocation at January 24, 2031?",  # of the next figure
        "How many short tons of flax did they sell in 2030?",  # which they produced
        "What share of revenue was earned outside the U.S. and Canada in 2030?",
        "How many stores were opened in 2030?",  # of which it operates so many
        "Did clients pull more out of notes payable than they put in in 2030?",
        "Did OLC make more money in 2030 than in 2029?",  # it lent more
        "Did book value per share go up in 2030?",  # earnings per share did
        "How many Loomery shops did the company own at the end of 2030?",  # it franchises them
        "How many company-owned stores did they have in 2030?",  # of all stores
        "What was the finished goods stockpile of looms at the end of 2030?",
        "Flaxside result in 2030?",  # of which impairments are told, and what taxes some items bore
        "Flaxside profit in 2030?",
        "What was DWB revenue in 2030?",  # the whole's, in a table whose title names the parts
    ],
)
def test_what_all_but_fits_is_declined(answerer: Answerer, question: str) -> None:
    reply = answerer.answer(question)
    assert reply.status == "not_found", reply.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How much was outstanding in notes payable at the end of 2030?", "950000"),
        ("What were accounts payable at the end of 2030?", "410000"),
        ("What was book value per diluted share excluding AOCI at the end of 2030?", "43.71"),
        ("Ongoing EPS for 2029?", "2.61"),
        ("Sales and other operating revenue in 2030?", "8300000"),
        ("What was free cash flow in 2030?", "720000"),
        ("What premiums were collected in 2030?", "655000"),
        ("What were Spool revenues in 2029?", "153000000"),  # as exact as a growth in whole percent allows
        ("How many loom units did they sell in 2030?", "8400"),
        ("How many short tons of flax did they produce in 2030?", "2100000"),
        ("What share of revenue was earned abroad in 2030?", "39"),
        ("How much percent of the revenues was international in 2030?", "39"),
        ("Non-GAAP EBIT in 2030?", "720000"),
        ("Operating income in 2030, now that they've cut back?", "700000"),
        ("What were the grant applications received at January 24, 2031?", "89000000"),
    ],
)
def test_what_fits_is_answered(answerer: Answerer, question: str, value: str) -> None:
    reply = answerer.answer(question)
    assert [str(answer.fact.value) for answer in reply.answers] == [value], reply.text


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("store count, Peru and Chile", ["100", "40"]),
        ("Peru and Chile store counts", ["100", "40"]),
        ("store count Peru + Chile, each", ["100", "40"]),
        ("number of warehouses in Peru, and the number in Chile?", ["100", "40"]),
        ("Were bobbin shipments above spindle shipments in 2030?", ["860000", "876000"]),
        ("bobbin units vs spindle units - more bobbins?", ["860000", "876000"]),
        ("bobbins or spindles, did bobbin units beat spindle units", ["860000", "876000"]),
    ],
)
def test_what_is_counted_is_told_apart(answerer: Answerer, question: str, values: list[str]) -> None:
    reply = answerer.answer(question)
    assert [str(answer.fact.value) for answer in reply.answers] == values, reply.text
    assert len(values) == 2


def test_a_turn_that_names_a_part_alone_gets_no_other_metric(answerer: Answerer) -> None:
    first = answerer.answer("What were impairments of the Mills in 2030?")
    assert answerer.answer("And the Dye Works?", Scope(conversation=first.conversation)).answers
    first = answerer.answer("What was the operating margin of the Mills in 2030?")
    reply = answerer.answer("And the Dye Works?", Scope(conversation=first.conversation))
    assert reply.status == "not_found", reply.text


def test_whether_it_got_better_or_worse_is_said(answerer: Answerer) -> None:
    said = answerer.answer("Was cash from operations better or worse in 2030 than in 2029?").text
    assert said.startswith("Better: "), said


@pytest.mark.parametrize(
    "question",
    ["How many units in total did Ostrava ship in 2030?", "Net sales margin %, 2030?", "Accounts payable % in 2030?"],
)
def test_some_of_all_and_no_change_are_not_given(answerer: Answerer, question: str) -> None:
    assert not answerer.answer(question).answers


def test_that_no_outlook_is_given_is_said(answerer: Answerer) -> None:
    assert "not providing an outlook" in answerer.answer("What revenue does the company expect for 2031?").text
