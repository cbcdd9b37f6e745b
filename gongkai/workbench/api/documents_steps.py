"""The steps of a document and of its editions: every verb that a lifecycle gives to somebody of staff."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from ninja import Router, Schema

from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.tokens.scopes import Scope
from gongkai.publishing.policy import lifecycle_of
from gongkai.publishing.queries import whole as wholes
from gongkai.publishing.queries.visible import (
    NoSuchDocumentError,
    NoSuchEditionError,
    edition_visible_to,
)
from gongkai.workbench.api.documents import detailed
from gongkai.workbench.api.documents_shapes import DocumentDetailOut
from gongkai.workbench.api.door import Call
from gongkai.workbench.api.stepping import MadeOut, Step, Stepping, add, made, step_of

ELSEWHERE = frozenset({"document.draft", "edition.attach"})
"""Verbs with an operation of their own."""

BESIDES = frozenset({
    "document.set_makers", "edition.describe_file", "document.describe", "document.note_consent",
    "number_mark.register", "number_mark.stop",
})  # fmt: skip
"""Verbs that the lifecycles know as another, or that are no step in a life."""

PLACES = {"edition_id": "editions", "document_id": "documents", "mark_id": "marks", "body_id": "bodies"}
"""What a verb is done on, by the name of its argument; the first of these it takes."""


class DocumentStepOut(Schema):
    """`document` as it stands after the step; null where the step was on none."""

    made: MadeOut | None
    document: DocumentDetailOut | None


def steps() -> Iterator[Step]:
    """Every verb that a person takes. What background work does is not among them."""
    lives = [lifecycle_of(each) for each in ("document", "edition")]
    given = {one.verb for life in lives for one in life.transition if any("@" in by for by in one.by)}
    for verb in sorted((given - ELSEWHERE | BESIDES) & REGISTRY.keys()):
        step = step_of(verb, PLACES, _said)
        if step is not None:
            yield step


def _said(verb: str, subject: str) -> str:
    """edition.sign: /editions/{edition_id}/steps/sign; number_mark.register keeps its noun."""
    noun, _dot, tail = verb.partition(".")
    return tail if subject != "body_id" or noun == "body" else verb


def add_steps(router: Router) -> None:
    stepping = Stepping(Scope.DOCUMENTS_WRITE, "document steps", DocumentStepOut, _answer)
    for step in steps():
        add(router, step, stepping)


def _answer(call: Call, step: Step, number: int, result: Any, _response: HttpResponse) -> dict[str, Any]:
    row = result if isinstance(result, Model) else getattr(result, "edition", result)
    return {"made": made(row), "document": _document(call, step, number)}


def _document(call: Call, step: Step, number: int) -> dict[str, Any] | None:
    """The document after the step, where the person may still see it."""
    if step.subject not in ("document_id", "edition_id"):
        return None
    try:
        if step.subject == "edition_id":
            number = edition_visible_to(call.actor, number, call.today).document_id
        return detailed(call, wholes.whole(call.actor, number, call.today))
    except (NoSuchDocumentError, NoSuchEditionError):
        return None
