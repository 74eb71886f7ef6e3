"""The form of what questions look up first names the stemmer's version too; all of it is derived again when the store opens."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Keep the form as text."""
    op.add_column("meta", sa.Column("form", sa.Text, nullable=False, server_default=""))
    op.drop_column("meta", "outlined")
