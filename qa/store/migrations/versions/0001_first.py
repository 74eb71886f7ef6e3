"""The first schema, with its full-text index of passages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables and the index."""
    op.create_table(
        "meta",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meta"),
    )
    op.execute("INSERT INTO meta (id, version) VALUES (1, 0)")
    op.create_table(
        "companies",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("ticker", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_companies"),
        sa.UniqueConstraint("key", name="uq_companies_key"),
    )
    op.create_index("ix_companies_ticker", "companies", ["ticker"])
    op.create_table(
        "filings",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("company_id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("filed", sa.Date),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("period_start", sa.Date),
        sa.Column("period_end", sa.Date),
        sa.Column("period_label", sa.Text),
        sa.Column("facts", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Text, nullable=False),
        sa.Column("calendar", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_filings"),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name="fk_filings_companies"),
        sa.UniqueConstraint("sha256", name="uq_filings_sha256"),
        sa.UniqueConstraint("company_id", "id", name="uq_filings_company_id_id"),
    )
    op.create_index("ix_filings_period_end", "filings", ["period_end"])
    op.create_table(
        "documents",
        sa.Column("company_id", sa.Integer, nullable=False),
        sa.Column("filing_id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("header", sa.Text, nullable=False),
        sa.Column("blocks", sa.Text, nullable=False),
        sa.Column("entities", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("company_id", "filing_id", name="pk_documents"),
        _of_filing("documents"),
    )
    op.create_table(
        "facts",
        sa.Column("company_id", sa.Integer, nullable=False),
        sa.Column("filing_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("metric", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("amount", sa.Float(53)),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("period_start", sa.Date),
        sa.Column("period_end", sa.Date),
        sa.Column("period_label", sa.Text),
        sa.Column("reported", sa.Text, nullable=False),
        sa.Column("scale", sa.BigInteger, nullable=False),
        sa.Column("decimals", sa.Integer),
        sa.Column("dimensions", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("comparison_start", sa.Date),
        sa.Column("comparison_end", sa.Date),
        sa.Column("comparison_label", sa.Text),
        sa.Column("guidance", sa.Text, nullable=False),
        sa.Column("bound", sa.Text),
        sa.Column("heads", sa.Text, nullable=False),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("flags", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float(53), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "filing_id", "position", name="pk_facts"),
        _of_filing("facts"),
    )
    op.create_index(
        "ix_facts_name_company_id_filing_id_position",
        "facts",
        ["name", "company_id", "filing_id", "position"],
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("company_id", sa.Integer, nullable=False),
        sa.Column("filing_id", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
        _of_filing("passages"),
    )
    op.create_index("ix_passages_filing_id_company_id", "passages", ["filing_id", "company_id"])
    op.create_table(
        "conversations",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("saved", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_saved", "conversations", ["saved"])
    op.create_table(
        "events",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_seen", "events", ["seen"])
    op.create_table(
        "unanswered",
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("question", "status", name="pk_unanswered"),
    )
    index = _SQLITE_INDEX if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_INDEX
    for statement in index:
        op.execute(sa.text(statement))


def _of_filing(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["company_id", "filing_id"],
        ["filings.company_id", "filings.id"],
        name=f"fk_{table}_filings",
        ondelete="CASCADE",
    )


# The filing's id is indexed as a word too, so that a search of few filings reads only their passages.
# The text itself stays in passages. Filling the index by a trigger would take five times as long as once
# for a filing (qa.store.search.index); a trigger takes out what is deleted, by cascades too.
_SQLITE_INDEX = (
    """CREATE VIRTUAL TABLE passages_words USING fts5(
        text, filing_id, content='passages', content_rowid='id', tokenize='porter unicode61'
    )""",
    """CREATE TRIGGER passages_deleted AFTER DELETE ON passages BEGIN
        INSERT INTO passages_words (passages_words, rowid, text, filing_id)
        VALUES ('delete', old.id, old.text, old.filing_id);
    END""",
)

_POSTGRESQL_INDEX = (
    """ALTER TABLE passages ADD COLUMN words tsvector
        GENERATED ALWAYS AS (to_tsvector('english', text)) STORED""",
    "CREATE INDEX ix_passages_words ON passages USING gin (words)",
)
