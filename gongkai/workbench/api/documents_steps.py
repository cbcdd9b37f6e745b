"""The steps of a document and of its editions: every verb that a lifecycle gives to somebody of staff.

What a step takes is read from the verb itself, so that the interface can't say another thing than the verb.
"""

import inspect
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema
from ninja.decorators import decorate_view

from gongkai.foundation.interface import versions
from gongkai.foundation.interface.fields import Identifier
from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError, done
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.ledger.rows import subject_of
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
from gongkai.workbench.api.door import REFUSES, Call, acting, once
from gongkai.workbench.api.signatures import arguments, body_of
from gongkai.workbench.api.steps import MadeOut

log = logging.getLogger(__name__)

ELSEWHERE = frozenset({"document.draft", "edition.attach"})
"""Verbs with an operation of their own."""

BESIDES = frozenset({
    "document.set_makers", "edition.describe_file", "document.describe", "document.note_consent",
    "number_mark.register", "number_mark.stop",
})  # fmt: skip
"""Verbs that the lifecycles know as another, or that are no step in a life."""

PLACES = {"edition_id": "editions", "document_id": "documents", "mark_id": "marks", "body_id": "bodies"}
"""What a verb is done on, by the name of its argument; the first of these it takes."""

_GIVEN = ("actor", "now", "based_on", "is_sample")


class DocumentStepOut(Schema):
    """`document` as it stands after the step; null where the step was on none."""

    made: MadeOut | None
    document: DocumentDetailOut | None


@dataclass(frozen=True, slots=True)
class Step:
    """A verb, and the argument that names what it is done on."""

    verb: str
    subject: str
    function: Callable[..., Any]

    @property
    def address(self) -> str:
        """edition.sign: /editions/{edition_id}/steps/sign; number_mark.register keeps its noun."""
        noun, _dot, tail = self.verb.partition(".")
        said = tail if self.subject != "body_id" or noun == "body" else self.verb
        return f"/{PLACES[self.subject]}/{{{self.subject}}}/steps/{said}"

    @property
    def name(self) -> str:
        return f"step_{self.verb.replace('.', '_')}"

    @property
    def takes_revision(self) -> bool:
        return "based_on" in inspect.signature(self.function).parameters


def steps() -> Iterator[Step]:
    """Every verb that a person takes. What background work does is not among them."""
    lives = [lifecycle_of(each) for each in ("document", "edition")]
    given = {one.verb for life in lives for one in life.transition if any("@" in by for by in one.by)}
    for verb in sorted((given - ELSEWHERE | BESIDES) & REGISTRY.keys()):
        function = REGISTRY[verb]
        subject = next(each for each in PLACES if each in inspect.signature(function).parameters)
        yield Step(verb, subject, function)


def add_steps(router: Router) -> None:
    for step in steps():
        _add(router, step)


def _add(router: Router, step: Step) -> None:
    words = step.verb.replace(".", "_").split("_")
    model = body_of(step.function, "".join(each.title() for each in words), (*_GIVEN, step.subject))

    def run(request: HttpRequest, **given: Any) -> Any:
        call = acting(request, Scope.DOCUMENTS_WRITE)
        more = {"based_on": versions.revision(given["if_match"])} if step.takes_revision else {}
        about = {step.subject: given[step.subject]}
        result = done(_did(step, call, {**about, **arguments(step.function, given["body"]), **more}))
        return {"made": _made(result), "document": _document(call, step, given[step.subject])}

    run.__signature__ = inspect.Signature([  # type: ignore[attr-defined]
        inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD),
        *(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
            for name, kind, default in (
                (step.subject, Identifier, Path(...)),
                ("body", model, inspect.Parameter.empty),
                ("idempotency_key", str, key_header()),
                *([("if_match", str, versions.if_match())] if step.takes_revision else []),
            )
        ),
    ])  # fmt: skip
    run.__name__, run.__doc__ = step.name, inspect.getdoc(step.function)
    router.post(
        step.address, response={200: DocumentStepOut, **REFUSES}, summary=step.verb, operation_id=step.name,
        url_name=step.name, tags=["document steps"],
    )(decorate_view(once)(run))  # fmt: skip


def _did(step: Step, call: Call, given: dict[str, Any]) -> Any:
    """The verb's result. A code that is in none of the verb's lists is the sender's mistake, not ours."""
    try:
        return step.function(actor=call.actor, now=call.now, **given)
    except ValueError as error:
        log.warning("%s was sent a value it does not know", step.verb, exc_info=True)
        said = _("有一项取值不在规定的范围内：{value}").format(value=error)
        raise ProblemError(UNPROCESSABLE, said) from None


def _made(result: Any) -> dict[str, Any] | None:
    row = getattr(result, "edition", result) if not isinstance(result, Model) else result
    return {"type": subject_of(type(row)), "id": row.pk} if isinstance(row, Model) else None


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
