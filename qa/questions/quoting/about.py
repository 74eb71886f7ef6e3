"""What a company does: the sentence by which its releases introduce it."""

import re
from functools import lru_cache

from qa.questions.parsing.query import Topic
from qa.questions.quoting.prose import Prose, Sentence
from qa.questions.quoting.quotation import Quotation, quote
from qa.questions.quoting.relevance import stems_of

_ABOUT = re.compile(r"\W*about\s", re.I)
_IS = r"(?:is|are)\s+(?:\w+ly\s+)?(?:an?|the|one of|among|proud|engaged|dedicated|focused)\b(?! (?:registered )?trademark)"
_DOES = (
    r"(?:provides?|designs?|develops?|manufactures?|makes?|offers?|operates?|sells?|markets?|serves?|delivers?|helps?|owns?"
    r"|produces?|supplies|engages?|specializes|publishes|distributes|conducts|builds?|mines?|transports?|invests?|creates?)\b"
)
_LEAD = "(?:Founded|Headquartered|Based|Established|Incorporated|Since|With|As|For)"
_APART = 90  # characters between the name and what is said of it: its listing, its address
_TOP = 2500  # characters of a release within which it introduces itself in passing: ", a leading maker of pumps, today"


def introduction(topic: Topic, prose: Prose, company: str) -> Quotation | None:
    """Return the sentence that says what a company is or does; None where a question names more than the company."""
    if not {term.stem for term in topic.hard} <= stems_of([company, "company business"]):
        return None
    introduces, in_passing = _rules(company)
    sentences = prose.sentences
    of_itself = (here for here in sentences if introduces.match(here.text))
    found = next((here for here in of_itself if _ABOUT.match(here.heading) or _ABOUT.match(here.section)), None)
    found = found or next((here for here in sentences if here.start < _TOP and in_passing.search(here.text)), None)
    found = found or next((here for here in sentences if _says_what_it_is(here, introduces)), None)
    return quote(prose.text, [found], 0.9) if found else None


def _says_what_it_is(here: Sentence, introduces: re.Pattern[str]) -> bool:
    said = introduces.match(here.text)
    return said is not None and said["is"] is not None


@lru_cache(maxsize=64)
def _rules(company: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds that a sentence begins with the company and says what it is or does, or says so in passing."""
    first, *others = (re.escape(word.rstrip(",.")) for word in company.removeprefix("The ").split(" "))
    name = rf"(?i:{first})(?!\w)"
    beside = "|".join([*others, "Inc", "Corp", "Corporation", "Company", "Ltd", "plc"])
    apart = rf"(?:[ ,.&]+(?:{beside})(?!\w)|\.?\s?\([^)]*\)|\.?,\s[^,]{{1,{_APART}}},)*[ ,.]*\s"
    introduces = rf"\W*(?:{_LEAD}[^.]{{0,{_APART}}}?,\s+)?(?:[Tt]he )?{name}{apart}(?:(?P<is>{_IS})|{_DOES})"
    in_passing = rf"{name}[^.;]{{0,20}}(?:\.[^.;]{{0,{_APART}}})?,\s(?:an?|the)\s(?:\w+[ -]){{0,8}}?(?!\w+ly\b)[a-z]"
    return re.compile(introduces), re.compile(in_passing)
