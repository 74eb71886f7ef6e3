"""A question's way to its reply: scope, mending, understanding, the operation, the words."""

import gc
import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic_core import from_json, to_json

from qa.language.stems import as_written, words
from qa.questions.computing.across import compare, compares
from qa.questions.computing.ranking import answer_over_all, over_all
from qa.questions.finding.library import Library, View
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.company_names import unheld
from qa.questions.parsing.mend import common_words
from qa.questions.parsing.officers import by_office, looks_ahead
from qa.questions.parsing.parse import parse
from qa.questions.parsing.query import Query
from qa.questions.parsing.told import words_of_telling
from qa.questions.parsing.whys import words_of_why
from qa.questions.parsing.words import framing, periods_said
from qa.questions.queries import Queries
from qa.questions.quoting.people import people
from qa.questions.quoting.quotation import QUOTATION
from qa.questions.reply import Interpretation, Reply
from qa.questions.scope import Scope
from qa.questions.suggest import after, nearest
from qa.questions.tabular.replies import from_piece
from qa.questions.warming import warm
from qa.questions.ways import attempted
from qa.store import Store

LONGEST_QUESTION = 1000  # characters; nobody asks one exact thing in more
_MOST_TURNS = 8
_FISCAL_PART = re.compile(
    r"\b(?:q[1-4]|quarter|half|months)\b.{0,20}\b(?:fy ?\d|fiscal\b)|\bfiscal (?:q[1-4]|(?:first|second|third|fourth) quarter)\b",
    re.I,
)
_LAST_QUARTER = re.compile(r"\b(?:last|past) quarter\b(?! of)", re.I)  # of all that a company reported the latest
_SELDOM = (100_000, 20, 100)  # allocations, passes and passes between collections: what is cached holds no cycles
_LEAST_KNOWN = 0.6  # the share of a question's words below which it is none
_NOT_UNDERSTOOD = "I could not make out what is asked. Ask for a figure of a filing, such as “What was revenue in Q2?”"


class Answerer:
    """Answers questions from a store's filings; safe to share between threads that serve requests."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._library = Library(store)

    def warm(self) -> None:
        """Load what every question needs, so that the first one does not wait for it."""
        self._library.refresh()
        warm(self._store)
        # What is loaded by now stays: looking all of it through for garbage would hold questions up for 0.3 s each time.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_SELDOM)

    def answer(self, question: str, scope: Scope | None = None) -> Reply:
        """Return the reply to a question.

        Arguments:
            question: as asked, any text.
            scope: where to look; the whole library without it.
        """
        scope = scope or Scope()
        if len(question) > LONGEST_QUESTION or not _says_something(question):
            return Reply("not_understood", _NOT_UNDERSTOOD, conversation=scope.conversation)
        question = question.replace("’", "'")  # as typed by hand: names and words are told by one apostrophe
        self._library.refresh()
        earlier = self._earlier(scope.conversation)
        reply, turns, company = self._reply(question, earlier.get("turns", []), earlier.get("company", ""), scope)
        if reply.status in ("not_found", "not_understood"):
            self._store.memory.log_unanswered(question, reply.status)
        conversation = scope.conversation or secrets.token_urlsafe(12)
        state = {"turns": turns[-_MOST_TURNS:], "company": company}
        self._store.memory.save_conversation(conversation, to_json(state).decode())
        return replace(reply, conversation=conversation)

    def _earlier(self, conversation: str) -> dict[str, Any]:
        state = self._store.memory.conversation(conversation) if conversation else None
        return from_json(state) if state else {}

    def _reply(self, question: str, turns: Sequence[str], talked_of: str, scope: Scope) -> tuple[Reply, list[str], str]:
        """The reply, the turns that the next question may lean on, and the company talked of."""
        view = self._narrowed(scope)
        if view is not None:
            return self._of_view(question, turns, view, scope)
        if scope.filing or scope.company:
            return Reply("not_found", "There is no such filing or company here."), [], talked_of
        question = self._spelled(question)
        question = question if turns else _LAST_QUARTER.sub("latest quarter", question)
        across = self._across(question)
        if across:
            return across, [], talked_of
        named = [name for _, _, name in self._library.mentioned(question)]
        stranger = "" if named else unheld(question)
        if stranger:
            return self._not_held(stranger), [], talked_of
        company = next(iter(named), "") or talked_of
        view = self._library.company(company) if company else self._library.only()
        if view is None:
            return self._which_company(question), [*turns, question], ""
        return self._of_view(question, turns, view, scope)

    def _of_view(self, question: str, turns: Sequence[str], view: View, scope: Scope) -> tuple[Reply, list[str], str]:
        """The same of a question about one company or filing."""
        question = view.by_part_names(question)
        if looks_ahead(question):
            question = by_office(question, people(view.prose()))
        queries = Queries(self._library, view)
        piece = _piece(question, turns, queries) if scope.filing else Outcome()
        attempt = attempted(question, turns, queries, piece)
        query, outcome = attempt.query, attempt.outcome
        if not outcome.answers and (_asks_nothing(query) or _is_gibberish(query, view)):
            return Reply("not_understood", _NOT_UNDERSTOOD), [*turns], view.company.name
        kept = [attempt.mended] if not query.follows and query.topics and not turns else [*turns, attempt.mended]
        return _worded(outcome, query, view), kept, view.company.name

    def _across(self, question: str) -> Reply | None:
        """The reply to a question over several companies; None where it is of one."""
        query = parse(question, self._library.mentioned(question))
        if compares(query):
            outcome = compare(question, query, self._library)
        elif over_all(query):
            outcome = answer_over_all(query, self._library)
        else:
            return None
        interpretation = Interpretation(query.intent, tuple(name for topic in query.topics for name in topic.mentions))
        if outcome.answers:
            return Reply("answered", outcome.text, outcome.answers, interpretation)
        return Reply("not_found", f"The filings held do not say: {outcome.missing}.", (), interpretation)

    def _narrowed(self, scope: Scope) -> View | None:
        if scope.filing:
            return self._library.filing(scope.filing)
        name = self._library.named(scope.company) if scope.company else None
        return self._library.company(name) if name else None

    def _spelled(self, question: str) -> str:
        """The question with a company's name spelled right, where it names none as it stands."""
        slips = [] if self._library.mentioned(question) else self._library.mistyped(question)
        for start, end, name in reversed(slips):
            question = question[:start] + name + question[end:]
        return question

    def _not_held(self, company: str) -> Reply:
        held = self._library.companies
        some = f" Held are those of {', '.join(held[:6])}{' and others' if len(held) > 6 else ''}." if held else ""
        return Reply("not_found", f"No filings of {company} are held.{some}"[:500])

    def _which_company(self, question: str) -> Reply:
        companies = self._library.companies
        if not companies:
            return Reply("not_found", "No filings are held yet: upload a results release first.")
        text = "Which company do you mean? " + ", ".join(companies[:8]) + (" …" if len(companies) > 8 else "")
        choices = tuple(f"{question.rstrip('?. ')} — {company}?" for company in companies[:4])
        return Reply("ambiguous", text[:500], suggestions=choices)


def _says_something(question: str) -> bool:
    """Whether a question has words, or at least a period, as one has that goes on: "4Q19?"."""
    return any(word.text[0].isalpha() for word in words(question)) or bool(periods_said(question))


def _piece(question: str, turns: Sequence[str], queries: Queries) -> Outcome:
    """What a lone table and the words around it answer; nothing where the turns before say what is asked."""
    view = queries.view
    if view.company.name and _FISCAL_PART.search(question):
        return Outcome()  # by its fiscal year facts are dated, and the columns of a table by the calendar's
    if turns and view.table_lines and not queries.parsed(question).topics:
        return Outcome()
    piece = Outcome(*from_piece(question, view))
    # A release has more than its table: what its words say is read as facts, and quoted only where there are none.
    return Outcome() if view.company.name and _is_quoted(piece) else piece


def _asks_nothing(query: Query) -> bool:
    return not query.asks and query.intent == "lookup"


def _is_quoted(outcome: Outcome) -> bool:
    """Whether an outcome is words of a filing, or a figure that only these state."""
    return any(answer.fact.metric == QUOTATION for answer in outcome.answers)


def _is_gibberish(query: Query, view: View) -> bool:
    """Whether most words of a question are known neither as ways of asking, nor to the vocabulary, nor to the filing."""
    said = [word.text for word in words(query.text)]
    known = sum(_is_known(word, view) for word in said)
    return known < _LEAST_KNOWN * len(said)


def _is_known(word: str, view: View) -> bool:
    plain = word.lower()
    asking = plain in common_words() or plain in framing() or plain in words_of_telling() or plain in words_of_why()
    return not word.isalpha() or asking or any(form in view.words for form in (word, plain, word.capitalize()))


def _worded(outcome: Outcome, query: Query, view: View) -> Reply:
    interpretation = _interpretation(query, view)
    if outcome.answers:
        return Reply("answered", outcome.text, outcome.answers, interpretation, after(outcome.answers[0], query))
    suggestions = nearest(query, view)
    said = outcome.missing or (query.topics[0].text if query.topics else query.text)
    asked = ", ".join(interpretation.periods)
    text = f"{view.company.name}'s filings do not say: {as_written(said)}" + (f" ({asked})" if asked else "") + "."
    text += f" {outcome.instead}" if outcome.instead else ""
    if suggestions:
        text += f" They do answer: {suggestions[0]}"
    return Reply("not_found", text[:500], (), interpretation, suggestions)


def _interpretation(query: Query, view: View) -> Interpretation:
    periods = targets(query.periods, view, query.anchors)
    return Interpretation(
        intent=query.intent,
        metrics=tuple(name for topic in query.topics for name in topic.mentions),
        periods=tuple(period.label or view.calendar.label(period) for period in periods),
        company=view.company.name,
    )
