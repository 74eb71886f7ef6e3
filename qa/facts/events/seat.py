"""Where the company has its seat, where it says so."""

import re
from collections.abc import Iterator

from qa.facts.events.telling import Telling
from qa.facts.fact import Fact
from qa.language.phrases import either, phrases

_REGION = either(phrases("places")["regions"])
_PLACE = rf"(?P<place>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}(?:, (?:{_REGION})(?!\w)){{0,2}})"
_SEATED = re.compile(
    rf"(?<!international )(?<!regional )(?<!European )(?<!Asian )(?<!U\.S\. )\b(?:[Hh]eadquartered|(?:[Hh]eadquarters|home office|principal (?:executive )?offices?)(?: (?:is|are))?(?: now)?(?: located)?) in (?:the )?{_PLACE}"
)
_OWN = re.compile(r"\b(?:[Tt]he [Cc]ompany|[Ww]e|[Oo]ur)\b")


def read_seat(telling: Telling) -> Iterator[Fact]:
    """Yield the place of the headquarters, from a sentence about the company itself."""
    company = telling.filing.header.company.split(" ")
    for sentence in telling.sentences:
        if "eadquarter" not in sentence.text and "office" not in sentence.text:
            continue
        match = _SEATED.search(sentence.text)
        if match and (_OWN.search(sentence.text) or (company[0] and company[0] in sentence.text + sentence.section)):
            start, end = match.span("place")
            end = start + len(sentence.text[start:end].rstrip("."))
            yield telling.words("EntityAddressCityOrTown", "headquarters", sentence, start, end)
            return
