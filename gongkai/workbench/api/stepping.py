"""A verb as an operation: its address, what it takes, what it answers.

What a step takes is read from the verb itself, so that the interface can't say another thing than the verb.
"""

import inspect
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
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
from gongkai.workbench.api.door import REFUSES, Call, acting, once
from gongkai.workbench.api.signatures import arguments, body_of

log = logging.getLogger(__name__)

_GIVEN = ("actor", "now", "based_on", "is_sample")


class MadeOut(Schema):
    """What the step wrote: its kind in the ledger and its number there."""

    type: str
    id: int


@dataclass(frozen=True, slots=True)
class Step:
    """A verb, the argument that names what it is done on, and its address."""

    verb: str
    subject: str
    address: str
    function: Callable[..., Any]

    @property
    def name(self) -> str:
        return f"step_{self.verb.replace('.', '_')}"

    @property
    def takes_revision(self) -> bool:
        return "based_on" in inspect.signature(self.function).parameters


@dataclass(frozen=True, slots=True)
class Stepping:
    """How a room's steps answer: `answer(call, step, its number, result, response)` gives `shape`."""

    scope: Scope
    tag: str
    shape: type[Schema]
    answer: Callable[[Call, Step, int, Any, HttpResponse], dict[str, Any]]


def step_of(verb: str, places: Mapping[str, str], said: Callable[[str, str], str]) -> Step | None:
    """`places`: what a verb may be done on, by the name of its argument; the first of these it takes counts.
    `said(verb, subject)`: the last part of its address."""
    function = REGISTRY[verb]
    subject = next((each for each in places if each in inspect.signature(function).parameters), None)
    if subject is None:
        return None
    return Step(verb, subject, f"/{places[subject]}/{{{subject}}}/steps/{said(verb, subject)}", function)


def add(router: Router, step: Step, stepping: Stepping) -> None:
    """Raises NotFromOutsideError if the verb takes what a program can't send."""
    words = step.verb.replace(".", "_").split("_")
    model = body_of(step.function, "".join(each.title() for each in words), (*_GIVEN, step.subject))

    def run(request: HttpRequest, response: HttpResponse, **given: Any) -> Any:
        call = acting(request, stepping.scope)
        more = {"based_on": versions.revision(given["if_match"])} if step.takes_revision else {}
        about = {step.subject: given[step.subject]}
        result = done(_did(step, call, {**about, **arguments(step.function, given["body"]), **more}))
        return stepping.answer(call, step, given[step.subject], result, response)

    run.__signature__ = inspect.Signature([  # type: ignore[attr-defined]  # functions have none declared
        inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD),
        inspect.Parameter("response", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpResponse),
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
        step.address, response={200: stepping.shape, **REFUSES}, summary=step.verb, operation_id=step.name,
        url_name=step.name, tags=[stepping.tag],
    )(decorate_view(once)(run))  # fmt: skip


def _did(step: Step, call: Call, given: dict[str, Any]) -> Any:
    """The verb's result. A code that is in none of the verb's lists is the sender's mistake, not ours."""
    try:
        return step.function(actor=call.actor, now=call.now, **given)
    except ValueError as error:
        log.warning("%s was sent a value it does not know", step.verb, exc_info=True)
        said = _("有一项取值不在规定的范围内：{value}").format(value=error)
        raise ProblemError(UNPROCESSABLE, said) from None


def made(result: Any) -> dict[str, Any] | None:
    """What a step wrote, if it was a row, as `MadeOut`."""
    return {"type": subject_of(type(result)), "id": result.pk} if isinstance(result, Model) else None
