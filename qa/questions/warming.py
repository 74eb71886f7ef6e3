"""Loads at the start what the first questions would wait for: patterns, vocabularies, the database's statements."""

from qa.facts.calendar import FiscalCalendar
from qa.questions.causes import causes
from qa.questions.library import View
from qa.questions.mend import common_words
from qa.questions.operations import run
from qa.questions.parse import parse
from qa.questions.passages import prepare
from qa.questions.reply import Company
from qa.questions.understanding import learned
from qa.questions.understanding.examples import taught
from qa.store import Store, rows

_ASKED = (
    "What was revenue in the second quarter?",
    "Why did revenue rise?",
    "When is the conference call?",
    "Who is the chief executive officer?",
    "Where is the headquarters?",
    "What happened to the guidance?",
    "By how much did net income change from a year ago?",
    "Did the gross margin improve?",
    "What percentage of revenue was research and development?",
    "Which segment had the largest revenue?",
    "What was the average quarterly revenue in fiscal 2019?",
    "How many quarters had a loss above $5 million?",
)


def warm(store: Store) -> None:
    """Ask of nothing, so that all is loaded that is loaded once."""
    rows.prepare()
    common_words()
    taught()
    learned.warm()
    prepare()
    causes("Revenue rose because prices rose.")
    nothing = View(Company("", ""), (), FiscalCalendar(), None, store)
    for question in _ASKED:
        run(parse(question), nothing)
    store.summary("")
    store.tables("")
    store.text("")
    for size in range(10):
        store.facts_at({"": range(1 << size)})
    store.labels([""])
    store.items([""])
    store.sentences("")
    store.memory.conversation("")
