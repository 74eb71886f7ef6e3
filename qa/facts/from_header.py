"""Facts of the release's header: who files, under which ticker, where."""

from qa.facts.fact import Fact, Source
from qa.filing import Filing

# Names of the SEC's Document and Entity Information taxonomy (dei), and how people ask for them.
_FIELDS = (
    ("EntityRegistrantName", "Company name", "company"),
    ("TradingSymbol", "Ticker symbol", "ticker"),
    ("SecurityExchangeName", "Stock exchange", "exchange"),
)


def read_header(filing: Filing) -> list[Fact]:
    """Return the header's words as facts, each quoted where the text first has it."""
    facts = []
    for metric, label, field in _FIELDS:
        words: str = getattr(filing.header, field)
        at = filing.text.find(words) if words else -1
        if at >= 0:
            source = Source(at, at + len(words), words, "Header")
            facts.append(Fact(metric, label, words, "text", None, words, sources=(source,)))
    return facts
