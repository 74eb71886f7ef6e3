"""What a question names together: one whole ("selling plus G&A"), or several that share a noun ("operating and net income")."""

import re

from qa.language.metrics import metrics_in
from qa.language.values import MetricMention

_PLUS = re.compile(r" ?\+ ?(?=[A-Za-z])| plus (?=[A-Za-z])", re.I)


# Words, the last with a noun of one or two words that they share.
_LISTED = re.compile(
    r"\b(?P<first>[a-z-]+(?:, [a-z-]+)*)(?P<and>,? and )(?P<last>[a-z-]+) (?P<noun>[a-z]+(?: [a-z]+)?)", re.I
)


def joined_names(text: str) -> str:
    """Return a text with "and" between what the vocabulary has one name for."""
    for plus in reversed(list(_PLUS.finditer(text))):
        read = f"{text[: plus.start()]} and {text[plus.end() :]}"
        at = plus.start() + 1
        if any(entity.start < at < entity.end for entity in metrics_in(read, asked=True)):
            text = read
    return text


def spelled_nouns(text: str) -> str:
    """Return a text with the noun behind each of the words that share it, where each of them then is a metric of its own."""
    if " and " not in text:
        return text
    for listed in reversed(list(_LISTED.finditer(text))):
        words, last, noun = listed["first"].split(", "), listed["last"], listed["noun"]
        noun = noun if _metric(f"{last} {noun}") else noun.split()[0]
        named = [bool(_metric(f"{word} {noun}")) for word in reversed(words)]
        sharing = words[len(words) - (named.index(False) if False in named else len(named)) :]
        names = {_metric(f"{word} {noun}") for word in (*sharing, last)}
        # "Warranty and inventory charges" may be one line: inventory is a noun itself.
        is_one = _metric(f"{words[-1]} and {last} {noun}") or any(map(_metric, (*sharing, last)))
        if sharing and "" not in names and len(names) > len(sharing) and not is_one:
            start = listed.end("first") - len(", ".join(sharing))
            spelled = ", ".join(f"{word} {noun}" for word in sharing)
            text = f"{text[:start]}{spelled}{text[listed.end('first') :]}"
    return text


def _metric(name: str) -> str:
    """The metric whose whole name it is; empty where it is none."""
    whole = (one.value for one in metrics_in(name, asked=True) if (one.start, one.end) == (0, len(name)))
    return next((value.metric for value in whole if isinstance(value, MetricMention)), "")
