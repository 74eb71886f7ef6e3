"""Questions asked of the sample releases: what each is answered, and what holds of every reply."""

import time
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.questions import Scope
from qa.questions.reply import Answer, Reply
from qa.shapes import decimal
from tests.language.specs import specs
from tests.questions.library import Library, are_told_apart, dates, operands

CASES = specs("questions")
SECONDS = 2.0  # of this thread, for any question whatever on a slow machine


def _name(case: dict[str, Any]) -> str:
    return f"{case['kind']}: {' | '.join([*case.get('before', []), case['question']])}"[:90]


def _case(case: dict[str, Any], defect: str) -> Any:
    """A spec as a parameter; one with a known defect must fail until it is mended."""
    marks = [pytest.mark.xfail(reason=case[defect], strict=True)] if defect in case else []
    return pytest.param(case, id=_name(case), marks=marks)


SOUND = [case for case in CASES if "xfail" not in case and "repeat" not in case]


@pytest.mark.parametrize("case", [_case(case, "xfail") for case in CASES])
def test_a_question_gets_its_answer(library: Library, case: dict[str, Any]) -> None:
    started = time.thread_time()
    reply = library.ask(case)
    assert time.thread_time() - started < SECONDS
    if case["status"] == "declined":
        assert reply.status != "answered", _shown(reply)
    else:
        assert reply.status == case["status"], _shown(reply)
    for answer, expected in zip(reply.answers, case.get("values", []), strict=False):
        assert _fits(answer, expected), _shown(reply)
    assert len(reply.answers) >= len(case.get("values", [])), _shown(reply)
    if "operands" in case:
        found = [str(operand.fact.value) for operand in operands(reply.answers[0])]
        assert [decimal(Decimal(value)) for value in found] == case["operands"], _shown(reply)
    assert all(are_told_apart(answer) for answer in reply.answers), reply.answers
    for words in case.get("text", []):
        assert words.lower() in reply.text.lower(), _shown(reply)
    for words in case.get("lacks", []):
        assert words.lower() not in reply.text.lower(), _shown(reply)
    if case["kind"] == "yes or no":
        assert reply.text.startswith(case["text"][0]), _shown(reply)


def _fits(answer: Answer, expected: dict[str, str]) -> bool:
    fact = answer.fact
    if fact.unit != expected["unit"]:
        return False
    if "period" in expected and dates(fact.period) != expected["period"]:
        return False
    if "value" not in expected:
        return True
    if not isinstance(fact.value, Decimal):
        return fact.value == expected["value"]
    return abs(fact.value - Decimal(expected["value"])) <= Decimal(expected.get("tolerance", "0"))


def _shown(reply: Reply) -> str:
    figures = [f"{a.fact.value} {a.fact.unit} {dates(a.fact.period)}" for a in reply.answers]
    return f"{reply.status}: {reply.text} {figures}"


def test_every_kind_of_question_is_asked() -> None:
    assert len(CASES) >= 150
    assert len({case["kind"] for case in CASES}) >= 25


@pytest.mark.parametrize("case", [pytest.param(case, id=_name(case)) for case in SOUND])
def test_the_same_question_gets_the_same_answer(library: Library, case: dict[str, Any]) -> None:
    first, second = (replace(library.ask(case), conversation="") for _ in range(2))
    assert first == second


DECLINED = [case for case in SOUND if case["status"] != "answered"]


@pytest.mark.parametrize("case", [_case(case, "xfail_suggestions") for case in DECLINED])
def test_what_a_declining_reply_suggests_is_answered(library: Library, case: dict[str, Any]) -> None:
    assert _unanswered(library, case) == []


@pytest.mark.xfail(reason="“Why did X change?” is suggested where the release gives no reason", strict=True)
def test_what_an_answer_suggests_is_answered(library: Library) -> None:
    unanswered = [_unanswered(library, case) for case in SOUND if case["status"] == "answered"]
    assert [each for found in unanswered for each in found] == []


def _unanswered(library: Library, case: dict[str, Any]) -> list[str]:
    """What a reply suggests and then, in the same conversation, is not answered."""
    reply = library.ask(case)
    found = []
    for suggestion in reply.suggestions:
        then = library.ask(case, suggestion, reply.conversation)
        if then.status != "answered":
            found.append(f"{case['question']!r} suggests {suggestion!r}: {_shown(then)}")
    return found


# A question of any characters, of the words of asking in any order, and of two questions run together.
_QUESTIONS = sorted({case["question"] for case in SOUND})
_WORDS = sorted({word for question in _QUESTIONS for word in question.split()})
ANY = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join),
    st.sampled_from(_QUESTIONS).flatmap(lambda question: st.permutations(question.split())).map(" ".join),
    st.tuples(st.sampled_from(_QUESTIONS), st.sampled_from(_QUESTIONS)).map(" ".join),
)
_SCOPES = [{"filing": "korvane-2022-09-30.txt"}, {"filing": "tarnwick-2023-06-30.html"}, {"company": "Korvane"}, {}]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=ANY, case=st.sampled_from(_SCOPES))
def test_whatever_is_asked_the_reply_can_be_checked(library: Library, question: str, case: dict[str, str]) -> None:
    library.check(library.answerer.answer(question, library.scope(case)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(turns=st.lists(ANY, min_size=2, max_size=4), case=st.sampled_from(_SCOPES))
def test_whatever_is_talked_of_the_reply_can_be_checked(
    library: Library, turns: list[str], case: dict[str, str]
) -> None:
    conversation = ""
    for turn in turns:
        reply = library.answerer.answer(turn, library.scope(case, conversation))
        library.check(reply)
        assert conversation in ("", reply.conversation)
        conversation = reply.conversation


TALKS = [case for case in SOUND if "before" in case]


@pytest.mark.parametrize("case", [pytest.param(case, id=_name(case)) for case in TALKS])
def test_conversations_do_not_hear_each_other(library: Library, case: dict[str, Any]) -> None:
    alone = library.ask(case)
    other = library.answerer.answer("What was total assets a year ago?", library.scope(case))
    conversation = ""
    for turn in [*case["before"], case["question"]]:
        reply = library.answerer.answer(turn, library.scope(case, conversation))
        other = library.answerer.answer("and the prior quarter?", library.scope(case, other.conversation))
        conversation = reply.conversation
        assert conversation != other.conversation
    assert replace(reply, conversation="") == replace(alone, conversation="")


def test_a_turn_without_a_conversation_continues_none(library: Library) -> None:
    scope = Scope(filing=library.ids["korvane-2022-09-30.txt"])
    assert library.answerer.answer("What was net loss in Q2?", scope).status == "answered"
    assert library.answerer.answer("and a year ago?", scope).status != "answered"
    stranger = replace(scope, conversation="one that nobody began")
    assert library.answerer.answer("and a year ago?", stranger).status != "answered"
