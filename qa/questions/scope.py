"""Where a question may look, as the asker narrowed it."""

from qa.frozen import frozen


@frozen
class Scope:
    """The asker's narrowing; all empty asks the whole library.

    Arguments:
        filing: id of the one filing to answer from.
        company: name or ticker of the one company to answer from.
        conversation: id from an earlier reply, which this question continues.
    """

    filing: str = ""
    company: str = ""
    conversation: str = ""
