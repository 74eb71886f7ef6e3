"""Compare what is read of releases with what is read once they are printed to PDF: python -m tests.measure.pdf.

Chromium prints each HTML release with running heads and page numbers, as those do who keep releases as PDF.
Facts count as the same by value, unit and period.
"""

import argparse
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.measure.flattened import FILINGS, compared, releases, stated


def main() -> None:
    """Print for each release how many facts either form gives, and what share of each the other has."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the releases to measure")
    parser.add_argument("--every", type=int, default=1, help="measure one of so many releases")
    parser.add_argument("--show", type=int, default=0, help="how many facts of each release to print")
    options = parser.parse_args()
    chosen = [path for path in releases() if options.only in str(path.relative_to(FILINGS))][:: options.every]
    pairs = ((path, stated(path.read_bytes(), path.name), stated(data, path.name)) for path, data in printed(chosen))
    compared(pairs, "PDF", options.show)


def printed(paths: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    """Yield each page with the PDF that Chromium prints of it; nothing is fetched for it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(offline=True)
        for path in paths:
            page.goto(path.resolve().as_uri())
            yield path, page.pdf(format="Letter", display_header_footer=True)
        browser.close()


if __name__ == "__main__":
    main()
