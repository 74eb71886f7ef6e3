"""What is done for each thing that a table may be asked for."""

from collections.abc import Callable, Sequence

from qa.questions.tabular import choices, figures, labels
from qa.questions.tabular.asking import Asking, Operation
from qa.questions.tabular.lines import Line
from qa.questions.tabular.results import Named, Result


def operate(asking: Asking, lines: Sequence[Line]) -> Sequence[Result | Named]:
    """Return what a question asks of the lines of a filing's tables; nothing where they do not say."""
    return _OPERATIONS[asking.operation](asking, lines)


_OPERATIONS: dict[Operation, Callable[[Asking, Sequence[Line]], Sequence[Result | Named]]] = {
    "lookup": figures.lookup,
    "change": figures.change,
    "percent change": figures.change,
    "average": figures.average,
    "average change": figures.average_change,
    "sum": figures.total,
    "ratio": figures.share,
    "percent of": figures.share,
    "which year": choices.which_year,
    "which row": choices.which_row,
    "count years": choices.count_years,
    "count rows": choices.count_rows,
    "years": labels.years,
    "rows": labels.rows,
}
