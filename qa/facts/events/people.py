"""People: who holds which office, and whom to turn to."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from qa.facts.events.telling import Sentence, Telling
from qa.facts.fact import Fact
from qa.language.phrases import phrases
from qa.language.values import Entity, Party

_CONTACT = re.compile(
    r"\b(?:(?:(?:investors?|media|press|analysts?|company|financial)(?: (?:and|&|/|or) \w+)? )?(?:contacts?|inquir(?:y|ies))|investor relations|media relations|public relations|for (?:further|more|additional) information)\b",
    re.IGNORECASE,
)
_AUDIENCES = (
    ("Media", re.compile(r"\b(?:media|press|news|public relations|communications)\b", re.IGNORECASE)),
    (
        "Investors",
        re.compile(r"\b(?:investors?|analysts?|shareholders?|investor relations|financial)\b", re.IGNORECASE),
    ),
)
_INITIALS = phrases("parties")["initials"]
_LABEL_BEFORE = 160  # characters between a contact's label and the name
_BESIDE = 160  # characters behind a name within which its number and address stand
_PHONE = re.compile(
    r"(?<![\d/-])(?:\+?1[-. ]{0,2})?\(?[2-9]\d\d\)?[-./ ]{1,3}\d{3}[-. ]\d{4}(?!\d)|\+\d{1,3}[\d ()-]{7,16}\d"
)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_FORMER = re.compile(r"\b(?:former|retired|retiring|outgoing|interim|late)\b[^.]{0,25}$", re.IGNORECASE)


def read_people(telling: Telling) -> Iterator[Fact]:
    """Yield the offices with who holds them, and the contacts with their numbers and addresses."""
    starts = [sentence.start for sentence in telling.sentences]
    people = [each for each in telling.entities if isinstance(each.value, Party) and each.value.kind == "person"]
    told: set[tuple[str, str]] = set()
    for at, person in enumerate(people):
        index = bisect_right(starts, person.start) - 1
        if index < 0 or person.end > telling.sentences[index].end or _runs_on(person, telling.filing.header.company):
            continue
        sentence = telling.sentences[index]
        role = _role(person)
        if role and (person_key := (role.lower(), _name(person))) not in told and not _was(telling, person):
            told.add(person_key)
            start = person.start - sentence.start
            yield telling.words(_metric(role), role, sentence, start, start + person.end - person.start)
        following = people[at + 1].start if at + 1 < len(people) else len(telling.filing.text)
        yield from _contact(telling, sentence, person, following)


def _role(person: Entity) -> str:
    return person.value.of if isinstance(person.value, Party) else ""


def _name(person: Entity) -> str:
    return person.value.name if isinstance(person.value, Party) else ""


def _runs_on(person: Entity, company: str) -> bool:
    """Whether a name runs into the company's, as it does where lines are lost: "Ada Quill Ferndale"."""
    return _name(person).split()[-1] in company.split()


def _was(telling: Telling, person: Entity) -> bool:
    """Whether the words around say that the office is no longer, or not for good, this person's."""
    text = telling.filing.text
    return bool(
        _FORMER.search(text, max(0, person.start - 60), person.start)
        or re.match(r",? (?:former|retired|retiring|outgoing)", text[person.end : person.end + 12])
    )


def _metric(role: str) -> str:
    """Return an element name for an office: that of "CEO" and of "Chief Executive Officer" is ChiefExecutiveOfficer."""
    words = [_INITIALS.get(word.lower(), word) for word in re.findall(r"[A-Za-z]+", role.replace("’", ""))]
    return "".join(word[:1].upper() + word[1:] for word in " ".join(words).split())


def _contact(telling: Telling, sentence: Sentence, person: Entity, following: int) -> Iterator[Fact]:
    """Yield a person as a contact where a label says so and a number or an address stands beside the name."""
    text = telling.filing.text
    labels = list(_CONTACT.finditer(text, max(0, person.start - _LABEL_BEFORE), person.start))
    end = min(following, person.end + _BESIDE)
    phone, mail = _PHONE.search(text, person.end, end), _MAIL.search(text, person.end, end)
    if not labels or not (phone or mail):
        return
    around = text[labels[-1].start() : person.start]
    audience = next((name for name, words in _AUDIENCES if words.search(around)), "")
    dimensions = (("Audience", audience),) if audience else ()
    start = person.start - sentence.start
    name = _name(person)
    yield telling.words(
        "ContactPersonnelName", "contact", sentence, start, start + person.end - person.start, dimensions=dimensions
    )
    whole = Sentence(text[person.start : end], person.start, sentence.section, ())
    for metric, label, match in (
        ("ContactPersonnelPhoneNumber", f"phone number of {name}", phone),
        ("ContactPersonnelEmailAddress", f"email address of {name}", mail),
    ):
        if match:
            first = match.start() - person.start
            yield telling.words(metric, label, whole, first, first + len(match[0]), dimensions=(("Contact", name),))
