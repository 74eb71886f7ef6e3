"""What an operation found: answers and their words, or what is missing."""

from qa.frozen import frozen
from qa.questions.reply import Answer


@frozen
class Outcome:
    """What an operation found.

    Arguments:
        answers: empty where the filings do not say.
        text: the reply's words; for nothing found, empty.
        missing: the topic that the filings do not answer.
        instead: what they say of it, which is no answer: that no outlook is given.
    """

    answers: tuple[Answer, ...] = ()
    text: str = ""
    missing: str = ""
    instead: str = ""
