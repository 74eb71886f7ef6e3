"""What is added up in a question and has one name as a whole: "cash + short-term investments", "selling plus G&A"."""

import re

from qa.language.metrics import metrics_in

_PLUS = re.compile(r" ?\+ ?(?=[A-Za-z])| plus (?=[A-Za-z])", re.I)


def joined_names(text: str) -> str:
    """Return a text with "and" between what the vocabulary has one name for."""
    for plus in reversed(list(_PLUS.finditer(text))):
        read = f"{text[: plus.start()]} and {text[plus.end() :]}"
        at = plus.start() + 1
        if any(entity.start < at < entity.end for entity in metrics_in(read, asked=True)):
            text = read
    return text
