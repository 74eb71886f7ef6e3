"""Tables understood: from grids of cells, or from flattened words, to statements."""

from qa.tables.find import find_statements

__all__ = ["find_statements"]
