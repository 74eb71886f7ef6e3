"""Train the component anew from its examples: python -m qa.questions.understanding."""

from concurrent.futures import ProcessPoolExecutor

from qa.questions.understanding.marks import TASKS
from qa.questions.understanding.training import retrain
from qa.resources import models


def main() -> None:
    """Replace the weights of every task."""
    with ProcessPoolExecutor() as workers:
        list(workers.map(retrain, TASKS, [models() / "understanding" / task for task in TASKS]))


if __name__ == "__main__":
    main()
