"""Takes the release out of an EDGAR full submission, and what its header and cover tell of the filing.

The header is EDGAR's SGML as its Public Dissemination Service specification lays it out: lines of
"NAME: value", or in a raw submission tags "<NAME>value".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from qa.filing import Header
from qa.reading.encoding import unescape

_DOCUMENT = re.compile(r"<DOCUMENT>", re.IGNORECASE)
_TYPE = re.compile(r"<TYPE>\s*([^\s<]+)", re.IGNORECASE)
_TEXT = re.compile(r"</?TEXT>", re.IGNORECASE)
_EXHIBIT = re.compile(r"EX-99", re.IGNORECASE)
_CURRENT = re.compile(r"(?:8-K|6-K)", re.IGNORECASE)  # reports that carry a release as their exhibit
_ENCODED = re.compile(r"\s*(?:<PDF>|begin \d{3} )", re.IGNORECASE)  # a picture, or a PDF beside the text
_MARKUP = re.compile(r"<[^>]{0,2000}>")

_TAGGED = re.compile(
    r"<ix:nonNumeric\b[^>]{0,1000}\bname\s*=\s*[\"']dei:(?P<name>EntityRegistrantName|TradingSymbol)[\"'][^>]{0,1000}>"
    r"(?P<words>.{0,500}?)</ix:nonNumeric>",
    re.IGNORECASE | re.DOTALL,
)
_STATE = re.compile(r"\s*/\w+/?$")  # EDGAR's mark of a namesake's state: "ACME CORP /DE/"
_COVER = 240_000  # characters: a cover page with its markup


@dataclass(frozen=True, slots=True)
class Submission:
    """What one submission holds of a release.

    Arguments:
        header: what the envelope tells; empty where it does not.
        documents: the texts to read, one after the other.
    """

    header: Header
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Document:
    type: str
    text: str


def looks_submission(text: str) -> bool:
    """Whether EDGAR's envelope is around the text."""
    start = text[:3000].lstrip().upper()
    return start.startswith(
        (
            "<SEC-DOCUMENT>",
            "<SEC-HEADER>",
            "<IMS-DOCUMENT>",
            "-----BEGIN PRIVACY-ENHANCED MESSAGE",
            "<DOCUMENT>",
            "<SUBMISSION>",
        )
    )


def read_submission(text: str) -> Submission:
    """Return the exhibits EX-99 of a current report, or the first document of any other, with what is told of it."""
    head, *rest = _DOCUMENT.split(text)
    documents = list(_documents(rest))
    main = documents[0] if documents else _Document("", text)
    exhibits = [each for each in documents if _EXHIBIT.match(each.type)]
    form = _field(head, "CONFORMED SUBMISSION TYPE", "TYPE") or (main.type if main not in exhibits else "")
    chosen = exhibits if exhibits and (not form or _CURRENT.match(form)) else [main]
    tagged = dict(_tagged(main.text)) if main not in exhibits else {}
    header = Header(
        company=tagged.get("entityregistrantname")
        or _STATE.sub("", _field(head, "COMPANY CONFORMED NAME", "CONFORMED-NAME")),
        ticker=tagged.get("tradingsymbol", ""),
        cik=_field(head, "CENTRAL INDEX KEY", "CIK"),
        form=form,
        filed=_date(_field(head, "FILED AS OF DATE", "FILING-DATE")),
        period_of_report=_date(_field(head, "CONFORMED PERIOD OF REPORT", "PERIOD")),
        accepted=_time(_field(head, "ACCEPTANCE-DATETIME")),
        items=tuple(_fields(head, "ITEM INFORMATION", "ITEMS")),
    )
    return Submission(header, tuple(each.text for each in chosen))


def _documents(parts: list[str]) -> Iterator[_Document]:
    for part in parts:
        head, *body = _TEXT.split(part, maxsplit=2)
        if body and (kind := _TYPE.search(head)) and not _ENCODED.match(body[0]):
            yield _Document(kind[1], body[0])


def _fields(head: str, *names: str) -> Iterator[str]:
    """Yield the values of a field under any of its names, in their order."""
    for name in names:
        for match in re.finditer(rf"^[ \t]*(?:{name}:|<{name}>)[ \t]*(\S.*?)[ \t]*$", head, re.MULTILINE):
            yield unescape(match[1])


def _field(head: str, *names: str) -> str:
    return next(_fields(head, *names), "")


def _tagged(cover: str) -> Iterator[tuple[str, str]]:
    """Yield what a cover page in inline XBRL tags of its filer, the first of each."""
    found = [(match["name"].lower(), match["words"]) for match in _TAGGED.finditer(cover, 0, _COVER)]
    for name, words in reversed(found):
        yield name, " ".join(unescape(_MARKUP.sub("", words)).split())


def _date(digits: str) -> date | None:
    moment = _time(digits)
    return moment.date() if moment else None


def _time(digits: str) -> datetime | None:
    """Return the moment that EDGAR writes as digits, of the day or of the second; Eastern time, without its zone."""
    for length, form in ((14, "%Y%m%d%H%M%S"), (8, "%Y%m%d")):
        if len(digits) == length and digits.isdecimal():
            try:
                return datetime.strptime(digits, form)
            except ValueError:
                return None
    return None
