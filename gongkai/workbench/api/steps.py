"""The steps of a case and of what belongs to it: every verb of casework, each with its own address.

What a step takes is read from the verb itself, so that the interface can't say another thing than the verb.
"""

import inspect
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema
from ninja.decorators import decorate_view

from gongkai.casework import law, queries
from gongkai.casework.choices import CaseKind
from gongkai.foundation.interface import versions
from gongkai.foundation.interface.fields import Identifier
from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError, done
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.ledger.rows import subject_of
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api import shapes
from gongkai.workbench.api.door import REFUSES, Call, acting, once
from gongkai.workbench.api.signatures import NotFromOutsideError, arguments, body_of

log = logging.getLogger(__name__)

ELSEWHERE = frozenset({
    "case.register", "case.unmask", "data_correction.register", "suggestion.register",
})  # fmt: skip
"""Verbs with an operation of their own."""

BESIDES = frozenset({"template.save", "template.drop", "remedy.register_addresses"})
"""Verbs that are no step in a life, but somebody's to do."""

PLACES = {
    "case_id": "cases",
    "reply_id": "replies",
    "service_id": "services",
    "inquiry_id": "inquiries",
    "advice_id": "advice",
    "task_id": "proactive-tasks",
    "template_id": "templates",
    "body_id": "bodies",
}
"""What a verb is done on, by the name of its argument; the first of these it takes."""

_PLAIN = ("case", "reply")
"""Nouns that an address leaves out, besides the noun of what is acted on; the others share verbs' names."""

_LIVES = (*CaseKind.values, "reply", "advice", "proactive_task")
_GIVEN = ("actor", "now", "based_on", "is_sample")


class MadeOut(Schema):
    """What the step wrote: its kind in the ledger and its number there."""

    type: str
    id: int


class StepOut(Schema):
    """`case` as it stands after the step; null where the step was on no case."""

    made: MadeOut | None
    case: shapes.CaseDetailOut | None


@dataclass(frozen=True, slots=True)
class Step:
    """A verb, and the argument that names what it is done on."""

    verb: str
    subject: str
    function: Callable[..., Any]

    @property
    def address(self) -> str:
        """case.ask_correction: /cases/{case_id}/steps/ask_correction."""
        noun, _dot, tail = self.verb.partition(".")
        said = tail if noun in _PLAIN or f"{noun}_id" == self.subject else self.verb
        return f"/{PLACES[self.subject]}/{{{self.subject}}}/steps/{said}"

    @property
    def name(self) -> str:
        return f"step_{self.verb.replace('.', '_')}"

    @property
    def takes_revision(self) -> bool:
        return "based_on" in inspect.signature(self.function).parameters


def steps() -> Iterator[Step]:
    """Every verb that a lifecycle gives to somebody of staff. What background work does is not among them."""
    given = _given_to_people() - ELSEWHERE | BESIDES
    for verb in sorted(given & REGISTRY.keys()):
        function = REGISTRY[verb]
        subject = next((each for each in PLACES if each in inspect.signature(function).parameters), None)
        if subject is not None:
            yield Step(verb, subject, function)


def _given_to_people() -> set[str]:
    lives = [law.lifecycle_of(each) for each in _LIVES]
    return {one.verb for life in lives for one in life.transition if any("@" in by for by in one.by)}


LEFT_OUT: dict[str, str] = {}
"""Verbs that take what a program can't send, with what it is. The tests say which these may be."""


def add_steps(router: Router) -> None:
    for step in steps():
        try:
            _add(router, step)
        except NotFromOutsideError as error:
            LEFT_OUT[step.verb] = str(error)


def _add(router: Router, step: Step) -> None:
    words = step.verb.replace(".", "_").split("_")
    model = body_of(step.function, "".join(each.title() for each in words), (*_GIVEN, step.subject))

    def run(request: HttpRequest, response: HttpResponse, **given: Any) -> Any:
        call = acting(request, Scope.CASES_WRITE)
        more = {"based_on": versions.revision(given["if_match"])} if step.takes_revision else {}
        about = {step.subject: given[step.subject]}
        given_to_it = {**about, **arguments(step.function, given["body"]), **more}
        result = done(_did(step, call, given_to_it))
        case_id = given.get("case_id") or getattr(result, "case_id", None)
        return {"made": _made(result), "case": _case(call, case_id, response)}

    run.__signature__ = inspect.Signature([  # type: ignore[attr-defined]
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
        step.address, response={200: StepOut, **REFUSES}, summary=step.verb, operation_id=step.name,
        url_name=step.name, tags=["steps"],
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
    return {"type": subject_of(type(result)), "id": result.pk} if isinstance(result, Model) else None


def _case(call: Call, case_id: int | None, response: HttpResponse) -> dict[str, Any] | None:
    """The case after the step, where the person may see it: who was only asked something may not."""
    found = queries.cases_visible_to(call.actor, call.today).filter(pk=case_id).first() if case_id else None
    if found is None:
        return None
    versions.tagged(response, found.revision)
    return shapes.detailed(found, call.today, queries.permitted(call.actor, found, call.today))
