"""Messages as data: what a reply looks like in Slack, and what a message of Slack's asks."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.fact import Fact, Period, Source
from qa.questions.reply import Answer, Company, Derivation, Reply
from qa.slack import messages
from tests.slack.imitation import check_blocks

_Q2 = Period(date(2031, 6, 30), date(2031, 4, 1), "Q2 FY2031")
_LOSS = Answer(
    Fact(
        "NetIncomeLoss",
        "Net loss",
        Decimal(-3204000),
        "USD",
        _Q2,
        "(3,204)",
        sources=(
            Source(0, 9, "Net  loss\n$ (3,204)", "Statements of operations"),
            Source(20, 29, "Net loss was $3.2 million"),
        ),
    ),
    Company("Tallow & Reed Inc.", "TLRD"),
    "f1",
    "$(3.204) million",
)
_CASH = Answer(
    Fact("Cash", "Cash", Decimal(5), "USD", Period(date(2031, 6, 30), None, "June 30, 2031"), "5"),
    Company("Brushworks AB"),
    "f2",
    "$5",
)


def _mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": _mrkdwn(text)}


def test_an_answer_shows_its_figure_period_and_quote() -> None:
    message = messages.answer(Reply("answered", "The net loss was <$4 million> & fell.", (_LOSS,)))
    assert message.text == "The net loss was &lt;$4 million&gt; &amp; fell."
    assert message.blocks == [
        _section("The net loss was &lt;$4 million&gt; &amp; fell."),
        _section(
            "*$(3.204) million* · Net loss · Q2 FY2031 (April 1, 2031 – June 30, 2031)\n"
            "> Net loss $ (3,204)\n_Statements of operations_"
        ),
    ]


def test_a_computed_answer_shows_its_working_and_the_quotes_of_its_operands() -> None:
    computed = Answer(
        Fact("NetIncomeLossChange", "change of net loss", Decimal(1), "USD", _Q2, ""),
        _LOSS.company,
        "",
        "$1",
        Derivation("a − b", (_LOSS, replace(_LOSS, fact=replace(_LOSS.fact, sources=_LOSS.fact.sources[1:])))),
    )
    (_, evidence) = messages.answer(Reply("answered", "It fell.", (computed,))).blocks
    assert evidence["text"]["text"].splitlines()[1:] == [
        "= a − b",
        "> Net loss $ (3,204)",
        "_Statements of operations_",
        "> Net loss was $3.2 million",
    ]


def test_quoted_words_stand_in_their_source_alone() -> None:
    words = Answer(
        Fact("Reason", "reason", "because", "text", None, "", sources=(Source(0, 7, "because"),)),
        _LOSS.company,
        "f1",
        "because",
    )
    assert messages.answer(Reply("answered", "Because.", (words,))).blocks[1] == _section("> because")


def test_companies_are_named_where_there_are_several() -> None:
    blocks = messages.answer(Reply("answered", "Two.", (_LOSS, _CASH))).blocks
    assert "Tallow &amp; Reed Inc. · Net loss" in blocks[1]["text"]["text"]
    assert blocks[2] == _section("*$5* · Brushworks AB · Cash · June 30, 2031")


@pytest.mark.parametrize(("status", "lead"), [("answered", "Or ask"), ("ambiguous", "Try"), ("not_found", "Try")])
def test_suggestions_follow(status: Any, lead: str) -> None:
    blocks = messages.answer(Reply(status, "…", suggestions=("What was R&D?", "Why?"))).blocks
    assert blocks[-1] == {"type": "context", "elements": [_mrkdwn(f"{lead}: “What was R&amp;D?” · “Why?”")]}


def test_who_asked_stands_above() -> None:
    blocks = messages.answer(Reply("answered", "5."), messages.asking("U1", "R&D?")).blocks
    assert blocks[0] == {"type": "context", "elements": [_mrkdwn("<@U1> asked: R&amp;D?")]}


def test_of_many_answers_some_are_shown_and_the_rest_counted() -> None:
    blocks = messages.answer(Reply("answered", "Many.", (_CASH,) * 64)).blocks
    assert len(blocks) == 12
    assert blocks[-1]["elements"] == [_mrkdwn("… and 54 more")]


@given(
    text=st.text(min_size=1) | st.just("&<>" * 2000),
    quote=st.text() | st.just("<" * 9000),
    suggestions=st.lists(st.text() | st.just("&" * 4000), max_size=5),
    operands=st.integers(0, 40),
)
def test_slack_takes_every_message(text: str, quote: str, suggestions: list[str], operands: int) -> None:
    fact = replace(_LOSS.fact, sources=(Source(0, 1, quote, quote),), label=quote)
    stated = replace(_LOSS, fact=fact, display=text)
    computed = replace(stated, derivation=Derivation(quote, (stated,) * operands))
    reply = Reply("answered", text, (stated, computed), suggestions=tuple(suggestions))
    message = messages.answer(reply, messages.asking("U1", text))
    check_blocks(message.blocks)
    for block in message.blocks:
        for shown in [block["text"]] if "text" in block else block["elements"]:
            bare = re.sub(r"<@U1>|^> |(?<=\n)> |&(?:amp|lt|gt);", "", shown["text"])
            assert not re.search("[&<>]", bare)


@pytest.mark.parametrize("message", [messages.usage(), messages.failure()])
def test_fixed_messages_are_taken_too(message: messages.Message) -> None:
    check_blocks(message.blocks)
    assert message.text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("<@U0BOT> what was R&amp;D?", "what was R&D?"),
        ("<@U0BOT|qa>what  was\nrevenue", "what was revenue"),
        ("is revenue &gt; $5 million?", "is revenue > $5 million?"),
        ("revenue of <http://tallow.example|tallow.example>?", "revenue of tallow.example?"),
        ("see <https://tallow.example/a?b=1&amp;c>", "see https://tallow.example/a?b=1&c"),
        ("<!here> revenue in <#C1|results>", "revenue in results"),
        ("&lt;not a mention&gt;", "<not a mention>"),
        ("&amp;lt;", "&lt;"),
        ("<@U0BOT>", ""),
    ],
)
def test_a_message_asks(text: str, asked: str) -> None:
    assert messages.question(text) == asked
