"""What a figure in a cell looks like, whatever the format."""

import re

# "1,320", "$ (8,453)", "-14%", "4.7x", "(.06)"
NUMBER = r"[-+–]?(?:[$€£¥]|US\$|C\$)? ?[-+–(]{0,2} ?[$€£¥]? ?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?: ?%)? ?\)?(?: ?%\)?|[xX]|c)?"
_DASH = r"(?:[$€£] ?)?\(?[-–—]{1,3}\)?%?"
_NOTE = r"(?: ?\(\w{1,2}\)| ?\*{1,3}|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ,]+)?"

FIGURE = re.compile(rf"(?:{NUMBER}|{_DASH}|N/?[AM]|n/?[am]|[Nn]il|[$€£%]){_NOTE}")
# "21.5% - 21.8%", "$465,000 - $470,000", "2,350 - 2,450": the ends of a range, where a dash between two columns is a nil
_RANGE = re.compile(
    r"(?P<money>[$€£])?(?P<low>[\d,]*\.?\d+)(?P<percent>%)? [-–—] (?(money)[$€£])(?P<high>[\d,]*\.?\d+)(?(percent)%)"
)
_FROM_TO = re.compile(rf"{NUMBER} to {NUMBER}")
_WIDEST = 2  # times its low end is the high one of a range, at most


def is_figure(words: str) -> bool:
    """Return whether words are a figure, or a range of two."""
    return FIGURE.fullmatch(words) is not None or _FROM_TO.fullmatch(words) is not None or is_range(words)


def is_range(words: str) -> bool:
    """Return whether words are one range of amounts, percentages or many things, and no figures side by side."""
    match = _RANGE.fullmatch(words)
    if match is None or not (match["money"] or match["percent"] or all("," in match[end] for end in ("low", "high"))):
        return False
    low, high = (float(match[end].replace(",", "")) for end in ("low", "high"))
    return low < high <= _WIDEST * low
