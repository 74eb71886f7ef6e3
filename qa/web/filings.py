"""/api/v1/filings: add a filing, list those held, read one, delete one."""

from datetime import date

from flask import Response, jsonify, request
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, Field, RootModel
from typing_extensions import TypedDict
from werkzeug.exceptions import BadRequest, NotFound, UnprocessableEntity, UnsupportedMediaType

from qa import shapes
from qa.ingest import ingest
from qa.reading import Unreadable
from qa.store import Hints
from qa.web.access import SECURITY, require_writer
from qa.web.problems import described
from qa.web.service import service

api = APIBlueprint("filings", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="filings")])

# What a file's bytes may be called. The format itself is told from the bytes.
_MEDIA_TYPES = ("text/plain", "text/html", "text/markdown", "application/pdf", "application/json")
_ALSO_TAKEN = ("", "application/octet-stream", "application/xhtml+xml", "application/xml", "text/xml")


class Given(BaseModel):
    """What the giver says about a filing; each wins over what the filing says itself."""

    name: str = Field(default="", max_length=300, description="What to call it; by default the file's name.")
    company: str = Field(default="", max_length=300, description="The filer's name.")
    ticker: str = Field(default="", max_length=300, description="The filer's ticker.")
    form: str = Field(default="", max_length=300, description="The form or exhibit: 8-K, EX-99.1.")
    filed: date | None = Field(default=None, description="When it was filed: YYYY-MM-DD.")
    url: str = Field(default="", max_length=2000, description="Where it came from.")


class FilingPath(BaseModel):
    """The filing that is meant."""

    id: str = Field(description="The filing's id.")


class _Held(TypedDict):
    filing: shapes.FilingShape


class _Library(TypedDict):
    filings: list[shapes.FilingShape]


class FilingBody(RootModel[_Held]):
    """A filing without its text."""


class LibraryBody(RootModel[_Library]):
    """The filings held, the newest period first."""


class FilingDetailBody(RootModel[shapes.FilingDetailShape]):
    """A filing with its text, blocks, entities and facts."""


_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
                "required": ["file"],
            }
        },
        "application/json": {
            "schema": {
                "type": "object",
                "description": "A filing that another program has parsed.",
                "required": ["blocks"],
                "properties": {
                    "title": {"type": "string"},
                    "company": {"type": "string"},
                    "blocks": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["type"],
                            "properties": {
                                "type": {"enum": ["heading", "paragraph", "table"]},
                                "text": {"type": "string"},
                                "caption": {"type": "string"},
                                "rows": {
                                    "type": "array",
                                    "items": {"type": "array", "items": {"type": "string"}},
                                },
                            },
                        },
                    },
                },
            }
        },
        **{media_type: {} for media_type in _MEDIA_TYPES if media_type != "application/json"},
    },
}


@api.post(
    "/filings",
    summary="Add a filing",
    operation_id="addFiling",
    responses={201: FilingBody, 200: FilingBody, **described(400, 401, 413, 415, 422)},
    security=SECURITY,
    openapi_extensions={"requestBody": _BODY},
)
def add(query: Given) -> tuple[Response, int]:
    """Read a filing into the store: 201 for a new one, 200 and the same id for bytes already held."""
    require_writer()
    data, name, content_type = _upload()
    held = service()
    hints = Hints(query.company, query.ticker, query.form, query.filed, query.url)
    try:
        done = ingest(held.store, data, query.name or name, content_type, hints)
    except Unreadable as error:
        held.metrics.filings.labels("unreadable").inc()
        raise UnprocessableEntity(f"This filing cannot be read: {error}.") from error
    held.metrics.filings.labels("created" if done.created else "held").inc()
    return jsonify(filing=shapes.filing(done.filing)), 201 if done.created else 200


def _upload() -> tuple[bytes, str, str]:
    """The request's file: its bytes, name and media type."""
    kind = request.mimetype
    if kind == "multipart/form-data":
        file = request.files.get("file")
        if file is None:
            raise BadRequest("The form holds no file. Send the filing as the part named file.")
        return file.read(), file.filename or "", file.mimetype or ""
    if kind not in _MEDIA_TYPES and kind not in _ALSO_TAKEN:
        raise UnsupportedMediaType(
            f"A filing cannot be {kind}. Send its bytes with the Content-Type {', '.join(_MEDIA_TYPES)}, "
            "or a multipart/form-data form with the part file."
        )
    return request.get_data(cache=False), "", kind


@api.get("/filings", summary="List the filings", operation_id="listFilings", responses={200: LibraryBody})
def listing() -> Response:
    """List the filings held, the newest period first."""
    return jsonify(filings=[shapes.filing(each) for each in service().store.filings()])


@api.get(
    "/filings/<string:id>",
    summary="Read a filing",
    operation_id="readFiling",
    responses={200: FilingDetailBody, **described(404)},
)
def detail(path: FilingPath) -> Response:
    """Give one filing with its text and all that was read of it."""
    store = service().store
    filing = store.filing(path.id)
    if filing is None:
        raise _unknown(path.id)
    return jsonify(shapes.filing_detail(filing, store.facts(path.id)))


@api.delete(
    "/filings/<string:id>",
    summary="Delete a filing",
    operation_id="deleteFiling",
    responses={204: None, **described(401, 404)},
    security=SECURITY,
)
def delete(path: FilingPath) -> tuple[str, int]:
    """Delete a filing with all that was read of it."""
    require_writer()
    if not service().store.delete(path.id):
        raise _unknown(path.id)
    return "", 204


def _unknown(id: str) -> NotFound:  # noqa: A002 - the interface's own word
    return NotFound(f"No filing has the id {id}. GET /api/v1/filings lists those held.")
