"""Every name that a company's filings give it, and facts by metric and day, and by metric and size, for questions over all companies."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of names, with those that are known, and the index."""
    op.create_table(
        "company_names",
        sa.Column("company_id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("company_id", "name", name="pk_company_names"),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name="fk_company_names_companies", ondelete="CASCADE"
        ),
    )
    op.execute("INSERT INTO company_names (company_id, name) SELECT id, name FROM companies WHERE name <> ''")
    op.create_index("ix_facts_name_period_end", "facts", ["name", "period_end"])
    op.create_index("ix_facts_name_amount", "facts", ["name", "amount"])
