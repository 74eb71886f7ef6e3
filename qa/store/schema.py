"""The tables, one schema on SQLite and PostgreSQL; full-text indexes stand in the migrations.

Facts are keyed by company first, so that they can be partitioned by it. What is only ever read whole
(a filing's blocks, a fact's sources) is JSON in a text column. Amounts are text: no database rounds them.
"""

import re

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class StorableText(TypeDecorator[str]):
    """Text from anywhere: what no database takes (NUL, half a surrogate pair) becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the text as it is stored and looked for."""
        return value and _UNSTORABLE.sub("\ufffd", value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One row. The version counts what was added and deleted; who writes filings takes this row's lock first.
meta = Table(
    "meta",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    # The form of the outlines held; another than the program's own has them derived again.
    Column("form", StorableText, nullable=False),
)

companies = Table(
    "companies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", StorableText, nullable=False, unique=True),
    Column("name", StorableText, nullable=False),
    Column("ticker", StorableText, nullable=False, index=True),
)

# Every name that a company's filings give it: a former one finds it too.
company_names = Table(
    "company_names",
    metadata,
    Column("company_id", ForeignKey("companies.id", ondelete="CASCADE"), primary_key=True),
    Column("name", StorableText, primary_key=True),
)

filings = Table(
    "filings",
    metadata,
    Column("id", StorableText, primary_key=True),
    Column("company_id", ForeignKey("companies.id"), nullable=False),
    Column("sha256", StorableText, nullable=False, unique=True),
    Column("name", StorableText, nullable=False),
    Column("form", StorableText, nullable=False),
    Column("filed", Date),
    Column("url", StorableText, nullable=False),
    Column("format", StorableText, nullable=False),
    Column("period_start", Date),
    Column("period_end", Date, index=True),
    Column("period_label", StorableText),
    Column("facts", Integer, nullable=False),
    Column("warnings", StorableText, nullable=False),
    Column("calendar", StorableText, nullable=False),
    UniqueConstraint("company_id", "id"),
)


def _of_filing() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["company_id", "filing_id"], ["filings.company_id", "filings.id"], ondelete="CASCADE")


_LOOKS_AHEAD = text("guidance <> ''")

documents = Table(
    "documents",
    metadata,
    Column("company_id", Integer, primary_key=True),
    Column("filing_id", StorableText, primary_key=True),
    Column("text", StorableText, nullable=False),
    Column("header", StorableText, nullable=False),
    Column("blocks", StorableText, nullable=False),
    Column("entities", StorableText, nullable=False),
    _of_filing(),
)

facts = Table(
    "facts",
    metadata,
    Column("company_id", Integer, primary_key=True),
    Column("filing_id", StorableText, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", StorableText, nullable=False),
    Column("metric", StorableText, nullable=False),
    Column("label", StorableText, nullable=False),
    Column("value", StorableText, nullable=False),
    # The nearest double, for ordering and ranges; null where the value is words.
    Column("amount", Float(53)),
    Column("unit", StorableText, nullable=False),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("period_label", StorableText),
    Column("reported", StorableText, nullable=False),
    Column("scale", BigInteger, nullable=False),
    Column("decimals", Integer),
    Column("dimensions", StorableText, nullable=False),
    Column("basis", StorableText, nullable=False),
    Column("comparison_start", Date),
    Column("comparison_end", Date),
    Column("comparison_label", StorableText),
    Column("guidance", StorableText, nullable=False),
    Column("bound", StorableText),
    Column("heads", StorableText, nullable=False),
    Column("sources", StorableText, nullable=False),
    Column("flags", StorableText, nullable=False),
    Column("confidence", Float(53), nullable=False),
    _of_filing(),
    Index(None, "name", "company_id", "filing_id", "position"),
    Index("ix_facts_guidance", "guidance", sqlite_where=_LOOKS_AHEAD, postgresql_where=_LOOKS_AHEAD),
)

# What questions look up first in a filing (qa.facts.outline), as JSON: derived from what is read, and derived
# again where its form changes.
outlines = Table(
    "outlines",
    metadata,
    Column("company_id", Integer, primary_key=True),
    Column("filing_id", StorableText, primary_key=True),
    Column("lines", StorableText, nullable=False),
    Column("labels", StorableText, nullable=False),
    Column("sentences", StorableText, nullable=False),
    Column("defined", StorableText, nullable=False),
    Column("tables", Integer, nullable=False),
    _of_filing(),
)

# The figures of whole companies, by which companies are ranked; derived as outlines are.
figures = Table(
    "figures",
    metadata,
    Column("company_id", Integer, primary_key=True),
    Column("filing_id", StorableText, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("metric", StorableText, nullable=False),
    Column("ends", Integer, nullable=False),  # a fiscal quarter, as in qa.facts.fiscal.fiscal_year
    Column("quarters", Integer, nullable=False),
    Column("amount", Float(53), nullable=False),
    Column("growth", Float(53)),
    _of_filing(),
    Index(None, "metric", "quarters", "ends", "amount"),
    Index(None, "metric", "quarters", "ends", "growth"),
    Index(None, "metric", "amount"),
    Index(None, "metric", "growth"),
)

# A sentence of prose; its words are indexed by passages_words on SQLite, by a tsvector on PostgreSQL.
passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("company_id", Integer, nullable=False),
    Column("filing_id", StorableText, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", StorableText, nullable=False),
    Column("section", StorableText, nullable=False),
    _of_filing(),
    Index(None, "filing_id", "company_id"),
)

# Times below are seconds since 1970.
conversations = Table(
    "conversations",
    metadata,
    Column("id", StorableText, primary_key=True),
    Column("state", StorableText, nullable=False),
    Column("saved", BigInteger, nullable=False, index=True),
)

events = Table(
    "events",
    metadata,
    Column("id", StorableText, primary_key=True),
    Column("seen", BigInteger, nullable=False, index=True),
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("question", StorableText, primary_key=True),
    Column("status", StorableText, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last", Date, nullable=False),
)
