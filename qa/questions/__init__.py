"""From a question to a reply: parse, find, compute, word; each one step."""

from qa.questions.answer import Answerer
from qa.questions.scope import Scope

__all__ = ["Answerer", "Scope"]
