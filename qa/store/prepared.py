"""A filing and all that was read of it as rows: quick to hand from one process to another, quick to insert."""

from dataclasses import dataclass

from sqlalchemy import Table

from qa.facts.extraction import Extraction
from qa.filing import Filing
from qa.store.outlines import outlined
from qa.store.records import Hints
from qa.store.rows import RowValues, document_row, fact_rows, filing_row, passage_rows
from qa.store.schema import documents, facts, figures, outlines, passages


@dataclass(frozen=True, slots=True)
class Prepared:
    """A filing and all that was read of it as rows, without their keys."""

    company: str
    ticker: str
    filing: RowValues
    document: RowValues
    facts: list[RowValues]
    passages: list[RowValues]
    outline: RowValues
    figures: list[RowValues]

    def tables(self) -> tuple[tuple[Table, list[RowValues]], ...]:
        """Return the rows beside the filing's own, by table."""
        return (
            (documents, [self.document]),
            (facts, self.facts),
            (passages, self.passages),
            (outlines, [self.outline]),
            (figures, self.figures),
        )


def prepared(filing: Filing, extraction: Extraction, hints: Hints) -> Prepared:
    """Return what the store keeps of a filing.

    Arguments:
        hints: what its giver says; wins over the filing's header.
    """
    document = document_row(filing, extraction)
    outline, figures = outlined(filing.text, document["blocks"], extraction)
    return Prepared(
        hints.company or filing.header.company,
        (hints.ticker or filing.header.ticker).upper(),
        filing_row(filing, extraction, hints),
        document,
        list(fact_rows(extraction.facts)),
        list(passage_rows(filing, extraction)),
        outline,
        figures,
    )
