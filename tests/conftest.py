"""What holds for all tests: how long an example takes says nothing of what it shows, least of all on a busy machine."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
