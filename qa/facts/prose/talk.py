"""What a release talks about where a sentence begins: the period, what lies ahead, the part of the company.

A heading's words hold to the next heading, a paragraph's to its end, a list's introduction to its last item.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from qa.facts.extraction import PassageSpan
from qa.facts.fact import Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.captions import GENERAL, LINKS, WORD, dates, is_caption, is_general, part_captioned
from qa.facts.prose.claims import Claim
from qa.facts.prose.outlook import looks_ahead, verb_of
from qa.facts.prose.subjects import is_geography
from qa.filing import Filing
from qa.frozen import frozen
from qa.language.metrics import metrics_in
from qa.language.periods import find_periods
from qa.language.phrases import either, phrases
from qa.language.sentences import headline_parts
from qa.language.values import PeriodExpression

_WORDS = phrases("prose")
_KINDS = frozenset(_WORDS["kinds_of_parts"]["words"])  # by themselves they name none
_ORGANS = re.compile(rf"\b(?:{either(_WORDS['filer']['organs'])})\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:outlook|guidance|forecast|expectations|targets)\b", re.IGNORECASE)
# A heading that also tells of what was: "Results and Outlook", "Sales of $5 million exceed guidance; outlook lowered".
_MIXED = re.compile(
    r"\b(?:and|reports?|announces?|results|provides?|updates?|exceed(?:s|ed|ing)?|beats?|tops?|topped|met|meets)\b|;",
    re.IGNORECASE,
)
# "If revenue of the subsidiary is less than expected": the talk goes on of what it was of.
_SUPPOSES = re.compile(r"^(?:however,?\s+|also,?\s+|and\s+)?(?:if|should|unless|to the extent)\b", re.IGNORECASE)
_LEADS_ON = re.compile(r":\s*$")
# "Based on this, we are raising our full-year guidance.": a list of it may follow
_BRINGS_OUTLOOK = re.compile(
    r"\b(?:rais|increas|updat|provid|reaffirm|reiterat|issu|introduc|narrow|lower|revis|maintain)(?:e?s|ed|ing)?\s(?:[\w-]+\s){0,8}?(?:outlook|guidance)\s?\.?\W*$",
    re.IGNORECASE,
)
# A heading that runs into its paragraph: "Felting: Revenue for the business was …", "Felting - Segment profit rose …"
_RUN_IN = re.compile(
    r"\W*(?P<heading>[A-Z][\w&’' ,-]{2,60}?)(?:\s*:\s+(?=\S)|\s+[-–—]\s+(?=(?:\S+\s+){0,2}(?:[Ss]egment|[Dd]ivision)\b))"
)
_QUOTED = re.compile(r"[“”]")
_QUOTATION_ENDS = re.compile(r"”\s*$")
# The same as a sentence of its own, or before a dash: "Felting. Sales were …"
_RUN_IN_NAME = re.compile(r"\W*(?P<heading>[A-Z][\w&’',/. -]{1,60}?)\s*(?:[:–—]|\.(?!\w)|\s-)(?=\s|$)")
_ITEM = re.compile(r"^[•●▪◦■·*–-]|[^.]$")
_BULLET = re.compile(r"[•●▪◦■·*–-]\s")
_NO_NAME = re.compile(r"[.;?!()%\d¹²³⁴⁵⁶⁷⁸⁹]|:.|\b(?:an?|our|amidst?|we)\b|\bsegment data\b", re.IGNORECASE)
# What stands below is of one segment after another, each named by what the reader may not see: "Earnings by Segment"
_OF_PARTS = re.compile(
    r"\b(?:summary|review|discussion|results|performance|earnings|commentary|highlights)\b(?!.*\(in )(?=.*\bby (?:business )?(?:segment|division)s?\b)",
    re.IGNORECASE,
)
_END_MARK = re.compile(r"[A-Z]{1,5}-[A-Z]")  # of a newswire's text, its ticker and "-E"
_AGAIN = 3  # times that a heading stands in a filing from which on it heads parts of the company
_SHORT_NAME = re.compile(r"\s\([A-Z&]+\)$")
_MARKS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹]+$")
_CORPORATE = re.compile(r"corporate(?: (?:and|&) other)?", re.IGNORECASE)
_GERUND = 4  # words from which on a heading that begins with an "-ing" tells of something, and names no part
_EARLY = 60  # characters from a sentence's begin within which its subject stands
_LASTS, _WHOLE_PARAGRAPH, _WHOLE_SECTION = 4, 20, 1_000  # sentences
_PARAGRAPH = 2_000  # characters
_HEADING = 80  # characters
_STOPS = re.compile(r"[.;!?]\W*$")
_BUSINESS = re.compile(
    r"\b(?:business(?:es)?|segment|division|unit)\b(?! conditions| days?| environment)", re.IGNORECASE
)

_DIVIDES = re.compile(r"\b(?:account(?:s|ed|ing)? for|represent(?:s|ed|ing)?|made up|comprised) \d", re.IGNORECASE)

Part = tuple[tuple[str, str], ...]


@frozen
class Talk:
    """What holds from the words before a sentence.

    Arguments:
        section: the heading; `period` and `guidance` are at first what it says.
        block: index of the block.
        period: what the talk is about; None where nothing says it.
        guidance: the verb by which management looks ahead; empty for what happened.
        expected: the verb by which the last sentence looked ahead; empty where it did not.
        leads: whether the words before announce a list.
        introduced: the period that these words said; what one item says of its own is not of the next.
        part: the dimensions of the part of the company that is talked of; empty where it is unnamed.
        lasts: for how many sentences more the talk may be of a part, so that "revenue" need not be all.
        before: in a list, the part that was talked of before its first item and for how long; what one item speaks of is not
            the next one's.
        topic: the last heading that ran into its paragraph.
        repeated: headings that stand in the filing again and again, below another one each.
        caption: the last line below the heading that heads what follows it itself, marked as no heading.
    """

    section: str = ""
    block: int = -1
    period: Period | None = None
    guidance: str = ""
    expected: str = ""
    leads: bool = False
    introduced: Period | None = None
    part: Part = ()
    lasts: int = 0
    before: tuple[Part, int] | None = None
    topic: str = ""
    repeated: frozenset[str] = frozenset()
    caption: str = ""

    @property
    def is_of_sentence(self) -> bool:
        """Whether the part of the company that is talked of, if any, was named by a sentence and by no heading."""
        return self.lasts <= _LASTS

    def moved_on(
        self,
        passage: PassageSpan,
        block: int,
        filing: Filing,
        calendar: FiscalCalendar,
        names: frozenset[str],
        parts: Mapping[str, Part],
    ) -> "Talk":
        """Return what holds at a sentence.

        Arguments:
            block: index of the sentence's block.
            names: the words of the filer's name, lower case.
            parts: the parts of the company that its tables name, by these names in lower case.
        """
        talk = self._at(passage, block, filing, calendar, names, parts)
        named = _RUN_IN_NAME.match(filing.text, passage.start, passage.end)
        if named and block >= 0 and (known := parts.get(named["heading"].lower())):
            short = filing.blocks[block].end - filing.blocks[block].start <= _PARAGRAPH
            lasts = _WHOLE_PARAGRAPH if short else _LASTS
            return replace(talk, topic=named["heading"], part=known, lasts=lasts)
        run_in = _RUN_IN.match(filing.text, passage.start, passage.end)
        if run_in is None or block < 0:
            return talk
        if metrics_in(run_in["heading"]):  # "G&A expenses: …" behind "Grant revenue: …"
            return replace(talk, part=(), lasts=0) if talk.lasts <= _LASTS else talk
        if not (part := _part_named(run_in["heading"], names)):
            return talk
        talk = replace(talk, topic=run_in["heading"])
        whole = min(filing.blocks[block].end, passage.start + _PARAGRAPH)
        is_kind = not _KINDS.isdisjoint(run_in["heading"].lower().split())  # "Wholesale Services: Income rose …"
        if is_kind or _BUSINESS.search(filing.text, passage.start, whole):
            return replace(talk, part=part, lasts=_WHOLE_PARAGRAPH)
        return talk

    def _at(
        self,
        passage: PassageSpan,
        block: int,
        filing: Filing,
        calendar: FiscalCalendar,
        names: frozenset[str],
        parts: Mapping[str, Part],
    ) -> "Talk":
        """What holds at a sentence by its place, before its own words are heeded."""
        if block >= 0 and filing.blocks[block].kind == "table":  # what stands in it was introduced by the words above
            # A sentence that expects something itself leaves open of what period the table behind it is.
            period = None if self.expected and not self.leads and block != self.block else self.period
            return replace(self, block=block, guidance=self.guidance or self.expected, period=period, caption="")
        is_below = passage.section == self.section and self.block >= 0
        if is_below and block == self.block:
            return self
        text = filing.text[filing.blocks[block].start : filing.blocks[block].end] if block >= 0 else ""
        heads = is_caption(text)
        telling = heads and (dates(text) or bool(part_captioned(text, filing.text, names, parts)))
        if not is_below:
            fresh = self._below_heading(passage.section, block, filing, calendar, names, parts)
            fresh = fresh._below(text, filing.text, calendar, names, parts) if telling else fresh
            return replace(fresh, before=(fresh.part, fresh.lasts)) if _BULLET.match(text) else fresh
        if self.leads and _ITEM.search(text) and not telling:
            part, lasts = self.before or (self.part, self.lasts)
            return replace(self, block=block, period=self.introduced, part=part, lasts=lasts, before=(part, lasts))
        # A paragraph's own periods end with it; its heading's hold on.
        fresh = self._below_heading(passage.section, block, filing, calendar, names, parts)
        caption = (text if telling else "") if heads else self.caption
        ends = self.caption and caption != self.caption
        before = (self.before or ((), min(self.lasts, _LASTS))) if _BULLET.match(text) and not ends else None
        lasts = before[1] if before else 0 if ends else min(self.lasts, _LASTS)
        fresh = replace(fresh, topic=self.topic, lasts=fresh.lasts or lasts, before=before)
        return fresh._below(caption, filing.text, calendar, names, parts) if caption else fresh

    def _below_heading(
        self,
        heading: str,
        block: int,
        filing: Filing,
        calendar: FiscalCalendar,
        names: frozenset[str],
        parts: Mapping[str, Part],
    ) -> "Talk":
        """What holds in a block by the heading above it alone."""
        is_one = len(headline_parts(heading)) == 1  # a release's headline tells of several things
        said = _headed(heading.partition(";")[0], calendar) if is_one else None
        ahead = is_one and _AHEAD.search(heading)
        part = _part_named(heading, names)
        if not part and heading in self.repeated:
            part = _part_above(filing, block, names)
        part = part or part_captioned(heading, filing.text, names, parts)
        return Talk(
            heading,
            block,
            said,
            guidance="expects" if ahead and not _MIXED.search(heading) else "",
            part=part,
            lasts=_WHOLE_SECTION if part or _OF_PARTS.search(heading) else 0,
            repeated=self.repeated,
        )

    def _below(
        self, caption: str, text: str, calendar: FiscalCalendar, names: frozenset[str], parts: Mapping[str, Part]
    ) -> "Talk":
        """Return what holds below a caption, what it leaves unsaid being what held before."""
        part = part_captioned(caption, text, names, parts)
        return replace(
            self,
            caption=caption,
            period=_headed(caption, calendar) or self.period,
            part=part or self.part,
            lasts=_WHOLE_SECTION if part else self.lasts,
        )

    def after(
        self, words: str, start: int, claims: Sequence[Claim], period: Period | None, told: Sequence[Part] = ()
    ) -> "Talk":
        """Return what holds behind a sentence.

        Arguments:
            words: the sentence, which begins at `start`.
            told: the parts of the company to which its words add amounts.
            period: the one that it speaks of.
        """
        if _QUOTED.search(words):
            return self._after_quotation(words)
        leads = bool(_LEADS_ON.search(words) or _BRINGS_OUTLOOK.search(words)) or _heads_outlook(words)
        expected = verb_of(words) if looks_ahead(words) else ""
        part, lasts = self._part_after(words, start, claims, told)
        return Talk(
            section=self.section,
            block=self.block,
            period=period or self.period,
            guidance=expected if leads and expected else self.guidance,
            expected=expected,
            leads=leads or self.leads,
            introduced=(period or self.period) if leads else self.introduced,
            part=part,
            lasts=lasts,
            before=self.before,
            topic=self.topic,
            repeated=self.repeated,
            caption=self.caption,
        )

    def _after_quotation(self, words: str) -> "Talk":
        """What holds behind a sentence of somebody's: what it looks forward to is not talked of, and its end is a paragraph's."""
        ends = self.lasts <= _WHOLE_PARAGRAPH and _QUOTATION_ENDS.search(words)
        return replace(self, part=(), lasts=min(self.lasts, _LASTS)) if ends else self

    def _part_after(self, words: str, start: int, claims: Sequence[Claim], told: Sequence[Part]) -> tuple[Part, int]:
        """The part that is talked of behind a sentence, and for how many sentences more."""
        if any(claim.subject.total for claim in claims):
            return (), 0
        if _DIVIDES.search(words) or _divides(claims):
            return self.part, max(0, self.lasts - 1)  # what it names are parts of what is talked of
        early = (c.subject for c in claims if c.subject.is_part and c.subject.start - start < _EARLY)
        begins = next((subject.dimensions for subject in early), ()) or next(
            (part for part in told if part and 0 <= words.find(part[0][1]) < _EARLY), ()
        )
        if begins and len({claim.subject.dimensions for claim in claims if claim.subject.is_part}) > 1:
            return (self.part, self.lasts) if self.lasts > _LASTS else ((), _LASTS)  # which one goes on is not said
        if begins and self.lasts and _is_within(begins, self.part):
            return self.part, self.lasts
        if begins:
            return begins, _LASTS
        if _ORGANS.search(words) and not _SUPPOSES.search(words):
            return self.part if self.lasts > _LASTS else (), max(_LASTS, self.lasts)
        return self.part, max(0, self.lasts - 1)


def repeated_headings(filing: Filing) -> frozenset[str]:
    """Return the headings that say nothing by themselves and stand below those of several parts: "Discussion of Results"."""
    headings = [filing.text[block.start : block.end] for block in filing.blocks if block.kind == "heading"]
    return frozenset(one for one, times in Counter(headings).items() if times >= _AGAIN and is_general(one))


def _part_above(filing: Filing, block: int, names: frozenset[str]) -> Part:
    """The part of the company that the heading above a repeated one names: "Carpets" above "Discussion of Results"."""
    above = (filing.blocks[at] for at in range(block, -1, -1) if filing.blocks[at].kind == "heading")
    headings = [filing.text[one.start : one.end] for one in islice(above, 2)]
    if len(headings) < 2:
        return ()
    name = _MARKS.sub("", headings[1].strip())
    if (_SHORT_NAME.search(name) or _CORPORATE.fullmatch(name)) and names.isdisjoint(WORD.findall(name.lower())):
        return (("Geography" if is_geography(name) else "Segment", name),)
    return _part_named(name, names)


def _headed(heading: str, calendar: FiscalCalendar) -> Period | None:
    """The one period that what stands below a heading is of; not one long over that its words are about otherwise.

    "Company Restates 2030 Depreciation" heads the results of 2031.
    """
    said = [calendar.resolve(value) for value in _expressions(heading) if value.unit]
    period = said[0] if len(said) == 1 else None
    is_over = period and calendar.reported and period.end < calendar.reported.end
    return None if is_over and not is_general(heading) else period


@lru_cache(maxsize=16)  # each paragraph asks it of the heading above
def _expressions(heading: str) -> tuple[PeriodExpression, ...]:
    """The periods that a heading says."""
    return tuple(entity.value for entity in find_periods(heading) if isinstance(entity.value, PeriodExpression))


def _divides(claims: Sequence[Claim]) -> bool:
    """Whether claims are of several parts of what one word names: "sales were $5 million in Europe and $3 million in Asia"."""
    parts = [claim.subject for claim in claims if claim.subject.is_part]
    return len({one.dimensions for one in parts}) > 1 and len({one.start for one in parts}) == 1


def _heads_outlook(words: str) -> bool:
    """Whether a line heads what is expected, though nothing marks it as a heading: "Full Year 2031 Guidance"."""
    if len(words) > _HEADING or not _AHEAD.search(words) or _MIXED.search(words) or _STOPS.search(words):
        return False
    return is_general(words)


def _is_within(part: Part, whole: Part) -> bool:
    """Whether a part's name is a piece of the name of the part talked of: "Life Sciences" of "Life Sciences and Imaging"."""
    return any(member != name and member in name for _, member in part for _, name in whole)


@lru_cache(maxsize=16)
def _part_named(heading: str, names: frozenset[str]) -> Part:
    """The part that a heading names: it is short, and has none of the words that head what is of the whole."""
    words = WORD.findall(heading)
    lowered = {word.lower() for word in words}
    is_part = (
        0 < len(lowered) <= 6
        and not lowered & (GENERAL | names)
        and lowered - _KINDS
        and all(word[0].isupper() or word in LINKS for word in words)
        and not _NO_NAME.search(heading)
        and not _END_MARK.fullmatch(heading.strip())
        and not (len(words) >= _GERUND and words[0].endswith("ing"))
        and not metrics_in(heading)
    )
    name = _ORGANS.sub("", heading).strip(" :")
    return (("Geography" if is_geography(name) else "Segment", name),) if is_part and name else ()
