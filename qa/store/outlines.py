"""Keeps what questions look up first in a filing, and derives it again where its form has changed."""

import logging
from collections.abc import Sequence

from pydantic_core import from_json, to_json
from sqlalchemy import BindParameter, Connection, bindparam, delete, exists, select, update

from qa.facts.defined_names import Pair
from qa.facts.extraction import Extraction, PassageSpan
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.outline import Item, Outline, Spoken, outline
from qa.language.stems import STEMMING
from qa.store import rows
from qa.store.direct import Direct, Drivers
from qa.store.inserts import insert_rows
from qa.store.schema import documents, facts, figures, filings, meta, outlines, passages

_log = logging.getLogger(__name__)

FORM = f"2/{STEMMING}"  # of outlines: raised where qa.facts.outline gives something else of the same reading

_OF: BindParameter[str] = bindparam("filing")
_COMPANY: BindParameter[int] = bindparam("company")
_WITHOUT = select(filings.c.company_id, filings.c.id, filings.c.calendar).where(
    ~exists().where(outlines.c.company_id == filings.c.company_id, outlines.c.filing_id == filings.c.id)
)
_DOCUMENT = select(documents.c.text, documents.c.blocks, documents.c.entities).where(
    documents.c.company_id == _COMPANY, documents.c.filing_id == _OF
)
_PASSAGES = select(passages.c.start, passages.c.end, passages.c.section).where(
    passages.c.company_id == _COMPANY, passages.c.filing_id == _OF
)
_FACTS = select(facts).where(facts.c.company_id == _COMPANY, facts.c.filing_id == _OF)

_LINES = (
    select(outlines.c.lines)
    .join(filings, (filings.c.company_id == outlines.c.company_id) & (filings.c.id == outlines.c.filing_id))
    .where(filings.c.id == _OF)
)
_LABELS = _LINES.with_only_columns(outlines.c.labels)
_SENTENCES = _LINES.with_only_columns(outlines.c.sentences)
_DEFINED = _LINES.with_only_columns(outlines.c.defined)
_TABLES = _LINES.with_only_columns(outlines.c.tables)
_GRID = '"grid":{'  # in the blocks of a document, of each table that was laid out as one


def is_current(connection: Connection) -> bool:
    """Whether every filing held has an outline, of the form that this program reads."""
    return connection.scalar(select(meta.c.form)) == FORM and connection.execute(_WITHOUT.limit(1)).first() is None


def outline_all(connection: Connection) -> None:
    """Derive the outlines of filings that have none, as an older server adds them, and all where their form is another.

    Arguments:
        connection: its transaction holds the write lock.
    """
    if connection.scalar(select(meta.c.form)) != FORM:
        for table in (outlines, figures):
            connection.execute(delete(table))
        connection.execute(update(meta).values(form=FORM))
    without = connection.execute(_WITHOUT).all()
    if without:
        _log.info("deriving again what questions look up in %d filings", len(without))
    for company, filing, calendar in without:
        keys = {"company_id": company, "filing_id": filing}
        row, ranked = outlined(*_read(connection, company, filing, calendar))
        insert_rows(connection, outlines, [{**row, **keys}])
        insert_rows(connection, figures, [{**each, **keys} for each in ranked])


def _read(connection: Connection, company: int, filing: str, calendar: str) -> tuple[str, str, Extraction]:
    """A filing's text and blocks, and what else its outline is made of."""
    of = {"company": company, "filing": filing}
    text, blocks, entities = connection.execute(_DOCUMENT, of).one()
    read = Extraction(
        facts=tuple(map(rows.fact, connection.execute(_FACTS.order_by(facts.c.position), of))),
        calendar=FiscalCalendar.from_json(calendar),
        passages=tuple(PassageSpan(*row) for row in connection.execute(_PASSAGES.order_by(passages.c.start), of)),
        entities=tuple(rows.mentions(entities)),
    )
    return text, blocks, read


def outlined(text: str, blocks: str, read: Extraction) -> tuple[rows.RowValues, list[rows.RowValues]]:
    """Return a filing's row of `outlines` and its rows of `figures`, without their keys.

    Arguments:
        text, blocks: the filing's, as its row of `documents` has them.
    """
    made = outline(text, read)
    return {**_row(made), "tables": blocks.count(_GRID)}, [
        {"position": at, **figure._asdict()} for at, figure in enumerate(made.figures)
    ]


class Outlines:
    """What questions look up first in filings, as it is kept.

    Arguments:
        drivers: of the database.
    """

    def __init__(self, drivers: Drivers) -> None:
        self._lines, self._labels, self._sentences, self._defined, self._tables = (
            Direct(drivers, each) for each in (_LINES, _LABELS, _SENTENCES, _DEFINED, _TABLES)
        )

    def items(self, held: Sequence[str]) -> dict[str, list[Item]]:
        """Return the line items of some filings, by the filings' ids."""
        found = ((filing, self._lines.first({"filing": filing})) for filing in held)
        return {filing: [Item(*each) for each in from_json(row[0])] for filing, row in found if row}

    def labels(self, held: Sequence[str]) -> frozenset[str]:
        """Return every word of some filings' row labels, in lower case."""
        found = (self._labels.first({"filing": filing}) for filing in held)
        return frozenset(word for row in found if row for word in row[0].split())

    def sentences(self, filing: str) -> list[Spoken]:
        """Return the sentences of a filing's prose, in the order of its text."""
        row = self._sentences.first({"filing": filing})
        return [Spoken(*said) for said in from_json(row[0])] if row else []

    def defined_names(self, filing: str) -> tuple[Pair, ...]:
        """Return the names that a filing defines for itself."""
        row = self._defined.first({"filing": filing})
        return tuple((name, short) for name, short in from_json(row[0])) if row else ()

    def tables(self, filing: str) -> int:
        """Return how many tables a filing has that were laid out as such."""
        row = self._tables.first({"filing": filing})
        return row[0] if row else 0


def _row(made: Outline) -> rows.RowValues:
    return {
        "lines": to_json(made.items).decode(),
        "labels": " ".join(made.labels),
        "sentences": to_json(made.sentences).decode(),
        "defined": to_json(made.defined).decode(),
    }
