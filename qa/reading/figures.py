"""What a figure in a cell looks like, whatever the format."""

import re

# "1,320", "$ (8,453)", "-14%", "4.7x", "(.06)"
NUMBER = r"[-+–]?(?:[$€£¥]|US\$|C\$)? ?[-+–(]{0,2} ?[$€£¥]? ?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(?: ?%)? ?\)?(?: ?%\)?|[xX]|c)?"
_DASH = r"(?:[$€£] ?)?\(?[-–—]{1,3}\)?%?"
_NOTE = r"(?: ?\(\w{1,2}\)| ?\*{1,3}|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ,]+)?"

FIGURE = re.compile(rf"(?:{NUMBER}|{_DASH}|N/?[AM]|n/?[am]|[Nn]il|[$€£%]){_NOTE}")
