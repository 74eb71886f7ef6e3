"""The conference call: day and hour, numbers to dial and codes to give, its webcast, until when it is replayed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from qa.facts.events.moments import HOUR, days
from qa.facts.events.telling import Sentence, Telling
from qa.facts.fact import Fact

_CALL = re.compile(
    r"\b(?:conference[- ]calls?|tele-?conferences?|earnings (?:conference )?calls?|(?:live |audio |video )?web ?casts?"
    r"|(?:results|investors?|analysts?|management) (?:conference )?(?:call|webcast)|earnings presentation"
    r"|calls? to (?:discuss|review|present))\b",
    re.IGNORECASE,
)
_THE_CALL = re.compile(r"\b(?:the|a|this|our|its) call\b", re.IGNORECASE)  # below its heading
_REPLAY = re.compile(
    r"\b(?:re-?plays?|replayed|re-?broadcast|recording|recorded|archived?|playback|available (?:for|through|until))\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\d|\.[a-z]")  # a number, an hour or an address
_LISTS = re.compile(r"\b(?:call|webcast)\b.*\breplay\b.*:\s*$", re.I)  # "Call and replay information are as follows:"
_LIVE = re.compile(
    r"\b(?:live|call (?:date|time|dial)\w*|participat\w+|join|prior to (?:the )?(?:start|call)|minutes (?:before|prior|early))\b",
    re.I,
)
_DIALLED = re.compile(
    r"\b(?:dial\w*|call(?:ing)?|tele ?phone|phone|toll[- ]free|numbers?|access\w*|by calling)\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?<![\d/-])(?:(?:\+?1[-. ]{0,2})?\(?[2-9]\d\d\)?[-./ ]{1,3}\d{3}[-. ]\d{4}|\+\d{1,3}[\d ()-]{7,16}\d)(?![\d/]|-\d)"
)
_ABROAD = re.compile(r"\b(?:international(?:ly)?|outside|overseas|local|abroad|non-?U\.?S)\b", re.IGNORECASE)
_AT_HOME = re.compile(
    r"\bU\.?S\b|\b(?:USA|United States|domestic(?:ally)?|Canad(?:a|ian)|North America)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\s?[(\[–—-]\s?([^)\]]{1,40})")  # behind a number, who is to dial it
_ITEM_END = re.compile(r"[,;]|\.\s|\b(?:or|and|while|using|with|then)\b")
_TOLL_FREE = re.compile(r"(?:\+?1[-. ]{0,2})?\(?8(?:00|33|44|55|66|77|88)\b")  # as North America numbers them
_CODE = re.compile(
    r"\b(?:pass ?-?codes?|access codes?|confirmation (?:codes?|numbers?)|(?:conference |call |event |webcast |meeting |replay |participant )?"
    r"(?:ID|PIN)(?: (?:numbers?|codes?))?|(?:conference|reservation|replay|participant|entry|account|reference) (?:numbers?|codes?)|password|code)"
    r"(?:\s|[:#,]|\b(?:is|of|number|no\.?|(?:to access|for) (?:the|this) (?:call|replay|recording|webcast|live call|conference call))\b|[“\"(])*"
    r"(?P<code>\d[\d ]{2,14}\d#?|(?=[A-Z0-9-]*\d)[A-Z0-9-]{4,14}#?|(?<=[“\"])[A-Z][A-Za-z ]{1,24}(?=[,.]?[”\"]))(?![\d/-])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s,;()<>“”\"]*[^\s,;()<>“”\".:’']"
    r"|\b(?:ir|investors?|events?|edge)\.[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|co)\b(?:/[\w./-]*\w)?"
    r"|\b[a-z0-9-]+\.(?:com|net|org)/[\w./-]*\w",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:web ?casts?|internet|web ?site|listen\w*|online|live|log on|broadcast|streaming|available at|accessed at)\b",
    re.I,
)
_UNTIL = re.compile(r"\b(?:through|thru|until|till|ending|expires?|to)\b[^.;]{0,60}?$", re.IGNORECASE)
_NEAR = timedelta(days=21)  # from the release to its call
_LONGEST = timedelta(days=400)  # that a replay is kept
_OTHER = re.compile(
    r"\b(?:annual meeting|investor day|(?<!date of our )(?<!date of the )(?<!until our )(?<!until the )"
    r"next (?:earnings|quarterly|conference)|plans? to report)\b",  # a replay may be kept until the next release
    re.I,
)
_REACH = 3  # sentences after one that names the call which may go on about it


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a sentence about the call itself or about its replay."""

    sentence: Sentence
    start: int
    end: int
    replay: bool

    @property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]


def read_calls(telling: Telling) -> Iterator[Fact]:
    """Yield what the filing says of the call on its results."""
    parts = list(_parts(telling))
    yield from _when(telling, [part for part in parts if not part.replay])
    yield from _webcast(telling, parts)
    for part in parts:
        yield from _numbers(telling, part)
        yield from _codes(telling, part)
        if part.replay:
            yield from _until(telling, part)


def _parts(telling: Telling) -> Iterator[_Part]:
    """Yield the stretches of sentences that speak of the call, each told from the replay's."""
    since = _REACH + 1
    replay = False
    for sentence in telling.sentences:
        named = _CALL.search(sentence.text) is not None
        since = 0 if named else since + 1
        if since > _REACH and not _is_of_call(sentence.section):
            replay = False
            continue
        if _OTHER.search(sentence.text):
            since = _REACH + 1
            continue
        again = _REPLAY.search(sentence.text)
        if again:
            since = 0
            since_replay = 0 if _is_of_replay(sentence.text, again.start()) else again.start()
            if since_replay:
                yield _Part(sentence, 0, since_replay, replay=False)
            yield _Part(sentence, since_replay, len(sentence.text), replay=True)
            replay = _LISTS.search(sentence.text) is None
            continue
        replay = replay and not named and not _LIVE.search(sentence.text)
        yield _Part(sentence, 0, len(sentence.text), replay=replay)


def _is_of_replay(text: str, named: int) -> bool:
    """Whether what stands before a replay's name is of it, too: "the code for the replay is 1234"."""
    return not _TELLS.search(text, 0, named) and not HOUR.search(text)


@lru_cache(maxsize=16)  # each sentence asks it of the heading above
def _is_of_call(heading: str) -> bool:
    return len(heading) < 80 and _CALL.search(heading) is not None


def _when(telling: Telling, parts: list[_Part]) -> Iterator[Fact]:
    """Yield the day and the hour, from the first sentence that names the call and says either."""
    for part in parts:
        below = _is_of_call(part.sentence.section) and _THE_CALL.search(part.text)
        if not (below or _CALL.search(part.text)):
            continue
        hour = HOUR.search(part.text)
        dated = [
            day
            for day in days(part.text, telling.day, telling.today)
            if telling.day and abs(day.day - telling.day) <= _NEAR
        ]
        if len({day.day for day in dated}) > 1:
            dated = [day for day in dated if hour and abs(day.start - hour.start()) < 60][:1]
        if not hour:
            continue
        start = part.start + hour.start()
        yield telling.words("ConferenceCallTime", "conference call time", part.sentence, start, part.start + hour.end())
        for day in dated[:1]:
            at, end = part.start + day.start, part.start + day.end
            yield telling.on_day("ConferenceCallDate", "conference call date", day.day, part.sentence, at, end)
        return


def _webcast(telling: Telling, parts: list[_Part]) -> Iterator[Fact]:
    for part in sorted(parts, key=lambda part: part.replay):
        address = _ADDRESS.search(part.text) if _HEARD.search(part.sentence.text) else None
        if address:
            start = part.start + address.start()
            yield telling.words(
                "ConferenceCallWebcast", "webcast address", part.sentence, start, part.start + address.end()
            )
            return


def _numbers(telling: Telling, part: _Part) -> Iterator[Fact]:
    if not _DIALLED.search(part.sentence.text):
        return
    kind, label = (
        ("ConferenceCallReplayDialIn", "replay dial-in number")
        if part.replay
        else ("ConferenceCallDialIn", "dial-in number")
    )
    found = list(_NUMBER.finditer(part.text))
    for at, number in enumerate(found):
        before = part.text[found[at - 1].end() if at else max(0, number.start() - 40) : number.start()]
        after = part.text[number.end() : found[at + 1].start() if at + 1 < len(found) else number.end() + 40]
        callers: list[tuple[tuple[str, str], ...]] = (
            [(("Caller", "International"),)] if _is_from_abroad(before, after) else [()]
        )
        if callers == [()] and _TOLL_FREE.match(number[0]):
            callers.append((("Caller", "Toll-free"),))
        start, end = part.start + number.start(), part.start + number.end()
        for dimensions in callers:
            yield telling.words(kind, label, part.sentence, start, end, dimensions=dimensions)


def _is_from_abroad(before: str, after: str) -> bool:
    """Whether a number is for those who call from abroad: what stands behind it tells, else what stands before it.

    Arguments:
        before, after: up to the numbers beside it.
    """
    aside = _ASIDE.match(after)
    behind = aside[1] if aside else _ITEM_END.split(after, maxsplit=1)[0]
    if _ABROAD.search(behind) or _AT_HOME.search(behind):
        return _ABROAD.search(behind) is not None
    return _ABROAD.search(_ITEM_END.split(before, maxsplit=1)[-1]) is not None


def _codes(telling: Telling, part: _Part) -> Iterator[Fact]:
    kind, label = (
        ("ConferenceCallReplayPasscode", "replay passcode")
        if part.replay
        else ("ConferenceCallPasscode", "conference call passcode")
    )
    for code in _CODE.finditer(part.text):
        if not _NUMBER.match(part.text, code.start("code")):
            start, end = code.span("code")
            yield telling.words(kind, label, part.sentence, part.start + start, part.start + end)


def _until(telling: Telling, part: _Part) -> Iterator[Fact]:
    if not _REPLAY.search(part.text):
        return
    for day in days(part.text, telling.day):
        if telling.day and not timedelta() <= day.day - telling.day <= _LONGEST:
            continue
        if _UNTIL.search(part.text, max(0, day.start - 70), day.start):
            start, end = part.start + day.start, part.start + day.end
            yield telling.on_day(
                "ConferenceCallReplayUntil", "replay available until", day.day, part.sentence, start, end
            )
            return
