"""/healthz, /readyz and /metrics: whether the service lives, whether it can answer, what it counted."""

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint, Tag
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import ServiceUnavailable

from qa.web.problems import described
from qa.web.service import service

api = APIBlueprint("health", __name__, abp_tags=[Tag(name="operation")])


class StateBody(BaseModel):
    """The service's state."""

    status: str


@api.get("/healthz", summary="Liveness", operation_id="healthz", responses={200: StateBody})
def healthz() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@api.get("/readyz", summary="Readiness", operation_id="readyz", responses={200: StateBody, **described(503)})
def readyz() -> Response:
    """Say whether questions can be answered: whether the store answers."""
    try:
        service().store.version()
    except SQLAlchemyError as error:
        raise ServiceUnavailable("The store does not answer: check QA_DATABASE_URL and its database.") from error
    return jsonify(status="ready")


@api.get(
    "/metrics",
    summary="Counters for Prometheus",
    operation_id="metrics",
    responses={200: {"description": "OK", "content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics() -> Response:
    """Give the service's counters in Prometheus's text format."""
    return Response(service().metrics.text(), content_type=CONTENT_TYPE_LATEST)
