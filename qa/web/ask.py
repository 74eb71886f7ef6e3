"""POST /api/v1/ask: a question in, the reply out."""

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, Field, RootModel

from qa import shapes
from qa.questions import Scope
from qa.web.problems import described
from qa.web.service import service

api = APIBlueprint("ask", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="questions")])


_LONGEST = 300  # characters of a name or an id


class Question(BaseModel):
    """A question and where it may be answered from."""

    question: str = Field(min_length=1, description="The question, in English.")
    filing: str | None = Field(default=None, max_length=_LONGEST, description="Answer from this filing only: its id.")
    company: str | None = Field(
        default=None, max_length=_LONGEST, description="Answer from this company's filings: name or ticker."
    )
    conversation: str | None = Field(
        default=None, max_length=_LONGEST, description="Continue this conversation: an earlier reply's id."
    )


class ReplyBody(RootModel[shapes.ReplyShape]):
    """The reply to a question."""


@api.post(
    "/ask",
    summary="Ask a question",
    operation_id="ask",
    responses={200: ReplyBody, **described(400, 415, 422)},
)
def ask(body: Question) -> Response:
    """Answer a question from the filings held, each answer with its sources, or say that they do not."""
    held = service()
    scope = Scope(body.filing or "", body.company or "", body.conversation or "")
    reply = held.answerer.answer(body.question, scope)
    held.metrics.questions(reply.status).inc()
    return jsonify(shapes.reply(reply))
