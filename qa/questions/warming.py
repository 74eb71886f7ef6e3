"""Loads at the start what the first questions would wait for: patterns, vocabularies, the database's statements."""

import functools
import inspect
import sys

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.metrics import metrics_in
from qa.questions.finding.library import View
from qa.questions.operations import run
from qa.questions.parsing import patterns
from qa.questions.parsing.intents import pattern_of
from qa.questions.parsing.parse import parse
from qa.questions.quoting.causes import causes
from qa.questions.quoting.passages import prepare
from qa.questions.reply import Company
from qa.questions.understanding import learned
from qa.store import Store, rows
from qa.store.standings import Span

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
    learned.warm()
    prepare()
    patterns.prepare()
    for way in ("up", "down"):
        pattern_of("direction", way)
    metrics_in("Revenue rose.")
    _load()
    causes("Revenue rose because prices rose.")
    nothing = View(Company("", ""), (), FiscalCalendar(), None, store)
    for question in _ASKED:
        run(parse(question), nothing)
    store.summary("")
    store.filings("-")  # of a company that is none
    for span in (Span(), Span((1,), (1,))):
        store.standings(["-"], span, most=True, limit=1)
        store.growths(["-"], span, most=True, limit=1)
        store.having(["-"], span, 1)
    store.guiding("-", 1)
    store.tables("")
    store.defined_names("")
    store.text("")
    for size in range(10):
        store.facts_at({"": range(1 << size)})
    store.labels([""])
    store.items([""])
    store.sentences("")
    store.memory.conversation("")


def _load() -> None:
    """Call whatever the question side makes of its vocabularies once, which takes no argument and is kept."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("qa.questions.")]
    kept = [
        made for module in modules for made in vars(module).values() if isinstance(made, functools._lru_cache_wrapper)
    ]
    for made in kept:
        if made.cache_parameters()["maxsize"] is None and not inspect.signature(made).parameters:
            made()
