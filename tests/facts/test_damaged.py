"""A release of which cells, lines, figures or words were lost is read for what is left of it, and never fails."""

import random
import re
from pathlib import Path

import pytest

from qa.facts.extract import extract
from qa.reading import read

RELEASES = sorted((Path(__file__).parents[1] / "data" / "releases").glob("*/*"))
LOST = (
    re.compile(r"<td[^>]*>.*?</td>", re.DOTALL),
    re.compile(r"\|[^|\n]*(?=\|)"),
    re.compile(r".*\n"),
    re.compile(r"\d[\d,.]*"),
    re.compile(r"[A-Za-z]+"),
    re.compile(r"[,.$()%–-]"),
)
SHARE = 0.05  # of what could be lost


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_a_damaged_release_is_read(release: Path) -> None:
    chance = random.Random(release.name)
    text = release.read_text("utf-8")
    for lost in chance.sample(LOST, 2):
        text = lost.sub(lambda match: "" if chance.random() < SHARE else match[0], text)
    extraction = extract(read(text.encode(), release.name))
    for fact in extraction.facts:
        for source in fact.sources:
            assert 0 <= source.start < source.end
