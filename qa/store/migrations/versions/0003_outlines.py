"""What questions look up first in each filing, and the figures that companies are ranked by; both are filled when the store opens."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; ranking no longer asks the facts."""
    op.add_column("meta", sa.Column("outlined", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "outlines",
        *_keys(),
        sa.Column("lines", sa.Text, nullable=False),
        sa.Column("labels", sa.Text, nullable=False),
        sa.Column("sentences", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("company_id", "filing_id", name="pk_outlines"),
        _of_filing("outlines"),
    )
    op.create_table(
        "figures",
        *_keys(),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("metric", sa.Text, nullable=False),
        sa.Column("ends", sa.Integer, nullable=False),
        sa.Column("quarters", sa.Integer, nullable=False),
        sa.Column("amount", sa.Float(53), nullable=False),
        sa.Column("growth", sa.Float(53)),
        sa.PrimaryKeyConstraint("company_id", "filing_id", "position", name="pk_figures"),
        _of_filing("figures"),
    )
    for columns in (
        ["metric", "quarters", "ends", "amount"],
        ["metric", "quarters", "ends", "growth"],
        ["metric", "amount"],
        ["metric", "growth"],
    ):
        op.create_index(f"ix_figures_{'_'.join(columns)}", "figures", columns)
    op.drop_index("ix_facts_name_period_end", "facts")
    op.drop_index("ix_facts_name_amount", "facts")
    ahead = sa.text("guidance <> ''")
    op.create_index("ix_facts_guidance", "facts", ["guidance"], sqlite_where=ahead, postgresql_where=ahead)


def _keys() -> tuple[sa.Column[int], sa.Column[str]]:
    return sa.Column("company_id", sa.Integer, nullable=False), sa.Column("filing_id", sa.Text, nullable=False)


def _of_filing(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["company_id", "filing_id"],
        ["filings.company_id", "filings.id"],
        name=f"fk_{table}_filings",
        ondelete="CASCADE",
    )
