"""The one loader of what `models/` holds, in the wheel (qa/models) and in a checkout (beside qa/)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


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


@cache
def toml(name: str) -> dict[str, Any]:
    """Return the tables of one of its TOML files, read once.

    Args:
        name: the file's path below models/, without its ending: "header", "phrases/periods".

    Raises:
        FileNotFoundError: there is none of this name.
    """
    with (models() / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
