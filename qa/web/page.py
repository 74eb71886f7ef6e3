"""The chat page: asked and answered in HTML on the server, so that it needs no script for a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from werkzeug.exceptions import NotFound

from qa import shapes
from qa.questions import Scope
from qa.store import FilingSummary
from qa.web.layout import laid_out
from qa.web.service import service
from qa.web.starters import Starters, starters

pages = Blueprint("pages", __name__, template_folder="templates", static_folder="static")

_LISTED = 200  # filings; who has more finds them by name
_WELCOMING = 2  # companies whose questions stand on the empty page


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its reply, with where it was asked."""

    question: str
    reply: shapes.ReplyShape
    scope: Scope

    def link(self, question: str) -> str:
        """Return the address that asks a further question of the same conversation."""
        return _address(question, self.scope.filing, self.scope.company, self.reply["conversation"])


@dataclass(frozen=True, slots=True)
class Library:
    """The filings that the page lists, by company.

    Arguments:
        held: how many the store holds.
        found: how many fit what was looked for; the list may show fewer.
    """

    companies: tuple[tuple[str, tuple[FilingSummary, ...]], ...]
    held: int
    found: int
    listed: int


@pages.get("/")
def page() -> str:
    """The whole page, with the reply where a question is asked in the address."""
    scope = _scope(request.args)
    question = request.args.get("q", "").strip()
    turn = _turn(question, scope) if question else None
    filings = service().store.filings()
    return render_template(
        "page.html",
        turn=turn,
        scope=scope,
        chosen=next((each for each in filings if each.id == scope.filing), None),
        library=_library(filings, request.args.get("find", "").strip()),
        find=request.args.get("find", ""),
        starters=() if turn else tuple(_starters(filings, scope)),
        conversation=turn.reply["conversation"] if turn else scope.conversation,
        max_upload=service().settings.max_upload,
    )


@pages.post("/turn")
def turn() -> str:
    """One question and its reply, for the script to add to the page."""
    return render_template("turn.html", turn=_turn(request.form.get("q", "").strip(), _scope(request.form)))


@pages.get("/filings/<id>")
def filing(id: str) -> str:  # noqa: A002 - the interface's own word
    """A filing's text, with the quote marked that the address gives as start and end."""
    held = service().store.filing(id)
    if held is None:
        raise NotFound("This filing is not held, or no longer. The page at / lists those that are.")
    start, end = (request.args.get(name, 0, type=int) for name in ("start", "end"))
    sources = [source for fact in service().store.facts(id) for source in fact.sources]
    body = laid_out(held.text, held.blocks, (start, end), sources)
    return render_template("filing.html", filing=held.summary, body=body)


def _scope(given: Any) -> Scope:
    return Scope(*(given.get(name, "").strip() for name in ("filing", "company", "conversation")))


def _turn(question: str, scope: Scope) -> Turn:
    held = service()
    reply = held.answerer.answer(question, scope)
    held.metrics.questions(reply.status).inc()
    return Turn(question, shapes.reply(reply), scope)


def _library(filings: list[FilingSummary], find: str) -> Library:
    words = find.casefold().split()
    found = [each for each in filings if all(word in _findable(each) for word in words)]
    shown = sorted(found[:_LISTED], key=_company)
    companies = tuple((name, tuple(each)) for name, each in groupby(shown, _company))
    return Library(companies, len(filings), len(found), len(shown))


def _findable(filing: FilingSummary) -> str:
    period = filing.period.label if filing.period else ""
    return f"{filing.company} {filing.ticker} {filing.name} {period}".casefold()


def _company(filing: FilingSummary) -> str:
    return filing.company


def _starters(filings: list[FilingSummary], scope: Scope) -> Iterable[Starters]:
    """Questions to begin with: of the filing or company chosen, else of the newest filings."""
    if scope.filing or scope.company:
        chosen = [each for each in filings if scope.filing == each.id or scope.company == each.company][:1]
    else:
        newest = {each.company: each for each in reversed(filings)}
        chosen = sorted(newest.values(), key=filings.index)[:_WELCOMING]
    for each in chosen:
        yield starters(each, service().store.facts(each.id))


def _address(q: str, filing: str, company: str, conversation: str) -> str:
    given = {"q": q, "filing": filing, "company": company, "conversation": conversation}
    return f"{url_for('pages.page')}?{urlencode({name: value for name, value in given.items() if value})}"


@pages.app_template_filter("days")
def days(period: shapes.PeriodShape) -> str:
    """Return a period's days for people: "Jul 1 – Sep 30, 2007", "Sep 30, 2007"."""
    last = date.fromisoformat(period["instant"] if "instant" in period else period["end"])
    if "start" not in period:
        return _day(last)
    first = date.fromisoformat(period["start"])
    begin = f"{first:%b} {first.day}" if first.year == last.year else _day(first)
    return f"{begin} – {_day(last)}"


@pages.app_template_filter("calm")
def calm(words: str) -> str:
    """Return a label or heading to begin a line with: what is set in capitals is not shouted."""
    return words.capitalize() if words.isupper() and " " in words else words[:1].upper() + words[1:]


def _day(value: date) -> str:
    return f"{value:%b} {value.day}, {value.year}"
