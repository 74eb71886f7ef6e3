"""Who: the person whom the filing names beside the role asked for, or as its contact."""

import re
from functools import cache

from qa.language.stems import ignored, words
from qa.language.values import Entity, Party
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.words import framing
from qa.questions.quoting.causes import wording
from qa.questions.quoting.prose import Prose, Sentence
from qa.questions.quoting.quotation import Quotation, span

_CONTACT = re.compile(
    r"\bcontacts?\b|\b[ei]nquir(?:y|ies)\b|\b(?:investor|media|press|public) relations\b|\bget in touch\b"
    r"|\bwho\b.*\b(?:investor|media|press|journalist|analyst|shareholder)s?'?s? (?:questions|queries|calls|requests)\b"
    r"|\bIR (?:person|officer|head|people)\b|\b(?:go-to|contact|point) (?:person|people|man|woman)\b|\bwho\b.*\b(?:speaks?|talks?) (?:to|with) (?:the )?(?:press|media|reporters|journalists|analysts|investors)\b"
    r"|\bwhom?\b.*\b(?:(?<!the )(?<!a )(?<!this )(?<!their )(?<!its )(?<!conference )(?<!earnings )(?<!results )call|reach|e-?mail|write to|speak (?:to|with)|talk to|turn to|ask)\b",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:(?:investors?|media|press|analysts?|financial|corporate|company|public|shareholders?)(?:\s(?:and|or|&)\s\w+)?\s)?"
    r"(?:contacts?|inquir(?:y|ies)|relations)\b|\bfor (?:further|more|additional) information\b|\b(?:investors|media)\s?:",
    re.I,
)
_LABELS = re.compile(rf"(?:{_LABEL.pattern})\s?:[^\S\n]*(?:{_LABEL.pattern})\s?:", re.I)
_AUDIENCES = (
    re.compile(r"\binvest\w*|\banalyst|\bshareholder|\bIR\b", re.I),
    re.compile(r"\bmedia\b|\bpress\b|\bnews\b|\bjournalist|\breporter", re.I),
)
_PERSON = r"(?P<name>[A-Z][a-z’'-]+(?: [A-Z]\.?| [A-Z][a-z]+)?(?: [A-Z][A-Za-z’'-]+))"
_NAME_BEFORE = re.compile(
    _PERSON + r"(?:,| [–—-])\s(?:[A-Z][\w&.]*[’']?s?\s|\w+[’']s\s|the (?:company|Company)[’']s\s|its\s|our\s){0,3}$"
)
_NAMED = re.compile(r"\b[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z’'-]+)+")
_OPENING = re.compile(r"(?:Our|The|This|These|In|On|At|During|For|As|Board|Company)\b")  # no name's first word
_NAME_AFTER = re.compile(r",?\s" + _PERSON)
_FIRM = r"\b(?:Inc|Corp|Corporation|Company|Co|LLC|LLP|plc|Ltd|Limited|Group|Partners|Holdings|Associates)\b"
# Behind a label, a firm's name between: "Contacts: Acme Inc. / Ada Quill".
_NAME_UNDER = re.compile(rf"(?: [Ii]nformation)?\s?(?::| [–—-]|,|(?=\n))\s*(?:[^\n]*{_FIRM}[^\n]*\n\s*)?" + _PERSON)
# A line that is a name, with letters or a number behind it: "Ada Quill, CPA, 212-555-0100".
_NAME_ALONE = re.compile(r"(?:[^\n]*:\s*)?" + _PERSON + r"(?:,\s[A-Z]{2,5}|,?\s[\d().+ x-]{7,25})*")
_FOLLOWED = re.compile(r" [A-Z][a-z]+(?: [A-Z][a-z]+)?")
_LINES_ABOVE = 3  # above a title, within which whose it is stands
_LABEL_LEAD = 40  # characters before a label that may say whom it is for
_APART = 120  # characters between a person and the role given for them
_LABEL_BEFORE = 250  # characters between a contact's label and the name
_OFFICES = re.compile(r",?\s(?:and|&)\s|,\s")
# Who held an office until somebody else did: "who was CEO before Ada Quill", "who did she succeed as CEO".
_HELD_BEFORE = re.compile(
    r"\bwho (?:was|were|served|had been|ran|led)\b.*\b(?:before|prior to|until|preceding)\b|\b(?:predecessor|previous|outgoing)\b|\bwho(?:m)? (?:did|does|is|has|was) .*\b(?:succeed|succeeding|succeeded|replace|replacing|replaced|take over from|taking over from)\b",
    re.I,
)
_WAS = re.compile(r"\b(?:former|previous|retired|then)\s+$", re.I)  # before a title
_FORMER = frozenset(["former", "interim", "assistant"])
_NOT_ROLES = frozenset(
    [
        "new",
        "newly",
        "incoming",
        "current",
        "currently",
        "person",
        "called",
        "position",
        "title",
        "job",
        "charge",
        "led",
        "top",
        "post",
    ]
)


def person(query: Query, prose: Prose, company: str) -> Quotation | None:
    """Return the span that names a person with the role asked for; None where none is named.

    Arguments:
        company: the company's name and its ticker, which are no part of a role.
    """
    people = [e for e in prose.parties if isinstance(e.value, Party) and e.value.kind == "person"]
    if asks_contact(query):
        return _contact(query, prose, people, company)
    named = [word.text.lower() for word in words(company)]
    initials = {"".join(word[0] for word in named[:length]) for length in (2, 3, 4)}
    role = _role_asked(query.text, people) - (initials.union(named) - _titles())
    if not role & _titles():
        return None
    for found in people:
        if isinstance(found.value, Party) and _holds(found.value.of, role):
            return _with_role(found, prose)
    return _beside_role(role, prose, company)


def _role_asked(text: str, people: list[Entity]) -> frozenset[str]:
    """The words of the role asked for; of who held it before, the former holder's, without the name of who does now."""
    if not _HELD_BEFORE.search(text):
        return _role(text)
    names = {word.text.lower() for each in people if isinstance(each.value, Party) for word in words(each.value.name)}
    return (_role(text) - names) & _titles() | {"former"}


def people(prose: Prose) -> frozenset[str]:
    """Return the names of the people that a filing names."""
    return frozenset(
        each.value.name for each in prose.parties if isinstance(each.value, Party) and each.value.kind == "person"
    )


def holders(text: str, prose: Prose) -> frozenset[str] | None:
    """Return the names of those who hold the office that a text names; empty where it names none, None where nobody does."""
    role = _role(text) & _titles()
    if not role:
        return frozenset()
    found = {
        each.value.name
        for each in prose.parties
        if isinstance(each.value, Party) and each.value.kind == "person" and _holds(each.value.of, role)
    }
    return frozenset(found) or None


def _beside_role(role: frozenset[str], prose: Prose, company: str) -> Quotation | None:
    """A name that stands right beside the role, with no more than the company's between: "Pat Lee, Acme CEO"."""
    for title in prose.parties:
        if not (isinstance(title.value, Party) and title.value.kind == "role"):
            continue
        former = _WAS.search(prose.text, max(0, title.start - _APART), title.start)
        if not _holds(f"former {title.value.name}" if former else title.value.name, role):
            continue
        lead = max(0, title.start - _APART), former.start() if former else title.start
        before = _NAME_BEFORE.search(prose.text, *lead)
        after = _NAME_AFTER.match(prose.text, title.end)
        above = _above(prose.text, title.start)
        if before and _is_name(before["name"]) and before["name"] not in company:
            return span(prose.text, _holding(prose, title.start), before.start("name"), title.end, 0.9)
        if after and _is_name(after["name"]):
            return span(prose.text, _holding(prose, title.start), title.start, after.end("name"), 0.9)
        if above is not None:
            return span(prose.text, _holding(prose, above), above, title.end, 0.9)
    return None


def _above(text: str, start: int) -> int | None:
    """Where the name begins that stands above a title that opens a line, as in a block of contacts."""
    end = start
    for _ in range(_LINES_ABOVE):
        end = len(text[:end].rstrip())
        begin = text.rfind("\n", 0, end) + 1
        if end == start or not text[end:start].count("\n"):
            return None
        line = text[begin:end]
        name = _NAME_ALONE.fullmatch(line)
        if name and _is_name(name["name"]):
            return begin + name.start("name")
        if not (_is_title(line) or re.search(_FIRM, line)):
            return None
        end = begin
    return None


def _holds(titles: str, role: frozenset[str]) -> bool:
    """Whether one of the offices of a title, or all together, are a role: a vice president may be chief financial officer."""
    if _FORMER & _role(titles) - role:
        return False
    return any(role <= held and "vice" not in held - role for held in map(_role, (titles, *_OFFICES.split(titles))))


def _is_title(name: str) -> bool:
    """Whether what looks like a name is a title, or a label: "Executive Vice President", "Investor Contact"."""
    said = {word.text.lower() for word in words(name)}
    return not said.isdisjoint(_titles()) or _LABEL.search(name) is not None


def asks_office(query: Query, topic: Topic) -> bool:
    """Whether a question names nothing but an office: whoever holds it is named beside it or not at all."""
    role = _role(query.text) & _titles()
    offices = _titles().union(*(said.lower().split() for said in _CHIEF_OF.findall(query.text)))
    return bool(role) and not any(_role(term.text) - offices for term in topic.terms)


def named(text: str) -> re.Match[str] | None:
    """Return where a text first names somebody, or a firm: anything but an office."""
    return next((name for name in _NAMED.finditer(text) if not (_is_title(name[0]) or _OPENING.match(name[0]))), None)


def _is_name(said: str) -> bool:
    """Whether what looks like a name is one of a person, and none of a firm, a title or a label."""
    return not _is_title(said) and re.search(_FIRM, said) is None


def asks_contact(query: Query) -> bool:
    """Whether a person to turn to is asked for."""
    return _CONTACT.search(query.text) is not None


_CHIEF_OF = re.compile(r"\bchief ((?:[\w-]+ ){1,2})officer\b", re.I)


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        [
            "chief",
            "executive",
            "financial",
            "operating",
            "officer",
            "president",
            "chair",
            "director",
            "treasurer",
            "controller",
            "secretary",
            "founder",
            "counsel",
            "vice",
        ]
    )


def _role(text: str) -> frozenset[str]:
    """The words of a role, initials written out."""
    known = wording()["roles"]
    found: set[str] = set()
    for word in words(text):
        plain = word.text.lower().removesuffix("'s")
        if plain not in known and (word.stem in ignored() or plain in framing() or plain in _NOT_ROLES):
            continue
        found.update(known.get(plain, plain).split())
    # What the chief is of may be a word that else asks for a figure: "chief revenue officer".
    found.update(said.lower() for each in _CHIEF_OF.findall(text) for said in each.split())
    return frozenset(found - {"officer", "board"} or found)


def _with_role(found: Entity, prose: Prose) -> Quotation | None:
    """The person's name together with the role beside it."""
    value = found.value
    roles = [
        e
        for e in prose.parties
        if isinstance(e.value, Party)
        and isinstance(value, Party)
        and e.value.kind == "role"
        and e.value.name == value.of
    ]
    nearest = min(roles, key=lambda e: abs(e.start - found.start), default=found)
    start, end = min(found.start, nearest.start), max(found.end, nearest.end)
    return span(prose.text, _holding(prose, start), start, end, 1.0) if end - start <= _APART + 100 else None


def _contact(query: Query, prose: Prose, people: list[Entity], company: str) -> Quotation | None:
    """The first person named under a label such as "Investor contact", of the audience asked for where one is."""
    asked = [audience for audience in _AUDIENCES if audience.search(query.text)]
    for found in people:
        labels = list(_LABEL.finditer(prose.text, max(0, found.start - _LABEL_BEFORE), found.start))
        beside = _FOLLOWED.match(prose.text, found.end)
        if not labels or _beside_another(prose.text, labels[-1]):
            continue
        if beside and _is_name(beside[0]) and beside[0].split()[0] not in company:
            continue  # a name beside another's, as the columns of a table stand in a line
        following = _LABEL.search(prose.text, found.end, found.end + 80)
        around = prose.text[labels[-1].start() : following.start() if following else found.end + 80]
        others = [audience for audience in _AUDIENCES if audience not in asked and audience.search(around)]
        if all(audience.search(around) for audience in asked) or not others:
            return span(prose.text, _holding(prose, found.start), labels[-1].start(), found.end, 1.0)
    for label in _LABEL.finditer(prose.text):
        name = _NAME_UNDER.match(prose.text, label.end())
        around = prose.text[max(0, label.start() - _LABEL_LEAD) : label.end()]
        if not name or _beside_another(prose.text, label):
            continue
        if (
            _is_name(name["name"])
            and not _FOLLOWED.match(prose.text, name.end())
            and all(audience.search(around) for audience in asked)
        ):
            return span(prose.text, _holding(prose, label.start()), label.start(), name.end("name"), 0.9)
    return None


def _beside_another(text: str, label: re.Match[str]) -> bool:
    """Whether another label stands right beside in its line, so that which name is of which cannot be told."""
    around = max(0, label.start() - _LABEL_LEAD), label.end() + _LABEL_LEAD
    return any(row.start() <= label.start() < row.end() for row in _LABELS.finditer(text, *around))


def _holding(prose: Prose, at: int) -> Sentence:
    """The sentence that an offset lies in, or the last one before it."""
    return max((s for s in prose.sentences if s.start <= at), key=lambda s: s.start, default=prose.sentences[0])
