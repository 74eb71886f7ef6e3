"""Reads the specs: lines of JSON, each an input and what is to be found in it."""

import json
from pathlib import Path
from typing import Any

SPECS = Path(__file__).parent.parent / "specs"


def specs(name: str) -> list[dict[str, Any]]:
    """Return the cases of `tests/specs/NAME.jsonl`."""
    with (SPECS / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
