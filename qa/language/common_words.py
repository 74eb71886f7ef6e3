"""Common words that name a metric only by what stands about them: "a GAAP loss of", "ended the year with cash of"."""

import re
from collections.abc import Iterator

from qa.language.values import Entity, MetricMention

# A result on a basis that is said is the one at the bottom: "loss" alone may be any.
_LOSS = re.compile(
    r"\b(?:(?:non-)?GAAP|adjusted)\s(?P<word>loss)(?=\s(?:of|was|for|in)\b(?! the \w+ (?:segment|division|business)))",
    re.IGNORECASE,
)
# What a company has at a period's end, or ends it with; "paid with cash of" is no balance.
_CASH = re.compile(
    r"\b(?:(?:ended|ends|closed|finished|exited|concluded)\b[^.;:$€£]{0,60}\bwith|(?:had|has|held))\s(?:(?:total|available|approximately)\s)?(?P<word>cash)"
    r"(?=\s(?:of\s|totaling\s|totalling\s)(?:(?:approximately|about|nearly|over|more than|roughly)\s)?[$€£])",
    re.IGNORECASE,
)
# What is moved by an amount of money, or to one, is all of it.
_DEBT = re.compile(
    r"\b(?:reduc(?:ed|ing)|lower(?:ed|ing)|cut(?:ting)?|decreas(?:ed|ing)|increas(?:ed|ing)|paid down|paying down)\s(?:(?:its|our|their)\s)?(?:overall\s|outstanding\s)?(?P<word>debt)"
    r"(?=\s(?:by|to|from)\s(?:(?:approximately|about|nearly|over|more than|roughly)\s)?[$€£])",
    re.IGNORECASE,
)
# What a company reports that comes to so much per share.
_LOSS_PER_SHARE = re.compile(
    r"\b(?:report|record|post|incur|announc|had|suffer|sustain)\w*\s(?:(?:an?|consolidated)\s)+(?P<word>loss)"
    r"(?=\sof\s(?:(?:approximately|about)\s)?[$€£]\s?[\d.,]+(?:\s(?:thousand|million|billion))?,?\s\(?(?:or\s|equal to\s)?[$€£]\s?\d*\.\d+\s(?:per|a)\s(?:\w+\s){0,2}share)",
    re.IGNORECASE,
)
_NAMED = (
    (_LOSS_PER_SHARE, MetricMention("NetIncomeLoss", negative=True)),
    (_LOSS, MetricMention("NetIncomeLoss", negative=True)),
    (_DEBT, MetricMention("DebtLongtermAndShorttermCombinedAmount")),
    (_CASH, MetricMention("CashAndCashEquivalentsAtCarryingValue")),
)


def common_words_in(text: str) -> Iterator[Entity]:
    """Yield the common words of a text that name a metric there."""
    for form, mention in _NAMED:
        for match in form.finditer(text):
            yield Entity(*match.span("word"), mention)
