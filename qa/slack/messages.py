"""Replies as Slack messages, and Slack's messages as questions: values in, Block Kit out."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from qa.facts.fact import Period, Source
from qa.questions.reply import Answer, Reply

Block = dict[str, Any]

# Slack's limits: https://docs.slack.dev/reference/block-kit/blocks
LONGEST_SECTION = 3000
LONGEST_HEADER = 150

_MOST_ANSWERS = 10  # in one message; Slack takes 50 blocks
_LONGEST_QUOTE = 600
_EXAMPLES = (
    "What was the net loss in the second quarter?",
    "How much did revenue grow from last year?",
    "Why did gross margin fall?",
    "When is the conference call?",
)
_MENTION = re.compile(r"<[@!][^>]*>")
_LINK = re.compile(r"<(?:[^|>]*\|)?([^>]*)>")  # <URL>, <URL|words>, <#C123|channel>


@dataclass(frozen=True, slots=True)
class Message:
    """What chat.postMessage takes.

    Arguments:
        text: what notifications show, and what reads where blocks do not.
    """

    text: str
    blocks: list[Block]


def question(text: str) -> str:
    """Return what is asked in a Slack message: mentions out, links as their words, entities as characters."""
    words = _LINK.sub(r"\1", _MENTION.sub(" ", text))
    return " ".join(html.unescape(words).split())


def answer(reply: Reply, asked: str = "") -> Message:
    """Return a reply as a message: what is said, each figure with its period and source, what to ask next.

    Arguments:
        asked: who asked what, in mrkdwn, where the message does not stand below its question.
    """
    blocks = [_context(asked)] if asked else []
    blocks.append(_section(escape(reply.text)))
    several = len({each.company.name for each in reply.answers}) > 1
    blocks += [_section(_evidence(each, several)) for each in reply.answers[:_MOST_ANSWERS]]
    left = len(reply.answers) - _MOST_ANSWERS
    if left > 0:
        blocks.append(_context(f"… and {left} more"))
    if reply.suggestions:
        lead = "Or ask" if reply.status == "answered" else "Try"
        blocks.append(_context(f"{lead}: " + " · ".join(f"“{escape(each)}”" for each in reply.suggestions)))
    return Message(escape(reply.text), blocks)


def asking(user: str, words: str) -> str:
    """Return who asked what, in mrkdwn.

    Arguments:
        user: Slack's id of the asker.
    """
    return f"<@{user}> asked: {escape(words)}"


def usage() -> Message:
    """Return what to do, for who asked nothing."""
    examples = "\n".join(f"• {each}" for each in _EXAMPLES)
    text = "Ask an exact question about a company's results."
    return Message(text, [_header("Ask the results releases"), _section(f"{text} For example:\n{examples}")])


def failure() -> Message:
    """Return the apology for what went wrong here."""
    text = "Sorry, something went wrong here, and I could not answer. It has been logged; please ask again later."
    return Message(text, [_section(text)])


def escape(text: str) -> str:
    """Return text with the three characters that Slack's mrkdwn reserves as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _evidence(each: Answer, name_company: bool) -> str:
    """A figure with its period, then how it was computed, then the words that state it."""
    fact = each.fact
    lines = []
    if fact.unit != "text":  # quoted words stand in their source
        named = (each.company.name if name_company else "", fact.label, _period(fact.period))
        lines.append(" · ".join([f"*{escape(each.display)}*", *(escape(part) for part in named if part)]))
    if each.derivation:
        lines.append(f"= {escape(each.derivation.formula)}")
    lines += [_quote(source) for source in _sources(each)]
    return "\n".join(lines) or escape(each.display)


def _sources(each: Answer) -> Iterator[Source]:
    """The most precise source of a figure, or of each figure that it was computed from."""
    operands: Iterable[Answer] = each.derivation.operands if each.derivation else ()
    yield from each.fact.sources[:1]
    for operand in operands:
        yield from _sources(operand)


def _quote(source: Source) -> str:
    words = " ".join(source.quote.split())
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1] + "…"
    return f"> {escape(words)}" + (f"\n_{escape(source.section)}_" if source.section else "")


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    days = _day(period.end) if period.start is None else f"{_day(period.start)} – {_day(period.end)}"
    return f"{period.label} ({days})" if period.label not in ("", days) else days


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:LONGEST_HEADER]}}


def _section(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text)}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(text)]}


def _mrkdwn(text: str) -> Block:
    """Text with no more characters than Slack takes, none of its entities cut in two."""
    if len(text) > LONGEST_SECTION:
        text = re.sub(r"&[a-z]{0,3}$", "", text[: LONGEST_SECTION - 1]) + "…"
    # Verbatim: figures and names are not to be made links.
    return {"type": "mrkdwn", "text": text, "verbatim": True}
