"""Keeps the section heads that hold for a row: opened by a line without figures, ended by their total."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_TOTAL = re.compile(r"^(?:total|net total|subtotal|sub-total)\b", re.IGNORECASE)
_SUM = re.compile(r"^(?:total|net cash|subtotal|sub-total|net (?:other|interest) )\b", re.IGNORECASE)
_NET = re.compile(r"^net\b|,\s*net$", re.IGNORECASE)
_NET_CASH = re.compile(r"^net cash\b.*\bactivit|^cash (?:provided|used|flows?|from)\b.*\bactivit", re.IGNORECASE)
# A line that no expense or revenue stands below: it ends their heads where no total did.
_RESULT = re.compile(
    r"^(?:gross (?:profit|margin|loss|income)|(?:operating|net) (?:income|loss|earnings|profit|\(loss\))"
    r"|(?:income|loss|earnings|profit)(?: \((?:loss|income)\))?,? (?:before|from (?:continuing )?operations))",
    re.IGNORECASE,
)
# What is the company's behind the result of a part ("Financial services pretax income"), under no head of its own.
_OF_ALL = re.compile(
    r"^(?:consolidated |total )?(?:(?:income|loss|earnings|profit)(?: \((?:loss|income)\))?,? before"
    r"|(?:provision|benefit|credit)\b.{0,20}\btax|income tax|net (?:income|loss|earnings))",
    re.IGNORECASE,
)
_OWN_RESULT = re.compile(r"\b(?:income|profit|loss|earnings)\b", re.IGNORECASE)
_ENDED_BY_RESULT = re.compile(r"\b(?:expenses?|costs?|revenues?|sales|income)\b", re.IGNORECASE)
_FLOWS = re.compile(r"\bcash|activit|adjust|reconcil|per share", re.IGNORECASE)
_VARIANT = re.compile(
    r"^\W*(?:basic|diluted|assuming|undiluted|weighted|dilutive|(?:common )?(?:stock|share) equivalents|(?:effects?|impact) of dilut)",
    re.IGNORECASE,
)
# What says only that the rows below it are per share: "Basic" and "Diluted" may begin it, and "Book value" goes on.
_PER_SHARE = re.compile(
    r"^\W*(?:(?:selected|common|other|share|stock|unit|financial|data|amounts?|information)\W+)*per (?:\w+ ){0,2}(?:share|unit)s?"
    r"(?:\W+(?:common|stock|data|amounts?|information|results|measures))*\W*(?:\([^()]*\)\W*)?$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[A-Z&./-]{1,5}\W*")  # "AWS" is a name, and no head in capitals
_SIDES = re.compile(r"\b(?:assets|liabilities)\b", re.IGNORECASE)
_EQUITY = re.compile(r"\bequity|deficit|capital|deficiency", re.IGNORECASE)
# What a measure is adjusted for stands within the section of the part of the company whose measure it is.
_ADJUSTMENTS = re.compile(
    r"^(?:adjust(?:ments?|ing items?)|reconciling items?|add(?: back)?|less|plus)\b\W*(?:for|to)?\W*$", re.IGNORECASE
)
_OF_PART = re.compile(r"\b(?:segment|division|business(?: unit)?|consolidated)\W*$", re.IGNORECASE)
_SIGNS = frozenset(["income", "loss"])  # "Total operating loss" ends "Operating income (loss)"
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "total", "net"])
_WORD = re.compile(r"[a-z]+")


@dataclass(slots=True)
class _Head:
    """A head that holds.

    Arguments:
        indent: the column where it begins; -1 where the source shows none.
        level: 0 in capitals, else 1.
        deeper: whether rows below it are set to its right.
        rows, variants: how many rows stood right below it, and how many of these were "Basic" or "Diluted".
        used: whether any row stood below it, or below a head within it.
        resulted: whether a row said its own result: "Financial services pretax income".
    """

    label: str
    indent: int
    level: int
    deeper: bool = False
    rows: int = 0
    variants: int = 0
    used: bool = False
    resulted: bool = False


class Sections:
    """The heads above the row at hand, outermost first."""

    def __init__(self) -> None:
        self._heads: list[_Head] = []

    @property
    def labels(self) -> tuple[str, ...]:
        """The heads that hold, outermost first."""
        return tuple(head.label for head in self._heads)

    def open(self, label: str, indent: int, ahead: Collection[frozenset[str]] = ()) -> None:
        """Begin a section; it ends those of its level, and those set as far right.

        Arguments:
            ahead: what the totals further down are of: a section whose total is still to come goes on.
        """
        if not any(map(str.isalpha, label)):
            return
        level = 0 if label.isupper() and not _ABBREVIATION.fullmatch(label) else 1
        while self._heads and (self._heads[-1].level, self._heads[-1].indent) >= (level, indent):
            if _is_within(label, self._heads[-1]) or _goes_on(label, indent, level, self._heads[-1], ahead):
                break
            self._heads.pop()
        self._heads.append(_Head(label, indent, level))

    def enter(self, label: str, indent: int) -> tuple[str, ...]:
        """Return the heads that hold for a row; those that it is no longer below have ended."""
        if _NET_CASH.match(label):
            while self._heads and "activit" not in self._heads[-1].label.lower():
                self._heads.pop()
        while self._heads and _is_past(label, indent, self._heads[-1]):
            self._heads.pop()
        for head in self._heads:
            head.used = True
        if self._heads:
            head = self._heads[-1]
            head.deeper |= 0 <= head.indent < indent
            head.rows += 1
            head.variants += bool(_VARIANT.match(label))
        return self.labels

    def leave(self, label: str, ahead: Collection[frozenset[str]] = ()) -> None:
        """End the sections whose total a row is; a total without words ends the innermost.

        Arguments:
            ahead: what the totals further down are of.
        """
        heads = self._heads
        if _NET_CASH.match(label):
            heads.clear()
        if not heads:
            return
        words, innermost = _words(label), _words(heads[-1].label)
        heads[-1].resulted |= innermost < words and _is_result_of(label, heads[-1].label)
        if (
            (_NET.search(label) and innermost and innermost <= words and not _SIDES.search(heads[-1].label))
            or not label
            or (_SUM.match(label) and not words)
        ):
            heads.pop()
        elif _SUM.match(label):
            same = [at for at, head in enumerate(heads) if _words(head.label) == words]
            # "Total expenses" ends "Operating expenses", but only right below it.
            part = innermost < words or (words < innermost and not _EQUITY.search(heads[-1].label))
            part = part and total_of(heads[-1].label) not in ahead  # "Total wireless revenue" before "Total revenue"
            del heads[same[-1] if same else len(heads) - bool(innermost and part) :]


def _is_result_of(label: str, head: str) -> bool:
    """Whether a row below a part's name is what that earned: "Financial services pretax income"."""
    return bool(_OWN_RESULT.search(label)) and not (_OWN_RESULT.search(head) or _ADJUSTMENTS.match(head))


def _is_within(label: str, head: _Head) -> bool:
    """Whether a head set like the one before it stands below it: "Inventories" among current assets, before their total."""
    return bool(head.rows and _SIDES.search(head.label)) and not (_SIDES.search(label) or _EQUITY.search(label))


def _goes_on(label: str, indent: int, level: int, head: _Head, ahead: Collection[frozenset[str]]) -> bool:
    """Whether a head set like the one before it stands below it: right below, before the total of that, or as a part's adjustments."""
    if (level, indent) != (head.level, head.indent) or total_of(label) == total_of(head.label):
        return False
    if _OF_PART.search(head.label) and _ADJUSTMENTS.match(label):
        return True
    return total_of(head.label) in ahead or (not head.used and head.label.endswith(":"))


def total_of(label: str) -> frozenset[str]:
    """Return the words by which a section's head and its total are known to be of the same."""
    words = _words(label)
    return words - _SIGNS or words


def is_total(label: str) -> bool:
    """Return whether a row is by its words a total."""
    return bool(_TOTAL.match(label))


def _is_past(label: str, indent: int, head: _Head) -> bool:
    """Whether a row shows by its words or its place that a section has ended."""
    if head.resulted and _OF_ALL.match(label):
        return True
    if _RESULT.match(label) and _ENDED_BY_RESULT.search(head.label) and not _FLOWS.search(head.label):
        return True
    if head.rows and head.variants == head.rows and not (_VARIANT.match(label) or _PER_SHARE.match(head.label)):
        return True
    return head.deeper and 0 <= indent <= head.indent and not _TOTAL.match(label)


def _words(label: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _WORD.findall(label.lower())) - _SMALL
