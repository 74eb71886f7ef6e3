"""Reads what a release says of itself: company, ticker, exchange, dateline, wire service, exhibit."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import chain

from qa.filing import Header
from qa.resources import toml

_NOTHING = Header()
_HEAD = 12_000  # characters: a cover page and the first sentences after it
_TOP = 1_500  # characters: above the first sentence
_NAME_LIMIT = 70
_NAME_WORDS = 8

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"{_MONTH} *\d{{1,2}}(?:st|nd|rd|th)?"
_DATE = re.compile(rf"({_MONTH}) *(\d{{1,2}})(?:st|nd|rd|th)? *, *((?:19|20)\d\d)", re.IGNORECASE)
_EXHIBIT = re.compile(r"\b(?:Exhibit|EX)[ -]*(99(?:\.\d{1,2})?)\b", re.IGNORECASE)
_RELEASE_DATE = re.compile(r"\b(?:release|date)\b[^\n]{0,30}$", re.IGNORECASE)
_PERIOD_BEFORE = re.compile(r"\b(?:ended|ending|of|at|and|through)\s*$", re.IGNORECASE)

# "CHATSWORTH, Calif.": words with capitals; in the middle of a line only a city in capitals is told from
# the title that runs into it.
_WORD = rf"(?!(?:{_MONTH}|On|For|FOR|Date|Dated|NEWS|RELEASE|Bulletin|Report|Release)\b)[A-Z](?:[\w.'’]|-(?=\w))*"
_REGION = rf"(?:, ?{_WORD}(?: {_WORD}){{0,2}}){{0,2}}"
_PLACE = rf"{_WORD}(?: {_WORD}){{0,3}}{_REGION}"
_PLACE_ALONE = re.compile(rf"\(?(?P<place>{_PLACE})(?:\s*(?:--+|[—–])\s*|\s-\s|\s)")
_CITY = r"(?!RESULTS|EARNINGS|QUARTER|YEAR|RELEASE|SALES|INCOME|LOSS|SHARE|DIVIDEND|OUTLOOK)[A-Z][A-Z.'’]+"
_LOUD = rf"(?<![A-Z] )(?<![A-Z], )(?<![\w.'’-]){_CITY}(?: {_CITY}){{0,2}}{_REGION}"
_JOINT = r"(?:[ ,.(/–—-]|(?<=[–—-])\s*\n\s*){1,6}"
_DATELINE_END = r"(?:\s*(?:\)|\(|/|[-–—:]|\.{2,}|(?=[A-Z\n]))|\s{2,})"

# Where the words before a company's name end: dashes, a dateline's brackets, a sentence's or a line's end.
_SEPARATOR = re.compile(
    r"--+|[—–]|\s-\s|\.{3,}|…|/\s|\)\s*|(?<=[a-z]{4})\.\s|[:;!?]\s|\n|(?:19|20)\d\d(?:,?\s|(?=[A-Z]))"
    r"|\b99(?:\.\d+)?\s"
)
_BRACKETS_AFTER = re.compile(r"(?:\s*\([^()]*\)|[®™©℠,\s]|[”\"])+$")
_MARKS = re.compile(r"\s*(?:\((?:R|TM|SM)\)|[®™©℠])")
# A name that is written small behind a dateline's dash: "lumen health, inc." before its ticker.
_SMALL_NAME = re.compile(r"(?:--+|[—–]|\s-)\s*((?:[a-z][\w&-]*,? ){1,4}[a-z.]{2,12})\s*\Z")
_SMALL = frozenset(["of", "and", "the", "de", "for", "&", "plc", "inc.", "in", "du", "la", "le", "van", "und"])
_NOT_NAMES = re.compile(
    r"(?:The )?(?:Company|Registrant|Bank|Corporation)|We|It|Today"
    r"|.*\b(?:Net|Revenues?|Income|Sales|Earnings|Results|Quarter|Board|President|Fiscal|Exhibit|Release)\b.*"
    r"|.*\b(?:Contacts?|Record|Item|Statements?)\b.*",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"(?:.*\.html?\s+)?(?:(?:EX-|Exhibit )?99(?:\.\d+)?\s+|(?:for )?immediate release:?\s+"
    r"|(?:news|press|earnings) release:?\s+|source:?\s+)*",
    re.IGNORECASE,
)
_COVER = re.compile(r"\(Exact name of (?:the )?registrant", re.IGNORECASE)
_ABOUT = re.compile(r"\bAbout ((?:The )?[A-Z][\w.&'’,-]*(?: [\w.&'’,-]+){0,5}?):?\s+(?=(?:The )?\1)")
_STATEMENT = re.compile(
    r"(?:^|(?<=\s))((?:[A-Z&][A-Z0-9.,&'’-]*[ \n]+){1,7}?)(?:AND (?:ITS )?SUBSIDIAR(?:IES|Y)\s+(?:COMPANIES\s+)?)?"
    r"(?:UNAUDITED\s+|CONDENSED\s+|SUMMARY\s+)*(?:CONSOLIDATED\s+(?:CONDENSED\s+)?)?"
    r"(?:BALANCE\s+SHEETS?|STATEMENTS?\s+OF|INCOME\s+STATEMENTS?|RECONCILIATIONS?\s+OF)"
)
_REPEATED = re.compile(r"^(?:About )?(.{4,}?),? (?=\1\b)")
_SYMBOL = re.compile(r"symbol:?\s+[“\"']?([A-Z]{1,5})\b")


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary of headers as patterns, and the names that printed forms stand for."""

    ticker: re.Pattern[str]
    listed: re.Pattern[str]
    wire: re.Pattern[str]
    dateline: re.Pattern[str]
    loud_dateline: re.Pattern[str]
    form: re.Pattern[str]
    deed: re.Pattern[str]
    titled: re.Pattern[str]
    forms: str
    names: Mapping[str, str]


def read_header(text: str, told: Header = _NOTHING) -> Header:
    """Return the header facts of a release; what it does not say stays empty.

    Arguments:
        told: what its envelope says of it, which wins over its words but for how the company is spelled.
    """
    words = _words()
    head = text[:_HEAD]
    ticker = words.ticker.search(head)
    listed = ticker or words.listed.search(head)
    symbol = "" if listed else _first(_SYMBOL, head)
    exchange = words.names[listed["exchange"].lower()] if listed else ""
    found = []
    for name, start in _candidates(text, head, ticker, words):
        found.append((name, start))
        if words.form.search(found[0][0]):
            break
    dateline = words.dateline.search(head) or words.loud_dateline.search(head)
    wire = words.wire.search(head, dateline.start() if dateline else 0)
    company = _company([name for name, _ in found], text, words)
    return replace(
        told,
        company=_spelled(told.company, company, text, words),
        ticker=told.ticker or (listed["ticker"] if listed else symbol),
        exchange=exchange,
        place=dateline["place"].strip(" ,") if dateline else _place_before(head, [at for _, at in found]),
        released=_released(head, dateline),
        wire=words.names[wire[1].lower()] if wire else "",
        exhibit=_first(_EXHIBIT, head),
    )


def _spelled(told: str, read: str, text: str, words: _Words) -> str:
    """Return the name that was told, as the release spells it where that is the same name."""
    bare, other = _bare(told, words), _bare(read, words)
    if not told or (other and (bare.startswith(other) or other.startswith(bare))):
        return read if not told or told.isupper() or not words.form.search(told) else told
    return _as_elsewhere(told, text)


def _bare(name: str, words: _Words) -> str:
    """Return a name's letters without its legal form."""
    return re.sub(r"[^a-z0-9]", "", words.form.sub("", name).lower())


def _company(names: Sequence[str], text: str, words: _Words) -> str:
    """Return the likeliest of the names, as full as the text has it."""
    if not names:
        return ""
    name = _as_elsewhere(names[0], text)
    return name if words.form.search(name) else _as_elsewhere(_full_name(name, names[1:], text, words), text)


def _candidates(text: str, head: str, ticker: re.Match[str] | None, words: _Words) -> Iterator[tuple[str, int]]:
    """Yield names with where they stand, the likeliest first."""
    if ticker:
        inner = ticker["before"].strip(" ;,")
        if words.form.search(inner) and (name := _clean(inner)):
            yield name, ticker.start()
        small = _SMALL_NAME.search(head, max(0, ticker.start() - _NAME_LIMIT), ticker.start())
        if small and words.form.search(small[1]):
            yield small[1], small.start(1)
    ends = [ticker.start()] if ticker else []
    ends += [match.start() for match in _COVER.finditer(head)]
    for end in chain(ends, (match.start() for match in words.deed.finditer(head))):
        if name := _name_before(head, end):
            start = head.rfind(name, 0, end)
            yield name, start if start >= 0 else end
    for match in _ABOUT.finditer(text):
        if (name := _clean(match[1])) and _is_name(name):
            yield name, 0
    for match in _STATEMENT.finditer(text):
        if (name := _clean(match[1])) and _is_name(name) and words.form.search(name):
            yield name, 0
    for match in words.titled.finditer(head, 0, _TOP):
        if _is_name(name := _clean(match["name"])):
            yield name, match.start("name")


def _name_before(text: str, at: int) -> str:
    """Return the name that ends at a place, empty if what stands there is none."""
    before = text[max(0, at - 160) : at]
    before = _BRACKETS_AFTER.sub("", _MARKS.sub("", before))
    for separator in _SEPARATOR.finditer(before):
        rest = before[separator.end() :]
        if rest and not _SEPARATOR.search(rest):
            before = rest
            break
    name = _clean(_PREAMBLE.sub("", before, count=1))
    return name if _is_name(name) else ""


def _is_name(name: str) -> bool:
    parts = name.split()
    return (
        1 < len(name) <= _NAME_LIMIT
        and 0 < len(parts) <= _NAME_WORDS
        and any(char.isupper() for char in parts[0])
        and all(part.lower() in _SMALL or any(char.isupper() or char.isdigit() for char in part) for part in parts)
        and not _NOT_NAMES.fullmatch(name)
        and not _DATE.search(name)
    )


def _clean(name: str) -> str:
    name = " ".join(_MARKS.sub("", name).split()).strip(" ,;:-–—“”\"'*•")
    name = re.sub(r",? and (?:its )?subsidiaries$", "", name, flags=re.IGNORECASE)
    name = _REPEATED.sub("", name)
    return re.sub(r"[’']s$", "", name)


def _full_name(name: str, others: Sequence[str], text: str, words: _Words) -> str:
    """Return the longer name that goes on from this one: "Korvane" is "Korvane Inc." further below."""
    for other in others:
        if words.form.search(other) and _letters(other).startswith(_letters(name)):
            return other
    longer = re.search(
        rf"\b(?:The )?{re.escape(name)},?(?: [A-Z][\w&-]*){{0,2}}(?: &| and)?,? (?:{words.forms})(?!\w)", text
    )
    return _clean(longer[0]) if longer and len(longer[0]) <= _NAME_LIMIT else name


def _letters(name: str) -> str:
    return name.lower().replace(" ", "")


def _as_elsewhere(name: str, text: str) -> str:
    """Return a name in capitals as the text has it in small letters, if it does."""
    if not name.isupper() or len(name) < 6:
        return name
    pattern = re.escape(name).replace(r"\ ", r"\s+").replace(",", ",?")
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if not match[0].isupper() and not match[0].islower():
            return _clean(match[0])
    return name


def _place_before(head: str, starts: Sequence[int]) -> str:
    """Return the place that a line begins with whose next words are the company's name: "BOSTON -- Acme"."""
    for start in starts:
        line = head[head.rfind("\n", 0, start) + 1 : start]
        if match := _PLACE_ALONE.fullmatch(line):
            return re.sub(r"(?<=[a-z]{5})\.$", "", match["place"])
    return ""


def _released(head: str, dateline: re.Match[str] | None) -> date | None:
    """Return the dateline's date, else one above that stands alone or after "Release Date"."""
    if dateline and (match := _DATE.search(head, dateline.end("place"), dateline.end() + 40)):
        return _date(match)
    for match in _DATE.finditer(head, 0, _TOP):
        line = head[head.rfind("\n", 0, match.start()) + 1 : match.start()]
        alone = not line.strip() and head[match.end() : match.end() + 1] in ("\n", "")
        if _RELEASE_DATE.search(line) or (alone and not _PERIOD_BEFORE.search(head, 0, match.start())):
            return _date(match)
    return None


def _date(match: re.Match[str]) -> date | None:
    try:
        return datetime.strptime(f"{match[1][:3]} {match[2]} {match[3]}", "%b %d %Y").date()
    except ValueError:
        return None


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


@cache
def _words() -> _Words:
    data = toml("header")
    names = {
        printed.lower(): name
        for table in (data["exchanges"], data["wires"])
        for name, forms in table.items()
        for printed in forms
    }
    exchanges = _either(form for forms in data["exchanges"].values() for form in forms)
    wires = _either(form for forms in data["wires"].values() for form in forms)
    forms = _either(data["names"]["forms"])
    verbs = _either(data["names"]["verbs"])
    sent = rf"{_JOINT}(?:(?:{wires})|{_DAY}(?:,? *(?:19|20)\d\d)?{_DATELINE_END})"
    return _Words(
        ticker=re.compile(
            rf"\((?P<before>[^()]{{0,60}}?)\b(?P<exchange>{exchanges})\b[^()A-Z]{{0,3}}[^():]{{0,40}}?[:\s-]\s*[“\"']?"
            r"(?P<ticker>(?-i:[A-Z]{1,5}(?:[./-][A-Z]{1,2})?))[”\"']?[^()]{0,60}\)",
            re.IGNORECASE,
        ),
        listed=re.compile(  # a line of its own: "TSX: HM / NYSE: HM"
            rf"^[ \t]*(?P<exchange>{exchanges})[ \t]?:[ \t]?(?P<ticker>(?-i:[A-Z]{{1,5}}(?:[./-][A-Z]{{1,2}})?))(?=[ \t]*(?:[/,;&]|and\b|$))",
            re.IGNORECASE | re.MULTILINE,
        ),
        wire=re.compile(rf"\b({wires})\b"),
        dateline=re.compile(rf"^[(\s]*(?P<place>{_PLACE}){sent}", re.MULTILINE),
        loud_dateline=re.compile(rf"(?P<place>{_LOUD}){sent}"),
        form=re.compile(rf"(?:^|\s)(?:{forms})$", re.IGNORECASE),
        deed=re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE),
        # A line of its own, or before what the document is: "Harrun ASA: Interim report", "ORVIK PLC ANNUAL RESULTS".
        titled=re.compile(
            rf"^[ \t]*(?P<name>(?!The (?:{forms})\b)(?:[A-Z0-9][\w&.’'-]*,? ){{1,5}}?(?:{forms}))(?: \(publ\))?"
            rf"(?=[ \t]*(?:$|[:–—])|[’']s\b|,? (?i:{_either(data['names']['documents'])})\b)",
            re.MULTILINE,
        ),
        forms=forms,
        names=names,
    )


def _either(words: Iterator[str] | Sequence[str]) -> str:
    """Return a pattern of any of the words, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
