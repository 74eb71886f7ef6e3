"""The one loader of what `models/` holds, in the wheel (qa/models) and in a checkout (beside qa/)."""

from functools import cache
from pathlib import Path


@cache
def models() -> Path:
    """Return the folder of vocabularies and weights.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    package = Path(__file__).parent
    for folder in (package / "models", package.parent / "models"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the folder models/ is missing: reinstall filings-qa")
