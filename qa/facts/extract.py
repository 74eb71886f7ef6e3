"""From a filing as read to all that it states: the steps of reading, in order."""

from collections.abc import Sequence

from qa.facts.against_tables import held_against_tables
from qa.facts.checks import check, confirmed
from qa.facts.duplicates import merge, without_told
from qa.facts.events import read_events
from qa.facts.extraction import Extraction, PassageSpan
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.from_header import read_header
from qa.facts.prose.from_prose import read_prose
from qa.facts.reconciliations import link
from qa.facts.rereading import reread
from qa.facts.rows.alike import with_parts, without_needless_groups
from qa.facts.rows.counted_elsewhere import without_amounts_counted
from qa.facts.rows.from_statements import read_statement
from qa.facts.rows.headed_parts import below_headings
from qa.facts.rows.known_parts import with_known_parts
from qa.facts.rows.owners import owners_across
from qa.facts.rows.parts import set_parts_apart
from qa.filing import Block, Filing
from qa.language.home_currency import in_home_currency
from qa.language.pipeline import sentences, tag
from qa.language.sentences import headline_parts
from qa.tables import find_statements
from qa.tables.scales import lacks_scale
from qa.tables.statement import Statement

_MISSING_SCALE = "no scale is stated for “{title}”: its figures are left out"


def extract(filing: Filing) -> Extraction:
    """Return what a filing states: facts merged and checked, and the sentences that may be quoted."""
    entities = tuple(in_home_currency(tag(filing.text), filing.text))
    calendar = FiscalCalendar.learn(entities, filing.text, filing.header.released or filing.header.filed)
    statements = with_parts(find_statements(filing, calendar), filing.header.company)
    passages = tuple(_passages(filing, statements))
    first = [read_statement(statement, filing, calendar) for statement in statements]
    unread = [statement for statement, facts in zip(statements, first, strict=True) if not facts]
    said = read_prose(filing, passages, entities, calendar, _lines(unread), first)
    likeliest = with_known_parts(reread(statements, first, said, calendar), first)
    read = owners_across(
        [
            facts if again is statement else read_statement(again, filing, calendar)
            for again, statement, facts in zip(likeliest, statements, first, strict=True)
        ]
    )
    statements = tuple(likeliest)
    read = below_headings(statements, without_needless_groups(without_amounts_counted(read)))
    linked = [link(statement, facts, filing) for statement, facts in zip(statements, read, strict=True)]
    tables = set_parts_apart(linked, said)
    prose = held_against_tables(said, tables)
    told = [*read_header(filing), *read_events(filing, passages, entities, calendar)]
    facts = merge([*tables, *without_told(prose, told), *told])
    findings = check(facts, statements, filing.text)
    return Extraction(
        facts=tuple(confirmed(facts, findings)),
        calendar=calendar,
        statements=statements,
        passages=passages,
        entities=entities,
        period=calendar.reported,
        findings=tuple(findings),
        warnings=(*filing.warnings, *_warnings(statements)),
    )


def _passages(filing: Filing, statements: Sequence[Statement]) -> list[PassageSpan]:
    """The sentences of what is no statement, each with the heading above it."""
    found: list[PassageSpan] = []
    section = ""
    for block in filing.blocks:
        if block.kind == "heading":
            section = filing.text[block.start : block.end]
        for start, end in _prose(block, statements):
            found += [
                PassageSpan(start + a + first, start + a + last, section)
                for a, b in sentences(filing.text[start:end])
                for first, last in headline_parts(filing.text[start + a : start + b])
                if last > first
            ]
    return found


def _lines(statements: Sequence[Statement]) -> list[PassageSpan]:
    """The rows of tables that gave no facts, each from its label to its last figure."""
    return [
        PassageSpan(row.start, max(figure.end for figure in row.figures), statement.title)
        for statement in statements
        for row in statement.rows
        if row.label and row.figures
    ]


def _prose(block: Block, statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """The stretches of a block outside of statements."""
    stretches, start = [], block.start
    for statement in statements:
        if statement.end <= start or statement.start >= block.end:
            continue
        if statement.start > start:
            stretches.append((start, statement.start))
        start = max(start, statement.end)
    if start < block.end:
        stretches.append((start, block.end))
    return stretches


def _warnings(statements: Sequence[Statement]) -> list[str]:
    found = [warning for statement in statements for warning in statement.warnings]
    found += [
        _MISSING_SCALE.format(title=statement.title or "a table") for statement in statements if lacks_scale(statement)
    ]
    return list(dict.fromkeys(found))
