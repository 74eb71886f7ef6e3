"""What is raised for bytes that hold no release."""


class Unreadable(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes hold no text that could be read; the message tells people why and what to do."""
