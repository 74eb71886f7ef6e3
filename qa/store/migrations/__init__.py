"""The schema's history: Alembic's revisions, run by the store itself when it opens a database."""
