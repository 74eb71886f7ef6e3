"""PDF: words with their places become the same blocks that the other formats give."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings

from qa.reading import Unreadable, read
from qa.reading.pdf.ligatures import mend
from tests.reading.drawing import Drawn, pdf, prose, table
from tests.reading.invariants import assert_well_formed
from tests.reading.test_properties import ROWS, cells
from tests.reading.test_specs import as_written

PROSE = [
    "Ferndale Mills, Inc. today reported net sales of $4.1 million for the second quarter of fiscal 2031, an increase",
    "of 12 percent over the same quarter a year ago, and said that will close its mill in the valley for repairs in May.",
]
ROWS_OF_SALES = [
    ["", "2031", "2030"],
    ["Net sales", "$ 4,100", "$ 3,900"],
    ["Cost of sales", "(2,050)", "(2,020)"],
    ["Gross profit", "$ 2,050", "$ 1,880"],
]


def blocks(*pages: list[Drawn]) -> list[object]:
    """Return the blocks that are read from drawn pages, in the specs' notation."""
    filing = read(pdf(pages))
    assert filing.format == "pdf"
    assert_well_formed(filing)
    return as_written(filing)


def test_lines_become_paragraphs_and_columns_a_table() -> None:
    page = [Drawn(50, 50, "Second Quarter Results", size=14, bold=True), *prose(PROSE, 80), *table(ROWS_OF_SALES, 130)]
    assert blocks(page) == [
        "# Second Quarter Results",
        " ".join(PROSE),
        [
            "2031 | 2030",
            "Net sales | $ 4,100 | $ 3,900",
            "Cost of sales | (2,050) | (2,020)",
            "Gross profit | $ 2,050 | $ 1,880",
        ],
    ]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = ["Investor contact", "Ada Quill", "Director, Investor Relations", "555-0101"]
    right = ["Media contact", "Bert Ostler", "Public Relations", "555-0102", "bert@ferndale.example"]
    page = [*prose(PROSE), *prose(left, 130), *(Drawn(300, 130 + 12 * at, line) for at, line in enumerate(right))]
    assert [str(block).removeprefix("# ") for block in blocks(page)[1:]] == left + right


def test_a_line_that_had_room_for_the_next_word_ended_its_paragraph() -> None:
    page = prose([*PROSE, "The mill has two wheels.", "Sales rose in the north", "Costs fell by 3 percent"])
    assert blocks(page) == [
        " ".join([*PROSE, "The mill has two wheels."]),
        "Sales rose in the north",
        "Costs fell by 3 percent",
    ]


def test_heads_feet_and_page_numbers_are_left_out_and_the_sentence_they_cut_is_whole() -> None:
    furniture = [Drawn(50, 30, "Ferndale Mills second quarter results", size=8)]
    first = [*furniture, *prose(PROSE[:1], 700), Drawn(300, 770, "1")]
    second = [*furniture, *prose(PROSE[1:], 60), Drawn(300, 770, "2")]
    third = [*furniture, *prose(["That is all that there is to say."], 60), Drawn(300, 770, "3")]
    assert blocks(first, second, third) == [" ".join(PROSE), "That is all that there is to say."]


def test_a_title_with_the_scale_stays_though_each_page_has_it() -> None:
    pages = [[Drawn(250, 40, "(In thousands)"), *table(ROWS_OF_SALES, 80)] for _ in range(3)]
    assert "\n".join(map(str, blocks(*pages))).count("(In thousands)") == 3


def test_a_table_goes_on_over_a_page_s_end() -> None:
    first, second = (
        table(ROWS_OF_SALES[:3], 700),
        table([["EXPENSES"], ["Rent", "40", "35"], ["Net income", "2,010", "1,845"]], 60),
    )
    assert blocks(first, second) == [
        [
            "2031 | 2030", "Net sales | $ 4,100 | $ 3,900", "Cost of sales | (2,050) | (2,020)",
            "EXPENSES", "Rent | 40 | 35", "Net income | 2,010 | 1,845",
        ]
    ]  # fmt: skip


def test_a_header_at_a_page_s_foot_heads_the_figures_of_the_next() -> None:
    assert blocks(table(ROWS_OF_SALES[:1], 700), table(ROWS_OF_SALES[1:], 60)) == blocks(table(ROWS_OF_SALES))


def test_a_row_that_a_page_s_end_cut_through_is_read_once() -> None:
    cut = table([*ROWS_OF_SALES[:2], ["C of les", "( 50)", "( 20)"]], 700)
    assert blocks(cut, table(ROWS_OF_SALES[2:], 60)) == blocks(table(ROWS_OF_SALES))


def test_a_header_cell_on_two_lines_beside_one_on_one_stays_two_rows() -> None:
    page = [
        *table(ROWS_OF_SALES[1:], 90),
        Drawn(330, 66, "August 2,", right=True),
        Drawn(410, 62, "August 4,", right=True),
    ]
    page += [Drawn(410, 73, "2030", right=True)]
    assert blocks(page)[0][:2] == ["August 2, | August 4,", "2030"]


def test_under_a_header_of_its_own_a_table_begins_on_the_next_page() -> None:
    assert len(blocks(table(ROWS_OF_SALES, 700), table(ROWS_OF_SALES, 60))) == 2


def test_footnote_marks_are_raised_and_leader_dots_left_out() -> None:
    page = [
        *table(ROWS_OF_SALES),
        Drawn(50, 120, "EBITDA"),
        Drawn(88, 116, "(1)", size=6),
        Drawn(110, 120, "...................."),
        Drawn(330, 120, "900", right=True),
        Drawn(410, 120, "800", right=True),
    ]
    assert blocks(page)[0][-1] == "EBITDA⁽¹⁾ | 900 | 800"


def test_a_hyphen_at_a_line_s_end_goes_where_the_document_has_the_word_without() -> None:
    page = prose(
        [
            "The reconciliation of the figures that are stated here stands below, and holds no surprise. The recon-",
            "ciliation was made by those who know how, and who were given a good deal of time for it by our long-",
            "term owner.",
        ]
    )
    assert blocks(page) == [
        "The reconciliation of the figures that are stated here stands below, and holds no surprise. The "
        "reconciliation was made by those who know how, and who were given a good deal of time for it by our long-term owner."
    ]


def test_a_turned_page_is_read_upright() -> None:
    filing = read(pdf([table(ROWS_OF_SALES)], turned=True))
    assert as_written(filing)[0][1] == "Net sales | $ 4,100 | $ 3,900"


def test_figures_beside_their_label_are_cells_where_others_stand_in_the_column() -> None:
    page = [
        *table(ROWS_OF_SALES),
        *table([["", "40", "35"]], 120),
        Drawn(314, 120, "Interest expense, net", right=True),
    ]
    assert blocks(page)[0][-1] == "Interest expense, net | 40 | 35"


@settings(max_examples=25)
@given(ROWS)
def test_every_cell_stays_in_its_row(rows: list[tuple[str, list[str]]]) -> None:
    heads = ["", *(str(2031 - at) for at in range(len(rows[0][1])))]
    drawn = table([heads, *([label, *row] for label, row in rows)])
    assert cells(pdf([drawn])) == [heads[1:], *([label, *row] for label, row in rows)]


def test_what_cannot_be_read_says_why() -> None:
    good = pdf([prose(PROSE)])
    for data, says in (
        (pdf([prose(PROSE)], password="owl"), "encrypted with a password"),
        (good[:300], "damaged"),
        (pdf([[]]), "pictures of pages"),
        (pdf([prose(PROSE[:1])] * 401), "401 pages"),
    ):
        with pytest.raises(Unreadable, match=says):
            read(data)


def test_a_page_without_text_is_warned_of() -> None:
    filing = read(pdf([prose(PROSE), [], prose(["Sales rose in the north."])]))
    assert filing.warnings == ("no text was found on page 2: what a picture shows there is not read",)


def test_a_damaged_end_is_read_as_far_as_it_goes() -> None:
    good = pdf([prose(PROSE)])
    assert " ".join(PROSE) in read(good[: good.rindex(b"xref")] + b"noise").text


def test_many_threads_read_at_once() -> None:
    data = [pdf([prose([f"The mill had {number} wheels."])]) for number in range(40)]
    with ThreadPoolExecutor(8) as executor:
        read_ = list(executor.map(lambda each: read(each).text, data))
    assert read_ == [f"The mill had {number} wheels." for number in range(40)]


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("\ufffdrst", "first"),
        ("bene\ufffdts,", "benefits,"),
        ("“write-o\ufffd", "“write-off"),
        ("di\ufffder", "differ"),
        ("o\ufffdcer", "officer"),
        ("o\ufffdset", "offset"),
        ("in\ufffdation", "inflation"),
        ("Reclassi\ufffdcation", "Reclassification"),
        ("re\ufffdects", "reflects"),
        ("4\ufffd1", "4□1"),  # no figure is made up
        ("qu\ufffdx", "qu□x"),
    ],
)
def test_an_unmapped_ligature_is_known_by_its_word(word: str, mended: str) -> None:
    assert mend(word) == mended


def test_two_days_over_columns_are_two_cells_and_a_month_over_its_day_is_one_date() -> None:
    page = [*table(ROWS_OF_SALES, 90), Drawn(250, 78, "March 31, December 31,"), Drawn(250, 60, "At")]
    assert blocks(page)[-1][-4] == "2031 | 2030"
    assert blocks(page)[-1][-5] == "March 31, | December 31,"
    wrapped = [*table(ROWS_OF_SALES, 90), *table([["", "March 31,", "30,"]], 78), *table([["", "", "September"]], 66)]
    assert blocks(wrapped)[0][0] == "March 31, | September 30,"


def test_a_currency_sign_is_of_the_figure_behind_it() -> None:
    page = [*table(ROWS_OF_SALES), Drawn(50, 120, "Net income"), Drawn(330, 120, "900", right=True)]
    page += [Drawn(334, 120, "$"), Drawn(410, 120, "800", right=True)]
    assert blocks(page)[0][-1] == "Net income | 900 | $ | 800"


def test_a_head_alone_and_centred_spans_all_columns() -> None:
    page = [*table([["", "2031", "2030", "2029"], ["Sales", "4,100", "3,900", "3,600"], ["Costs", "2", "1", "3"]], 90)]
    page += [Drawn(352, 78, "Years ended June 30,")]
    filing = read(pdf([page]))
    grid = filing.blocks[-1].grid
    assert grid
    head, years = grid.rows[0][0], grid.rows[1]
    assert head.left <= years[0].left
    assert head.right >= years[-1].right
