"""Who, which, when and how many of two things: the sentence that says all that a question names, and holds what it asks for."""

import calendar
import re
from collections.abc import Iterable
from functools import cache

from qa.language.stems import words
from qa.questions.finding.library import View
from qa.questions.parsing.intents import outside
from qa.questions.parsing.occasions import occasion_of
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.told import told_words
from qa.questions.quoting.causes import pattern
from qa.questions.quoting.passages import happens
from qa.questions.quoting.people import asks_contact, asks_office
from qa.questions.quoting.prose import Prose, Sentence, tabular, titled
from qa.questions.quoting.quotation import Quotation, quote
from qa.questions.quoting.rarity import Sought, share, sought
from qa.questions.quoting.relevance import stems_of, told, untelling
from qa.resources import toml

_LEAST = 0.75  # the share, by weight, of what is named that a sentence must say
_TELLING = 4.0  # the least weight of what it says of it
_LONG = 600  # characters of a sentence; more are of a table
_THINGS = r"(?:compan(?:y|ies)|firm|maker|manufacturer|bank|agency|regulator|customer|supplier|partner|buyer|seller|carrier|airline|insurer|plants?|mills?|factor(?:y|ies)|mines?|sites?|brands?|games?|drugs?|ships?|vessels?|projects?|countr(?:y|ies)|cit(?:y|ies)|states?|towns?)"
_ASKED = {
    "who": re.compile(r"^\W*(?:(?:and|so|by|for|to|with|from|of) )?(?:who|whom|whose)\b", re.I),
    "which": re.compile(rf"^\W*(?:(?:in|by|for|to|with|from|of|at) )?(?:which|what) (?:(?!did\b|was\b|is\b|are\b|were\b)[\w-]+ ){{0,2}}{_THINGS}\b", re.I),
    "where": re.compile(r"^\W*(?:and )?where\b", re.I),
    "when": re.compile(r"^\W*(?:when|(?:on |in |by )?(?:which|what) (?:date|day|month|year))\b", re.I),
}  # fmt: skip
# What is asked of the same thing beside who: a sentence that says who must say it, too.
_AND_PRICE = re.compile(r",? and (?:(?:at|for) (?:what|which|how much)|how much)\b.*$", re.I)
_PRICED = re.compile(r"[$€£¥]\s?\d")
_TWO_COUNTS = re.compile(r"\bhow many ([\w-]+(?: [\w-]+)?).*\bhow many ([\w-]+)", re.I)
_NAME = re.compile(r"(?<![\w&-])[A-Z][\w&'’-]*(?:\s(?:(?:of|and|de) )?[A-Z][\w&'’.-]*)*")
_SAYS = re.compile(r"[“\"”]|\b(?:said|added|commented|continued|noted|stated|concluded)\b")
_COUNTED = re.compile(r"\b(?:at|ended|ending)\s+$", re.I)  # before a day as of which a text only counts
_TO_COME = re.compile(r"\b(?:will|going to|to be|next|expect\w*|plan\w*)\b", re.I)
_COMPARING = re.compile(r"\b(?:best|worst|fastest|highest|lowest|better|more|less|most|least)\b", re.I)
_NEGATED = re.compile(r"\bnot\b|n't\b|\bnever\b", re.I)
_ASKS_CITY = re.compile(r"\b(?:city|cities|town|towns)\b", re.I)
# Before the name of a city or town no article stands: "in the Midwest", "near the Ohio River".
_AT_NAME = re.compile(r"\b(?:in|at|near|from|to|into|outside|outside of) $")
_NO_CITY = frozenset([*calendar.month_name, *toml("phrases/places")["regions"]])
_TELLING_COUNTS = 2.0
_TELLING_LAUNCH = 2.5
# What becomes of a product on a day; a name by itself says of what.
_LAUNCH = re.compile(
    r"\b(?:go(?:es)? on sale|on sale|c[ao]me out|hits? (?:the market|stores|shelves)|launch\w*|release[sd]?|debut\w*|ships?\b|shipp\w+|arriv\w+|available|introduc\w+|open\w*)",
    re.I,
)


def by_name(query: Query, view: View) -> Quotation | None:
    """Return the sentence that says all that a question names, and holds what it asks for; None where none surely does."""
    kind = _kind(query)
    if kind is None:
        return None
    prose = view.prose()
    wanted, least = _wanted(kind, query, view, prose)
    if _weight(wanted) < least:
        return None
    if kind == "who" and not all(prose.sentences.having(word.alike) for word in wanted):
        return None  # that one is quoted says of nobody that they replaced him
    best: tuple[float, Sentence] | None = None
    for at in sorted({at for word in wanted for at in prose.sentences.having(word.alike)}):
        here = prose.sentences[at]
        if here.boilerplate or len(here.text) > _LONG or titled(here.text):
            continue
        said = told(here)
        covered = share(wanted, said.stems, said.metrics)
        if covered < _LEAST or (best and covered <= best[0]):
            continue
        if _weight(word for word in wanted if word.within(said.stems, said.metrics)) < least:
            continue
        if _holds(kind, here, query, view):
            best = covered, here
    if best is None:
        return None
    quotation = quote(prose.text, [best[1]], min(0.8, best[0]))
    return None if tabular(quotation.text) else quotation


def _wanted(kind: str, query: Query, view: View, prose: Prose) -> tuple[tuple[Sought, ...], float]:
    """What is named, and the least weight of it that a sentence must say."""
    text, topic = _AND_PRICE.sub("", query.text), query.topics[0] if query.topics else Topic()
    launch = _LAUNCH.search(text) if kind == "when" else None
    text = outside(text, [launch.span()]) if launch else text
    wanted = sought(text, topic, view, prose.sentences, _counting() if kind == "counts" else _idle())
    of_a_kind = _ASKED["which"].search(text) if kind == "which" else None
    kinds = {word.stem for word in words(of_a_kind[0])} if of_a_kind else set[str]()
    # What sort of thing is asked for the filing need not say, nor every common word as the question does.
    wanted = tuple(word.softened() for word in wanted if word.said or word.stem not in kinds)
    if kind == "counts":
        return wanted, _TELLING_COUNTS
    return wanted, _TELLING_LAUNCH if launch and len(wanted) == 1 else max(_TELLING, 0.0 if len(wanted) > 1 else 9.0)


def _weight(wanted: Iterable[Sought]) -> float:
    return sum(word.weight for word in wanted if word.said)


def _kind(query: Query) -> str | None:
    """What a question asks for, where it asks for a name, a day or two counts; None for all else."""
    if query.computation or query.intent not in ("lookup", "who", "when", "where", "event"):
        return None
    if _TWO_COUNTS.search(query.text):
        return "counts"
    topic = query.topics[0] if query.topics else Topic()
    if _COMPARING.search(query.text) or asks_contact(query) or asks_office(query, topic) or occasion_of(query):
        return None
    if re.search(told_words()["who"]["roles"], query.text.lower()):
        return None
    return next((kind for kind, said in _ASKED.items() if said.search(query.text)), None)


def _holds(kind: str, here: Sentence, query: Query, view: View) -> bool:
    """Whether a sentence holds what is asked for, which the question does not say itself."""
    if bool(_NEGATED.search(here.text)) != bool(_NEGATED.search(query.text)):
        return False
    if kind == "counts":
        counted = _TWO_COUNTS.search(query.text)
        return counted is not None and all(_is_counted(each, here.text) for each in counted.groups())
    if _TO_COME.search(query.text) and not pattern("to_come").search(here.text):
        return False
    if kind == "when" and _LAUNCH.search(query.text) and not _LAUNCH.search(here.text):
        return False
    if kind == "when":
        found = happens(here.text)
        return found is not None and not _COUNTED.search(here.text, 0, found.start())
    if _AND_PRICE.search(query.text) and not _PRICED.search(here.text):
        return False
    known = stems_of([query.text, view.company.name, view.company.ticker or ""]) | untelling() | _no_names()
    return any(
        not stems_of([name[0]]) <= known and not _SAYS.search(here.text, max(0, name.start() - 12), name.start())
        for name in _NAME.finditer(here.text)
        if name.start() > 0 or " " in name[0]
        if (kind != "where" and not _ASKS_CITY.search(query.text)) or _may_be_city(name, here.text)
    )


def _may_be_city(name: re.Match[str], text: str) -> bool:
    """Whether a name that a text gives as where something is may be a town's."""
    return name[0] not in _NO_CITY and _AT_NAME.search(text, 0, name.start()) is not None


def _is_counted(named: str, text: str) -> bool:
    """Whether a figure stands before what is counted: "2,600 people"."""
    stems = [stem.stem for stem in words(named)][:1]
    said = words(text)
    return any(
        word.stem in stems and any(before.text[0].isdigit() for before in said[max(0, at - 3) : at])
        for at, word in enumerate(said)
    )


@cache
def _no_names() -> frozenset[str]:
    return stems_of(toml("retrieval")["no_names"])


@cache
def _counting() -> frozenset[str]:
    return stems_of([*toml("retrieval")["idle"], *toml("retrieval")["asking"]])


@cache
def _idle() -> frozenset[str]:
    return stems_of([*told_words()["idle"]["words"], *toml("retrieval")["idle"], *toml("retrieval")["asking"]])
