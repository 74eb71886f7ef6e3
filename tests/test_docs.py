"""The README cannot rot: its tables are held against the settings, endpoints, commands and counters."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qa.cli import app as cli
from qa.options import flag
from qa.settings import Settings, default_database_url
from qa.web.app import create_app
from qa.web.metrics import Metrics

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The README's text below a heading, up to the next of its rank."""
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"the README has no section “{title}”"
    return found[1]


def rows(title: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def test_settings_are_those_that_are_declared() -> None:
    expected = []
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        shown = {True: "`on`", default_database_url(): "a file in the user's data folder"}.get(default, f"`{default}`")
        shown = "" if str(default) == "" or "Secret" in type(default).__name__ else shown
        expected.append([f"`QA_{name.upper()}`", f"`{flag(name)}`", shown, field.description])
    assert rows("Settings") == expected


@pytest.mark.parametrize("command", sorted(each.name or each.callback.__name__ for each in cli.registered_commands))
def test_commands_are_described(command: str) -> None:
    assert f"`qa {command}" in section("Commands")
    shown = CliRunner().invoke(cli, [command, "--help"])
    assert shown.exit_code == 0


def test_no_command_is_described_that_is_not_there() -> None:
    known = {each.name or each.callback.__name__ for each in cli.registered_commands}
    assert set(re.findall(r"`qa ([a-z]+)", README)) <= known


def test_endpoints_are_those_that_answer(tmp_path: Path) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path / 's.sqlite'}", samples=False))
    served = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", lambda name: name[1].upper(), rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    inside = {("POST", "/turn"), ("GET", "/static/FILENAME"), ("GET", "/filings/ID")}  # the chat page's own
    described = set(re.findall(r"`(GET|POST|DELETE) (/[^`? ]*)", section("HTTP")))
    assert described == served - inside


def test_counters_are_described() -> None:
    names = {metric.name for metric in Metrics().registry.collect()}
    assert all(f"`{name}" in README for name in names)


def test_folders_that_are_named_are_there() -> None:
    root = Path(__file__).parents[1]
    named = re.findall(r"`((?:qa|models|tests)/[\w/.]*)`", README)
    assert len(named) > 10
    assert [name for name in named if not (root / name).exists()] == []
