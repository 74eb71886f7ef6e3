"""Questions in plain words: what is rewritten, and what is left as it was asked."""

from typing import Any

import pytest

from qa.questions.plain import plain
from tests.language.specs import specs


@pytest.mark.parametrize("case", specs("wording"), ids=lambda case: case["asked"] or "empty")
def test_a_question_is_put_plainly(case: dict[str, Any]) -> None:
    assert plain(case["asked"]) == case["plain"]


@pytest.mark.parametrize("case", specs("wording"), ids=lambda case: case["asked"] or "empty")
def test_plain_words_stay_as_they_are(case: dict[str, Any]) -> None:
    assert plain(case["plain"]) == case["plain"]
