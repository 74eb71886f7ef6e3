"""What else the first question of a filing needs: the names that it defines and how many tables it has, read no more from its text."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add both, which are derived when the store opens."""
    op.add_column("outlines", sa.Column("defined", sa.Text, nullable=False, server_default="[]"))
    op.add_column("outlines", sa.Column("tables", sa.Integer, nullable=False, server_default="0"))
