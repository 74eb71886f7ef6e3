"""A question's way to its reply: scope, mending, understanding, the operation, the words."""

import gc
import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from pydantic_core import from_json, to_json

from qa.language.stems import as_written, words
from qa.questions.accounted.nearly import tell_nearly
from qa.questions.accounted.stated_answers import tell_stated
from qa.questions.computing.across import compare, compares
from qa.questions.computing.ranking import answer_over_all, over_all
from qa.questions.converse import follow, is_complete, of_part
from qa.questions.finding.find import close, find
from qa.questions.finding.library import Library, View
from qa.questions.finding.own_words import with_parts_freed
from qa.questions.finding.periods import of_company, passed, targets
from qa.questions.operations import run
from qa.questions.outcome import Outcome
from qa.questions.parsing.asides import in_turns, without_asides
from qa.questions.parsing.company_names import unheld
from qa.questions.parsing.defined_names import by_other_names
from qa.questions.parsing.glosses import glosses, is_defined, is_told, worked_out
from qa.questions.parsing.mend import common_words, mend, strange
from qa.questions.parsing.open_reading import Reading, first, readings
from qa.questions.parsing.parse import parse
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.short_names import short_names_in
from qa.questions.parsing.told import words_of_telling
from qa.questions.parsing.whys import words_of_why
from qa.questions.parsing.words import framing
from qa.questions.quoting.quotation import QUOTATION
from qa.questions.quoting.told_in_words import named_in_words
from qa.questions.reply import Interpretation, Reply
from qa.questions.scope import Scope
from qa.questions.suggest import after, nearest
from qa.questions.tabular.replies import from_piece
from qa.questions.warming import warm
from qa.questions.wording.sentences import clip
from qa.store import Store

LONGEST_QUESTION = 1000  # characters; nobody asks one exact thing in more
_MOST_TURNS = 8
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
        if len(question) > LONGEST_QUESTION or not any(word.text[0].isalpha() for word in words(question)):
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
        if view is None and (scope.filing or scope.company):
            return Reply("not_found", "There is no such filing or company here."), [], talked_of
        if view is None:
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
        question = view.by_part_names(question)
        query, mended = self._understood(question, turns, view)
        company = view.company.name
        leans = bool(turns and view.table_lines) and not parse(question, self._own(question, view)).topics
        piece = Outcome(*from_piece(question, view)) if scope.filing and not leans else Outcome()
        # A release has more than its table: what its words say comes after what is read of both.
        outcome = Outcome() if view.company.name and _is_quoted(piece) else piece
        asked = bool(query.topics or query.computation)
        stands_alone = not turns or is_complete(query)
        if not outcome.answers and asked:
            query, outcome = self._surely(query, view) if stands_alone else (query, run(query, view))
        if not outcome.answers and stands_alone:
            query, outcome = self._by_other_names(question, view) or (query, outcome)
        if not outcome.answers and stands_alone:
            query, outcome = self._without_gloss(mended, view) or (query, outcome)
        if not outcome.answers and stands_alone:
            query, outcome = self._openly(query, outcome, view)
        if not outcome.answers and not turns:
            query, mended, outcome = self._in_turns(question, view) or (query, mended, outcome)
        if not outcome.answers and not turns:
            outcome = self._accounted(query, view) or outcome
        if not outcome.answers and stands_alone:
            told = named_in_words(query, view)
            outcome = told if told.answers else outcome
        if not outcome.answers and not asked and query.intent == "lookup":
            return Reply("not_understood", _NOT_UNDERSTOOD), [*turns], company
        if not outcome.answers and _is_gibberish(query, view):
            return Reply("not_understood", _NOT_UNDERSTOOD), [*turns], company
        reply = _worded(outcome, query, view)
        kept = [mended] if not query.follows and query.topics and not turns else [*turns, mended]
        return reply, kept, company

    def _surely(self, query: Query, view: View) -> tuple[Query, Outcome]:
        """What a query finds as rules read it, or as it is surely read otherwise."""
        surely = first(query, partial(self._own, query.text, view), view)
        if surely and (outcome := _read(surely, view)).answers:
            return surely.query, outcome
        return query, run(query, view)

    def _openly(self, query: Query, outcome: Outcome, view: View) -> tuple[Query, Outcome]:
        """What rules leave unanswered, read by what was learned; as it was where that is not answered either."""
        for reading in readings(query, self._own(query.text, view), view):
            found = _read(reading, view)
            if found.answers:
                return reading.query, found
        return query, outcome

    def _without_gloss(self, question: str, view: View) -> tuple[Query, Outcome] | None:
        """What a question finds without what it adds in brackets, where that bears it out; None where nothing does."""

        def parsed(text: str) -> Query:
            return parse(text, self._own(text, view), view.index.names)

        for glossed in glosses(question):
            named, added = parsed(glossed.question), parsed(glossed.gloss)
            explained = worked_out(glossed, named, added)
            for query in [*([parsed(explained)] if explained else []), named]:
                outcome = run(query, view) if query.topics or query.computation else Outcome()
                sure = query is not named or is_defined(named, added)
                if outcome.answers and (sure or is_told(glossed.gloss, outcome.answers)):
                    return query, outcome
        return None

    def _by_other_names(self, question: str, view: View) -> tuple[Query, Outcome] | None:
        """What a question finds by the other of two names that the filing defines as one; None where that is nothing."""
        for other in by_other_names(question, view.defined_names):
            query, _ = self._understood(other, (), view)
            if query.topics or query.computation:
                query, outcome = self._surely(query, view)
                # No passages: they are found by how many words they share, of which a name in full has many.
                if outcome.answers and all(isinstance(answer.fact.value, Decimal) for answer in outcome.answers):
                    return query, outcome
        return None

    def _in_turns(self, question: str, view: View) -> tuple[Query, str, Outcome] | None:
        """What a question in two sentences finds, read one after the other; None where that is nothing."""

        def names(text: str) -> bool:
            return bool(parse(text, self._own(text, view), view.index.names).topics)

        said = in_turns(question, view.index.names.said_in, partial(self._names_another, view=view), names)
        if not said:
            return None
        query, mended = self._understood(said[-1], said[:-1], view)
        outcome = run(query, view) if query.topics or query.computation else Outcome()
        return (query, mended, outcome) if outcome.answers else None

    def _accounted(self, query: Query, view: View) -> Outcome | None:
        """The figure of the one sentence, else of the one row, whose words account for what is asked; None where there is none."""
        own = self._own(query.text, view)
        found = (tell(query, own, view) for tell in (tell_stated, tell_nearly))
        return next((outcome for outcome in found if outcome.answers), None)

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

    def _understood(self, question: str, turns: Sequence[str], view: View) -> tuple[Query, str]:
        """The question's query, with what it leaves unsaid taken from the turns before, and its mended words."""
        query: Query | None = None
        for turn in turns:
            query = _followed(query, parse(turn, self._library.mentioned(turn), view.index.names), view)
        question = without_asides(question, view.index.names.said_in, partial(self._names_another, view=view))
        mended = question
        if strange(question):
            mended = mend(question, view.words, view.label_words, view.index.initials)
        asked = _followed(query, parse(mended, self._own(mended, view), view.index.names), view)
        if turns:
            asked = replace(asked, periods=tuple(of_company(period, view) for period in asked.periods))
        if asked.periods and not asked.guidance:
            # A copy costs more than looking: most questions say no part of a year that is still to come.
            meant = {one: passed(one, view, asked.anchors) for one in asked.periods}
            if any(one is not then for one, then in meant.items()):
                bases = tuple(meant.get(one, one) for one in asked.bases)
                asked = replace(asked, periods=tuple(meant[one] for one in asked.periods), bases=bases)
        return asked, mended

    def _names_another(self, text: str, view: View) -> bool:
        return any(name != view.company.name for _, _, name in self._library.mentioned(text))

    def _own(self, text: str, view: View) -> list[tuple[int, int, str]]:
        """Where a text names the company in view; what it says of others stays to be accounted for."""
        named = [span for span in self._library.mentioned(text) if span[2] == view.company.name]
        named = named or short_names_in(text, view.company.name, view.company.ticker, view.label_words)
        return named or [span for span in self._library.mistyped(text) if span[2] == view.company.name]

    def _which_company(self, question: str) -> Reply:
        companies = self._library.companies
        if not companies:
            return Reply("not_found", "No filings are held yet: upload a results release first.")
        text = "Which company do you mean? " + ", ".join(companies[:8]) + (" …" if len(companies) > 8 else "")
        choices = tuple(f"{question.rstrip('?. ')} — {company}?" for company in companies[:4])
        return Reply("ambiguous", text[:500], suggestions=choices)


def _followed(before: Query | None, turn: Query, view: View) -> Query:
    """A turn with what it leaves unsaid taken from the turn before, its metric where it names a part alone."""
    now = follow(before, turn)
    if before and before.topics:
        before = replace(before, topics=tuple(with_parts_freed(topic, view.index) for topic in before.topics))
    part = of_part(before, now)
    held = find(part.topics[0], view.index, "guidance" if part.guidance else "level") if part else []
    return part if part and (held or _is_part(now.topics[0], view)) else now


def _is_part(topic: Topic, view: View) -> bool:
    """Whether a topic names nothing but a part, of which another metric is no answer to a turn that goes on."""
    found = find(topic, view.index)
    said = {term.stem for term in topic.hard}
    return bool(found) and all(said <= match.line.members for match in close(found))


def _read(reading: Reading, view: View) -> Outcome:
    found = run(reading.query, view)
    return replace(found, text=clip(reading.said + found.text)) if found.answers else found


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
