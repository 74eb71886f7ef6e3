"""The command line, run as a person runs it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console
from typer.testing import CliRunner

from qa.cli import app

RELEASE = Path(__file__).parent / "web" / "fennick-q2-2031.html"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty store of the test's own, and lines that no terminal breaks."""
    monkeypatch.setenv("QA_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'store.sqlite'}")
    monkeypatch.setenv("QA_SAMPLES", "off")
    monkeypatch.setattr("qa.cli.out", Console(width=300))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_folder_is_read_and_asked(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "release.html").write_bytes(RELEASE.read_bytes())
    (tmp_path / "in" / "notes.tsv").write_text("not\ta\tfiling")
    done = run("ingest", tmp_path / "in")
    assert done.exit_code == 0, done.output
    assert "1 read, 1 of them new; 0 not read; median" in done.stdout
    said = run("ask", "What was net loss?")
    assert said.exit_code == 0
    assert "1.916 million" in said.stdout
    assert "(1,916)" in said.stdout
    reply = json.loads(run("ask", "--json", "What was net loss?").stdout)
    assert reply["answers"][0]["value"] == "-1916000"


def test_what_cannot_be_read_has_a_line_and_the_status_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("ingest", tmp_path / "empty.txt", RELEASE)
    assert done.exit_code == 1
    assert "1 read, 1 of them new; 1 not read" in done.stdout
    (line,) = [line for line in done.stderr.splitlines() if "not read" in line]
    assert "empty.txt" in line
    assert "empty" in line.split(":")[-1]


def test_a_path_that_is_not_there_is_a_usage_error() -> None:
    assert run("ingest", "/nowhere/at/all.html").exit_code == 2


def test_facts_are_listed() -> None:
    run("ingest", RELEASE)
    listed = run("facts", "--metric", "GrossProfit", "--limit", "2")
    assert listed.exit_code == 0
    assert listed.stdout.count("GrossProfit") == 2
    assert "Dimensions" in listed.stdout
    assert "qa export" in listed.stderr


def test_facts_are_exported_in_each_form(tmp_path: Path) -> None:
    run("ingest", RELEASE)
    rows = list(csv.DictReader(io.StringIO(run("export").stdout)))
    assert len(rows) > 30
    for name in ("facts.csv", "facts.jsonl", "facts.parquet"):
        assert run("export", tmp_path / name).exit_code == 0
    assert (tmp_path / "facts.csv").read_text(encoding="utf-8").count("\n") >= len(rows) + 1
    shapes = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [shape["value"] for shape in shapes] == [row["value"] for row in rows]
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(tmp_path / "facts.parquet").column("value").to_pylist() == [row["value"] for row in rows]


def test_an_empty_store_exports_a_header_and_no_rows(tmp_path: Path) -> None:
    assert len(run("export").stdout.splitlines()) == 1
    assert run("export", tmp_path / "none.parquet").exit_code == 0


def test_parquet_without_its_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    done = run("export", tmp_path / "facts.parquet")
    assert done.exit_code == 1
    assert "filings-qa[parquet]" in done.stderr


@pytest.mark.parametrize("arguments", [("export", "facts.xlsx"), ("export", "--format", "parquet")])
def test_a_form_that_cannot_be_written_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_setting_that_means_nothing_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_PORT", "http")
    done = run("ask", "What was revenue?")
    assert done.exit_code == 2
    assert "QA_PORT" in done.stderr


def test_what_found_no_answer_is_listed() -> None:
    run("ingest", RELEASE)
    run("ask", "What was the dividend per share?")
    assert "dividend per share" in run("unanswered").stdout


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/qa", "postgresql://127.0.0.1:1/none"])
def test_a_store_that_cannot_be_used_is_one_line(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("QA_DATABASE_URL", url)
    done = run("ask", "What was revenue?")
    assert done.exit_code == 1
    assert "QA_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
