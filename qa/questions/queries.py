"""Makes queries of questions about one company or filing: its names told apart, slips mended, turns before it leant on."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.questions.converse import follow, of_part, of_part_before
from qa.questions.finding.find import close, find
from qa.questions.finding.library import Library, View
from qa.questions.finding.own_words import as_row, with_parts_freed
from qa.questions.finding.periods import of_company, passed
from qa.questions.parsing.asides import without_asides, without_descriptions
from qa.questions.parsing.mend import american, mend, strange
from qa.questions.parsing.parse import parse
from qa.questions.parsing.patterns import Named
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.short_names import mistyped_in, short_names_in
from qa.questions.parsing.topics import overlaps

_OUTLETS = re.compile(r" (store|restaurant|shop|club|hotel|brand|outlet|theatre|theater|branch)", re.IGNORECASE)


class Queries:
    """Makes queries of questions about a view.

    Arguments:
        library: knows the companies that a text may name.
        view: what the questions are about.
    """

    def __init__(self, library: Library, view: View) -> None:
        self._library = library
        self.view = view

    def parsed(self, text: str) -> Query:
        """Return the query of a text that stands alone, as it is spelled."""
        index = self.view.index
        query = parse(text, self.own(text), index.names)
        if not any(topic.mentions for topic in query.topics):
            return query
        verbatim = bool(index.names.rows_in(query.text))
        return replace(query, topics=tuple(as_row(topic, index, verbatim=verbatim) for topic in query.topics))

    def understood(self, question: str, turns: Sequence[str] = ()) -> tuple[Query, str]:
        """Return a question's query, with what it leaves unsaid taken from the turns before, and its mended words."""
        query: Query | None = None
        for turn in turns:
            own = self._library.mentioned(turn) or self.own(turn)
            query = self._followed(query, parse(turn, own, self.view.index.names))
        names = self.view.index.names.said_in
        question = without_descriptions(without_asides(question, names, self.names_another), names)
        mended = american(question, self.view.words, self.view.label_words)
        if strange(mended):
            mended = mend(mended, self.view.words, self.view.label_words, self.view.index.initials)
        asked = self._followed(query, self.parsed(mended))
        if turns:
            asked = replace(asked, periods=tuple(of_company(period, self.view) for period in asked.periods))
        return self._passed(asked), mended

    def names_another(self, text: str) -> bool:
        """Return whether a text names another company."""
        return any(name != self.view.company.name for _, _, name in self._library.mentioned(text))

    def own(self, text: str) -> list[Named]:
        """Return where a text names the company in view; what it says of others stays to be accounted for."""
        company = self.view.company
        named = [span for span in self._library.mentioned(text) if span[2] == company.name]
        named = named or short_names_in(text, company.name, company.ticker, self.view.label_words, self._is_written)
        named = named or [span for span in self._library.mistyped(text) if span[2] == company.name]
        slips = mistyped_in(text, company.name, self._is_written)
        spans = [(start, end) for start, end, _ in slips]
        named = [*(one for one in named if not overlaps(one[:2], spans)), *slips] if slips else named
        return [one for one in named if not self._begins_part(text, *one[:2])]

    def _begins_part(self, text: str, start: int, end: int) -> bool:
        """Whether the company's name begins that of a part which nothing else tells from others: "Harbor Mills stores"."""
        outlet = _OUTLETS.match(text, end)
        called = f"{text[start:end]} {outlet[1]}".lower() if outlet else ""
        return bool(called) and any(member.lower().removesuffix("s") == called for member in self.view.index.members)

    def _is_written(self, word: str) -> bool:
        """Whether a word stands in the latest filing's text, which few questions need to have read."""
        return word in self.view.words

    def _passed(self, asked: Query) -> Query:
        """A query with the parts of a year that are still to come taken for those gone by, but where it looks ahead."""
        if not asked.periods or asked.guidance:
            return asked
        # A copy costs more than looking: most questions say no part of a year that is still to come.
        meant = {one: passed(one, self.view, asked.anchors) for one in asked.periods}
        if all(one is then for one, then in meant.items()):
            return asked
        bases = tuple(meant.get(one, one) for one in asked.bases)
        return replace(asked, periods=tuple(meant[one] for one in asked.periods), bases=bases)

    def _followed(self, before: Query | None, turn: Query) -> Query:
        """A turn with what it leaves unsaid taken from the turn before, its metric where it names a part alone."""
        now = follow(before, turn)
        index = self.view.index
        if before and before.topics:
            before = replace(before, topics=tuple(self._without_part(topic) for topic in before.topics))
        same = of_part_before(before, turn, now)
        if same and any(match.line.members for match in find(same.topics[0], index)[:1]):
            return same
        part = of_part(before, now)
        if part and self._is_line(now.topics[0]):
            return now
        held = find(part.topics[0], index, "guidance" if part.guidance else "level") if part else []
        return part if part and (held or self._is_part(now.topics[0])) else now

    def _without_part(self, topic: Topic) -> Topic:
        """A topic whose metric another part may be asked for: of a line that no vocabulary knows, without its own part."""
        topic = with_parts_freed(topic, self.view.index)
        found = [] if topic.mentions else find(topic, self.view.index)
        members = found[0].line.members if found else frozenset[str]()
        terms = tuple(term for term in topic.terms if term.stem not in members)
        return replace(topic, terms=terms) if any(not term.soft for term in terms) else topic

    def _is_line(self, topic: Topic) -> bool:
        """Whether a topic is just how a line of the whole company is called: "covenant EBITDA" is no part's EBITDA."""
        said = {term.stem for term in topic.hard}
        found = [] if topic.mentions or len(said) == 1 else find(topic, self.view.index)
        return bool(found) and not found[0].line.members and said in found[0].line.labels

    def _is_part(self, topic: Topic) -> bool:
        """Whether a topic names nothing but a part, of which another metric is no answer to a turn that goes on."""
        found = find(topic, self.view.index)
        said = {term.stem for term in topic.hard}
        return bool(found) and all(said <= match.line.members for match in close(found))
