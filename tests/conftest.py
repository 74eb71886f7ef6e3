"""What holds for all properties: examples are not timed, and in continuous integration they are the same every time."""

import os

from hypothesis import settings

settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")
