"""From a whole row label, with the heads above it, to the metric that it names: strict, never a part of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.wording import OTHER_SIGN, expand, variant, wording

# Footnote marks at a label's end: (1), (a), [2], (*); signs that stand there too, and leader dots; bullets before it.
_MARK = re.compile(r"(?:\(\s?(?:\d{1,2}|([a-z])\1?|\*{1,3})\s?\)|\[\s?\w{1,2}\s?\])$", re.IGNORECASE)
_SIGNS_BEHIND = " \t\n\xa0.:;,*†‡§⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹-–—"
_MARK_AHEAD = re.compile(r"(?:\(\d{1,2}\)|[\s•●·*⁽⁾¹²³⁴⁵⁶⁷⁸⁹–—-])*")
_LONGEST = 600  # characters; what goes on is no label
# "FFO allocable to diluted common shares": whose shares they are makes no amount per share of it.
_TO_DILUTED = re.compile(r"(?<=(?:ocable|ilable|utable|icable) to )(?:fully )?diluted (?!earn|net|income)", re.I)
# "Return on average assets (ROAA)": but these say another period or another footing.
_ABBREVIATION = re.compile(r"\(\s*[\"“]?(?!TTM|LTM|YTD|FTE|TE\b|GAAP|QTD)[A-Z][A-Z&/]{1,7}\d?[\"”]?\s*\)")
# "ASMs \"capacity\"": what the trade calls it.
_CALLED = re.compile(r"\s*[\"“][^\"“”]{2,30}[\"”]$")
_PERCENT = re.compile(r"%|\bpercent(?:age)?\b", re.IGNORECASE)
_PIECE = re.compile(r"[{|}*]|[^\s{|}*]+")
# What * in a metric's pattern stands for: words that add another figure to a label are not any words.
_ANY_BUT = r"(?:(?!(?:plus|minus|less|before|after|excluding|percent|debt|adjustment|gaap|nongaap|adjusted|ttm|ltm|trailing|growth|return|average|tangible|openings?|closings?) )\S+ )*"
_DETAILED = re.compile(r"\b(?:net of|less|including|excluding)\b")
_TOTAL = "total"


class Labels:
    """What row labels mean.

    Arguments:
        metrics: the vocabulary's, by name.
        wordings: what a wording means, by its compared form.
        habits: models/labels.toml.
    """

    def __init__(
        self, metrics: Mapping[str, Metric], wordings: Mapping[str, MetricMention], habits: Mapping[str, Any]
    ) -> None:
        self._metrics = metrics
        self._wordings = wordings
        self._below = _below(metrics)
        self._patterns = _patterns(metrics)
        self._sections = {name: _wildcards(heads) for name, heads in habits["sections"].items()}
        self._parts = _wildcards(habits["parts"]["heads"])
        self._charged = {name: _wildcards(expand(heads)) for name, heads in habits["parts"]["charged"].items()}
        self._bases = [
            (basis, _phrases([phrase], r"(?:^|\s){}(?=\s|$)"))
            for basis, said in habits["basis"].items()
            for phrase in said
        ]
        self._bases += [
            (basis, _phrases(table["words"], rf"(?:^|\s){{}}(?=\s(?:{'|'.join(map(wording, table['before']))})\b)"))
            for basis, table in habits["basis_before"].items()
        ]
        self._detail = _details(habits["details"])
        self._boundary = _phrases(habits["boundary"], r"^{} |\s{}$")
        self._leading = _phrases(habits["leading"], r"^(?:{} )+")
        self._trailing = _phrases(habits["trailing"], r"(?:\s{})+$")
        self.resolve = lru_cache(maxsize=20_000)(self._resolve)
        self._head = lru_cache(maxsize=20_000)(self._resolve_head)

    def _resolve(self, label: str, heads: tuple[str, ...], title: str) -> MetricMention | None:
        """Return what a row label names below its heads, outermost first, or None."""
        found = self._find(label, heads, title) if len(label) <= _LONGEST else None
        if found is None:
            return None
        # A head of columns, "Amount ($) Margin (%)", says nothing of all figures below it.
        if _PERCENT.search(label) or any(_PERCENT.search(head) and "$" not in head for head in heads):
            found = self._as_percent(found)
        elif heads:
            found = self._per_share(found, heads[-1])
        return replace(found, two_sided=found.two_sided or _names_both_signs(label)) if found else None

    def _find(self, label: str, heads: tuple[str, ...], title: str) -> MetricMention | None:
        readings = self._readings(label)
        sections = [self._section(head) for head in (*reversed(heads), title)]
        for form, basis in readings.items():
            below = self._found_below(form, sections)
            if below:
                return replace(below, basis=basis)
        above = (title, *heads) if title else heads
        whole = self._whole(readings) or self._with_head(readings, above)
        if whole is None or self._is_part(whole, above) or self._is_change(whole, label, sections):
            return None
        return self._in_money(whole) if any("cash flow" in said for said in sections) else whole

    def _in_money(self, found: MetricMention) -> MetricMention | None:
        """What a row of a cash flow statement is of, which counts no shares: "Shares repurchased" is what they cost."""
        if self._metrics[found.metric].unit != "shares":
            return found
        flows = (one for one in self._metrics.values() if not one.instant)
        paid = next((one.name for one in flows if one.by_unit.get("shares") == found.metric), None)
        return replace(found, metric=paid) if paid else None

    def _found_below(self, form: str, sections: Sequence[tuple[str, ...]]) -> MetricMention | None:
        """What the label means below the innermost head that gives it a meaning; "total" below none but the last."""
        for said in sections[:1] if form == _TOTAL else sections:
            for section in said:
                if (section, form) in self._below:
                    return self._below[section, form]
        return None

    def _whole(self, readings: Mapping[str, str]) -> MetricMention | None:
        """What a label means by itself: a known wording, a variant of a family, or a pattern's."""
        forms = list(readings)
        for at, form in enumerate(forms):
            found = self._known(form)
            if found is None and (found := self._like(form)):
                # A pattern takes any words: where it names no detail itself, what is known without details comes first.
                plainer = next((one for one in forms[at + 1 :] if self._known(one)), form)
                form = form if self._names_details(form) else plainer
                found = self._known(form) or found
            # What is counted is not more on another basis: "comparable stores" are others.
            if found and not (readings[form] and self._metrics[found.metric].is_count):
                return replace(found, basis=readings[form])
        return None

    def _names_details(self, form: str) -> bool:
        return any(detailed and pattern.fullmatch(form + " ") for pattern, _, detailed in self._patterns)

    def _known(self, form: str) -> MetricMention | None:
        """What a form means word for word, variants apart."""
        kind, rest = variant(form)
        return self._wordings.get(form) or self._varied(self._wordings.get(rest), kind)

    def _like(self, form: str) -> MetricMention | None:
        """What a form means by a pattern, variants apart."""
        kind, rest = variant(form)
        return self._varied(self._match(rest), kind)

    def _with_head(self, readings: Mapping[str, str], heads: Sequence[str]) -> MetricMention | None:
        """ "Basic" and "Diluted" below a family, "Total" below a flow: what the head says, the row completes."""
        for form in readings:
            kind, rest = variant(form)
            if kind and not rest:
                for head in reversed(heads):
                    found = self._varied(self._head(head), kind)
                    if found:
                        return replace(found, two_sided=_names_both_signs(head))
            if form == _TOTAL and heads:
                found = self._head(f"{_TOTAL} {heads[-1]}")
                return found if found and not self._metrics[found.metric].instant else None
        return None

    def _is_part(self, found: MetricMention, heads: Sequence[str]) -> bool:
        """Whether the row is a part of what a head names, unless it is that itself ("Total stock-based …")."""
        for head in heads:
            if self._parts.fullmatch(wording(head) + " "):
                whole = self._head(head)
                return whole is None or whole.metric != found.metric
        return False

    def charged(self, head: str) -> str:
        """The expense that a head divides by the lines in which it is charged; empty for any other head."""
        form = wording(_without_marks(head)) + " "
        return next((name for name, heads in self._charged.items() if heads.fullmatch(form)), "")

    def _is_change(self, found: MetricMention, label: str, sections: Sequence[tuple[str, ...]]) -> bool:
        """Whether a balance's name stands for its change, as it does in a cash flow statement."""
        said = {section for names in sections for section in names}
        metric = self._metrics[found.metric]
        if not metric.instant or metric.unit != "money" or "cash reconciliation" in said:
            return False
        return "cash flow" in said and not self._boundary.search(wording(label))

    def _resolve_head(self, head: str) -> MetricMention | None:
        return self._whole(self._readings(head))

    def _as_percent(self, found: MetricMention) -> MetricMention | None:
        metric = self._metrics[found.metric]
        if metric.unit == "percent":
            return found
        name = metric.by_unit.get("percent")
        return replace(found, metric=name, negative=False) if name else None

    def _per_share(self, found: MetricMention, head: str) -> MetricMention | None:
        """Below "Diluted earnings per share:" a row "Net income" is an amount per share, too."""
        above = self._head(head)
        metric = self._metrics[found.metric]
        if not above or self._metrics[above.metric].unit != "money/share" or metric.unit != "money":
            return found
        kind, _ = variant(wording(head))
        name = metric.by_unit.get("money/share")
        return replace(found, metric=self._metrics[name].variants.get(kind, name)) if name else None

    def _varied(self, found: MetricMention | None, kind: str) -> MetricMention | None:
        if found is None or not kind:
            return found
        name = self._metrics[found.metric].variants.get(kind)
        return replace(found, metric=name) if name else None

    def _match(self, form: str) -> MetricMention | None:
        return next((mention for pattern, mention, _ in self._patterns if pattern.fullmatch(form + " ")), None)

    def _section(self, head: str) -> tuple[str, ...]:
        """What a head or a title says of the rows below it."""
        form = wording(head) + " "
        said = [name for name, heads in self._sections.items() if heads.fullmatch(form)]
        if any(name.endswith("cash flow") or name in ("working capital changes", "adjustments") for name in said):
            said.append("cash flow")
        return tuple(said)

    def _readings(self, label: str) -> dict[str, str]:
        """The forms that a label can be read in, the most literal first, each with the basis its words say."""
        text = _TO_DILUTED.sub("", _without_marks(label))
        plain = self._detail.sub("", _ABBREVIATION.sub("", _CALLED.sub("", text)))
        readings = dict.fromkeys((wording(text), wording(plain)), "")
        for basis, phrase in self._bases:
            for form in list(readings):
                rest, count = phrase.subn("", form)
                if count:
                    readings.setdefault(rest.strip(), basis)
        for ending in (self._boundary, self._trailing, self._leading):
            for form, basis in list(readings.items()):
                readings.setdefault(ending.sub("", form).strip(), basis)
        readings.pop("", None)
        return readings


def _without_marks(label: str) -> str:
    ahead = _MARK_AHEAD.match(label)
    text = label[ahead.end() if ahead else 0 :].rstrip(_SIGNS_BEHIND)
    while (bare := _MARK.sub("", text).rstrip(_SIGNS_BEHIND)) != text:
        text = bare
    return text


def _names_both_signs(label: str) -> bool:
    return OTHER_SIGN.search(label) is not None


def _below(metrics: Mapping[str, Metric]) -> dict[tuple[str, str], MetricMention]:
    """What a label means below a head's section; raises ValueError where two metrics claim one."""
    found: dict[tuple[str, str], MetricMention] = {}
    for metric in metrics.values():
        for section in metric.heads:
            for label in metric.labels:
                held = found.setdefault((section, wording(label)), MetricMention(metric.name))
                if held.metric != metric.name:
                    raise ValueError(f'"{label}" below {section} is claimed by both {held.metric} and {metric.name}')
    return found


def _patterns(metrics: Mapping[str, Metric]) -> list[tuple[re.Pattern[str], MetricMention, bool]]:
    """What labels with a * mean, the longest first: it says the most; and whether they name a label's details."""
    found = [(pattern, MetricMention(metric.name)) for metric in metrics.values() for pattern in metric.patterns]
    found += [
        (said, MetricMention(metric.name, True)) for metric in metrics.values() for said in metric.opposite_patterns
    ]
    return [
        (_wildcards([pattern], _ANY_BUT), mention, _DETAILED.search(pattern) is not None)
        for pattern, mention in sorted(found, key=lambda pair: -len(pair[0]))
    ]


def _wildcards(patterns: Iterable[str], any_words: str = r"(?:\S+ )*") -> re.Pattern[str]:
    """One pattern for compared forms followed by a blank: {a|b|} is either or nothing, * any words or none."""
    pieces = {"{": "(?:", "}": ")", "|": "|", "*": any_words}
    return re.compile(
        "|".join(
            "".join(
                pieces.get(piece) or "".join(f"{re.escape(word)} " for word in wording(piece).split())
                for piece in _PIECE.findall(pattern)
            )
            for pattern in patterns
        )
    )


def _phrases(phrases: Iterable[str], frame: str) -> re.Pattern[str]:
    """One pattern for compared forms of phrases, the longest first, each put in the frame's {}."""
    forms = sorted({wording(phrase) for phrase in expand(phrases)}, key=len, reverse=True)
    either = "(?:" + "|".join(map(re.escape, forms)) + ")"
    return re.compile(frame.replace("{}", either))


def _details(phrases: Iterable[str]) -> re.Pattern[str]:
    """What a detail looks like in a label as written: in brackets, or from its separator to the label's end."""
    either = "|".join(re.escape(phrase) for phrase in sorted(expand(phrases), key=len, reverse=True))
    either = either.replace(r"\ ", r"[\s-]+")
    return re.compile(
        rf"\s*\((?:{either}|[\d.,]+)[^()]*\)|\s*(?:[,;:(–—]|\s-+)\s*(?:{either}|(?:authorized|issued)\W*\d|\d[\d,.]*\s).*$",
        re.IGNORECASE | re.DOTALL,
    )
