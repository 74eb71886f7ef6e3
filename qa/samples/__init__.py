"""Releases of two companies that do not exist, for a first look and for the examples of the README.

Korvane Power Systems closes its year in March and makes losses; its releases are plain text, two of them
flattened to one line. Tarnwick Instruments closes its year in December and makes profits; its releases
are HTML. Their figures add up, within each release and from quarter to quarter.
"""

from pathlib import Path


def files() -> list[Path]:
    """Return the sample releases, a company's in the order of time."""
    return sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in (".txt", ".html"))
