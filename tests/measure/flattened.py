"""Compare what is read of releases with what is read once their layout is lost: python -m tests.measure.flattened.

Each HTML release is flattened as corpora keep them: the words of all its elements in one line, blank cells and the
places of cells gone. Facts count as the same by value, unit and period.
"""

import argparse
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from lxml import etree, html

from qa.facts.extract import extract
from qa.facts.fact import Fact
from qa.reading import read
from qa.reading.encoding import decode

FILINGS = Path(__file__).parents[3] / "shared" / "filings"

Key = tuple[Decimal | str, str, date | None, date | None]
Facts = Mapping[Key, Fact]


def main() -> None:
    """Print for each release how many facts either form gives, and what share of each the other has."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the releases to measure")
    parser.add_argument("--show", type=int, default=0, help="how many facts of each release to print")
    options = parser.parse_args()
    chosen = [path for path in releases() if options.only in str(path.relative_to(FILINGS))]
    read_ = ((path, path.read_bytes()) for path in chosen)
    pairs = ((path, stated(data, path.name), stated(flattened(data), path.name)) for path, data in read_)
    compared(pairs, "flattened", options.show)


def compared(pairs: Iterable[tuple[Path, Facts, Facts]], form: str, show: int) -> None:
    """Print how the facts of another form of each release agree with those of the release as filed."""
    shared = all_given = all_wanted = 0
    for path, wanted, given in pairs:
        both = len(wanted.keys() & given.keys())
        print(
            f"{path.relative_to(FILINGS)}: filed {len(wanted)}, {form} {len(given)}, not among the filed "
            f"{len(given) - both}, not among the {form} {len(wanted) - both}",
            *_lines("+", given, wanted, show),
            *_lines("-", wanted, given, show),
            sep="\n    ",
            flush=True,
        )
        shared, all_given, all_wanted = shared + both, all_given + len(given), all_wanted + len(wanted)
    if all_given and all_wanted:
        print(
            f"{shared / all_given:.1%} of {all_given} read from {form} text are among the filed, "
            f"{shared / all_wanted:.1%} of {all_wanted} filed are read from {form} text"
        )


def releases() -> list[Path]:
    """Return the HTML releases."""
    return sorted(FILINGS.glob("*/*.html"))


def flattened(data: bytes) -> bytes:
    """Return the words of an HTML page in one line."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = html.fromstring(decode(data).encode(), parser=parser)
    etree.strip_elements(root, "script", "style", with_tail=False)
    return " ".join(" ".join(root.itertext()).split()).encode()


def stated(data: bytes, name: str) -> Facts:
    """Return the figures that a release states, distinct by value, unit and period."""
    return {
        (fact.value, fact.unit, fact.period and fact.period.start, fact.period and fact.period.end): fact
        for fact in extract(read(data, name)).facts
        if isinstance(fact.value, Decimal)
    }


def _lines(sign: str, facts: Facts, others: Facts, count: int) -> list[str]:
    return [
        f"{sign} {key[0]} {key[1]} {key[2]}..{key[3]} {fact.label!r} in {fact.sources[0].section!r}"
        for key, fact in facts.items()
        if key not in others
    ][:count]


if __name__ == "__main__":
    main()
