"""What every request needs, made once when the application starts."""

from dataclasses import dataclass

from flask import current_app

from qa.questions import Answerer
from qa.settings import Settings
from qa.store import Store
from qa.web.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Service:
    """One application's store, answerer, settings and counters."""

    settings: Settings
    store: Store
    answerer: Answerer
    metrics: Metrics


def service() -> Service:
    """Return the service of the application that handles the current request."""
    held: Service = current_app.extensions["qa"]
    return held
