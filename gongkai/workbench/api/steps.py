"""The steps of a case and of what belongs to it: every verb of casework, each with its own address."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from ninja import Router, Schema

from gongkai.casework import law, queries
from gongkai.casework.choices import CaseKind
from gongkai.foundation.interface import versions
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api import shapes
from gongkai.workbench.api.door import Call
from gongkai.workbench.api.signatures import NotFromOutsideError
from gongkai.workbench.api.stepping import MadeOut, Step, Stepping, add, made, step_of

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


class StepOut(Schema):
    """`case` as it stands after the step; null where the step was on no case."""

    made: MadeOut | None
    case: shapes.CaseDetailOut | None


def steps() -> Iterator[Step]:
    """Every verb that a lifecycle gives to somebody of staff. What background work does is not among them."""
    for verb in sorted((_given_to_people() - ELSEWHERE | BESIDES) & REGISTRY.keys()):
        step = step_of(verb, PLACES, _said)
        if step is not None:
            yield step


def _said(verb: str, subject: str) -> str:
    """case.ask_correction: /cases/{case_id}/steps/ask_correction."""
    noun, _dot, tail = verb.partition(".")
    return tail if noun in _PLAIN or f"{noun}_id" == subject else verb


def _given_to_people() -> set[str]:
    lives = [law.lifecycle_of(each) for each in _LIVES]
    return {one.verb for life in lives for one in life.transition if any("@" in by for by in one.by)}


LEFT_OUT: dict[str, str] = {}
"""Verbs that take what a program can't send, with what it is. The tests say which these may be."""


def add_steps(router: Router) -> None:
    stepping = Stepping(Scope.CASES_WRITE, "steps", StepOut, _answer)
    for step in steps():
        try:
            add(router, step, stepping)
        except NotFromOutsideError as error:
            LEFT_OUT[step.verb] = str(error)


def _answer(call: Call, step: Step, number: int, result: Any, response: HttpResponse) -> dict[str, Any]:
    case_id = number if step.subject == "case_id" else getattr(result, "case_id", None)
    return {"made": made(result), "case": _case(call, case_id, response)}


def _case(call: Call, case_id: int | None, response: HttpResponse) -> dict[str, Any] | None:
    """The case after the step, where the person may see it: who was only asked something may not."""
    found = queries.cases_visible_to(call.actor, call.today).filter(pk=case_id).first() if case_id else None
    if found is None:
        return None
    versions.tagged(response, found.revision)
    return shapes.detailed(found, call.today, queries.permitted(call.actor, found, call.today))
