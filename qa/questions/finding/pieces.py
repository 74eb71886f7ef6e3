"""The topics that a list names, each with what the others say for it: the metric, the basis; and a metric's variants."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from qa.facts.fact import Basis
from qa.language.vocabulary import vocabulary
from qa.questions.finding.library import View
from qa.questions.parsing.query import Term, Topic
from qa.questions.parsing.words import generic


def asks_variants(topic: Topic, view: View) -> bool:
    """Whether a topic asks for a metric's variants at once, which the filings give apart."""
    return bool(spread(topic)) and not any(view.index.of(name) for name in topic.mentions)


def spread(topic: Topic) -> list[Topic]:
    """Return the topics of a metric's variants where several are asked at once: "basic and diluted EPS" are two."""
    both = _variants()
    named = next((name for name in topic.mentions if name in both), None)
    if named is None:
        return []
    return [replace(topic, mentions=tuple(one if m == named else m for m in topic.mentions)) for one in both[named]]


@cache
def _variants() -> dict[str, tuple[str, str]]:
    """The metrics that are two variants at once, and the two."""
    return {
        metric.variants["both"]: (metric.variants["basic"], metric.variants["diluted"])
        for metric in vocabulary().metrics.values()
        if {"both", "basic", "diluted"} <= metric.variants.keys()
    }


def pieces(topic: Topic) -> list[Topic]:
    """Return the topics that a list names: "revenue, gross loss and net loss" are three, "EPS, GAAP and adjusted" two."""
    runs: list[list[Term]] = []
    for term in topic.terms:
        if term.breaks or not runs:
            runs.append([])
        runs[-1].append(term)
    found = _on_their_bases([(run, _bases(run)) for run in runs], topic)
    return found[1:] if _is_heading(found, runs) else found


def _is_heading(found: Sequence[Topic], runs: Sequence[Sequence[Term]]) -> bool:
    """Whether a list begins with the metric that all else in it is of: "mill count, Peru and Chile" are two."""
    if len(runs) < 3 or len(found) != len(runs):
        return False
    first, *others = runs
    named = [[term for term in run if not term.soft and term.mention < 0] for run in others]
    plain = all(term.mention >= 0 or term.soft for term in first) and any(term.mention >= 0 for term in first)
    parts = all(named) and all(term.mention < 0 for run in others for term in run)
    return plain and parts


def _on_their_bases(runs: Sequence[tuple[list[Term], list[Basis]]], topic: Topic) -> list[Topic]:
    """Give each piece its basis: its own; the one said before it or at the end for all; both, where both are said of it."""
    said_last = [bases for _, bases in runs if bases][-1:] if sum(bool(bases) for _, bases in runs) == 1 else []
    for_all = said_last[0][0] if said_last and len(said_last[0]) == 1 and _ends_on_basis(runs) else None
    found: list[Topic] = []
    carried: Basis | None = None
    before: list[Basis] = []  # said of what follows: "GAAP and adjusted EPS"
    for run, bases in runs:
        if all(term.soft or (term.mention < 0 and term.stem in generic()) for term in run):
            if bases and not found:
                before = bases
            elif bases and found[-1].basis is None:  # "EPS, GAAP and non-GAAP"
                found[-1] = replace(found[-1], basis=bases[0])
            elif bases:  # "net income under GAAP, and on a non-GAAP basis"
                found.append(replace(found[-1], basis=bases[0]))
            continue
        one = _with_metric(_sub_topic(topic, run), run, topic, _of_all(runs[0][0]) if found else [])
        if len(before) == 1 and not bases:  # "on an adjusted basis, net income and EPS"
            bases, before = before, []
        carried = bases[0] if len(bases) == 1 else None if bases or _is_outside_gaap(one) else carried
        wanted: Sequence[Basis | None] = [*before, *bases] or [carried or for_all]
        before = []
        found += [replace(one, basis=basis) if basis != one.basis else one for basis in wanted]
    return found


def _with_metric(one: Topic, run: Sequence[Term], topic: Topic, of_all: Sequence[Term]) -> Topic:
    """Complete a piece that names a part only with the one metric of the list: "stores in Peru and in Chile".

    Arguments:
        of_all: the words that name what all pieces are of.
    """
    if one.mentions or len(set(topic.mentions)) != 1 or any(not term.stem.isalpha() for term in run):
        return one
    metric = (term for term in topic.terms if term.mention == 0)
    return Topic((*of_all, *run, *metric), topic.mentions[:1], counted=topic.counted)


def _of_all(first: Sequence[Term]) -> list[Term]:
    """What a list's first piece names ahead of its metric, where it names more behind that: "Looms sales in Peru and Chile"."""
    metric = [at for at, term in enumerate(first) if term.mention >= 0]
    named = [at for at, term in enumerate(first) if term.mention < 0 and not term.soft and term.stem not in generic()]
    return [first[at] for at in named if at < metric[0]] if metric and named and named[-1] > metric[-1] else []


def _bases(run: Sequence[Term]) -> list[Basis]:
    """The bases said in a run of terms, in order, each once."""
    named: dict[str, Basis] = {"nongaap": "non-GAAP", "adjusted": "non-GAAP", "gaap": "GAAP"}
    return list(dict.fromkeys(named[term.text.lower()] for term in run if term.text.lower() in named))


def _ends_on_basis(runs: Sequence[tuple[list[Term], list[Basis]]]) -> bool:
    """Whether the list's basis is said after the last metric: "net income and EPS, both as adjusted"."""
    last = runs[-1][0]
    mentioned = [at for at, term in enumerate(last) if term.mention >= 0]
    return bool(_bases(last[mentioned[-1] + 1 :] if mentioned else last))


def _is_outside_gaap(topic: Topic) -> bool:
    """Whether a topic names a measure that has no GAAP form, whose basis says nothing of what follows."""
    known = [vocabulary().metrics[name] for name in topic.mentions if name in vocabulary().metrics]
    return any(metric.family == "non_gaap" for metric in known)


def _sub_topic(topic: Topic, run: list[Term]) -> Topic:
    owners = sorted({term.mention for term in run if term.mention >= 0})
    placed = {owner: at for at, owner in enumerate(owners)} | {-1: -1}
    terms = tuple([t if t.mention == placed[t.mention] else replace(t, mention=placed[t.mention]) for t in run])
    counted = topic.counted and len(set(topic.mentions)) == 1
    return Topic(terms, tuple(topic.mentions[owner] for owner in owners), counted=counted)
