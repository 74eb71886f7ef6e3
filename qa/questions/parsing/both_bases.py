"""A question for one figure on two bases, as the two questions that it is: "GAAP and non-GAAP gross margin"."""

import re

_GAAP = r"(?:as[- ])?reported|unadjusted|(?<!non-)(?<!non )gaap"
_OTHER = r"non-?gaap|adjusted|core|ex-items"
_JOINT = r"(?:,? (?:and|&|versus|vs\.?|against|alongside|as well as|plus) |, ?| ?[/+] ?)(?:(?:the|its|their|on an?) )?"
_BOTH = re.compile(
    rf"(?P<one>\b(?:{_GAAP}|{_OTHER}))(?P<of> [^,;:?/]{{2,40}}?)??{_JOINT}(?P<other>(?:{_GAAP}|{_OTHER})\b)", re.I
)
_IS_GAAP = re.compile(_GAAP, re.I)
# What sets one against the other asks for no two figures.
_AGAINST = re.compile(
    r"\b(?:difference|differ|gap|between|bridge|reconcil\w*|why|more|less|higher|lower|larger|smaller|bigger|better|worse|than|adjustments?|from)\b",
    re.I,
)


def on_each_basis(text: str) -> tuple[str, str] | None:
    """Return the questions that a question for a figure on two bases is, in their order; None where it is no such question."""
    both = _BOTH.search(text)
    if both is None or _AGAINST.search(text):
        return None
    if bool(_IS_GAAP.fullmatch(both["one"])) == bool(_IS_GAAP.fullmatch(both["other"])):
        return None
    before, of, behind = text[: both.start()], both["of"] or "", text[both.end() :]
    again = of and behind.lower().startswith(of.lower())  # "GAAP margin versus non-GAAP margin in Q4"
    rest = behind[len(of) :] if again else behind
    named = behind if behind.strip(" ?.") else f"{of}{behind}"
    return f"{before}{both['one']}{of}{rest}", f"{before}{both['other']}{named}"
