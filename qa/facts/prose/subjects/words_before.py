"""Reads the words before a metric, backwards from it: its basis, the part of the company that they name, whether it is the whole's."""

import re
from dataclasses import dataclass, field
from enum import Enum

from qa.facts.fact import Basis
from qa.facts.prose.claims import Subject
from qa.facts.prose.grammar import HELD_AGAINST
from qa.facts.prose.subjects.places import is_geography
from qa.facts.prose.subjects.reporters import ORGANS, REPORTS, TALKED, bare, is_talked_of, reporter
from qa.facts.prose.subjects.words import NO_METRIC, WHOLE
from qa.facts.prose.symbols import FIGURE, METRIC, PERCENT, PERIOD, Symbols
from qa.language.phrases import phrases
from qa.language.values import Entity

_WORDS = phrases("prose")
_OPENING = frozenset(_WORDS["whole"]["opening"])
_PARTIAL = frozenset(_WORDS["whole"]["partial"])
_NAMED_AS_DEEDS = frozenset(_WORDS["named_as_deeds"]["words"])
BASES: dict[str, Basis] = {word: basis for basis, words in _WORDS["bases_before"].items() for word in words}
# Of which metrics a word that elsewhere takes something off, or says a basis, does not.
_TAKES_NOTHING_OFF: dict[str, list[str]] = _WORDS["of_the_metric"]["takes_nothing_off"]
_SAYS_NO_BASIS: dict[str, list[str]] = _WORDS["of_the_metric"]["says_no_basis"]
_TOKEN = re.compile(r"(?:[A-Za-z]+-)?(?:[A-Za-z]\.){2,}|[A-Za-z0-9&/][\w&/-]*(?:[’'](?:s|(?=\s)))?|\S")
_VERBAL = re.compile(r"(?!.*-based$).*(?:ing|ed|ly)$")
# "Dye sales led, with Finehue, whose sales were": of whom the figure is
_ANTECEDENT = re.compile(r"\b(?P<name>[A-Z][\w&’'-]*(?: (?:(?:and|&) )?[A-Z][\w&’'-]*)*),? $")
_NAMING = frozenset(["core", "organic", "recurring", "pro"])  # which may begin a part's name too: "Core Market revenue"
_VARIANTS = frozenset(["basic", "diluted", "fully"])
_TOTALS = frozenset(["total", "worldwide", "global", "consolidated", "overall", "company-wide", "companywide", "our"])
_ADJECTIVES = frozenset(["total", "consolidated", "record", "reported", "gaap", "strong", "solid", "overall"])
_OWNERS = frozenset(["company", "partnership", "trust", "quarter", "year", "period"])
_METRIC, _PERIOD, _FIGURE, _PERCENT = (re.compile(symbol) for symbol in (METRIC, PERIOD, FIGURE, PERCENT))
_LEVEL_WITH = frozenset(["flat", "level", "even", "equal", "unchanged", "consistent"])
_POINTS_BACK = frozenset(["this", "these", "that", "which"])
_GOES_ON = frozenset([",", "as"])
# "Server products and cloud services revenue": all words from the clause's begin on name the part
_JOINED = re.compile(
    rf"(?:^\W*|[;:]\s+|\b(?:driven|led)\s+by\s+|{FIGURE}\s*,?\s+and\s+)(?P<part>[A-Z][\w&’'/-]*(?:\s+[\w&’'/-]+){{0,3}}\s+(?:and|&)\s+[a-z][\w’'/-]*(?:\s+[\w’'/-]+){{0,2}})\s+$"
)
# In no part's name that "and" joins: the last are measures of their own, "Costs and service revenue".
_NO_PART = (WHOLE | NO_METRIC | BASES.keys() | set(_WORDS["joined_parts"]["measures"])) - {"and", "&", "other"}
_SIGN = re.compile(r"\b(?:was|were|is|are) (?:an? )?$")  # "revenue was a net loss of"
_NAME = re.compile(r"[A-Z][a-z]+")
# What is numbered and no name
_COUNTED = frozenset(_WORDS["joined_parts"]["numbered"])
_REACH = 70  # characters before a metric in which words can belong to it


@dataclass(slots=True)
class WordsBefore:
    """What the words before a metric say of it.

    Arguments:
        first: index at which the metric's words begin.
        parts: words that name a part of the whole.
        of_talked: as in a Subject.
        reported: whether a verb of reporting stands between them and the metric.
        reporter: the part that reports, empty for the filer; None where that is not plain.
        organ: what stands for a part that is not named, "segment".
    """

    first: int
    basis: Basis
    parts: list[str] = field(default_factory=list)
    total: bool = False
    of_talked: bool = False
    reported: bool = False
    reporter: str | None = None
    period: Entity | None = None
    organ: str = ""


class _Verdict(Enum):
    """What becomes of reading at a word: it goes on, it ends there, all is known, or the figure is another one's."""

    GOES_ON, ENDS, IS_KNOWN, IS_ANOTHERS = range(4)


def words_before(symbols: Symbols, at: int, whole: Subject, names: frozenset[str], since: int) -> WordsBefore | None:
    """Return what the words before a metric say; None where they make its figure another one.

    Arguments:
        at: index of the metric's symbol.
        whole: what the metric by itself names.
        names: the words of the filer's name, lower case.
        since: index before which no word belongs to the metric.
    """
    found = WordsBefore(at, whole.basis)
    if joined := _joined(symbols, at):
        found.first, found.parts = joined.start("part"), joined["part"].split()
        return found
    tokens = list(_TOKEN.finditer(symbols.text, max(since, at - _REACH), at))
    reading = _Backwards(symbols, at, whole.metric, names, tokens, found)
    verdict = _Verdict.GOES_ON
    for index in reversed(range(len(tokens))):
        verdict = reading.word(index)
        if verdict is not _Verdict.GOES_ON:
            break
    if verdict is _Verdict.IS_ANOTHERS:
        return None
    if verdict is not _Verdict.IS_KNOWN and found.parts == ["Group"]:
        found.parts, found.total = [], True  # "Group net sales" are the whole's, "Consumer Group net sales" a part's
    if verdict is not _Verdict.IS_KNOWN and found.organ and not found.parts:
        found.of_talked = found.organ in TALKED and not found.total
        return found if found.of_talked else None
    return found


def _joined(symbols: Symbols, at: int) -> re.Match[str] | None:
    """The words from a clause's begin to a metric, where "and" joins them to the name of a part and none is a verb."""
    begins_anew = symbols.said(symbols.entity(symbols.text[at]))[0].isupper()  # behind a heading that ran in
    joined = None if begins_anew else _JOINED.search(symbols.text, 0, at)
    words = joined["part"].lower().split() if joined else []
    verbs = any(_VERBAL.match(word) and word not in _NAMED_AS_DEEDS for word in words[1:])
    others = any(word in _NO_PART or bare(word) != word for word in words)
    return None if verbs or others else joined


@dataclass(slots=True)
class _Backwards:
    """The words before a metric while they are read.

    Arguments:
        adjacent: whether no word stands between the metric and what is read but such as describe it.
    """

    symbols: Symbols
    at: int
    metric: str
    names: frozenset[str]
    tokens: list[re.Match[str]]
    found: WordsBefore
    adjacent: bool = True

    def word(self, index: int) -> _Verdict:
        """Read one word: by the first of the rules that knows it, else as one of a part's name."""
        token = self.tokens[index]
        word = token[0].lower()
        before = self.tokens[index - 1] if index else None
        rules = self._symbol, self._within, self._compared, self._opening, self._owner, self._taken_off, self._described
        for rule in rules:
            if (verdict := rule(token, word, before)) is not None:
                return verdict
        if word in WHOLE or word in self.names:
            return self._whole(token, word)
        if word in NO_METRIC or (_VERBAL.match(word) and self._is_verb(token)):
            return _Verdict.IS_ANOTHERS
        self.found.parts.insert(0, token[0])
        return self._from(token)

    def _from(self, token: re.Match[str]) -> _Verdict:
        """Let the metric's words begin at a word."""
        self.found.first = token.start()
        return _Verdict.GOES_ON

    def _said(self, symbol: str) -> str:
        """The words that a symbol stands for."""
        return self.symbols.said(self.symbols.entity(symbol))

    def _symbol(self, token: re.Match[str], word: str, before: re.Match[str] | None) -> _Verdict | None:
        """A metric right before that names a part of this one, "subscriber revenue"; a period, at which its words end."""
        beside = token.end() == self.at - 1 and self.symbols.text[token.end()] == " "
        if beside and _METRIC.match(word) and self._said(self.symbols.text[self.at])[0].islower():
            self.found.parts = [self._said(word)]
            return self._from(token)
        if not _PERIOD.match(word):
            return None
        of_change = before and _PERCENT.fullmatch(before[0])  # "up 20% year over year GAAP margin of"
        self.found.period = self.symbols.entity(word) if self.adjacent and not of_change else None
        if before and REPORTS.fullmatch(before[0]) and not self.found.parts:
            self.found.reporter = reporter(self.symbols.text[: before.start()], self.names)
        return _Verdict.ENDS

    def _within(self, token: re.Match[str], word: str, before: re.Match[str] | None) -> _Verdict | None:
        """What stands within a name: "Dyeing and Finishing", "the ratio of Tier 1 capital to assets", "U.S. GAAP"."""
        parts = self.found.parts
        if word in ("and", "&") and before and parts and before[0][:1].isupper() and parts[0][:1].isupper():
            parts.insert(0, token[0])
            return _Verdict.GOES_ON
        if word.isdigit() and before and self._is_numbered(before[0]):  # "Office 365 Commercial"
            is_filer = before[0].lower() in self.names
            parts[0:0] = [before[0], token[0]] if is_filer else [token[0]]
            return self._from(before if is_filer else token)
        behind = _TOKEN.search(self.symbols.text, token.end(), self.at)
        if word == "u.s." and behind and behind[0].lower() == "gaap":
            return _Verdict.GOES_ON  # whose rules, and no place
        of_ratio = before is not None and before[0].lower() == "ratio"
        if (word == "of" and of_ratio) or (word == "ratio" and self.symbols.text.startswith(" of ", token.end())):
            return _Verdict.GOES_ON
        return None

    def _compared(self, _token: re.Match[str], word: str, before: re.Match[str] | None) -> _Verdict | None:
        """What holds another figure against the metric: "This compared to", "about flat with", "…, compared to" of it again."""
        said = before[0].lower() if before else ""
        levels = word == "with" and said in _LEVEL_WITH
        points = word == "compared" and said in _POINTS_BACK
        goes_on = word == "compared" and said in _GOES_ON and self._is_again()
        return _Verdict.ENDS if levels or points or goes_on else None

    def _opening(self, token: re.Match[str], word: str, before: re.Match[str] | None) -> _Verdict | None:
        """What opens the metric's clause, or the phrase that it begins."""
        found = self.found
        if word == "whose":
            whose = _ANTECEDENT.search(self.symbols.text, 0, token.start())
            if whose is None or found.parts or not {*whose["name"].lower().split()}.isdisjoint(self.names):
                return _Verdict.IS_ANOTHERS
            found.parts = [whose["name"]]
            return _Verdict.IS_KNOWN
        if word == "basis":  # "on a non-GAAP basis the net loss": said of the whole
            on = before[0].lower() if before else ""
            is_basis = on in BASES or on in ("gaap", "reported")
            return _Verdict.IS_KNOWN if is_basis and not found.parts else _Verdict.IS_ANOTHERS
        begins = word in _OPENING or (word == "and" and self._is_behind_figure()) or (word == "we" and not found.parts)
        return _Verdict.ENDS if begins or not word[0].isalnum() or word.isdigit() or word == "o" else None

    def _owner(self, token: re.Match[str], word: str, _before: re.Match[str] | None) -> _Verdict | None:
        """An organ of the company that is not named, or a possessive: "Juniper's", "the segment's", "Felting's"."""
        found = self.found
        if word in ORGANS and not found.parts:
            found.organ = word
            return _Verdict.GOES_ON
        describes = word in _ADJECTIVES or word in BASES or word in _VARIANTS or word not in WHOLE
        self.adjacent = self.adjacent and describes
        owner = bare(word)
        if owner == word:
            return None
        if owner in self.names or owner in _OWNERS:
            found.total = found.total or owner in self.names or owner == "company"
            return _Verdict.ENDS
        if owner in TALKED and not found.parts:
            found.of_talked = True
            return _Verdict.ENDS
        if found.parts or token[0][0].islower():
            return _Verdict.IS_ANOTHERS
        found.parts = [re.sub(r"[’'][sS]?$", "", token[0])]
        return self._from(token)

    def _taken_off(self, token: re.Match[str], word: str, _before: re.Match[str] | None) -> _Verdict | None:
        """A word that leaves the figure one of a part, or of more: "net of", "loans and assets"."""
        if self.found.parts and self.metric in _TAKES_NOTHING_OFF.get(word, ()):
            return self._from(token)  # "net product sales": of products, without what is taken off their prices
        if word == "from" and not self.found.parts and HELD_AGAINST.search(self.symbols.text, 0, token.end() + 1):
            return _Verdict.ENDS
        joins = word in ("and", "or") and (self.found.parts or not self._is_behind_figure())
        return _Verdict.IS_ANOTHERS if joins or word in _PARTIAL else None

    def _described(self, token: re.Match[str], word: str, _before: re.Match[str] | None) -> _Verdict | None:
        """A word that says of which variant or on which basis the metric is."""
        if word in _VARIANTS:
            return self._from(token)
        if word not in BASES or self._begins_name(token[0]) or self.metric in _SAYS_NO_BASIS.get(word, ()):
            return None
        if self.found.basis != "constant currency":
            self.found.basis = BASES[word]
        return self._from(token)

    def _whole(self, token: re.Match[str], word: str) -> _Verdict:
        """A word that leaves the metric whole; before a part's name it ends that, and a verb says who reports it."""
        found = self.found
        reports = REPORTS.fullmatch(word) is not None
        if reports:
            head = self.symbols.text[: token.start()]
            found.of_talked = is_talked_of(head)
            found.reporter = found.reporter if found.of_talked else reporter(head, self.names)
            if found.of_talked or found.reporter is not None:
                return _Verdict.IS_KNOWN
        if found.parts:
            # "Juniper foresees revenue": what stands behind the filer's name may be a verb, unless it is a name
            is_filer = word == "company" or word in self.names
            return _Verdict.IS_ANOTHERS if is_filer and found.parts[0][0].islower() else _Verdict.IS_KNOWN
        found.total = found.total or word in _TOTALS
        found.reported = found.reported or reports
        return _Verdict.GOES_ON

    def _is_numbered(self, name: str) -> bool:
        """Whether a number may belong to the name before it: of a product, and of no page."""
        return _NAME.fullmatch(name) is not None and name.lower() not in _COUNTED

    def _is_again(self) -> bool:
        """Whether the sentence has spoken of the metric before, and not to say which way another's figure goes."""
        before = _METRIC.finditer(self.symbols.text, 0, self.at)
        same = (one for one in before if getattr(self.symbols.entity(one[0]).value, "metric", "") == self.metric)
        return any(not _SIGN.search(self.symbols.text, 0, one.start()) for one in same)

    def _is_behind_figure(self) -> bool:
        """Whether a figure stands before the metric."""
        return _FIGURE.search(self.symbols.text, 0, self.at) is not None

    def _is_verb(self, token: re.Match[str]) -> bool:
        """Whether a word with a verb's ending is one: in lower case, or a sentence's first that begins no name, "Banking & Wealth"."""
        if token[0].lower() in _NAMED_AS_DEEDS:
            return False
        return token[0][0].islower() or (token.start() == 0 and self.found.parts[:1] not in (["and"], ["&"]))

    def _begins_name(self, word: str) -> bool:
        """Whether a word that elsewhere says a basis begins a part's name: "Core Market", but neither "Core EBITDA" nor "Core Europe"."""
        parts = self.found.parts
        named_after = word.lower() in _NAMING and word[0].isupper() and bool(parts) and parts[0][0].isupper()
        return named_after and not is_geography(parts[0])
