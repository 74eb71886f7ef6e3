"""The README's examples are run as they stand there, against a server with the samples."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from qa.cli import app
from qa.settings import Settings
from tests.serving import serving

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
# A shell's block, and the JSON that it prints at least, where the README shows it.
EXAMPLES = re.findall(r"^```sh\n(.*?)^```\n(?:\n```json\n(.*?)^```)?", README, re.MULTILINE | re.DOTALL)
OVER_HTTP = [(command, shown) for command, shown in EXAMPLES if command.startswith("curl ")]
TYPED = [line for command, _ in EXAMPLES for line in command.splitlines() if re.match(r"qa (?!check)", line)]
CHECKS = re.findall(r"^```sh\n(qa check .*)\n```\n\n```text\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the sample filings."""
    folder = tmp_path_factory.mktemp("readme")
    with serving(Settings(database_url=f"sqlite:///{folder / 'store.sqlite'}", samples=True)) as address:
        yield address


def test_there_are_examples() -> None:
    assert len(OVER_HTTP) >= 5
    assert len(TYPED) >= 3
    assert len(CHECKS) >= 1
    assert all(shown for _, shown in OVER_HTTP)


def test_what_http_answers(address: str) -> None:
    for command, shown in OVER_HTTP:  # in their order: what one adds another lists
        said = shell(command.replace("http://127.0.0.1:8000", address))
        assert_holds(json.loads(said), json.loads(shown))


@pytest.mark.parametrize("command", TYPED)
def test_what_is_typed_works(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.chdir(tmp_path)
    said = shell(command.replace("qa ", f"{sys.executable} -c 'from qa.cli import app; app()' ", 1))
    assert said.strip() or any(tmp_path.glob("facts.*"))
    assert "do not say" not in said


@pytest.mark.parametrize(("command", "shown"), CHECKS)
def test_what_a_check_finds(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    done = CliRunner().invoke(app, command.split()[1:])
    assert done.stdout == shown
    assert done.exit_code == 1


def shell(command: str) -> str:
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_holds(said: Any, shown: Any) -> None:
    """Assert that an answer holds all that is shown, lists item by item."""
    if isinstance(shown, dict):
        assert isinstance(said, dict)
        for name, value in shown.items():
            assert_holds(said[name], value)
    elif isinstance(shown, list):
        assert len(said) >= len(shown)
        assert shown or not said
        for one, other in zip(said, shown, strict=False):
            assert_holds(one, other)
    else:
        assert said == shown
