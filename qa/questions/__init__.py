"""From a question to a reply: parsing, finding, computing or quoting, wording; each step a folder."""

from qa.questions.answer import Answerer
from qa.questions.scope import Scope

__all__ = ["Answerer", "Scope"]
