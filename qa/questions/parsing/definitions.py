"""Whether a question asks what a term of a release means, and which stretch of it is the term."""

import re
from functools import cache

from qa.questions.parsing.patterns import Span
from qa.resources import toml

_ARTICLE = re.compile(r"^(?:the|their|its|an?|this|that)\s+")


def term_asked(text: str) -> Span | None:
    """Return where the term stands whose meaning a question asks for: "free cash flow" of "How do they define free cash flow?".

    Arguments:
        text: the question.
    """
    lowered = text.lower()
    begins = len(lowered) - len(lowered.lstrip(" ,.;:-"))
    found = next(filter(None, (pattern.match(lowered, begins) for pattern in _asks())), None)
    if found is None:
        return None
    start = found.start("what")
    what = _trails().sub("", found["what"].rstrip(" ?.!")).rstrip(" ,")
    if article := _ARTICLE.match(what):
        start, what = start + article.end(), what[article.end() :]
    return (start, start + len(what)) if what else None


@cache
def _asks() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, toml("definitions")["asks"]))  # each matched where the question begins


@cache
def _trails() -> re.Pattern[str]:
    return re.compile(toml("definitions")["trails"])
