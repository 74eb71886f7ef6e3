"""The command line: `qa ingest`, `qa check`, `qa ask`, `qa facts`, `qa export`, `qa serve`, `qa unanswered`."""

import json
import logging
import signal
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Annotated, Any, Literal, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from qa import export as exporting
from qa import shapes
from qa.facts.extract import extract
from qa.ingest import bulk, executor
from qa.opening import Unusable, open_library, open_store
from qa.options import with_settings
from qa.proofread import proofread
from qa.questions import Answerer, Scope
from qa.reading import Unreadable, read
from qa.settings import Settings
from qa.store import Store, StoredFact

app = typer.Typer(
    name="qa",
    help="Answers exact questions from companies' results releases, each answer with its source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console()
err = Console(stderr=True)

# What a folder is searched for; a file that is named is read whatever it is called.
_SUFFIXES = {".htm", ".html", ".txt", ".md", ".json", ".pdf", ".xml", ".sgml"}
_PAGE = 1000  # facts fetched at a time

Made = TypeVar("Made")
Metric = Annotated[str, typer.Option(help="Only this metric: NetIncomeLoss.")]
Company = Annotated[str, typer.Option(help="Only this company: its name or ticker.")]
FilingId = Annotated[str, typer.Option("--filing", help="Only this filing: its id.")]
From = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Only periods that end then or later.")
]
To = Annotated[
    datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Only periods that end then or earlier.")
]


@contextmanager
def _interrupts() -> Iterator[Event]:
    """Note Ctrl-C rather than break off, so that what is stored is what is counted."""
    interrupted = Event()
    before = signal.signal(signal.SIGINT, lambda *_: interrupted.set())
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


@app.command()
@with_settings("database_url")
def ingest(
    settings: Settings,
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Files, or folders of files.", metavar="PATH…")],
    processes: Annotated[int, typer.Option(min=1, help="Read with so many processes at once.")] = 1,
) -> None:
    """Read filings into the store; exit status 1 where any could not be read, 130 where it was stopped."""
    files = list(_files(paths))
    times: dict[Path, float] = {}
    created = failed = done = 0
    with (
        _store(settings) as store,
        executor(processes) as readers,
        _progress() as progress,
        _interrupts() as interrupted,
    ):
        task = progress.add_task("", total=len(files))
        for each in bulk(store, files, readers):
            done += 1
            progress.update(task, advance=1, description=escape(each.path.name))
            if each.done is None:
                failed += 1
                err.print(f"[red]not read[/red] {escape(f'{each.path}: {each.problem}')}", soft_wrap=True)
            elif each.done.created:
                created += 1
                times[each.path] = each.seconds
            if interrupted.is_set():
                readers.shutdown(wait=False, cancel_futures=True)
                break
    _tell(f"{done - failed} read, {created} of them new; {failed} not read{_timing(times)}")
    if done < len(files):
        _tell(f"Stopped before the other {len(files) - done}: the same command goes on with them.")
        raise typer.Exit(130)
    raise typer.Exit(1 if failed else 0)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(exists=True, help="Releases, or folders of them.", metavar="FILE…")],
) -> None:
    """Print what in releases does not add up or is borne out by nothing; exit status 1 where there is any, 2 where a file cannot be read."""
    found = unread = 0
    for path in _files(files):
        try:
            filing = read(path.read_bytes(), path.name)
        except (OSError, Unreadable) as error:
            unread += 1
            err.print(f"[red]not read[/red] {escape(f'{path}: {error}')}", soft_wrap=True)
            continue
        for remark in proofread(filing, extract(filing)):
            found += 1
            _tell(f"[bold]{escape(str(path))}[/bold]: {remark.rule}: {escape(remark.text)}")
            section = f" — {remark.source.section}" if remark.source.section else ""
            _tell(f"    [dim]“{escape(' '.join(remark.source.quote.split()))}”{escape(section)}[/dim]")
    _tell(f"{found} found." if found else "All checks agree.")
    raise typer.Exit(2 if unread else 1 if found else 0)


def _tell(line: str) -> None:
    """Print a line as it is, however long."""
    out.print(line, highlight=False, soft_wrap=True)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = (each for each in sorted(path.rglob("*")) if each.is_file())
            yield from (each for each in inside if each.suffix.lower() in _SUFFIXES)
        else:
            yield path


def _progress() -> Progress:
    return Progress(
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )


def _timing(times: dict[Path, float]) -> str:
    if not times:
        return "."
    slowest = max(times, key=times.__getitem__)
    return (
        f"; median {statistics.median(times.values()):.2f} s a file, "
        f"slowest {times[slowest]:.2f} s ({escape(slowest.name)})."
    )


@app.command()
@with_settings("database_url", "samples")
def ask(
    settings: Settings,
    question: Annotated[str, typer.Argument(help="The question, in quotes.")],
    filing: FilingId = "",
    company: Company = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the reply as the HTTP interface gives it.")] = False,
) -> None:
    """Answer a question from the filings held."""
    with _library(settings) as store:
        shape = shapes.reply(Answerer(store).answer(question, Scope(filing=filing, company=company)))
    if as_json:
        _print_json(shape)
        return
    _tell(f"[bold]{escape(shape['text'])}[/bold]")
    for answer in shape["answers"]:
        if answer["unit"] != "text":  # else the reply's text is the quotation
            _print_answer(answer, "  ")
    for suggestion in shape["suggestions"]:
        _tell(f"[dim]· {escape(suggestion)}[/dim]")


def _print_answer(answer: shapes.AnswerShape, indent: str) -> None:
    """Print a figure's place in the filing, or what it was computed from."""
    period = answer["period"]
    when = f" · {period['label']}" if period else ""
    line = f"{indent}{escape(answer['metric']['label'])}{escape(when)}  [bold]{escape(answer['display'])}[/bold]"
    _tell(line)
    for source in answer["sources"][:1]:
        section = f" — {source['section']}" if source["section"] else ""
        _tell(f"{indent}[dim]“{escape(source['quote'])}”{escape(section)}[/dim]")
    if answer["derivation"]:
        _tell(f"{indent}[dim]= {escape(answer['derivation']['formula'])}[/dim]")
        for operand in answer["derivation"]["operands"]:
            _print_answer(operand, indent + "  ")


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


@app.command()
@with_settings("database_url", "samples")
def facts(
    settings: Settings,
    metric: Metric = "",
    company: Company = "",
    filing: FilingId = "",
    start: From = None,
    end: To = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
) -> None:
    """List the facts held."""
    with _library(settings) as store:
        found = list(islice(_query(store, metric, company, filing, start, end), limit + 1))
    table = Table("Company", "Metric", "Dimensions", "Label", "Period", "Value", "Filing")
    for held in found[:limit]:
        row = exporting.row(held)
        period = row["period"] or row["end"] or ""
        value = f"{row['value']} {row['unit']}"
        cells = (held.company, row["metric"], row["dimensions"], row["label"], period, value, held.filing)
        table.add_row(*(escape(str(cell)) for cell in cells))
    out.print(table)
    if len(found) > limit:
        err.print(f"The first {limit} are shown: --limit shows more, qa export writes all.")


@app.command()
@with_settings("database_url", "samples")
def export(
    settings: Settings,
    file: Annotated[Path | None, typer.Argument(help="Where to write; without it, standard output.")] = None,
    form: Annotated[
        Literal["csv", "jsonl", "parquet"] | None,
        typer.Option("--format", help="The form; by default that of the file's suffix, else CSV."),
    ] = None,
    metric: Metric = "",
    company: Company = "",
    filing: FilingId = "",
    start: From = None,
    end: To = None,
) -> None:
    """Write facts as CSV, JSON Lines or Parquet."""
    kind = form or (file.suffix.lstrip(".").lower() if file else "csv")
    if kind not in ("csv", "jsonl", "parquet"):
        raise typer.BadParameter(f"“.{kind}” is no form to write: use .csv, .jsonl or .parquet, or --format.")
    with _library(settings) as store:
        found = _query(store, metric, company, filing, start, end)
        if kind == "parquet":
            _export_parquet(found, file)
            return
        write = exporting.write_csv if kind == "csv" else exporting.write_jsonl
        if file is None:
            write(found, sys.stdout)
            return
        with file.open("w", encoding="utf-8", newline="") as stream:
            write(found, stream)


def _export_parquet(found: Iterable[StoredFact], file: Path | None) -> None:
    if file is None:
        raise typer.BadParameter("Parquet needs a file to write to: qa export facts.parquet")
    try:
        exporting.write_parquet(found, file)
    except ModuleNotFoundError as error:
        err.print("Parquet needs pyarrow: pip install 'filings-qa\\[parquet]', or write .csv or .jsonl.")
        raise typer.Exit(1) from error


def _query(
    store: Store, metric: str, company: str, filing: str, start: datetime | None, end: datetime | None
) -> Iterator[StoredFact]:
    """Every fact that fits, a page after the other."""
    cursor: str | None = ""
    while cursor is not None:
        page, cursor = store.query_facts(
            metric=metric,
            company=company,
            filing=filing,
            start=start and start.date(),
            end=end and end.date(),
            limit=_PAGE,
            cursor=cursor,
        )
        yield from page


@app.command()
@with_settings(*Settings.model_fields)
def serve(settings: Settings) -> None:
    """Serve the chat page, the HTTP interface and, where it is set up, Slack."""
    # Imported here: no other command waits for the web.
    from qa.web.app import create_app
    from qa.web.serving import server_of

    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # tells each of its steps
    application = _made(create_app, settings)
    try:
        server = server_of(application, settings)
    except OSError as error:
        err.print(f"Cannot serve on {settings.host}:{settings.port}: {error.strerror}. --port chooses another port.")
        raise typer.Exit(1) from error
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    out.print(f"Ask at http://{host}:{server.effective_port}/ (Ctrl+C stops)", highlight=False)
    server.run()


@app.command()
@with_settings("database_url")
def unanswered(
    settings: Settings,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
) -> None:
    """List the questions that found no answer, the most asked first."""
    table = Table("Times", "Last", "Status", "Question")
    with _store(settings) as store:
        for each in store.memory.unanswered(limit):
            table.add_row(str(each.times), each.last.isoformat(), each.status, escape(each.question))
    out.print(table)


def _store(settings: Settings) -> closing[Store]:
    """The settings' store, closed at the end."""
    return closing(_made(open_store, settings))


def _library(settings: Settings) -> closing[Store]:
    """The same, with the sample filings where it is empty."""
    return closing(_made(open_library, settings))


def _made(make: Callable[[Settings], Made], settings: Settings) -> Made:
    """What the settings make; where their store cannot be used, a line says why."""
    try:
        return make(settings)
    except Unusable as error:
        err.print(escape(str(error)), soft_wrap=True)
        raise typer.Exit(1) from error
