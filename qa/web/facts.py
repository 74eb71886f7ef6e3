"""GET /api/v1/facts: the facts held, as JSON or CSV, a page at a time."""

import io
from datetime import date
from urllib.parse import urlencode

from flask import Response, jsonify, request
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, Field, RootModel
from typing_extensions import TypedDict
from werkzeug.exceptions import UnprocessableEntity

from qa import export, shapes
from qa.store import StoredFact
from qa.web.problems import described
from qa.web.service import service

api = APIBlueprint("facts", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="facts")])


class FactQuery(BaseModel):
    """Which facts, and how many at a time."""

    metric: str = Field(default="", description="Element name: NetIncomeLoss.")
    company: str = Field(default="", description="The filer's name or ticker.")
    start: date | None = Field(default=None, alias="from", description="Only periods that end on this day or later.")
    end: date | None = Field(default=None, alias="to", description="Only periods that end on this day or earlier.")
    filing: str = Field(default="", description="Only this filing's: its id.")
    limit: int = Field(default=100, ge=1, le=1000, description="At most so many facts.")
    cursor: str = Field(default="", description="Where to go on: the next of the page before.")


class _Facts(TypedDict):
    facts: list[shapes.AnswerShape]
    next: str | None


class FactsBody(RootModel[_Facts]):
    """A page of facts; `next` is the cursor of the page after it."""


@api.get(
    "/facts",
    summary="List facts",
    operation_id="listFacts",
    responses={200: FactsBody, **described(422)},
)
def facts(query: FactQuery) -> Response:
    """List the facts held, each with its sources; as CSV where the request accepts text/csv."""
    try:
        held, following = service().store.query_facts(
            metric=query.metric,
            company=query.company,
            start=query.start,
            end=query.end,
            filing=query.filing,
            limit=query.limit,
            cursor=query.cursor,
        )
    except ValueError as error:
        raise UnprocessableEntity("The cursor is not one of this service: start again without it.") from error
    if request.accept_mimetypes.best_match(("application/json", "text/csv")) == "text/csv":
        return _csv(held, following)
    return jsonify(facts=[shapes.fact(each) for each in held], next=following)


def _csv(facts: list[StoredFact], following: str | None) -> Response:
    text = io.StringIO()
    export.write_csv(facts, text)
    response = Response(text.getvalue(), mimetype="text/csv")
    if following:
        address = f"{request.path}?{urlencode({**request.args, 'cursor': following})}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response
