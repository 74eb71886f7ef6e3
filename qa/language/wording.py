"""The one form in which wordings are compared: lower case, singular, without hyphens, commas or articles.

"Stockholders’ equity", "shareholders' equity" and "Shareholder equity" are one wording in it, and so are
"Non-interest income" and "noninterest income", "net income (loss)" and "net income/(loss)".
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

# One word in that form, and where it stands: `text[start:end]`. A stop between clauses has no form: "".
Word = tuple[str, int, int]

# The other sign in brackets or behind a slash names nothing new: "(loss)", "(used in)", "/(loss)".
_SIGN = (
    r"(?:loss(?:es)?|income|earnings?|profits?|gains?|expenses?|benefits?|credits?|charges?|deficit|decreases?|increases?"
    r"|reductions?|additions?|recover(?:y|ies)|reversals?|releases?|costs?|deductions?|used|outflows?|inflows?"
    r"|payments?|repayments?|proceeds|provision|recapture|repurchases?)"
)
_IN = r"(?:\s(?:in|from|by|for|of))?"
OTHER_SIGN = re.compile(
    rf"(?:/\s?)?\(\s?{_SIGN}{_IN}\s?\)(?:\s?/)?|(?<=[a-z])/\s?{_SIGN}\b(?!\s*(?:\)|per\b))", re.IGNORECASE
)
# Words, "&", the other sign, and stops; commas, quotes, and hyphens and slashes within words are passed over.
_TOKEN = re.compile(
    r"(?:non|pre)[-‐‑\s]{1,3}[a-z]+|[a-z]{1,3}&[a-z](?:&[a-z])*\b|[a-z]/[a-z]\b|[a-z](?:\.[a-z])+\b\.?|[a-z]+|\d+(?:[.,]\d+)*"
    rf"|{OTHER_SIGN.pattern}|\((?:s|r|tm|sm)\)|(?<=\w)['’]s\b"
    r"|[^\s\w,'’‘`´\"“”®™/‐‑‒-]|(?<!\w)[-‐‑‒/]|[-‐‑‒/](?!\w)",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"(?:(?!non |pre )[a-z]+(?: |$))+")
_KINDS = {"basic": "basic", "undiluted": "basic", "diluted": "diluted", "dilution": "diluted"}
_VARIANT = re.compile(
    r"(?:(?:both|assuming|fully|full) )*\b(basic|undiluted|diluted|dilution)\b(?: basis)?(?: (?:and|or)(?= (?:fully |assuming )?di))?"
)
_ARTICLES = frozenset(["the", "a", "an", "our", "its", "their"])
# Words that filers use for one another wherever they stand.
_SAME = {
    "shareholder": "stockholder",
    "shareowner": "stockholder",
    "stockowner": "stockholder",
    "programme": "program",
    "labour": "labor",
}


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """Return a lower-case word without its plural ending; a wrong guess does no harm, being made on both sides."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "series")):
        form = word
    elif word.endswith("ies") and len(word) > 4:
        form = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "mpuses", "onuses", "tatuses", "viruses")):
        form = word[:-2]
    else:
        form = word[:-1]
    if form.endswith("isation") and len(form) > 9:
        form = f"{form[:-7]}ization"  # "utilisation", as the British spell it
    return _SAME.get(form, form)


@lru_cache(maxsize=50_000)
def _form(token: str) -> str | None:
    """The compared form of a token: "" for a stop, None for what does not count."""
    if token[0].isalpha():
        word = token.lower()
        if word.startswith(("non", "pre")):
            word = re.sub(r"[-‐‑\s]", "", word)
        return None if word in _ARTICLES else singular(word.replace(".", ""))
    if token[0].isdigit():
        return token
    return "and" if token == "&" else "" if len(token) == 1 else None


def words(text: str) -> list[Word]:
    """Return a text's words in order, with stops where punctuation other than commas parts them."""
    return [(form, *match.span()) for match in _TOKEN.finditer(text) if (form := _form(match[0])) is not None]


def wording(text: str) -> str:
    """Return a whole label or alias in that form, stops out: "Sales & marketing:" → "sale and marketing"."""
    if _PLAIN.fullmatch(text):  # as most aliases are: the same result, sooner
        return " ".join(form for word in text.split() if (form := _form(word)))
    return " ".join(form for form, _, _ in words(text) if form)


def variant(form: str) -> tuple[str, str]:
    """Return which of a family a compared form means ("basic", "diluted", "both" or ""), and its other words."""
    said = {_KINDS[word] for word in _VARIANT.findall(form)}
    kind = "both" if len(said) > 1 else said.pop() if said else ""
    return kind, " ".join(_VARIANT.sub(" ", form).split())


def expand(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return phrases with each {a|b|} written out as "a", "b" and nothing, once each and in that order."""
    found: dict[str, None] = {}
    for phrase in phrases:
        found.update(dict.fromkeys(_expanded(phrase)))
    return tuple(found)


def _expanded(phrase: str) -> Iterator[str]:
    choice = _CHOICE.search(phrase)
    if choice is None:
        yield " ".join(phrase.split())
        return
    for chosen in choice[1].split("|"):
        yield from _expanded(phrase[: choice.start()] + chosen + phrase[choice.end() :])
