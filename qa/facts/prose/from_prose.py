"""From sentences to facts: goes through a filing's sentences, each read by what the ones before it talk about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qa.facts.extraction import PassageSpan
from qa.facts.fact import Fact
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.claims import Claim
from qa.facts.prose.context import Context
from qa.facts.prose.convention import agreed, compares_yearly
from qa.facts.prose.dating import expression_of
from qa.facts.prose.outlook.columns import heads_columns
from qa.facts.prose.qualifying import kind_of
from qa.facts.prose.read_sentence import is_told, over_a_year, read_sentence
from qa.facts.prose.sentence import Sentence
from qa.facts.prose.talk.before_sentence import before_sentence
from qa.facts.prose.talk.behind_sentence import behind_sentence
from qa.facts.prose.talk.headings import repeated_headings
from qa.facts.prose.talk.talk import Talk
from qa.facts.rows.members import parts_named
from qa.filing import Filing
from qa.language.values import Entity, Quantity

_WORD = re.compile(r"[\w&]+")
_FOUNDED = re.compile(r"\b(?:founded|established|incorporated|formed|organi[sz]ed)(?: in)? $", re.IGNORECASE)
_SEVERAL = 2  # figures


def read_prose(
    filing: Filing,
    passages: Sequence[PassageSpan],
    entities: Sequence[Entity],
    calendar: FiscalCalendar,
    lines: Sequence[PassageSpan] = (),
    tables: Sequence[Sequence[Fact]] = (),
) -> list[Fact]:
    """Return the facts that a filing's sentences state; a sentence that leaves something open gives none.

    Arguments:
        passages: the sentences, in the order of the text.
        entities: what was tagged in the whole text, by start.
        lines: rows of tables that gave no facts; below words that look ahead they are read as a list's items.
        tables: what the filing's tables state, which name the parts of the company.
    """
    names = frozenset(word for word in _WORD.findall(filing.header.company.lower()) if len(word) > 2)
    context = Context(filing, calendar, names, parts_named(tables), repeated_headings(filing))
    boilerplate = [entity for entity in entities if kind_of(entity) == "boilerplate"]
    starts = [entity.start for entity in entities]
    blocks = [block.start for block in filing.blocks]
    rows = frozenset(lines)
    facts: list[Fact] = []
    open_ended: list[tuple[Sentence, list[Claim]]] = []
    talk = Talk()
    for passage in sorted({*passages, *rows}, key=lambda passage: passage.start):
        block = bisect_right(blocks, passage.start) - 1
        if block >= 0 and filing.blocks[block].kind == "table" and passage not in rows:
            continue
        talk = before_sentence(talk, passage, block, context)
        if passage in rows and not talk.guidance:
            continue
        if any(entity.start < passage.end and passage.start < entity.end for entity in boilerplate):
            continue
        near = entities[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        inside = [one for one in near if one.end <= passage.end and not _is_of_founding(one, filing.text)]
        heads = filing.blocks[block].start if passage in rows else None
        sentence = Sentence(passage, inside, context, talk, heads)
        if not _says_which_is_which(sentence):
            continue
        claims, found = read_sentence(sentence)
        facts += found
        talk = behind_sentence(sentence, [claim for claim in claims if is_told(claim)], found)
        if any(claim.is_open for claim in claims):
            open_ended.append((sentence, claims))
    if open_ended and compares_yearly(facts, filing.text, calendar):
        assumed = [fact for sentence, claims in open_ended for fact in over_a_year(claims, sentence)]
        facts += agreed(assumed, calendar)
    return facts


def _says_which_is_which(sentence: Sentence) -> bool:
    """Whether a row of several columns, years, say, has heads that tell these apart, as a sentence needs none."""
    figures = sum(isinstance(entity.value, Quantity) for entity in sentence.entities)
    if sentence.heads is None or figures < _SEVERAL:
        return True
    return heads_columns(sentence.text[sentence.heads : sentence.start], figures)


def _is_of_founding(entity: Entity, text: str) -> bool:
    """Whether a period only says how old the company is: "Founded in 1986, it runs 208 mills"."""
    said = expression_of(entity)
    return said is not None and bool(_FOUNDED.search(text, max(0, entity.start - 20), entity.start))
