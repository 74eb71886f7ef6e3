"""Errors: every one is problem+json (RFC 9457) whose `detail` says what to do."""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from pydantic import BaseModel, Field, ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.response import Response as BaseResponse

log = logging.getLogger(__name__)

# What to do, where the code that raised the error does not know better than Flask.
_DETAILS = {
    400: "The request could not be read. Send JSON as UTF-8 text, with Content-Type: application/json.",
    404: "Nothing is here. GET /openapi.json lists every address of this service.",
    405: "This address does not take {method}. It takes {allowed}.",
    413: "The request is too large.",
    415: "Send the question as JSON, with Content-Type: application/json.",
    500: "The service failed at this, and has logged why. Nothing was stored; if it happens again, report it.",
}


class Problem(BaseModel):
    """The body of every error."""

    type: str = Field(default="about:blank", description="A URI of the kind of problem.")
    title: str = Field(description="The HTTP status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong, and what to do.")


def problem(status: int, detail: str) -> Response:
    """Return an error's response."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return Response(body.model_dump_json(), status, mimetype="application/problem+json")


def invalid(error: ValidationError) -> Response:
    """Return the response to parameters or a body that do not fit the interface.

    Raises:
        werkzeug.exceptions.HTTPException: the body is no JSON object, because it is no JSON (400) or
            does not say that it is (415).
    """
    if any(not found["loc"] for found in error.errors()):
        request.get_json()
    found = "; ".join(f"{'.'.join(map(str, each['loc'])) or 'the body'}: {each['msg']}" for each in error.errors())
    return problem(422, f"Correct this and send it again: {found}. GET /openapi.json describes the request.")


def register(app: Flask) -> None:
    """Make an application answer every error with a problem."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> BaseResponse | Response:
    if error.response is not None:
        return error.response
    status = error.code or 500
    said = error.description if _says_more(error) else _DETAILS.get(status, error.description)
    allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    response = problem(status, (said or "").replace("{method}", request.method).replace("{allowed}", allowed))
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name not in ("Content-Type", "Content-Length")
    )
    return response


def _says_more(error: HTTPException) -> bool:
    """Whether the raiser described the error itself."""
    return error.description is not None and error.description != type(error).description


def _unexpected(error: Exception) -> Response:
    log.error("failed at %s %s", request.method, request.path, exc_info=error)
    return problem(500, _DETAILS[500])


def described(*statuses: int) -> dict[str | int, type[BaseModel] | dict[Any, Any] | None]:
    """Return OpenAPI's description of the problems that an endpoint may answer with."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {"application/problem+json": {"schema": schema}},
        }
        for status in statuses
    }
