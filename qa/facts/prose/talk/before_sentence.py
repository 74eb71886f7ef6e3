"""What holds at a sentence by its place: below which heading or caption it stands, in which paragraph, list or table."""

import re
from dataclasses import replace

from qa.facts.extraction import PassageSpan
from qa.facts.prose.context import Context
from qa.facts.prose.talk.headings import dates, is_caption, is_of_outlook, period_headed
from qa.facts.prose.talk.part_names import KINDS, part_captioned, part_headed, part_named
from qa.facts.prose.talk.talk import LASTS, WHOLE_PARAGRAPH, WHOLE_SECTION, Introduction, Talk, TalkedPart
from qa.language.metrics import metrics_in
from qa.language.sentences import headline_parts

# A heading that runs into its paragraph: "Felting: Revenue for the business was …", "Felting - Segment profit rose …"
_RUN_IN = re.compile(
    r"\W*(?P<heading>[A-Z][\w&’' ,-]{2,60}?)(?:\s*:\s+(?=\S)|\s+[-–—]\s+(?=(?:\S+\s+){0,2}(?:[Ss]egment|[Dd]ivision)\b))"
)
# The same as a sentence of its own, or before a dash: "Felting. Sales were …"
_RUN_IN_NAME = re.compile(r"\W*(?P<heading>[A-Z][\w&’',/. -]{1,60}?)\s*(?:[:–—]|\.(?!\w)|\s-)(?=\s|$)")
_ITEM = re.compile(r"^[•●▪◦■·*–-]|[^.]$")
# An item that ends as a sentence does: it names a measure and its figure, and says nothing by a verb.
_NAMES_FIGURE = re.compile(
    r"(?!(?:for|in|on|at|during)\b)[A-Z](?:(?!\b(?:is|are|was|were|will|has|have|we|it|they|(?!(?:diluted|adjusted|weighted|estimated|consolidated|combined|related)\b)\w+(?:ed|ects|ates|ses|ws))\b)(?:[^.;:]|(?<=\bInc)\.|(?<=\bCorp)\.)){2,120}?"
    r"\s(?:of|between|at|to be|from)\s(?:[a-z]+\s){0,5}?(?:[$€£(]+\d|[\d.,]+\s?(?:%|percent\b|[mb]illion\b|to\s\d))",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•●▪◦■·*–-]\s")
# What stands below is of one segment after another, each named by what the reader may not see: "Earnings by Segment"
_OF_PARTS = re.compile(
    r"\b(?:summary|review|discussion|results|performance|earnings|commentary|highlights)\b(?!.*\(in )(?=.*\bby (?:business )?(?:segment|division)s?\b)",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"\b(?:business(?:es)?|segment|division|unit)\b(?! conditions| days?| environment)", re.IGNORECASE
)
_PARAGRAPH = 2_000  # characters


def before_sentence(talk: Talk, passage: PassageSpan, block: int, context: Context) -> Talk:
    """Return what holds at a sentence.

    Arguments:
        talk: what held behind the sentence before.
        block: index of the sentence's block.
    """
    talk = _by_place(talk, passage, block, context)
    return talk if block < 0 else _with_run_in(talk, passage, block, context)


def _with_run_in(talk: Talk, passage: PassageSpan, block: int, context: Context) -> Talk:
    """What holds with the heading that runs into the sentence, where one does."""
    text, whole = context.text, context.filing.blocks[block]
    named = _RUN_IN_NAME.match(text, passage.start, passage.end)
    if named and (known := context.parts.get(named["heading"].lower())):
        lasts = WHOLE_PARAGRAPH if whole.end - whole.start <= _PARAGRAPH else LASTS
        return replace(talk, topic=named["heading"], part=TalkedPart(known, lasts))
    run_in = _RUN_IN.match(text, passage.start, passage.end)
    if run_in is None:
        return talk
    heading = run_in["heading"]
    if metrics_in(heading):  # "G&A expenses: …" behind "Grant revenue: …"
        return replace(talk, part=TalkedPart()) if talk.part.is_of_sentence else talk
    if not (part := part_named(heading, context.names)):
        return talk
    is_kind = not KINDS.isdisjoint(heading.lower().split())  # "Wholesale Services: Income rose …"
    if is_kind or _BUSINESS.search(text, passage.start, min(whole.end, passage.start + _PARAGRAPH)):
        return replace(talk, topic=heading, part=TalkedPart(part, WHOLE_PARAGRAPH))
    return replace(talk, topic=heading)


def _by_place(talk: Talk, passage: PassageSpan, block: int, context: Context) -> Talk:
    """What holds at a sentence before its own words are heeded."""
    if block >= 0 and context.filing.blocks[block].kind == "table":
        return _in_table(talk, block)
    is_below = passage.section == talk.section and talk.block >= 0
    if is_below and block == talk.block:
        return talk
    whole = context.filing.blocks[block] if block >= 0 else None
    text = context.text[whole.start : whole.end] if whole else ""
    heads = is_caption(text)
    telling = heads and (dates(text) or bool(part_captioned(text, context)))
    if not is_below:
        fresh = _below_heading(passage.section, block, context)
        fresh = _below_caption(fresh, text, context) if telling else fresh
        return replace(fresh, introduced=Introduction(fresh.part)) if _BULLET.match(text) else fresh
    if talk.introduced and talk.leads and _is_item(text) and not telling:
        return replace(talk, block=block, period=talk.introduced.period, part=talk.introduced.part)
    caption = (text if telling else "") if heads else talk.caption
    return _in_paragraph(talk, _below_heading(passage.section, block, context), text, caption, context)


def _is_item(text: str) -> bool:
    """Whether a paragraph behind what announces a list is one of its items: marked so, no sentence, or one without a verb."""
    return _ITEM.search(text) is not None or _NAMES_FIGURE.match(text) is not None


def _in_table(talk: Talk, block: int) -> Talk:
    """What holds in a table, which was introduced by the words above."""
    # A sentence that expects something itself leaves open of what period the table behind it is.
    period = None if talk.expected and not talk.leads and block != talk.block else talk.period
    return replace(talk, block=block, guidance=talk.guidance or talk.expected, period=period, caption="")


def _in_paragraph(talk: Talk, headed: Talk, text: str, caption: str, context: Context) -> Talk:
    """What holds in a further paragraph below a heading: the last one's own periods end with it, its heading's hold on.

    Arguments:
        headed: what the heading alone says.
        caption: the line that heads the paragraph; empty for none.
    """
    ends = bool(talk.caption) and caption != talk.caption
    goes_on = 0 if ends else min(talk.part.lasts, LASTS)
    is_item = _BULLET.match(text) and not ends
    introduced = (talk.introduced or Introduction(TalkedPart(lasts=goes_on))) if is_item else None
    lasts = headed.part.lasts or (introduced.part.lasts if introduced else goes_on)
    fresh = replace(headed, topic=talk.topic, part=replace(headed.part, lasts=lasts), introduced=introduced)
    return _below_caption(fresh, caption, context) if caption else fresh


def _below_heading(heading: str, block: int, context: Context) -> Talk:
    """What holds in a block by the heading above it alone."""
    is_one = len(headline_parts(heading)) == 1  # a release's headline tells of several things
    part = part_headed(heading, block, context)
    return Talk(
        heading,
        block,
        period_headed(heading.partition(";")[0], context.calendar) if is_one else None,
        guidance="expects" if is_one and is_of_outlook(heading) else "",
        part=TalkedPart(part, WHOLE_SECTION if part or _OF_PARTS.search(heading) else 0),
    )


def _below_caption(talk: Talk, caption: str, context: Context) -> Talk:
    """What holds below a caption, what it leaves unsaid being what held before."""
    part = part_captioned(caption, context)
    return replace(
        talk,
        caption=caption,
        period=period_headed(caption, context.calendar) or talk.period,
        part=TalkedPart(part, WHOLE_SECTION) if part else talk.part,
    )
