"""Tells what a figure is of by the noun before it, "warranty charges of $1.3 million", or the one behind, "$7.5 million of loans"."""

import re
from dataclasses import replace

from qa.facts.naming import camel_case
from qa.facts.prose.claims import Subject
from qa.facts.prose.grammar import AT, HEDGES, WORDS
from qa.facts.prose.named_figures.expected_nouns import linked, noun_behind
from qa.facts.prose.named_figures.noun_words import ENDS, REACH, Spans, backwards, forwards, named_by, with_head
from qa.facts.prose.symbols import METRIC, Symbols
from qa.language.phrases import either
from qa.language.vocabulary import vocabulary

_BESIDE = WORDS["beside"]
_LINKED = rf"\s+(?:{either(_BESIDE['before'])})\s+{HEDGES}$"
_BEFORE = re.compile(rf"(?:{AT})*{_LINKED}", re.IGNORECASE)
_ENDS_LINKED = re.compile(_LINKED, re.IGNORECASE)  # seen sooner than with the periods before it
_BEHIND = re.compile(rf"\s+(?P<link>{either(_BESIDE['behind'])})\s+(?:(?:the|our|its|their|a|an)\s+)*", re.IGNORECASE)
MOVES = re.compile(rf"(?:\b(?:{either(_BESIDE['moves'])})|[(–—-])\s+{HEDGES}$", re.IGNORECASE)
# Before a noun: the figure is a change ("lower charges of"), or of more than the noun ("warranty and inventory charges of").
_NOT_ITS = re.compile(
    r"(?:\b(?:lower|higher|reduced|increased|decreased|improved|greater|fewer|smaller|larger|[a-z]\w+ (?:and|or))"
    rf"|{METRIC} (?:and|or|before|after|excluding|including|less|plus|without|net of)"
    r"|\b(?:increase|decrease|rise|decline|growth|reduction|drop|improvement)s? in(?: (?:the|our|its))?"
    r"|\b(?:impact|effect|benefit)s? (?:to|on|of|in|from)(?: (?:the|our|its|[A-Z][\w&]*[’']s?))*"
    r"|\b(?:change|changed|swing|swung|moved|went|improved|improvement|increase|decrease|decline) from(?: an?)?)\s+$",
    re.IGNORECASE,
)
# "The impact to sales from the strike was": of neither
_EFFECT_ON = re.compile(r"\b(?:impact|effect)s? (?:to|on|of)\s[^,.;]{0,70}$", re.IGNORECASE)
# "Leases financed by the bank were": whoever did it is not what the figure is of.
_BY_WHOM = re.compile(r"\bby(?: (?:the|our|its))?\s+$", re.IGNORECASE)
# "The paydown of $5 million in debt": so much less of it
_TAKEN_OFF = re.compile(
    rf"\b(?:pay[- ]?downs?|repayments?|reductions?|retirements?|redemptions?) of\s+{HEDGES}$", re.IGNORECASE
)
_TURN = r"(?:lower|higher|reduced|increased|decreased|greater|fewer|smaller|larger)"
_TURNED = re.compile(
    rf"\b(?P<turn>{_TURN})\s+(?P<noun>(?:(?!{_TURN}\b)(?:[a-z][\w-]*|{METRIC})\s+){{1,6}})of\s+{HEDGES}$", re.IGNORECASE
)
_PLAIN_LINKS = frozenset(["of", "in", "for", "for the", "on", "under", "was for", "were for"])
_BE = re.compile(r"(?:was |were )?")


def expected_noun(symbols: Symbols, figure: re.Match[str], names: frozenset[str], ahead: bool) -> Subject | None:
    """Return what a figure is expected of: the noun before it, or the one behind.

    Arguments:
        ahead: whether the words before the sentence say that it looks ahead.
    """
    begin = max(0, figure.start() - REACH)
    link = linked(symbols.text[begin : figure.start()], ahead=ahead)
    if link:
        words = backwards(symbols.text, begin + link.start(), names)
        shared = bool(words) and _NOT_ITS.search(symbols.text, 0, words[0][0])
        return None if shared else named_by(symbols, words, names)
    behind = noun_behind(symbols.text, figure.end())
    return named_by(symbols, forwards(symbols.text, behind), names) if behind else None


def beside(symbols: Symbols, figure: re.Match[str], names: frozenset[str]) -> Subject | None:
    """Return what a figure is of by the noun before it, else by the one behind."""
    if moved := _moved(symbols, figure):
        return moved
    head = symbols.text[max(0, figure.start() - REACH) : figure.start()]
    if _ENDS_LINKED.search(head) and (link := _BEFORE.search(head)):
        start = figure.start() - len(head) + link.start()
        own = backwards(symbols.text, start, names)
        if own:
            return _before(symbols, own, names, is_of=link[0].split()[0] == "of")
    if MOVES.search(head) or _TAKEN_OFF.search(head):
        return None
    behind = _BEHIND.match(symbols.text, figure.end())
    return _behind(symbols, behind, names) if behind else None


def _moved(symbols: Symbols, figure: re.Match[str]) -> Subject | None:
    """The noun before a figure with the word that says which way it moved: "lower warranty and inventory charges of".

    Whether by so much or to so much is not said: nor does the name say it.
    """
    match = _TURNED.search(symbols.text, max(0, figure.start() - REACH), figure.start())
    words = match["noun"].lower().split() if match else []
    if match is None or len(words) < 2 or any(word in ENDS and word != "and" for word in words[:-1]):
        return None
    start = symbols.offsets[match.start("turn")]
    end = symbols.offsets[match.start("noun") + len(match["noun"].rstrip())]
    return Subject(start, end, camel_case(symbols.source[start:end]), known=False)


def _before(symbols: Symbols, own: Spans, names: frozenset[str], is_of: bool) -> Subject | None:
    """The subject that the noun before a figure names.

    Arguments:
        is_of: whether "of" links the two.
    """
    words = with_head(symbols.text, own, names)
    begin, end = words[0][0], words[-1][1]
    if len(words) > len(own) and re.search(METRIC, symbols.text[begin:end]):
        return None  # "the net loss of the segment of": of what the figure is, its clause says
    if symbols.text[:begin].rstrip().lower().endswith(" per"):
        return None  # "book value per diluted share was": of a metric, not of its divisor
    others = (_NOT_ITS,) if is_of else (_NOT_ITS, _BY_WHOM, _EFFECT_ON)
    if any(pattern.search(symbols.text, 0, begin) for pattern in others):
        return None
    return named_by(symbols, words, names, known=is_of)


def _behind(symbols: Symbols, link: re.Match[str], names: frozenset[str]) -> Subject | None:
    """The subject that the noun behind a figure names, where more than "of" links them with what the link says."""
    said = link["link"].lower()
    subject = named_by(symbols, forwards(symbols.text, link.end()), names, known=said == "of")
    if subject is None or subject.known or said in _PLAIN_LINKS:
        return subject
    be = _BE.match(link["link"])
    start = symbols.offsets[link.start("link") + (be.end() if be else 0)]  # "due from the tenant"
    label = symbols.source[start : subject.end]
    known = vocabulary().label(label)
    if known and vocabulary().metrics[known.metric].instant:
        return replace(subject, start=start, metric=known.metric, known=True)
    return replace(subject, start=start, metric=camel_case(label))
